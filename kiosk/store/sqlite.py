"""The store of one machine: a file that its processes share."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from kiosk.ports import Signal, SignalKind
from kiosk.store.known_day import KnownDay
from kiosk.store.lent import LentDay
from kiosk.store.outbox import SqliteOutbox
from kiosk.store.rows import COLUMNS, moment, to_row
from kiosk.store.shared_file import SharedFile, next_version
from kiosk.ticket import Ticket

_NAMES = ", ".join((*COLUMNS, "changed"))
_VALUES = ", ".join(f":{name}" for name in (*COLUMNS, "changed"))
_UPDATES = ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS, "changed"))
_PUT = (
    f"insert into tickets ({_NAMES}) values ({_VALUES}) "  # noqa: S608 - names of our own
    f"on conflict (id) do update set {_UPDATES}"
)
_RAISE = "insert or replace into signals (kind, name, at, text) values (?, ?, ?, ?)"
_LOWER = "delete from signals where kind = ? and name = ?"
_FORGET_TICKETS = "delete from tickets where day < ?"
_FORGET_SIGNALS = "delete from signals where kind != 'open' and at < ?"
_FORGET_JOBS = "delete from print_jobs where created < ?"


class SqliteStore:
    """Tickets and signals in one SQLite file; every change is on disk when it returns."""

    def __init__(self, file: Path) -> None:
        self._day = KnownDay()
        self._file = SharedFile(file)
        self._outbox = SqliteOutbox(self._file, self)

    @property
    def outbox(self) -> SqliteOutbox:
        """The print jobs of this machine, in the same file."""
        return self._outbox

    def tickets(self, day: date) -> Sequence[Ticket]:
        """Return the day's tickets in order of issue; raise StoreError if out of reach."""
        with self._file.look() as database:
            return self._day.read(database, day)

    @contextmanager
    def changing(self, day: date) -> Iterator[LentDay]:
        """Lend the fresh day to one writer at a time; commit at the end, nothing if it raises."""
        with self._file.transaction() as database:
            with self._file.explained():
                lent = LentDay(day, self._day.read(database, day))
            yield lent
            if lent.changes:
                with self._file.explained():
                    _put(database, lent.changes)

    def signals(self) -> Sequence[Signal]:
        """Return what is raised now, the oldest first."""
        with self._file.look() as database:
            rows = database.execute("select kind, name, at, text from signals order by at")
            return tuple(
                Signal(SignalKind(kind), name, datetime.fromisoformat(at), text)
                for kind, name, at, text in rows.fetchall()
            )

    def raise_signal(self, signal: Signal) -> None:
        """Raise a signal, in place of the one of the same kind and name."""
        with self._file.change() as database:
            values = [signal.kind.value, signal.name, moment(signal.at), signal.text]
            database.execute(_RAISE, values)
            next_version(database)

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Lower a signal; nothing happens if it is not raised."""
        with self._file.change() as database:
            if database.execute(_LOWER, [kind.value, name]).rowcount:
                next_version(database)

    def version(self) -> int:
        """Return a number that grows with every change by any process."""
        return self._file.version()

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until the version differs from `seen`, at most `timeout` seconds; return it."""
        return self._file.wait(seen, timeout)

    def forget_before(self, day: date) -> None:
        """Delete the tickets, print jobs, calls and messages of earlier days for good."""
        with self._file.change() as database:
            before = [day.isoformat()]
            tickets = database.execute(_FORGET_TICKETS, before).rowcount
            signals = database.execute(_FORGET_SIGNALS, before).rowcount
            jobs = database.execute(_FORGET_JOBS, before).rowcount
            if tickets or signals or jobs:
                version = next_version(database)
                database.execute("update state set purged = ?", [version])

    def close(self) -> None:
        """Let go of the file; what waits is woken, and told by StoreError."""
        self._file.close()


def _put(database: sqlite3.Connection, tickets: Sequence[Ticket]) -> None:
    version = next_version(database)
    for ticket in tickets:
        database.execute(_PUT, {**to_row(ticket), "changed": version})
