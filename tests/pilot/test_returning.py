"""A slip under the scanner of the visitor terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.come_back import ComeBack
from kiosk.office import Office, wish_for
from kiosk.ports import Signal, SignalKind
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Ticket
from tests.stores import AT, DAY
from tests.visitors import Come, OfficeCodes, Visitor

WAITED = timedelta(minutes=25)
BACK = ComeBack(DAY + timedelta(days=7), WAITED, b"12345678")


@pytest.fixture
def codes(office: Office) -> OfficeCodes:
    return OfficeCodes(office)


async def take_a_number(person: Visitor) -> None:
    await person.tap("number")
    await person.tap("other")
    await person.press("enter")
    await person.until(lambda: person.step == "number")


def a_number(office: Office) -> Ticket:
    return office.take(wish_for(office.catalog, service="benefits"))


async def test_who_comes_back_is_welcomed_and_the_earlier_wait_counts(
    come: Come, office: Office, codes: OfficeCodes
) -> None:
    async with come() as person:
        await person.scan(codes.come_back_code(BACK))
        await person.until(lambda: "Willkommen zurück" in person.seen)
        await take_a_number(person)
        (ticket,) = office.look().tickets
        assert ticket.issued_at == AT - WAITED


async def test_a_come_back_code_gives_one_number_a_day_however_often_it_is_shown(
    come: Come, office: Office, codes: OfficeCodes
) -> None:
    async with come() as person:
        for _ in range(2):
            await person.scan(codes.come_back_code(BACK))
            await person.until(lambda: person.step == "returned")
            await take_a_number(person)
        assert len(office.look().tickets) == 1


async def test_a_scan_in_the_middle_of_a_visit_keeps_what_was_chosen(
    come: Come, codes: OfficeCodes
) -> None:
    async with come() as person:
        await person.press("enter", "enter")
        await person.tap("number")
        area = next(box.choice for box in person.app.view.sheet.targets if box.role == "tile")
        await person.tap(area)
        concern = next(box.choice for box in person.app.view.sheet.targets if box.role == "tile")
        await person.tap(concern)
        await person.scan(codes.come_back_code(BACK))
        await person.until(lambda: person.step == "returned")
        assert person.app.visit.concerns == (concern,)


async def test_a_slip_that_holds_no_longer_leads_to_a_new_number(
    come: Come, office: Office, codes: OfficeCodes
) -> None:
    old = ComeBack(DAY - timedelta(days=1), WAITED, b"12345678")
    async with come() as person:
        await person.scan(codes.come_back_code(old))
        await person.until(lambda: "Dieser Zettel gilt hier nicht" in person.seen)
        await take_a_number(person)
        (ticket,) = office.look().tickets
        assert ticket.issued_at == AT


async def test_a_code_that_gave_its_number_yesterday_leads_to_a_new_one(
    come: Come, office: Office, codes: OfficeCodes, tmp_path: Path
) -> None:
    used = Signal(SignalKind.SPENT, BACK.mark, AT + timedelta(days=7), "2026-11-24")
    store = SqliteStore(tmp_path / "queue.db")
    store.raise_signal(used)
    store.close()
    async with come() as person:
        await person.scan(codes.come_back_code(BACK))
        await person.until(lambda: "Dieser Zettel gilt hier nicht" in person.seen)
        assert office.look().tickets == ()


async def test_a_number_slip_of_today_shows_the_number_that_will_be_called(
    come: Come, office: Office, codes: OfficeCodes
) -> None:
    ticket = a_number(office)
    async with come() as person:
        await person.scan(codes.code(ticket))
        await person.until(lambda: person.step == "scanned")
        assert person.app.view.page.giant == ticket.number
        await person.tap("go_on")
        assert person.step == "start"
        assert office.look().tickets == (ticket,)


async def test_a_forged_code_and_a_book_are_no_way_in(come: Come, codes: OfficeCodes) -> None:
    code = codes.come_back_code(BACK)
    forged = code[:20] + ("0" if code[20] != "0" else "1") + code[21:]
    async with come() as person:
        await person.scan("9783161484100")
        await person.scan(forged)
        await person.until(lambda: person.step == "scanned")
        assert person.app.visit.come_back is None


async def test_the_next_visitor_has_waited_for_nothing(come: Come, codes: OfficeCodes) -> None:
    async with come() as person:
        await person.scan(codes.come_back_code(BACK))
        await person.until(lambda: person.step == "returned")
        await person.press("backspace")
        assert person.step == "returned"
        await person.tap("done")
        assert person.step == "start"
        assert person.app.visit.come_back is None
