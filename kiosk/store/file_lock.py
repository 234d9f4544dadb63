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

from kiosk.store.faults import PATIENCE, explained, hanging

_PAUSE = 0.001


class FileLock:
    """Held by one thread of one process at a time, by means of a file beside the locked one."""

    def __init__(self, file: Path, patience: float = PATIENCE) -> None:
        self._file = file
        self._beside = file.with_name(f"{file.name}.lock")
        self._patience = patience
        self._threads = Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, or raise StoreError if others keep it for longer than the patience."""
        deadline = monotonic() + self._patience
        if not self._threads.acquire(timeout=self._patience):
            raise hanging(self._file)
        try:
            with self._locked(deadline):
                yield
        finally:
            self._threads.release()

    @contextmanager
    def _locked(self, deadline: float) -> Iterator[None]:
        with explained(self._file):
            descriptor = os.open(self._beside, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            while not _try(descriptor):
                if monotonic() > deadline:
                    raise hanging(self._file)
                sleep(_PAUSE)
            yield
        finally:
            # A forked child may still hold the descriptor: closing alone would not unlock.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
