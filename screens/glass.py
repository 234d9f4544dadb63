"""The terminal a screen draws on: private to it, and deaf to signals from the keyboard."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_KEYBOARD_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)


@contextmanager
def private_glass(log: Path) -> Iterator[None]:
    """Give Textual a terminal of its own and send whatever libraries write to `log`.

    Textual draws on stderr, where a C library or a child could write too.
    """
    terminal = os.ttyname(0) if os.isatty(0) else None
    if terminal is None:
        yield
        return
    with (
        open(terminal, "w", encoding="utf-8", closefd=True) as glass,  # noqa: PTH123 - a device
        log.open("ab", buffering=0) as sink,
    ):
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
    """Let Textual use 24-bit colour in xterm, which has it but does not say so."""
    if "XTERM_VERSION" in os.environ:
        os.environ.setdefault("COLORTERM", "truecolor")


def ignore_keyboard_signals() -> None:
    """Let no key of the terminal stop, suspend or kill the program."""
    for number in _KEYBOARD_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _set_stderr(file: object) -> None:
    setattr(sys, "__stderr__", file)  # noqa: B010 - typed as final, yet where Textual draws
