"""What staff see of a printer, and what they have it print."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.catalog import Catalog
from kiosk.clock import SystemClock
from kiosk.office import Office
from kiosk.ports import SignalKind
from kiosk.slip import Slip
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from kiosk.ticket import Ticket
from printer.opening import posted_printer
from printer.posted import PostedPrinter
from screens.staff.alarm import Alarm
from screens.staff.app import StaffApp
from screens.staff.dialogs import Pick
from screens.staff.paper import Paper
from tests.clocks import RunningClock
from tests.pilot.test_staff import until
from tests.printers.fault_printer import Fault, FaultPrinter, fault_printer
from tests.printers.sender import HASTY, TIMES
from tests.printers.slips import NUMBER_ONLY
from tests.stores import a_ticket, put

LONG = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "queue.db")
    put(store, a_ticket(42))
    yield store
    store.close()


@pytest.fixture
def device() -> Iterator[FaultPrinter]:
    with fault_printer() as device:
        yield device


@pytest.fixture
def printer(store: SqliteStore, device: FaultPrinter, tmp_path: Path) -> Iterator[PostedPrinter]:
    with ExitStack() as opened:
        printer = posted_printer(
            f"{device.url}?model=epson-tm-t20iii&speed=1000",
            tmp_path,
            lambda _: store.outbox,
            SystemClock(),
            "A",
            deadlines=HASTY,
            times=TIMES,
        )
        opened.callback(printer.close)
        opened.callback(device.mend)
        yield printer


@pytest.fixture
def app(
    catalog: Catalog, dictionary: Library, store: SqliteStore, printer: PostedPrinter
) -> StaffApp:
    def slip(ticket: Ticket) -> Slip:
        return NUMBER_ONLY.but(number=ticket.number)

    office = Office(catalog, store, RunningClock())
    return StaffApp(
        office, dictionary["de"], "1", Paper(lambda: printer, slip, lambda: NUMBER_ONLY)
    )


def said(app: StaffApp) -> str:
    return str(app.screen_stack[1].query_one("#said", Static).render())


async def ready(app: StaffApp, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: len(app.screen_stack) > 1 and app.screen.query(Alarm))


async def test_a_printer_without_paper_rings_once_and_is_answered(
    app: StaffApp, printer: PostedPrinter, device: FaultPrinter, store: SqliteStore
) -> None:
    device.fault(Fault(kind="paper", byte=0, seconds=LONG))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        alarm = app.screen.query_one(Alarm)
        assert not alarm.display
        printer.start()
        await until(pilot, lambda: alarm.display)
        assert "Drucker A hat kein Papier." in str(alarm.render())
        await pilot.press("tab", "enter")
        await until(pilot, lambda: not alarm.display)
        assert not [s for s in store.signals() if s.kind is SignalKind.PRINTER]
        assert store.outbox.printers()[0].trouble == "paper"


async def test_an_alarm_goes_when_the_printer_prints_again(
    app: StaffApp, printer: PostedPrinter, device: FaultPrinter
) -> None:
    device.fault(Fault(kind="cover", byte=0, seconds=LONG))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        alarm = app.screen.query_one(Alarm)
        printer.start()
        await until(pilot, lambda: alarm.display)
        device.mend()
        await until(pilot, lambda: not alarm.display)


async def test_a_number_is_printed_once_more_and_marked(
    app: StaffApp, printer: PostedPrinter, store: SqliteStore, device: FaultPrinter
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        await pilot.press("slash", "4", "2", "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
        (job,) = store.outbox.jobs()
        assert job.number == "A042"
        assert not [job.slip for job in printer.jobs() if job.slip]
        assert len(device.pieces) == 1


async def test_the_printers_are_shown_and_a_test_slip_is_printed(
    app: StaffApp, printer: PostedPrinter, device: FaultPrinter
) -> None:
    device.near_end = True
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        printer.start()
        await until(pilot, lambda: printer.state() and printer.state().near_end)  # type: ignore[union-attr]
        await pilot.press("slash", "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        title = str(app.screen.query_one(".dialog-title", Static).render())
        assert "Drucker A: Das Papier geht bald zu Ende." in title
        await pilot.press("enter")
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
        assert len(device.pieces) == 1
