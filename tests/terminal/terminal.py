"""A program in a terminal of its own, for tests: keys and taps go in, a screen comes out."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

KIOSK = str(Path(sys.executable).parent / "kiosk")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][\d;]*[a-zA-Z$][a-zA-Z]?")
_PICTURE, _END = b"\x1bP", b"\x1b\\"
_PICTURES = re.compile(rb"\x1bP.*?\x1b\\", re.DOTALL)
_WHAT_CAN_YOU, _SIXEL = b"\x1b[c", b"\x1b[?62;4c"
"""The question for device attributes, and the answer of a terminal with sixel graphics."""
KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "enter": b"\r",
    "backspace": b"\x7f",
    "tab": b"\t",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
}
CELL = (28, 54)
"""The pixels of a cell in the size of text that gives 68 x 20 cells on 1920 x 1080."""
CALM = 0.52
"""Seconds after which the same key again is no repeat."""
NEAR = 5
"""Cells between two taps from which on the second is no repeat of the first."""


def environment_of(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program with these settings and none of whoever runs tests."""
    left_out = ("KIOSK_", "TEXTUAL", "COLUMNS", "LINES", "FONTCONFIG")
    return {k: v for k, v in os.environ.items() if not k.startswith(left_out)} | dict(settings)


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        signals: bool = True,
        pictures: bool = False,
    ) -> None:
        """Start a program; without signals it is not told when its terminal is gone."""
        columns, rows = size
        pixels = (columns * CELL[0], rows * CELL[1]) if pictures else (0, 0)
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, *pixels))
        self._draws_pictures = pictures
        variables = {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(environment or {})
        self.process = subprocess.Popen(
            [KIOSK, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment_of(variables),
            start_new_session=True,
            preexec_fn=_own_terminal if signals else None,  # noqa: PLW1509 - no threads yet
        )
        os.close(slave)
        self.last_byte = time.perf_counter()
        self.received = 0
        self.output = b""
        self._pressed = ("", 0.0)
        self._tapped = ((0, 0), 0.0)
        self._begun = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.close()

    def close(self) -> None:
        """Take the terminal away, as if its window were closed."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    @property
    def lines(self) -> list[str]:
        """The rows on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str:
        """The first words on the screen."""
        return next((line.strip() for line in self.lines if line.strip()), "")

    def write(self, data: bytes) -> None:
        """Send raw bytes, as a terminal does for keys and taps."""
        os.write(self.master, data)

    def press(self, key: str) -> None:
        """Press a key by name, or type a character."""
        self.write(KEYS.get(key, key.encode()))
        self._pressed = (key, time.monotonic())

    def press_calmly(self, *keys: str) -> str:
        """Press keys one after the other as people do, and look at what each does."""
        for key in keys:
            last, at = self._pressed
            while key == last and time.monotonic() - at < CALM:
                self.read(0.02)
            before, end = self.text, time.monotonic() + 1.5
            self.press(key)
            while self.text == before and time.monotonic() < end:
                self.read(0.02)
            # Only what is seen tells when the program, perhaps late, took note of the press.
            self._pressed = (key, time.monotonic())
            self.settle(0.06)
        return self.text

    def tap(self, column: int, row: int) -> None:
        """Tap a cell, counted from 0, by an SGR mouse report."""
        place = f"{column + 1};{row + 1}"
        self.write(f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())

    def place_of(self, words: str) -> tuple[int, int]:
        """Return column and row of the middle of words, where they stand lowest."""
        row = max(n for n, text in enumerate(self.lines) if words in text)
        return self.lines[row].rindex(words) + len(words) // 2, row

    def tap_on(self, words: str) -> None:
        """Tap the lowest place where words stand on the screen."""
        self.tap(*self.place_of(words))

    def tap_calmly_on(self, words: str) -> str:
        """Tap as people do, and look at what it does."""
        (column, row), (last_column, last_row), at = self.place_of(words), *self._tapped
        near = max(abs(column - last_column), abs(row - last_row)) < NEAR
        while near and time.monotonic() - at < CALM:
            self.read(0.02)
        self.tap(column, row)
        before, end = self.text, time.monotonic() + 1.5
        while self.text == before and time.monotonic() < end:
            self.read(0.02)
        self._tapped = ((column, row), time.monotonic())
        self.settle(0.06)
        return self.text

    def wait_for(self, words: str, seconds: float = 10.0) -> str:
        """Read until words are on the screen; return what is there."""
        end = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > end or not self.read(0.05, until_closed=True):
                raise AssertionError(f"{words!r} did not appear; on the screen is:\n{self.text}")
        return self.text

    def settle(self, quiet: float = 0.12, seconds: float = 5.0) -> str:
        """Read until nothing has come for a while."""
        end = time.monotonic() + seconds
        self.last_byte = time.perf_counter()
        while time.monotonic() < end and time.perf_counter() - self.last_byte < quiet:
            self.read(0.01)
        return self.text

    def read_to_the_end(self, seconds: float = 10.0) -> int:
        """Read until the program has ended; return its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(0.1, until_closed=True):
            pass
        return self.process.wait(max(end - time.monotonic(), 0.1))

    def read(self, timeout: float, *, until_closed: bool = False) -> bool:
        """Read what has come; tell whether the program still holds the terminal."""
        if not select.select([self.master], [], [], timeout)[0]:
            return self.process.poll() is None if until_closed else True
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.last_byte = time.perf_counter()
        self.received += len(data)
        self.output += data
        if self._draws_pictures and _WHAT_CAN_YOU in data:
            self.write(_SIXEL)
        self._feed(data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        """Show what has come, but no pictures; one that has not ended is kept for later."""
        whole, begun, rest = (self._begun + data).rpartition(_PICTURE)
        if begun and _END not in rest:
            self._begun = begun + rest
        else:
            whole, self._begun = whole + begun + rest, b""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", _PICTURES.sub(b"", whole)))


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
