"""A child process that answers a line with a line before a deadline, or is ended."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic

from kiosk.speech.task import Task

_ROOT = Path(__file__).parent.parent.parent
_GRACE = 0.05
"""Seconds in which an answer that is there must be read, however late it is."""


class LeftError(Exception):
    """The task ended before the answer was there."""


def module(name: str, *arguments: str, python: str = sys.executable) -> Sequence[str]:
    """Return the command that runs a module of ours under an interpreter."""
    return [python, "-P", "-m", name, *arguments]


class Child:
    """A module of ours in a process of its own: no terminal reaches it, and it none.

    An answer nobody waits for any more may still take `patience` seconds.
    """

    def __init__(self, command: Sequence[str], patience: float) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
            bufsize=0,
        )
        self.pid = self._process.pid
        self._patience = patience
        self._owed = 0.0
        """Until when it owes an answer nobody waits for."""
        self._read = bytearray()
        self._left = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def settled(self, task: Task) -> bool:
        """Wait for what it owes; tell whether that came in time. Raise LeftError."""
        try:
            with self._left_with(task):
                if self._owed:  # what is there already may take several reads
                    self._line(max(self._owed, monotonic() + _GRACE))
        except (OSError, EOFError):
            return False
        self._owed = 0.0
        return True

    def ask(self, line: bytes, timeout: float, task: Task) -> bytes:
        """Return the answer to a line; raise TimeoutError, EOFError, OSError or LeftError."""
        with self._left_with(task):
            try:
                self._send(line)
                return self._line(monotonic() + timeout)
            except LeftError:
                self._owed = monotonic() + self._patience
                raise

    def end(self) -> None:
        """End it; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        os.close(self._left)

    @contextmanager
    def _left_with(self, task: Task) -> Iterator[None]:
        """Wait no longer than somebody wants the answer."""
        with suppress(BlockingIOError):
            os.eventfd_read(self._left)  # of a task that ended after its answer was there
        with task.stopped_by(partial(os.eventfd_write, self._left, 1)):
            yield

    def _send(self, line: bytes) -> None:
        assert self._process.stdin  # noqa: S101 - made by PIPE
        rest = memoryview(line)
        while rest:
            rest = rest[self._process.stdin.write(rest) or 0 :]

    def _line(self, until: float) -> bytes:
        assert self._process.stdout  # noqa: S101 - made by PIPE
        handles = [self._process.stdout.fileno(), self._left]
        while not self._read.endswith(b"\n"):
            ready = select.select(handles, [], [], max(until - monotonic(), 0))[0]
            if not ready:
                raise TimeoutError
            if self._left in ready:
                raise LeftError
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise EOFError
            self._read += piece
        line, self._read = bytes(self._read), bytearray()
        return line
