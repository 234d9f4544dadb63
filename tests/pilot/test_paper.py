"""What visitors see of a real printer in trouble, and what comes out for whom."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.catalog import Catalog
from kiosk.clock import SystemClock
from kiosk.office import Office
from kiosk.print_job import JobState
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from printer.opening import posted_printer
from printer.posted import PostedPrinter
from tests.clocks import StillClock
from tests.printers.fault_printer import Fault, FaultPrinter, fault_printer
from tests.printers.sender import HASTY, TIMES
from tests.visitors import Come, Visitor, visitor

WHOLE, NO_SLIPS = "War Ihr Zettel vollständig?", "Der Drucker geht gerade nicht."
TAKE_IT = "Bitte nehmen Sie Ihren Zettel."
LONG = 60.0


class Terminal:
    """A terminal with its printer."""

    def __init__(self, store: SqliteStore, device: FaultPrinter, folder: Path) -> None:
        self.store = store
        self.device = device
        self.printer: PostedPrinter = posted_printer(
            f"{device.url}?model=epson-tm-t20iii&speed=1000",
            folder,
            lambda _: store.outbox,
            SystemClock(),
            "A",
            deadlines=HASTY,
            times=TIMES,
        )

    def state_of(self, count: int = 1) -> JobState | None:
        """Return the state of the n-th job."""
        jobs = self.store.outbox.jobs()
        return jobs[count - 1].state if len(jobs) >= count else None


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with ExitStack() as opened:
        store = SqliteStore(tmp_path / "queue.db")
        opened.callback(store.close)
        terminal = Terminal(store, opened.enter_context(fault_printer()), tmp_path)
        opened.callback(terminal.printer.close)
        opened.callback(terminal.device.mend)
        yield terminal


@pytest.fixture
def come(terminal: Terminal, catalog: Catalog, dictionary: Library, tmp_path: Path) -> Come:
    office = Office(catalog, terminal.store, StillClock())
    return partial(visitor, office, dictionary, tmp_path, printer=terminal.printer)


async def take_a_number(person: Visitor) -> None:
    await person.press("enter", "enter", "enter")
    await person.tap("other")
    await person.press("enter")
    await person.until(lambda: person.step == "number")


async def test_a_slip_that_came_out_is_to_be_taken_and_nothing_is_kept_of_it(
    come: Come, terminal: Terminal
) -> None:
    async with come() as person:
        await take_a_number(person)
        await person.until(lambda: TAKE_IT in person.seen)
        (job,) = terminal.store.outbox.jobs()
        assert (job.state, job.number, job.slip) == (JobState.PRINTED, "A001", None)
        assert len(terminal.device.pieces) == 1


async def test_whoever_begins_is_told_that_no_slip_will_come(
    come: Come, terminal: Terminal
) -> None:
    terminal.device.fault(Fault(kind="paper", byte=0, seconds=LONG))
    async with come() as person:
        await person.until(terminal.printer.state)
        await person.stay_away(0)
        await person.until(lambda: NO_SLIPS in person.seen)
        terminal.device.mend()
        await person.until(lambda: terminal.printer.state().trouble is None)  # type: ignore[union-attr]
        await person.stay_away(0)
        assert NO_SLIPS not in person.seen


async def test_without_paper_the_number_stands_on_the_screen_with_its_code(
    come: Come, terminal: Terminal
) -> None:
    terminal.device.fault(Fault(kind="paper", byte=0, seconds=LONG))
    async with come(size=(100, 44)) as person:
        await take_a_number(person)
        await person.until(lambda: person.app.view.page.code)
        assert "code" in {box.role for box in person.app.view.sheet.boxes}
        assert "fotografieren" in person.seen


async def test_when_nobody_knows_the_visitor_is_asked_and_gets_another_slip(
    come: Come, terminal: Terminal
) -> None:
    async with come() as person:
        await person.until(terminal.printer.state)
        terminal.device.fault(Fault(kind="mute", mm=50, seconds=LONG))
        await take_a_number(person)
        await person.until(lambda: WHOLE in person.seen)
        terminal.device.mend()
        await person.tap("print_again")
        assert WHOLE not in person.seen
        await person.until(lambda: TAKE_IT in person.seen)
        (job,) = terminal.store.outbox.jobs()
        assert (job.number, job.reprint) == ("A001", 1)


async def test_a_visitor_who_has_the_slip_says_so(come: Come, terminal: Terminal) -> None:
    async with come() as person:
        await person.until(terminal.printer.state)
        terminal.device.fault(Fault(kind="mute", mm=50, seconds=LONG))
        await take_a_number(person)
        await person.until(lambda: WHOLE in person.seen)
        await person.press("enter")
        assert TAKE_IT in person.seen


async def test_the_slip_of_who_has_left_does_not_come_out_for_the_next(
    come: Come, terminal: Terminal
) -> None:
    async with come() as person:
        await person.until(terminal.printer.state)
        terminal.device.fault(Fault(kind="paper", byte=0, seconds=LONG))
        await take_a_number(person)
        await person.until(lambda: terminal.state_of() is JobState.NOT_SENT)
        await person.tap("done")
        await person.until(lambda: terminal.state_of() is JobState.EXPIRED)
        terminal.device.mend()
        await take_a_number(person)
        await person.until(lambda: terminal.state_of(2) is JobState.PRINTED)
        assert sum(not piece.is_blank for piece in terminal.device.pieces) == 1


async def test_the_screen_answers_at_once_while_the_printer_hangs(
    come: Come, terminal: Terminal
) -> None:
    async with come() as person:
        await person.until(terminal.printer.state)
        terminal.device.fault(Fault(kind="stall", mm=20, seconds=LONG))
        await take_a_number(person)
        await person.until(lambda: terminal.state_of() is JobState.SENDING)
        took = []
        for _ in range(20):
            begun = perf_counter()
            person.app.action_go("language")
            assert "Welche Sprache?" in person.seen  # drawn anew, line by line
            took.append(perf_counter() - begun)
            person.app.action_step_back()
            await asyncio.sleep(0)
        assert terminal.state_of() is not JobState.PRINTED
        assert sorted(took)[-2] < 0.025
