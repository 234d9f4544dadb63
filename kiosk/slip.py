"""A slip of paper as a value: what it says, in which language, before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    """How a line of a slip is set."""

    PLAIN = "plain"
    SMALL = "small"
    STRONG = "strong"
    HEADING = "heading"
    TICK = "tick"
    """With an empty box to tick."""
    TICKED = "ticked"
    """With a ticked box."""
    FIELD = "field"
    """With a line below it to write on."""
    RULER = "ruler"
    """Below a scale over the full width: for slips that try out a printer."""


@dataclass(frozen=True)
class Line:
    """One paragraph; `beside` is the German official term where `text` is a translation."""

    text: str
    style: Style = Style.PLAIN
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A printed piece of paper; the header never tells the concern."""

    language: str
    rtl: bool = False
    office: str
    when: str
    """Date and time in words of the language."""
    label: str = ""
    """The words over the number, such as "Ihre Nummer"."""
    number: str = ""
    code: str = ""
    """What the QR code holds; none if empty."""
    short_code: str = ""
    """The same in a few letters, for faded paper."""
    caption: str = ""
    """What the QR code is for, below it."""
    lines: tuple[Line, ...] = field(default=())
    mark: str = ""
    """Printed at the top if set, such as "Neudruck 1"."""
    reprint: str = "Neudruck {count}"
    """The mark of a slip that is printed once more, in its language."""
    large: bool = False
    """In large print."""

    def but(self, **said: Any) -> "Slip":
        """Return the slip with more on it."""
        return replace(self, **said)


def text_of(slip: Slip) -> str:
    """Return the slip as plain text, for a screen without pictures."""
    return "\n".join([*filter(None, head_of(slip)), *map(text_of_line, slip.lines)])


def head_of(slip: Slip) -> Sequence[str]:
    """Return what a slip says before its lines."""
    return (
        *(slip.mark, slip.office, slip.when, slip.label),
        *(slip.number, slip.short_code, slip.caption),
    )


def text_of_line(line: Line) -> str:
    """Return a line as plain text."""
    box = {Style.TICK: "[ ] ", Style.TICKED: "[x] "}.get(line.style, "")
    beside = f" ({line.beside})" if line.beside else ""
    field_to_fill = ": ____" if line.style is Style.FIELD else ""
    return f"{box}{line.text}{beside}{field_to_fill}"
