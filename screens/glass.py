"""The terminal a screen draws on: private to it, and deaf to signals from the keyboard."""

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_PAUSE = 0.1
"""Seconds after which a lone escape is a key of its own."""
_KEYBOARD_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)


class Glass(LinuxDriver):
    """A terminal that outlives bytes without a meaning, and does not outlive its window."""

    def run_input_thread(self) -> None:
        """Pass on what is typed and touched until the app ends or the terminal is gone.

        Textual's own ends the app at bytes that are no UTF-8 or no sequence it knows, and reads on
        for ever when the terminal is gone.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        while not self.exit_event.is_set():
            text = ""
            if select.select([self.fileno], [], [], _PAUSE)[0]:
                data = _read(self.fileno)
                if not data:
                    signal.raise_signal(signal.SIGHUP)
                    return
                text = decode(data)
            try:
                for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(event)
            except (ValueError, OverflowError, ParseError):
                parser = XTermParser(self._debug)


@contextmanager
def private_glass(log: Path) -> Iterator[None]:
    """Give Textual a terminal of its own and send whatever libraries write to `log`.

    Textual draws on stderr, where a C library or a child could write too.
    """
    terminal = os.ttyname(0) if os.isatty(0) else None
    if terminal is None:
        yield
        return
    with log.open("ab", buffering=0) as sink, _opened(terminal) as glass:
        _set_stderr(glass)
        before = os.dup(2)
        os.dup2(sink.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(before, 2)
            os.close(before)
            _set_stderr(os.fdopen(2, "w", encoding="utf-8", closefd=False))


def use_all_colours() -> None:
    """Let Textual use 24-bit colour in xterm, which has it but does not say so.

    NO_COLOR is for lists of text; here colour carries no meaning alone and the contrast is checked.
    """
    os.environ.pop("NO_COLOR", None)
    if "XTERM_VERSION" in os.environ:
        os.environ.setdefault("COLORTERM", "truecolor")


def ignore_keyboard_signals() -> None:
    """Let no key of the terminal stop, suspend or kill the program."""
    for number in _KEYBOARD_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def _opened(terminal: str) -> Iterator[TextIO]:
    glass = open(terminal, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a device
    try:
        yield glass
    finally:
        with suppress(OSError):  # its window may be closed
            glass.close()


def _read(descriptor: int) -> bytes:
    """Return what has come, nothing if the terminal is gone."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def _set_stderr(file: object) -> None:
    setattr(sys, "__stderr__", file)  # noqa: B010 - typed as final, yet where Textual draws
