"""The console's keys, and the moves of the ticket at the counter."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kiosk.office import Office
from kiosk.ticket import AT_COUNTER, Status, Ticket

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "next": "n",
        "serve": "s",
        "finish": "f",
        "recall": "r",
        "no_show": "x",
        "requeue": "q",
        "park": "p",
        "transfer": "t",
        "cancel": "c",
        "issue": "i",
        "open": "o",
        "message": "m",
        "find": "/",
        "keys": "?",
        "chosen": "enter",
    }
)
"""The key of every button, in the order in which they stand."""

TEXTUAL: Mapping[str, str] = MappingProxyType({"/": "slash", "?": "question_mark"})
"""Keys that Textual calls otherwise."""

IN_HAND: Mapping[str, Callable[[Office, str, str | None], Ticket]] = MappingProxyType(
    {
        "recall": Office.recall,
        "serve": Office.serve,
        "finish": Office.finish,
        "no_show": Office.no_show,
        "requeue": Office.requeue,
        "park": Office.park,
    }
)
"""Moves of the ticket at the counter: number and counter are all they need."""

WITHOUT_HAND: Mapping[str, Status] = MappingProxyType(
    {"requeue": Status.NO_SHOW, "transfer": Status.PARKED}
)
"""Moves that reach a chosen ticket of the line as well, while nobody is at the counter."""

_FROM: Mapping[str, frozenset[Status]] = MappingProxyType(
    {
        "recall": frozenset({Status.CALLED}),
        "serve": frozenset({Status.CALLED}),
        "no_show": frozenset({Status.CALLED}),
        "finish": AT_COUNTER,
        "requeue": AT_COUNTER,
        "park": AT_COUNTER,
        "transfer": AT_COUNTER,
    }
)
_EMPTY_HANDED = frozenset({"next", "chosen"})


def makes_sense(move: str, hand: Ticket | None) -> bool:
    """Tell whether a button shall stand out; the office alone decides what is allowed."""
    if move in _EMPTY_HANDED:
        return hand is None
    return move not in _FROM or (hand is not None and hand.status in _FROM[move])


def meant_by(text: str, tickets: Sequence[Ticket]) -> str:
    """Return the number that staff mean: 42 is A042 if no other station has a 42."""
    digits = text.strip()
    if not digits.isdecimal():
        return text
    found = [ticket.number for ticket in tickets if ticket.count == int(digits)]
    return found[0] if len(found) == 1 else text
