import string
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import UsageFault
from kiosk.ticket import Shared, Ticket
from kiosk.ticket_code import ALPHABET, TicketCode, decode, encode, short_code
from tests.stores import DAY, a_ticket

OFFICE, KEY = "beispielstadt", b"k" * 32
ADDRESS = "HTTPS://LOTSE.EXAMPLE/"
QR_ALPHANUMERIC = frozenset(string.digits + string.ascii_uppercase + " $%*+-./:")

TICKET = a_ticket(42, id=UUID("0123456789abcdef0123456789abcdef"))
CODE = encode(TICKET, OFFICE, KEY)
SAID = TicketCode(DAY, "A042", bytes.fromhex("0123456789abcdef"))

any_ticket = st.builds(
    a_ticket,
    count=st.integers(1, 999),
    id=st.uuids(),
    station=st.sampled_from(string.ascii_uppercase),
    day=st.dates(date(2020, 1, 1), date(2150, 12, 31)),
)
any_concern: st.SearchStrategy[dict[str, object]] = st.builds(
    dict,
    stops=st.lists(st.text(max_size=9), min_size=1).map(tuple),
    language=st.text(max_size=9),
    needs=st.lists(st.text(max_size=9)).map(tuple),
    priority=st.integers(),
    shared=st.builds(Shared, concerns=st.lists(st.text(max_size=9)).map(tuple)),
)


@given(any_ticket, st.text(max_size=40), st.binary(min_size=1, max_size=64))
def test_a_code_says_day_number_and_random_id(ticket: Ticket, office: str, key: bytes) -> None:
    said = decode(encode(ticket, office, key), office, key)
    assert said == TicketCode(ticket.day, ticket.number, ticket.id.bytes[:8])


@given(any_ticket)
def test_a_code_has_at_most_61_alphanumeric_characters(ticket: Ticket) -> None:
    code = encode(ticket, OFFICE, KEY, ADDRESS.lower())
    assert len(code) <= 61
    assert set(code) <= QR_ALPHANUMERIC
    assert set(code.removeprefix(ADDRESS)) <= set(ALPHABET)


@given(any_ticket, any_concern)
def test_a_code_tells_nothing_of_the_concern(ticket: Ticket, facts: dict[str, object]) -> None:
    other = replace(ticket, **facts)  # type: ignore[arg-type]
    assert encode(other, OFFICE, KEY) == encode(ticket, OFFICE, KEY)
    assert short_code(other) == short_code(ticket)


@pytest.mark.parametrize("place", range(len(CODE)))
@pytest.mark.parametrize("bit", range(5))
def test_a_code_with_one_flipped_bit_is_refused(place: int, bit: int) -> None:
    letter = ALPHABET[ALPHABET.index(CODE[place]) ^ 1 << bit]
    with pytest.raises(UsageFault):
        decode(CODE[:place] + letter + CODE[place + 1 :], OFFICE, KEY)


@pytest.mark.parametrize("length", range(len(CODE)))
def test_a_truncated_code_is_refused(length: int) -> None:
    for part in (CODE[:length], CODE[len(CODE) - length :]):
        with pytest.raises(UsageFault, match="not a complete ticket code"):
            decode(part, OFFICE, KEY)


def test_a_code_of_another_office_is_refused() -> None:
    with pytest.raises(UsageFault, match="another office"):
        decode(CODE, "musterstadt", KEY)


def test_a_code_signed_with_another_key_is_refused() -> None:
    with pytest.raises(UsageFault, match="not one of this office's"):
        decode(CODE, OFFICE, b"K" * 32)


@pytest.mark.parametrize(
    "code", ["x" * 10_000, "0" * 10_000, "\x1b]52;" * 2_000, "ß" * 39, "٣" * 39, "\ud800" * 39, ""]
)
def test_anything_else_is_refused_in_a_sentence_that_does_not_repeat_it(code: str) -> None:
    with pytest.raises(UsageFault) as refused:
        decode(code, OFFICE, KEY)
    assert len(str(refused.value)) < 100


@given(st.text())
def test_no_text_is_believed_or_breaks_the_reader(code: str) -> None:
    with pytest.raises(UsageFault):
        decode(code, OFFICE, KEY)


@pytest.mark.parametrize(
    "code",
    [
        CODE.lower(),
        CODE.replace("1", "I").replace("0", "O"),
        CODE.replace("1", "l").replace("0", "o"),
        f"  {CODE}\r\n",
        "-".join(CODE),
        f"{CODE[:20]} {CODE[20:]}",
        ADDRESS + CODE,
        ADDRESS.lower() + CODE.lower(),
    ],
)
def test_a_code_is_read_as_people_and_scanners_give_it(code: str) -> None:
    assert decode(code, OFFICE, KEY) == SAID


def test_the_short_code_is_eight_letters_of_the_id() -> None:
    assert short_code(TICKET) == "04HM-ASW9"


@given(any_ticket)
def test_a_short_code_has_no_letter_that_is_misread(ticket: Ticket) -> None:
    first, second = short_code(ticket).split("-")
    assert (len(first), len(second)) == (4, 4)
    assert set(first + second) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
