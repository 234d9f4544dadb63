"""What the come-back slip and the proof of a visit say, with the shipped content."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.catalog import Catalog
from kiosk.come_back import come_back
from kiosk.leaving_slip import LeavingSlipWriter
from kiosk.slip import Line, Slip, Style, text_of
from kiosk.texts import Library
from kiosk.ticket import Shared
from tests.stores import AT, DAY, a_ticket

TICKET = a_ticket(42, issued_at=AT)
TOLD = come_back(TICKET, AT + timedelta(minutes=20), DAY + timedelta(days=7))
CODE = "ABCD" * 9


@pytest.fixture(params=["de", "de_simple", "en", "ar", "fa", "uk"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def writer(catalog: Catalog, dictionary: Library, language: str) -> LeavingSlipWriter:
    return LeavingSlipWriter(catalog, dictionary, language)


def test_the_come_back_slip_says_until_when_in_digits_everybody_reads(
    writer: LeavingSlipWriter, catalog: Catalog, dictionary: Library, language: str
) -> None:
    slip = writer.come_back(TOLD, CODE, AT)
    assert (slip.number, slip.code, slip.short_code) == ("02.12.2026", CODE, "")
    words = dictionary[language]
    assert slip.caption == words(catalog.interface["slip.come_back_show"])
    assert words(catalog.interface["slip.come_back_counts"]) in text_of(slip)
    assert "ABCD-ABCD-ABCD\nABCD-ABCD-ABCD\nABCD-ABCD-ABCD" in text_of(slip)


def test_only_the_code_is_typed_and_not_the_address_before_it(writer: LeavingSlipWriter) -> None:
    slip = writer.come_back(TOLD, f"HTTPS://JC.EXAMPLE/T{CODE}", AT)
    assert "\nABCD-ABCD-ABCD\nABCD-ABCD-ABCD\nABCD-ABCD-ABCD" in text_of(slip)


def test_a_wait_is_only_promised_to_who_waited(writer: LeavingSlipWriter) -> None:
    waited, at_once = (
        writer.come_back(told, CODE, AT) for told in (TOLD, replace(TOLD, waited=timedelta(0)))
    )
    assert len(waited.lines) == len(at_once.lines) + 1


def test_without_papers_the_slips_tell_nothing_of_the_concern(
    writer: LeavingSlipWriter, catalog: Catalog
) -> None:
    for concern in catalog.concerns.values():
        told = replace(TICKET, stops=(concern.service,), shared=Shared((concern.id,), ("lease",)))
        assert writer.proof(told, AT) == writer.proof(TICKET, AT)
        back = come_back(told, AT + timedelta(minutes=20), TOLD.until)
        assert writer.come_back(back, CODE, AT) == writer.come_back(TOLD, CODE, AT)


def test_missing_papers_stand_on_the_slip_with_where_to_get_them(
    writer: LeavingSlipWriter, catalog: Catalog, dictionary: Library, language: str
) -> None:
    slip = writer.come_back(TOLD, CODE, AT, ["lease"])
    document, words = catalog.documents["lease"], dictionary[language]
    at = next(n for n, line in enumerate(slip.lines) if line.style is Style.TICK)
    assert slip.lines[at].text == words(document.title)
    assert slip.lines[at + 1] == Line(words(document.where), Style.SMALL)


def test_the_proof_says_day_and_place_and_leaves_room_for_name_and_stamp(
    writer: LeavingSlipWriter, catalog: Catalog, dictionary: Library, language: str
) -> None:
    slip = writer.proof(TICKET, AT)
    said = text_of(slip)
    for fact in ("A042", dictionary[language].date(AT), catalog.office.address):
        assert fact in said
    assert (slip.code, slip.number) == ("", "")
    assert sum(line.style is Style.FIELD for line in slip.lines) == 2


def test_the_german_words_stand_beside_those_of_another_language(
    writer: LeavingSlipWriter, language: str
) -> None:
    beside = {line.beside for slip in both(writer) for line in slip.lines if line.beside}
    german = {
        "Rückkehr-Zettel",
        "Bestätigung über einen Besuch",
        "Eine Person mit der Nummer A042 war am 25. November 2026 hier.",
        "Stempel und Unterschrift",
    }
    assert (german <= beside) is not language.startswith("de")
    assert bool(beside) is not language.startswith("de")


def both(writer: LeavingSlipWriter) -> tuple[Slip, Slip]:
    return writer.come_back(TOLD, CODE, AT), writer.proof(TICKET, AT)
