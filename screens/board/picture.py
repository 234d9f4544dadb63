"""How the board is laid out, from 60 x 18 to 240 x 67 cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from screens.board.canvas import Box, Canvas, Tone
from screens.board.lettering import LARGE, WORD, call, paragraph, word

_DRAWN = 24
"""Rows of a screen from which the earlier numbers are drawn, if two rows of them fit."""
_SMALL_CELLS = 40
"""Rows of a screen from which their places are drawn as well."""
_FOOT = 4
"""The notes get at most this part of the screen."""
_MARK = "▶ "
_MARK_ROOM = 6


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A call as the board says it."""

    number: str
    place: str
    words: str
    """Whether it is new, a recall or the last one."""
    new: bool


@dataclass(frozen=True, kw_only=True)
class View:
    """All that the board says."""

    office: str
    day: str
    """How many wait, and the time."""
    calls: Sequence[Shown]
    """The newest first."""
    empty: str
    notes: Sequence[str] = ()
    away: str = ""


def picture(view: View, width: int, height: int) -> Canvas:
    """Draw the board."""
    canvas = Canvas(width, height)
    top = _head(canvas, view)
    bottom = _foot(canvas, view)
    if view.calls:
        below = _last(canvas, view.calls[0], top, bottom)
        _earlier(canvas, view.calls[1:], below, bottom)
    else:
        lines = paragraph(view.empty, width - 4, height)
        canvas.put(lines, Box(2, top, width - 4, bottom - top), Tone.GROUND)
    return canvas


def _head(canvas: Canvas, view: View) -> int:
    half = canvas.width // 2 - 2
    office, day = (word(text, half, canvas.height) for text in (view.office, view.day))
    rows = max(len(office), len(day)) + 2 * (canvas.height >= LARGE)
    canvas.fill(Box(0, 0, canvas.width, rows), Tone.HEAD)
    canvas.put(office, Box(2, 0, half, rows), Tone.HEAD)
    canvas.put(day, Box(canvas.width - len(day[0]) - 2, 0, half, rows), Tone.HEAD)
    return rows


def _foot(canvas: Canvas, view: View) -> int:
    """Draw trouble and notes upwards from the bottom, and return the first row taken."""
    top, least = canvas.height, canvas.height - canvas.height // _FOOT
    for text, tone in [(view.away, Tone.AWAY), *((note, Tone.NOTE) for note in view.notes)]:
        drawn = paragraph(text, canvas.width - 4, canvas.height) if text else []
        rows = len(drawn) + (1 if canvas.height >= LARGE and drawn else 0)
        if top - rows >= least:
            box = Box(0, top - rows, canvas.width, rows)
            canvas.fill(box, tone)
            canvas.put(drawn, box._replace(x=2, width=box.width - 4), tone)
            top = box.y
    return top


def _last(canvas: Canvas, shown: Shown, top: int, bottom: int) -> int:
    """Draw the latest call, and return the first row below it."""
    width = canvas.width - 4
    words = word(_MARK * shown.new + shown.words, width, canvas.height)
    number, where = call(shown.number, shown.place, width, (bottom - top) // 2 - len(words))
    rows = max(len(number), len(where)) + 2
    ground, tone = (Tone.NEW, Tone.NEW) if shown.new else (Tone.LAST, Tone.NUMBER)
    canvas.fill(Box(0, top, canvas.width, len(words) + rows), ground)
    canvas.put(words, Box(2, top, width, len(words)), ground)
    _beside(canvas, (number, tone), (where, ground), Box(2, top + len(words), width, rows))
    return top + len(words) + rows


def _earlier(canvas: Canvas, calls: Sequence[Shown], top: int, bottom: int) -> None:
    """Draw the earlier calls in one or two columns, as many as there is room for."""
    drawn = canvas.height >= _DRAWN and bottom - top > 2 * (WORD + 1)
    rows = max(WORD, canvas.height // 11) if drawn else 1
    columns = 1 + (canvas.width >= _two_columns(canvas.height, drawn=drawn))
    width = canvas.width // columns
    mark = word(_MARK.strip(), _MARK_ROOM, canvas.height) if drawn else [_MARK]
    margin = len(mark[0]) + 2 * drawn
    places = (
        Box(margin + x * width, y, width - margin - 2, rows)
        for y in range(top + 1 + drawn, bottom - rows + 1, rows + 1)
        for x in range(columns)
    )
    for shown, box in zip(calls, places, strict=False):
        tone = Tone.NEW if shown.new else Tone.EARLIER
        ground = box._replace(x=box.x - margin, width=width - 2 * (columns - 1))
        if shown.new:
            canvas.fill(ground._replace(y=box.y - drawn, height=rows + 2 * drawn), tone)
            canvas.put(mark, ground._replace(x=ground.x + drawn), tone)
        number, where = call(shown.number, shown.place, box.width, rows)
        _beside(canvas, (number, tone), (where, tone), box)


def _two_columns(screen_rows: int, *, drawn: bool) -> int:
    """Return the width from which the earlier calls stand in two columns."""
    if not drawn:
        return 50
    return 190 if screen_rows >= _SMALL_CELLS else 100


def _beside(
    canvas: Canvas, left: tuple[list[str], Tone], right: tuple[list[str], Tone], box: Box
) -> None:
    canvas.put(left[0], box, left[1])
    gap = len(left[0][0]) + max(3, box.width // 40)
    canvas.put(right[0], box._replace(x=box.x + gap, width=box.width - gap), right[1])
