"""Slips by way of the outbox: who prints them, when, and what is told."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from uuid import uuid4

import pytest

from kiosk.ports import Outcome, Printed, SignalKind
from kiosk.print_job import JobState, send
from kiosk.store.sqlite import SqliteStore
from printer.opening import posted_printer
from printer.posted import PostedPrinter
from tests.printers.campaign import rows_of
from tests.printers.fault_printer import Fault, FaultPrinter, fault_printer
from tests.printers.sender import HASTY, TIMES, ShiftedClock, slip_of
from tests.test_print_job import JOB

Open = Callable[[], PostedPrinter]
LONG = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "queue.db")
    yield store
    store.close()


@pytest.fixture
def device() -> Iterator[FaultPrinter]:
    with fault_printer() as device:
        yield device


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def open_printer(
    store: SqliteStore, device: FaultPrinter, clock: ShiftedClock, tmp_path: Path
) -> Iterator[Open]:
    with ExitStack() as opened:

        def open_() -> PostedPrinter:
            url = f"{device.url}?width=384&model=epson-tm-t20iii&speed=1000"
            outbox = store.outbox
            printer = posted_printer(
                url, tmp_path, lambda _: outbox, clock, "A", deadlines=HASTY, times=TIMES
            )
            opened.callback(printer.close)
            return printer

        opened.callback(device.mend)
        yield open_


def slips(device: FaultPrinter) -> list[tuple[bytes, ...]]:
    return [tuple(piece.rows) for piece in device.pieces if not piece.is_blank]


def test_what_a_crash_left_is_cut_off_and_printed_again_marked(
    open_printer: Open, device: FaultPrinter, store: SqliteStore, clock: ShiftedClock
) -> None:
    printer = open_printer()
    now = clock.now()
    job = replace(
        JOB,
        printer=f"{device.url}?width=384&model=epson-tm-t20iii&speed=1000",
        slip=slip_of(1),
        created=now,
        expires=now + TIMES.to_live,
    )
    store.outbox.add(job)
    store.outbox.change(job.id, send)
    assert printer.print(slip_of(2)).outcome is Outcome.PRINTED
    first, second = store.outbox.jobs()
    assert (first.state, first.reprint, first.slip) == (JobState.PRINTED, 1, None)
    assert (second.state, second.reprint) == (JobState.PRINTED, 0)
    assert slips(device) == [rows_of(1, 1), rows_of(2, 0)]
    assert device.pieces[0].is_blank


def test_what_a_crash_left_too_long_ago_is_wiped_and_not_printed(
    open_printer: Open, device: FaultPrinter, store: SqliteStore, clock: ShiftedClock
) -> None:
    printer = open_printer()
    url = f"{device.url}?width=384&model=epson-tm-t20iii&speed=1000"
    past = clock.now() - TIMES.to_live
    store.outbox.add(replace(JOB, id=uuid4(), printer=url, created=past, expires=clock.now()))
    assert printer.print(slip_of(2)).outcome is Outcome.PRINTED
    assert [job.state for job in store.outbox.jobs()] == [JobState.EXPIRED, JobState.PRINTED]
    assert not [job.slip for job in store.outbox.jobs() if job.slip]
    assert slips(device) == [rows_of(2, 0)]


def test_one_of_two_processes_prints_for_both(open_printer: Open, device: FaultPrinter) -> None:
    owner, guest = open_printer(), open_printer()
    owner.start()
    assert owner.print(slip_of(1)).outcome is Outcome.PRINTED
    assert guest.print(slip_of(2)).outcome is Outcome.PRINTED
    assert guest.state() == owner.state()
    assert slips(device) == [rows_of(1, 0), rows_of(2, 0)]


def test_a_slip_waits_for_paper_and_is_told_when_it_is_out(
    open_printer: Open, device: FaultPrinter, store: SqliteStore
) -> None:
    printer, told = open_printer(), SimpleQueue[Printed]()
    device.fault(Fault(kind="paper", byte=0, seconds=LONG))
    printer.start()
    printer.post(slip_of(1), told.put)
    assert told.get(timeout=10).outcome is Outcome.NOT_SENT
    assert [s.text for s in store.signals() if s.kind is SignalKind.PRINTER] == ["paper"]
    device.mend()
    assert told.get(timeout=10).outcome is Outcome.PRINTED
    assert slips(device) == [rows_of(1, 0)]


def until_last_is(state: JobState, store: SqliteStore) -> None:
    """Wait until the last job is in this state."""
    seen, end = store.outbox.version(), monotonic() + 10
    while store.outbox.jobs()[-1].state is not state:
        assert monotonic() < end, store.outbox.jobs()[-1].state
        seen = store.outbox.wait(seen, 1)


def test_the_slip_of_who_left_during_an_attempt_is_not_tried_again(
    open_printer: Open, device: FaultPrinter, store: SqliteStore
) -> None:
    printer, told = open_printer(), SimpleQueue[Printed]()
    printer.start()
    assert printer.print(slip_of(1)).outcome is Outcome.PRINTED
    device.fault(Fault(kind="stall", byte=0, seconds=LONG))
    printer.post(slip_of(2), told.put)
    until_last_is(JobState.SENDING, store)
    printer.leave()
    until_last_is(JobState.EXPIRED, store)
    device.mend()
    assert printer.print(slip_of(3)).outcome is Outcome.PRINTED
    assert slips(device) == [rows_of(1, 0), rows_of(3, 0)]


def test_a_slip_that_waited_too_long_is_told_to_be_expired(
    open_printer: Open, device: FaultPrinter, clock: ShiftedClock, store: SqliteStore
) -> None:
    printer, told = open_printer(), SimpleQueue[Printed]()
    device.fault(Fault(kind="cover", byte=0, seconds=LONG))
    printer.post(slip_of(1), told.put)
    assert told.get(timeout=10).outcome is Outcome.NOT_SENT
    clock.ahead += TIMES.to_live
    assert told.get(timeout=10).outcome is Outcome.EXPIRED
    device.mend()
    assert printer.print(slip_of(2)).outcome is Outcome.PRINTED
    assert slips(device) == [rows_of(2, 0)]
    assert not [job.slip for job in store.outbox.jobs() if job.slip]


def test_a_store_out_of_reach_is_an_outcome(open_printer: Open, store: SqliteStore) -> None:
    printer = open_printer()
    store.close()
    assert printer.print(slip_of(1)).outcome is Outcome.NOT_SENT
