"""Who owns a printer: one process of the machine, as long as it or its child lives."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who has a printer, as they say themselves."""

    who: str = "another process"
    printer: str = ""
    """The address they know it by."""

    def __str__(self) -> str:
        return self.who[:1].upper() + self.who[1:]


class Owner:
    """A lock on a file, let go by the system when every process that holds it is gone."""

    def __init__(self, file: Path | None, us: Holder | None = None) -> None:
        self._file = file
        """None for what has no paper: nobody has to share it."""
        self._us = us or Holder()
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
        self._sign(descriptor)
        self._descriptor = descriptor
        return True

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Own the printer for a while; tell whether we do."""
        owned = self._descriptor is not None
        try:
            yield self.take()
        finally:
            if not owned:
                self.leave()

    def holder(self) -> Holder:
        """Return who has the printer when we could not take it."""
        try:
            return Holder(**json.loads((self._file or Path()).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return Holder()  # it has only just taken it

    def descriptors(self) -> Sequence[int]:
        """Return what a child keeps open: it holds the printer until its slip is done."""
        return () if self._descriptor is None else (self._descriptor,)

    def leave(self) -> None:
        """Let others own the printer."""
        descriptor, self._descriptor = self._descriptor, None  # another thread may leave as well
        if descriptor is not None:
            os.close(descriptor)

    def _sign(self, descriptor: int) -> None:
        """Leave a note for those who come second; a full disk keeps nobody from printing."""
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(asdict(self._us)).encode(), 0)
