"""The outbox of every store keeps jobs and printers, and nothing longer than it must."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.ports import Store
from kiosk.print_job import JobState, PrinterState, Trouble, end, send
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.printers.slips import ALL
from tests.stores import AT, DAY
from tests.test_print_job import JOB


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    kept: Store = MemoryStore()
    if request.param == "sqlite":
        kept = SqliteStore(tmp_path / "queue.db")
    yield kept
    kept.close()


def test_jobs_come_back_as_they_were_the_oldest_first(store: Store) -> None:
    jobs = [
        replace(JOB, id=uuid4(), slip=slip, created=AT + timedelta(seconds=i))
        for i, slip in enumerate(ALL.values())
    ]
    for job in reversed(jobs):
        store.outbox.add(job)
    assert list(store.outbox.jobs()) == jobs


def test_a_change_is_made_to_the_fresh_job_and_is_seen_by_whoever_waits(store: Store) -> None:
    store.outbox.add(JOB)
    seen = store.version()
    assert store.outbox.change(JOB.id, send) == send(JOB)
    assert store.wait(seen, timeout=0) != seen
    ended = store.outbox.change(
        JOB.id, lambda job: end(job, JobState.NOT_SENT, "no paper", Trouble.PAPER)
    )
    assert store.outbox.jobs() == (ended,)
    assert store.outbox.change(uuid4(), send) is None


def test_what_changes_nothing_wakes_nobody(store: Store) -> None:
    store.outbox.add(JOB)
    seen = store.version()
    store.outbox.change(JOB.id, lambda job: job)
    assert store.version() == seen


def test_each_printer_is_kept_as_it_was_found_last(store: Store) -> None:
    found = PrinterState(name="tcp://b", since=AT, station="A", trouble=Trouble.COVER, torn=True)
    well = PrinterState(name="tcp://a", since=AT, near_end=True)
    for state in (found, replace(well, near_end=False), well):
        store.outbox.put_printer(state)
    assert store.outbox.printers() == (well, found)


def test_jobs_of_earlier_days_are_forgotten(store: Store) -> None:
    store.outbox.add(replace(JOB, created=AT - timedelta(days=1), id=uuid4()))
    store.outbox.add(JOB)
    store.forget_before(DAY)
    assert store.outbox.jobs() == (JOB,)


def test_nothing_of_a_printed_slip_is_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "queue.db"
    store = SqliteStore(file)
    assert JOB.slip
    code = JOB.slip.code.encode()
    store.outbox.add(JOB)
    assert code in file.read_bytes()
    store.outbox.change(JOB.id, lambda job: end(send(job), JobState.PRINTED))
    store.close()
    assert code not in file.read_bytes()
