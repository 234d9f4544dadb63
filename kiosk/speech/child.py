"""A child process that answers a line with a line before a deadline, or is ended."""

import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

from kiosk.speech.task import Task

_ROOT = Path(__file__).parent.parent.parent

_GRACE = 0.05
"""Seconds for an answer nobody wants any more; a new process takes as long to begin."""


class Child:
    """A module of ours in a process of its own: no terminal reaches it, and it none."""

    def __init__(self, module: str, *arguments: str) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
            bufsize=0,
        )
        self.pid = self._process.pid
        self._left = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def ask(self, line: bytes, timeout: float, task: Task | None = None) -> bytes:
        """Return the answer to a line; raise TimeoutError, EOFError or OSError.

        If the task ends meanwhile, the answer must be nearly there.
        """
        with suppress(BlockingIOError):
            os.eventfd_read(self._left)
        with (task or Task()).stopped_by(self._leave):
            self._send(line)
            return self._line(monotonic() + timeout)

    def end(self) -> None:
        """End it; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        os.close(self._left)

    def _leave(self) -> None:
        os.eventfd_write(self._left, 1)

    def _send(self, line: bytes) -> None:
        assert self._process.stdin  # noqa: S101 - made by PIPE
        rest = memoryview(line)
        while rest:
            rest = rest[self._process.stdin.write(rest) or 0 :]

    def _line(self, until: float) -> bytes:
        assert self._process.stdout  # noqa: S101 - made by PIPE
        pieces: list[bytes] = []
        while not (pieces and pieces[-1].endswith(b"\n")):
            handles = [self._process.stdout.fileno(), self._left]
            ready = select.select(handles, [], [], max(until - monotonic(), 0))[0]
            if not ready:
                raise TimeoutError
            if self._left in ready:
                os.eventfd_read(self._left)
                until = min(until, monotonic() + _GRACE)
                continue
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise EOFError
            pieces.append(piece)
        return b"".join(pieces)
