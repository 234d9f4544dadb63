from contextlib import closing
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.file_lock import FileLock
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Status
from tests.stores import DAY, child

PROCESSES = 8
TICKETS = 50


@pytest.mark.parametrize("stations", ["A", "ABCDEFGH"])
def test_processes_that_hammer_one_file_issue_and_call_every_number_once(
    tmp_path: Path, stations: str
) -> None:
    file = tmp_path / "queue.db"
    letters = [stations[n % len(stations)] for n in range(PROCESSES)]
    processes = [child("race", file, TICKETS, letter) for letter in letters]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate() for process in processes]

    assert {err for _, err in said} == {""}
    lines = [line.split() for out, _ in said for line in out.splitlines()]
    each = PROCESSES * TICKETS // len(stations)
    numbers = sorted(f"{s}{count:03d}" for s in stations for count in range(1, each + 1))
    assert sorted(number for what, number in lines if what == "took") == numbers
    assert sorted(number for what, number in lines if what == "called") == numbers
    with closing(SqliteStore(file)) as store:
        tickets = store.tickets(DAY)
    assert sorted(ticket.number for ticket in tickets) == numbers
    assert {(ticket.status, ticket.calls) for ticket in tickets} == {(Status.CALLED, 1)}


def test_a_process_that_dies_lets_go_of_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "queue.db"
    with child("hold", file, 1) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"{file} is locked by another program"):
            _hold(file, patience=0.05)
        holder.kill()
    _hold(file, patience=0.0)


def test_a_thread_that_keeps_the_lock_is_not_waited_for_without_end(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "queue.db", patience=0.05)
    with lock.held(), pytest.raises(StoreError, match="is locked by another program"):
        lock.held().__enter__()


def _hold(file: Path, patience: float) -> None:
    with FileLock(file, patience).held():
        pass
