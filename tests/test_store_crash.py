import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random

import pytest

from kiosk.errors import StoreError
from kiosk.store.faults import explained
from kiosk.store.sqlite import SqliteStore
from tests.stores import DAY, a_ticket, child, put, take

CALLS = ("pwrite64", "fdatasync", "unlink")
"""What a commit asks of the system, as strace names it: write, sync, end of the journal."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(SqliteStore(tmp_path / "queue.db")) as store:
        take(store)
    return tmp_path / "queue.db"


@pytest.mark.parametrize("call", CALLS)
def test_no_acknowledged_number_is_lost_wherever_a_process_is_killed(file: Path, call: str) -> None:
    acknowledged = {"A001"}
    for nth in count(1):
        code, said = _issue_under_strace(file, f"{call}:signal=SIGKILL:when={nth}")
        acknowledged |= set(said)
        acknowledged.add(_number_after_recovery(file, acknowledged))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert nth > {"pwrite64": 8, "fdatasync": 3, "unlink": 1}[call]


def test_a_process_killed_while_it_creates_the_file_leaves_one_that_works(tmp_path: Path) -> None:
    for nth in count(1, 7):
        file = tmp_path / str(nth) / "queue.db"
        code, said = _issue_under_strace(file, f"pwrite64:signal=SIGKILL:when={nth}")
        _number_after_recovery(file, set(said))
        if code == 0:
            break
    assert nth > 20


def test_no_acknowledged_number_is_lost_when_a_process_is_killed_at_any_moment(
    file: Path,
) -> None:
    random = Random(1)
    acknowledged = {"A001"}
    for _ in range(8):
        with child("issue", file, 500) as process:
            assert process.stdout
            for _ in range(random.randrange(1, 30)):
                acknowledged.add(process.stdout.readline().split()[-1])
            process.kill()
            acknowledged |= {line.split()[-1] for line in process.stdout if line.endswith("\n")}
        acknowledged.add(_number_after_recovery(file, acknowledged))


def test_a_number_is_told_after_the_end_of_the_journal_is_on_disk_too(file: Path) -> None:
    log = file.with_name("log")
    traced = ["strace", "-f", "-qq", "-o", str(log), "--trace=write,unlink,fdatasync"]
    with child("issue", file, 1, under=traced) as process:
        process.communicate()
    calls = [line.split(maxsplit=1)[1] for line in log.read_text().splitlines()]
    told = next(n for n, call in enumerate(calls) if call.startswith("write(1"))
    before = [call.split("(")[0] for call in calls[:told]]
    assert before[-2:] == ["unlink", "fdatasync"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("pwrite64:error=ENOSPC:when=2", "the disk is full: free some space"),
        ("pwrite64:error=ENOSPC:when=7", "the disk is full: free some space"),
        ("pwrite64:error=EIO:when=3", "the disk reports a fault: check the disk"),
        ("fdatasync:error=EIO:when=1", "the disk reports a fault: check the disk"),
        ("fdatasync:error=EIO:when=3", "the disk reports a fault: check the disk"),
    ],
)
def test_a_disk_that_fails_once_costs_one_number_which_is_told_and_taken_again(
    file: Path, fault: str, sentence: str
) -> None:
    with child("issue", file, 3, under=_strace(fault)) as process:
        said = process.communicate()[0].splitlines()
    assert said[0].startswith(f"failed: The queue {file} can't be")
    assert sentence in said[0]
    assert said[1:] == ["took A002", "took A003"]
    assert _number_after_recovery(file, {"A001", "A002", "A003"}) == "A004"


def test_on_a_full_disk_the_queue_can_still_be_read_and_goes_on_when_there_is_space(
    file: Path,
) -> None:
    with child("fill", file, 400) as process:
        said = process.communicate()[0].splitlines()
    assert said[-3].startswith(f"failed: The queue {file} can't be")
    assert "disk" in said[-3]
    before = int(said[-2].removeprefix("tickets "))
    assert said[-1] == f"took A{before + 1:03d}"
    with closing(SqliteStore(file)) as store:
        assert len(store.tickets(DAY)) == before + 1


def test_a_directory_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(StoreError, match=rf"{in_the_way}/queue.db can't be used: .*check the path"):
        SqliteStore(in_the_way / "queue.db")


def test_a_directory_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=f"The queue {tmp_path} can't be opened: check the path"):
        SqliteStore(tmp_path)


def test_a_file_that_others_keep_locked_is_told(file: Path) -> None:
    with (
        closing(sqlite3.connect(file)) as one,
        closing(sqlite3.connect(file, timeout=0)) as other,
    ):
        one.execute("begin exclusive")
        with (
            pytest.raises(StoreError, match=f"{file} is locked by another program"),
            explained(file),
        ):
            other.execute("begin immediate")


def test_a_file_that_was_moved_away_is_told(file: Path) -> None:
    with closing(SqliteStore(file)) as store:
        file.rename(file.with_name("away.db"))
        with pytest.raises(StoreError, match="was moved away while in use: restart"):
            take(store)


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "queue.db"
    file.write_bytes(b"Dear diary" * 1000)
    with pytest.raises(StoreError, match=f"{file} is damaged: move it away and restart"):
        SqliteStore(file)
    assert file.read_bytes() == b"Dear diary" * 1000


def test_a_file_that_was_cut_is_told_and_left_as_it_is(file: Path) -> None:
    _fill(file)
    cut = file.read_bytes()[:-8192]
    file.write_bytes(cut)
    with pytest.raises(StoreError, match="is damaged"):
        SqliteStore(file)
    assert file.read_bytes() == cut


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_page_is_told_in_one_sentence_and_never_replaced(file: Path, seed: int) -> None:
    _fill(file)
    damaged = _damaged(file.read_bytes(), Random(seed))
    file.write_bytes(damaged)
    try:
        with closing(SqliteStore(file)) as store:
            store.tickets(DAY)
            store.signals()
    except StoreError as fault:
        assert str(file) in str(fault)  # noqa: PT017 - damage may also lie where nobody looks
    assert file.read_bytes() == damaged


def _strace(*faults: str) -> list[str]:
    injected = [f"--inject={fault}" for fault in faults]
    return ["strace", "-f", "-qq", "-o", "/dev/null", f"--trace={','.join(CALLS)}", *injected]


def _issue_under_strace(file: Path, fault: str) -> tuple[int, Iterator[str]]:
    """Issue one number under a fault; return the exit code and what was acknowledged."""
    with child("issue", file, 1, under=_strace(fault)) as process:
        lines = process.communicate()[0].splitlines()
    return process.returncode, (line.removeprefix("took ") for line in lines)


def _number_after_recovery(file: Path, acknowledged: set[str]) -> str:
    """Check that everything is there, each once, and that the next number can be issued."""
    with closing(SqliteStore(file)) as store:
        numbers = [ticket.number for ticket in store.tickets(DAY)]
        following = take(store).number
    assert acknowledged <= set(numbers)
    assert len(numbers) == len(set(numbers))
    assert following not in numbers
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    return following


def _fill(file: Path) -> None:
    with closing(SqliteStore(file)) as store:
        put(store, *(a_ticket(n) for n in range(2, 200)))


def _damaged(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    noise = random.randbytes(random.choice((1, 16, 512, 4096)))[: len(content) - start]
    return content[:start] + noise + content[start + len(noise) :]
