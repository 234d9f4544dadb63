"""What a new model does with a second connection, and with what an earlier one left half done."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from kiosk.errors import PrinterError
from printer.commands import CUT, DROP, FENCE, START
from printer.questions import Conversation, is_status, status_question

Open = Callable[[], AbstractContextManager[Conversation]]

_ANSWER = 1.0
"""Seconds."""
_ACROSS, _ROWS = 48, 8
_HALF = b"\x1dv0\0" + bytes([_ACROSS, 0, _ROWS, 0]) + bytes(_ACROSS)
"""A picture of which seven rows are missing."""
_REST = bytes(_ACROSS * _ROWS)
_BESIDE, _AFTER = "second connection", "half a picture, then a new connection"


def beside(open_line: Open, answer: float = _ANSWER) -> Iterator[str]:
    """Yield what becomes of a second connection while the first is open."""
    try:
        with open_line() as second:
            said = second.ask(status_question(1), answer, is_status)
    except PrinterError:
        yield f"{_BESIDE}: refused"
        return
    yield f"{_BESIDE}: {'answered beside the first' if said else 'no answer while the first is on'}"


def after(open_line: Open, answer: float = _ANSWER) -> Iterator[str]:
    """Yield whether the printer goes on with an earlier connection's picture, and what ends it.

    It must be known to answer fences.
    """
    try:
        with open_line() as torn:
            torn.ask(START + _HALF, answer, lambda _: True)
        with open_line() as following:
            yield f"{_AFTER}: {_carried(following, answer)}"
    except PrinterError as fault:
        yield f"{_AFTER}: {fault}"


def _carried(following: Conversation, answer: float) -> str:
    following.rest()
    if following.ask(FENCE, answer):
        return "forgotten"
    dropped = following.ask(DROP + FENCE, answer)
    if not dropped and not following.ask(_REST + FENCE, answer):
        return "it says nothing any more, switch it off and on"
    following.ask(START + CUT, answer, lambda _: True)
    return f"carried over, {'DLE DC4 8' if dropped else 'only white rows'} ended it"
