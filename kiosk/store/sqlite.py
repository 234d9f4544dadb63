"""The store of one machine: a file that its processes share."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Condition, Lock
from time import monotonic

from kiosk.ports import Signal, SignalKind
from kiosk.store.database import check, connect, create_file, migrate
from kiosk.store.faults import explained
from kiosk.store.file_lock import FileLock
from kiosk.store.known_day import KnownDay
from kiosk.store.lent import LentDay
from kiosk.store.rows import COLUMNS, moment, to_row
from kiosk.ticket import Ticket

_POLL = 0.04
"""Seconds between two looks for changes of other processes."""

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


class SqliteStore:
    """Tickets and signals in one SQLite file; every change is on disk when it returns."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._day = KnownDay()
        self._reading = Lock()
        self._changed = Condition()
        self._changes = 0
        with ExitStack() as opened, explained(file):
            create_file(file)
            self._lock = FileLock(file)
            with self._lock.held():
                self._writer = opened.enter_context(closing(connect(file)))
                self._reader = opened.enter_context(closing(connect(file)))
            with self._transaction():
                check(self._writer)
                migrate(self._writer)
            self._opened = opened.pop_all()

    def tickets(self, day: date) -> Sequence[Ticket]:
        """Return the day's tickets in order of issue; raise StoreError if out of reach."""
        with self._look() as database:
            return self._day.read(database, day)

    @contextmanager
    def changing(self, day: date) -> Iterator[LentDay]:
        """Lend the fresh day to one writer at a time; commit at the end, nothing if it raises."""
        with self._transaction():
            with explained(self._file):
                lent = LentDay(day, self._day.read(self._writer, day))
            yield lent
            if lent.changes:
                with explained(self._file):
                    self._put(lent.changes)

    def signals(self) -> Sequence[Signal]:
        """Return what is raised now, the oldest first."""
        with self._look() as database:
            rows = database.execute("select kind, name, at, text from signals order by at")
            return tuple(
                Signal(SignalKind(kind), name, datetime.fromisoformat(at), text)
                for kind, name, at, text in rows.fetchall()
            )

    def raise_signal(self, signal: Signal) -> None:
        """Raise a signal, in place of the one of the same kind and name."""
        with self._transaction(), explained(self._file):
            values = [signal.kind.value, signal.name, moment(signal.at), signal.text]
            self._writer.execute(_RAISE, values)
            self._next_version()

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Lower a signal; nothing happens if it is not raised."""
        with self._transaction(), explained(self._file):
            if self._writer.execute(_LOWER, [kind.value, name]).rowcount:
                self._next_version()

    def version(self) -> int:
        """Return a number that grows with every change by any process."""
        with self._look() as database:
            (version,) = database.execute("select version from state").fetchone()
            return int(version)

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until the version differs from `seen`, at most `timeout` seconds; return it.

        A change of this process wakes it at once, one of another process within 40 ms.
        """
        deadline = monotonic() + timeout
        while True:
            changes = self._changes
            version = self.version()
            left = deadline - monotonic()
            if version != seen or left <= 0:
                return version
            self._sleep(changes, min(_POLL, left))

    def forget_before(self, day: date) -> None:
        """Delete the tickets of earlier days, and their calls for help and messages, for good."""
        with self._transaction(), explained(self._file):
            tickets = self._writer.execute(_FORGET_TICKETS, [day.isoformat()]).rowcount
            signals = self._writer.execute(_FORGET_SIGNALS, [day.isoformat()]).rowcount
            if tickets or signals:
                version = self._next_version()
                self._writer.execute("update state set purged = ?", [version])

    def close(self) -> None:
        """Let go of the file; what waits is woken, and told by StoreError."""
        with self._lock.held(), self._reading:
            self._opened.close()
        self._notify()

    @contextmanager
    def _look(self) -> Iterator[sqlite3.Connection]:
        with self._reading, explained(self._file):
            yield self._reader

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold the one transaction; on disk at the end, undone if the block raises."""
        with self._lock.held():
            with explained(self._file):
                self._writer.execute("begin immediate")
            try:
                yield
                with explained(self._file):
                    self._writer.commit()
            except BaseException:
                with explained(self._file):
                    self._writer.rollback()
                raise
        self._notify()

    def _sleep(self, changes: int, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != changes, seconds)

    def _notify(self) -> None:
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def _put(self, tickets: Sequence[Ticket]) -> None:
        version = self._next_version()
        for ticket in tickets:
            self._writer.execute(_PUT, {**to_row(ticket), "changed": version})

    def _next_version(self) -> int:
        sql = "update state set version = version + 1 returning version"
        (version,) = self._writer.execute(sql).fetchone()
        return int(version)
