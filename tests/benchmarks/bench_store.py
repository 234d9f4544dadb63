"""How long a ticket takes beside the bare transaction, and how soon others see it.

Run from the project's folder: python -m tests.benchmarks.bench_store
It ends with 1 if a figure is over its limit.
"""

import multiprocessing
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from random import random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple
from uuid import uuid4

from kiosk.store.rows import COLUMNS, Row, to_row
from kiosk.store.sqlite import SqliteStore
from tests.stores import a_ticket, put, take

ROUNDS = 300
RATIO = 1.5
SEEN_WITHIN = 0.1
"""Seconds from a call to the board."""


class Times(NamedTuple):
    """Seconds that half of the rounds, and 19 of 20, do not exceed."""

    p50: float
    p95: float

    def __str__(self) -> str:
        return f"p50 {self.p50 * 1000:6.2f} ms   p95 {self.p95 * 1000:6.2f} ms"


def main() -> int:
    """Measure and say it; return 1 if something is too slow."""
    with TemporaryDirectory() as folder:
        ratios = [*_take(Path(folder, "empty"), 0), *_take(Path(folder, "full"), 1000)]
        seen = _see(Path(folder, "seen"))
    return int(max(ratios) > RATIO or seen.p95 > SEEN_WITHIN)


def _take(folder: Path, tickets: int) -> tuple[float, float]:
    """Take tickets by the store and insert bare rows, by turns; return the ratios."""
    with closing(SqliteStore(folder / "queue.db")) as store, closing(_bare(folder)) as bare:
        put(store, *(a_ticket(n) for n in range(1, tickets + 1)))
        for number in range(tickets):
            _insert(bare, to_row(a_ticket(number, id=uuid4())))
        rows = [to_row(a_ticket(id=uuid4())) for _ in range(ROUNDS)]
        pairs = [(_timed(take, store), _timed(_insert, bare, row)) for row in rows]
    ours, theirs = (_times(list(column)) for column in zip(*pairs, strict=True))
    ratios = ours.p50 / theirs.p50, ours.p95 / theirs.p95
    _say(f"take a ticket, {tickets:4} in the day   {ours}")
    _say(f"bare transaction, {tickets:4} rows     {theirs}")
    _say(f"ratio (at most {RATIO})              p50 {ratios[0]:6.2f}      p95 {ratios[1]:6.2f}")
    return ratios


def _bare(folder: Path) -> sqlite3.Connection:
    """Open a plain table with the same columns and the store's pragmas."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode = delete", "synchronous = extra", "secure_delete = on"):
        connection.execute(f"pragma {pragma}")
    columns = ", ".join(f"{n} {'integer' if t is int else 'text'}" for n, t in COLUMNS.items())
    connection.execute(f"create table tickets ({columns}, primary key (id))")
    return connection


def _insert(bare: sqlite3.Connection, row: Row) -> None:
    bare.execute("begin immediate")
    bare.execute(f"insert into tickets values ({', '.join(':' + name for name in row)})", row)
    bare.execute("commit")


def _see(folder: Path) -> Times:
    """Measure from another process' commit until `wait` returns here."""
    ours, theirs = multiprocessing.Pipe()
    file = folder / "queue.db"
    other = multiprocessing.get_context("spawn").Process(target=_write, args=(file, theirs))
    with closing(SqliteStore(file)) as store:
        other.start()
        delays = [_seen(store, ours) for _ in range(ROUNDS)]
        ours.send(False)  # noqa: FBT003 - the end
        other.join()
    times = _times(delays)
    _say(f"another process' change seen        {times}")
    return times


def _seen(store: SqliteStore, other: Connection) -> float:
    version = store.version()
    other.send(True)  # noqa: FBT003 - one more
    store.wait(version, 10)
    woken = perf_counter()
    committed: float = other.recv()
    return woken - committed


def _write(file: Path, other: Connection) -> None:
    with closing(SqliteStore(file)) as store:
        while other.recv():
            sleep(random() / 10)
            take(store)
            other.send(perf_counter())


def _timed(do: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    do(*arguments)
    return perf_counter() - start


def _times(seconds: list[float]) -> Times:
    marks = quantiles(seconds, n=20)
    return Times(marks[9], marks[18])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
