"""The code of a come-back slip: what it holds, for how long, and what place it gives."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import ticket_code
from kiosk.catalog import Catalog
from kiosk.come_back import MOST_WAITED, SPENT, ComeBack, come_back, decode, encode
from kiosk.errors import UsageFault
from kiosk.office import Office, wish_for
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Shared
from kiosk.ticket_code import ALPHABET
from tests.stores import AT, DAY, a_ticket

OFFICE, KEY = "beispielstadt", b"k" * 32
UNTIL = DAY + timedelta(days=7)
TICKET = a_ticket(42, issued_at=AT)
TOLD = come_back(TICKET, AT + timedelta(minutes=25), UNTIL)
CODE = encode(TOLD, OFFICE, KEY)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.at = AT

    def now(self) -> object:
        return self.at

    def today(self) -> object:
        return self.at.date()


@given(
    st.dates(DAY, DAY + timedelta(days=9000)), st.integers(0, MOST_WAITED), st.binary(min_size=1)
)
def test_a_code_says_until_when_and_how_long_somebody_waited(
    until: object, minutes: int, key: bytes
) -> None:
    told = ComeBack(until, timedelta(minutes=minutes), b"12345678")  # type: ignore[arg-type]
    assert decode(encode(told, OFFICE, key), OFFICE, key, DAY) == told


def test_a_code_is_short_enough_for_large_modules_and_typed_by_people() -> None:
    assert len(CODE) == 36
    assert len(encode(TOLD, OFFICE, KEY, "https://lotse.example/")) <= 61
    for typed in (CODE.lower(), "-".join(CODE), f" HTTPS://LOTSE.EXAMPLE/{CODE}\n"):
        assert decode(typed, OFFICE, KEY, DAY) == TOLD


def test_a_code_tells_nothing_of_the_concern_the_number_or_the_id() -> None:
    other = replace(
        TICKET, stops=("placement",), needs=("wheelchair",), shared=Shared(("rent_heating",))
    )
    now = AT + timedelta(minutes=25)
    assert encode(come_back(other, now, UNTIL), OFFICE, KEY) == CODE
    assert TICKET.id.bytes[:8] != TOLD.random_id


@pytest.mark.parametrize("place", range(len(CODE)))
def test_a_code_with_one_flipped_bit_is_refused(place: int) -> None:
    letter = ALPHABET[ALPHABET.index(CODE[place]) ^ 4]
    with pytest.raises(UsageFault):
        decode(CODE[:place] + letter + CODE[place + 1 :], OFFICE, KEY, DAY)


def test_a_code_holds_to_its_last_day_and_not_longer() -> None:
    assert decode(CODE, OFFICE, KEY, UNTIL) == TOLD
    with pytest.raises(UsageFault, match="was good until 2026-12-02"):
        decode(CODE, OFFICE, KEY, UNTIL + timedelta(days=1))


def test_a_code_of_another_office_or_of_a_number_is_refused() -> None:
    for code, office, key in (
        (CODE, "musterstadt", KEY),
        (CODE, OFFICE, b"K" * 32),
        (ticket_code.encode(TICKET, OFFICE, KEY), OFFICE, KEY),
        ("", OFFICE, KEY),
    ):
        with pytest.raises(UsageFault):
            decode(code, office, key, DAY)
    with pytest.raises(UsageFault):
        ticket_code.decode(CODE, OFFICE, KEY)


@given(st.text())
def test_no_text_is_believed_or_breaks_the_reader(code: str) -> None:
    with pytest.raises(UsageFault):
        decode(code, OFFICE, KEY, DAY)


def test_the_wait_ends_with_the_call_and_counts_for_an_hour_at_most() -> None:
    called = replace(TICKET, called_at=AT + timedelta(minutes=12))
    later = AT + timedelta(hours=5)
    assert come_back(called, later, UNTIL).waited == timedelta(minutes=12)
    assert come_back(TICKET, later, UNTIL).waited == timedelta(minutes=MOST_WAITED)
    assert come_back(TICKET, AT - timedelta(hours=1), UNTIL).waited == timedelta(0)


def test_who_comes_back_stands_before_those_who_came_in_the_minutes_already_waited(
    catalog: Catalog,
) -> None:
    clock, store = Clock(), MemoryStore()
    office = Office(catalog, store, clock)  # type: ignore[arg-type]

    def takes(minutes: int, told: ComeBack | None = None) -> str:
        clock.at = AT + timedelta(minutes=minutes)
        return office.take(wish_for(catalog, service="benefits", come_back=told)).number

    early, late = takes(0), takes(40)
    back = takes(50, TOLD)
    assert takes(55, TOLD) == back
    order = [office.call_next("1") for _ in range(3)]
    assert [called.number for called in order if called] == [early, back, late]
    assert TOLD.waited == timedelta(minutes=25)


def test_a_code_gives_its_number_on_one_day_and_holds_no_longer(
    catalog: Catalog, tmp_path: Path
) -> None:
    clock, store = Clock(), SqliteStore(tmp_path / "queue.db")
    office = Office(catalog, store, clock)  # type: ignore[arg-type]
    wish = wish_for(catalog, service="benefits", come_back=TOLD)
    office.take(wish)
    for days in (1, (UNTIL - DAY).days):
        clock.at = AT + timedelta(days=days)
        office.forget()
        with pytest.raises(UsageFault, match="was used on 2026-11-25") as fault:
            office.take(wish)
        assert fault.value.key == SPENT
        assert office.look().tickets == ()
    other = replace(TOLD, random_id=b"another.")
    assert office.take(replace(wish, come_back=other)).number == "A001"
    clock.at += timedelta(days=1, hours=catalog.office.keep_hours)
    office.forget()
    assert store.signals() == (), "nothing is kept longer than it holds"
