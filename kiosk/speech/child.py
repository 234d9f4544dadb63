"""A child process that answers a line with a line before a deadline, or is ended."""

import os
import select
import subprocess
import sys
from pathlib import Path
from time import monotonic

_ROOT = Path(__file__).parent.parent.parent


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

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def ask(self, line: bytes, timeout: float) -> bytes:
        """Return the answer to a line; raise TimeoutError, EOFError or OSError."""
        assert self._process.stdin  # noqa: S101 - made by PIPE
        rest = memoryview(line)
        while rest:
            rest = rest[self._process.stdin.write(rest) or 0 :]
        return self._line(monotonic() + timeout)

    def end(self) -> None:
        """End it; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _line(self, until: float) -> bytes:
        assert self._process.stdout  # noqa: S101 - made by PIPE
        pieces: list[bytes] = []
        while not (pieces and pieces[-1].endswith(b"\n")):
            if not select.select([self._process.stdout], [], [], max(until - monotonic(), 0))[0]:
                raise TimeoutError
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise EOFError
            pieces.append(piece)
        return b"".join(pieces)
