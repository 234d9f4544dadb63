"""The one file that the processes of a machine share: looks, transactions, waiting for changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Condition, Lock
from time import monotonic

from kiosk.store.database import check, connect, create_file, migrate
from kiosk.store.faults import explained
from kiosk.store.file_lock import FileLock

_POLL = 0.04
"""Seconds between two looks for changes of other processes."""


class SharedFile:
    """A SQLite file with one writer at a time; every change is on disk when it returns."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reading = Lock()
        self._changed = Condition()
        self._changes = 0
        with ExitStack() as opened, explained(file):
            create_file(file)
            self._lock = FileLock(file)
            with self._lock.held():
                self._writer = opened.enter_context(closing(connect(file)))
                self._reader = opened.enter_context(closing(connect(file)))
            with self.transaction() as database:
                check(database)
                migrate(database)
            self._opened = opened.pop_all()

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection that reads; its faults are explained."""
        with self._reading, self.explained():
            yield self._reader

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the one transaction; on disk at the end, undone if the block raises."""
        with self._lock.held():
            with self.explained():
                self._writer.execute("begin immediate")
            try:
                yield self._writer
                with self.explained():
                    self._writer.commit()
            except BaseException:
                with self.explained():
                    self._writer.rollback()
                raise
        self._notify()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Hold the one transaction for statements alone; their faults are explained."""
        with self.transaction() as database, self.explained():
            yield database

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what goes wrong with the file inside the block into one StoreError."""
        with explained(self._file):
            yield

    def version(self) -> int:
        """Return a number that grows with every change by any process."""
        with self.look() as database:
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

    def close(self) -> None:
        """Let go of the file; what waits is woken, and told by StoreError."""
        with self._lock.held(), self._reading:
            self._opened.close()
        self._notify()

    def _sleep(self, changes: int, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != changes, seconds)

    def _notify(self) -> None:
        with self._changed:
            self._changes += 1
            self._changed.notify_all()


def next_version(database: sqlite3.Connection) -> int:
    """Count a change inside a transaction."""
    sql = "update state set version = version + 1 returning version"
    (version,) = database.execute(sql).fetchone()
    return int(version)
