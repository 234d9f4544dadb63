"""A printer on a serial line: the far end of a pseudo terminal, as slow as its line."""

import os
import select
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Event, Thread
from time import monotonic

_FENCE = b"\x1dr\x01"
_TICK = 0.002
XON, XOFF = b"\x11", b"\x13"


@dataclass
class SerialPrinter:
    """Takes `speed` bytes a second, answers each fence if it has an answer, and may stall."""

    answer: bytes = b""
    speed: float = float("inf")
    stalls_after: int | None = None
    """Bytes after which it takes nothing any more."""
    says_xoff: bool = False
    """Whether it says so, and goes on as soon as it is told to."""
    pulled_after: int | None = None
    """Bytes after which the line is pulled out."""

    def __post_init__(self) -> None:
        self._far, self.near = os.openpty()
        """Our end, kept open as a cable that stays in."""
        tty.setraw(self.near)
        self.path = os.ttyname(self.near)
        self.taken = b""
        self.held = Event()
        """Set when it said that it takes nothing."""
        self._begun = 0.0
        self._done = Event()
        self._grown = Condition()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def url(self, settings: str = "") -> str:
        return f"serial://{self.path}?{settings or 'baud=115200'}"

    def took(self, count: int) -> bytes:
        """Return what it took when that is so many bytes."""
        with self._grown:
            assert self._grown.wait_for(lambda: len(self.taken) >= count, timeout=10)
        return self.taken

    def go_on(self) -> None:
        """Take data again and say so, as soon as it said that it doesn't."""
        assert self.held.wait(10)
        self.stalls_after = None
        os.write(self._far, XON)

    def close(self) -> None:
        self._done.set()
        self._thread.join()
        for end in (self.near, self._far):
            if end >= 0:
                os.close(end)

    def _run(self) -> None:
        while not self._done.is_set():
            if self.pulled_after is not None and len(self.taken) >= self.pulled_after:
                os.close(self._far)
                self._far = -1
                return
            room = self._room()
            if room > 0 and select.select([self._far], [], [], _TICK)[0]:
                self._take(os.read(self._far, room))
            elif room <= 0:
                self._done.wait(_TICK)

    def _room(self) -> int:
        room = 4096.0
        if self.stalls_after is not None:
            room = min(room, self.stalls_after - len(self.taken))
            if room <= 0 and self.says_xoff and not self.held.is_set():
                os.write(self._far, XOFF)
                self.held.set()
        if self.taken:
            room = min(room, (monotonic() - self._begun) * self.speed - len(self.taken))
        return int(room)

    def _take(self, data: bytes) -> None:
        self._begun = self._begun or monotonic()
        before = self.taken.count(_FENCE)
        with self._grown:
            self.taken += data
            self._grown.notify_all()
        os.write(self._far, self.answer * (self.taken.count(_FENCE) - before))


@contextmanager
def serial_printer(answer: bytes = b"", **facts: object) -> Iterator[SerialPrinter]:
    """Run such a printer for a while."""
    printer = SerialPrinter(answer, **facts)  # type: ignore[arg-type]
    try:
        yield printer
    finally:
        printer.close()
