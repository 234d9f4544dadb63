"""A lock between the processes of one machine, let go by the system when a process dies.

SQLite's own waiting backs off up to 100 ms, so that of many writers some never come to their turn.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from kiosk.errors import StoreError

_PAUSE = 0.001


class FileLock:
    """Held by one thread of one process at a time."""

    def __init__(self, file: Path, patience: float) -> None:
        self._file = file
        self._patience = patience
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        self._threads = Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, or raise StoreError if others keep it for longer than the patience."""
        deadline = monotonic() + self._patience
        if not self._threads.acquire(timeout=self._patience):
            raise self._taken()
        try:
            while not self._try():
                if monotonic() > deadline:
                    raise self._taken()
                sleep(_PAUSE)
            try:
                yield
            finally:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def _try(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _taken(self) -> StoreError:
        return StoreError(
            f"{self._file} is locked by another program for over {self._patience:.0f} s: "
            "end the one that hangs, or restart this machine.",
            key="store",
        )
