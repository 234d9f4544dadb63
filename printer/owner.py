"""Who owns a printer: one process of the machine, as long as it or its child lives."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path


class Owner:
    """A lock on a file, let go by the system when every process that holds it is gone."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        """None for what has no paper: nobody has to share it."""
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Try to become the owner; tell whether we are."""
        if self._file is None or self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def descriptors(self) -> Sequence[int]:
        """Return what a child keeps open: it holds the printer until its slip is done."""
        return () if self._descriptor is None else (self._descriptor,)

    def leave(self) -> None:
        """Let others own the printer."""
        descriptor, self._descriptor = self._descriptor, None  # another thread may leave as well
        if descriptor is not None:
            os.close(descriptor)
