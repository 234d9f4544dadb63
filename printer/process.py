"""The printer in a process of its own: drawing a slip never delays the screen."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from time import monotonic

from kiosk.ports import Outcome, Printed
from kiosk.print_job import Trouble
from kiosk.slip import Slip
from printer.address import parse
from printer.delivery import Deadlines
from printer.device import Order, Seen
from printer.paperless import OffPrinter
from printer.printers import open_printer
from printer.wire import look_line, order_line, printed_of, seen_of
from printer.worker import READY

_ROOT = Path(__file__).parent.parent
_START = 15.0
"""Seconds until a new process must be ready."""
_MARGIN = 20.0
"""Seconds more than the deadlines of a job after which a process that hangs is ended."""
_LEAVE = 2.0
"""Seconds a process has to leave by itself."""


class PrinterProcess:
    """A printer whose work is done by a long-lived child, restarted if it died."""

    def __init__(
        self,
        url: str,
        state_dir: Path,
        deadlines: Deadlines | None = None,
        keep_open: Callable[[], Sequence[int]] = tuple,
    ) -> None:
        self._url = url
        self._state_dir = state_dir
        self._deadlines = deadlines or Deadlines()
        self._keep_open = keep_open
        """Descriptors of locks that hold as long as the process works, even without its parent."""
        address = parse(url)
        self._off = address.scheme == "off"
        usual = self._deadlines.connect + self._deadlines.job + _MARGIN
        self._hangs_after = usual + address.patience
        self._lock = Lock()
        self._child: _Child | None = None

    def start(self) -> None:
        """Start the process and return at once; it gets ready in the background."""
        if self._off:
            return
        # A fault is told by the first slip.
        with self._lock, suppress(OSError):
            self._running()

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip: one attempt, of which nothing is kept."""
        return self.send(Order(slip=slip))

    def send(self, order: Order) -> Printed:
        """Make one attempt; waits for the slips before it."""
        if self._off:
            return OffPrinter().send(order)
        with self._lock:
            try:
                return printed_of(self._answer(order_line(order)))
            except _NotStartedError:
                return self._failed(Outcome.NOT_SENT, "did not start")
            except (OSError, EOFError):
                return self._failed(Outcome.UNKNOWN, "ended in the middle of a slip")

    def look(self, *, torn: bool) -> Seen:
        """Ask the printer how it is, and clear it if it may be torn."""
        if self._off:
            return Seen()
        with self._lock:
            try:
                return seen_of(self._answer(look_line(torn=torn)))
            except (_NotStartedError, OSError, EOFError):
                self._end()
                return Seen(trouble=Trouble.FAULT, reason=self._sentence("ended"), talks=True)

    def check(self) -> str:
        """Return one line on the printer's state, or raise PrinterError saying what to do."""
        return open_printer(self._url, self._state_dir).check()

    def close(self) -> None:
        """End the process when the slip it works on is done."""
        with self._lock:
            self._end()

    @property
    def pid(self) -> int | None:
        """The process, if it was started."""
        return self._child.pid if self._child else None

    def _answer(self, line: bytes) -> bytes:
        try:
            child = self._running()
            child.await_ready(_START)
            child.send(line)
        except (OSError, EOFError) as fault:
            raise _NotStartedError from fault
        return child.line(self._hangs_after)

    def _failed(self, outcome: Outcome, what: str) -> Printed:
        self._end()
        return Printed(outcome, self._sentence(what), trouble=Trouble.FAULT)

    def _sentence(self, what: str) -> str:
        return f"The printer process {what}: see {self._log_file}."

    def _running(self) -> "_Child":
        if self._child and not self._child.alive:
            self._end()
        if self._child is None:
            deadlines = json.dumps(asdict(self._deadlines))
            arguments = (self._url, str(self._state_dir.absolute()), deadlines)
            self._state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._child = _Child(arguments, self._log_file, self._keep_open())
        return self._child

    def _end(self) -> None:
        if self._child:
            self._child.end()
            self._child = None

    @property
    def _log_file(self) -> Path:
        return self._state_dir / "printer.log"


class _NotStartedError(Exception):
    """The process could not be told what to do: nothing was printed."""


class _Child:
    """The process and its two pipes."""

    def __init__(self, arguments: Sequence[str], log_file: Path, keep_open: Sequence[int]) -> None:
        log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", "printer.worker", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,
                pass_fds=keep_open,
                bufsize=0,
            )
        finally:
            os.close(log)
        self.pid = self._process.pid
        self._ready = False
        self._read = b""

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def await_ready(self, timeout: float) -> None:
        """Wait until the process has loaded everything; raise EOFError if it died."""
        if not self._ready:
            self._ready = self.line(timeout) == READY

    def send(self, line: bytes) -> None:
        """Hand over a line."""
        assert self._process.stdin  # noqa: S101 - made by PIPE
        rest = memoryview(line)
        while rest:
            rest = rest[self._process.stdin.write(rest) or 0 :]

    def line(self, timeout: float) -> bytes:
        """Return the next line; raise TimeoutError or EOFError."""
        assert self._process.stdout  # noqa: S101 - made by PIPE
        until = monotonic() + timeout
        while b"\n" not in self._read:
            if not select.select([self._process.stdout], [], [], max(until - monotonic(), 0))[0]:
                raise TimeoutError
            more = os.read(self._process.stdout.fileno(), 65536)
            if not more:
                raise EOFError
            self._read += more
        line, _, self._read = self._read.partition(b"\n")
        return line + b"\n"

    def end(self) -> None:
        """Let the process leave by the end of its pipe, or end it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
