"""Choices as tiles: large, aligned, and as many columns as help."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from screens.visitor.frame import Box, Frame
from screens.visitor.page import Choice, Mark
from screens.visitor.wrapping import longest, wrap

SIGNS = {Mark.OFF: "☐", Mark.ON: "☑", Mark.LACKING: "☒"}

_NARROWEST = 27
_MOST_COLUMNS = 3
_TALLEST = 7
_GAP = 2


def columns_of(choices: Sequence[Choice], frame: Frame) -> range:
    """Return the numbers of columns there is room for."""
    return range(1, max(min(frame.inner // _NARROWEST, _MOST_COLUMNS, len(choices)), 1) + 1)


def tile_rows(choices: Sequence[Choice], frame: Frame, columns: int) -> Iterator[list[Box]]:
    """Yield rows of tiles, all of a row equally tall."""
    width = _tile_width(columns, frame)
    for start in range(0, len(choices), columns):
        tiles = [_tile(choice, width, frame) for choice in choices[start : start + columns]]
        tall = max(tile.height for tile in tiles)
        yield [
            replace(tile, x=frame.left + column * (width + _GAP), height=tall)
            for column, tile in enumerate(tiles)
        ]


def stretched(boxes: list[Box], height: int, frame: Frame) -> list[Box]:
    """Give the spare rows of a single sheet to its tiles: larger is easier to hit."""
    rows = sorted({box.y for box in boxes if box.role == "tile"})
    used = max((box.y + box.height for box in boxes), default=0)
    if not rows or frame.compact:
        return boxes
    tallest = max(box.height for box in boxes if box.role == "tile")
    more = max(min((height - used) // len(rows), _TALLEST - tallest), 0)
    uneven = [(box.height + more - len(box.lines)) % 2 for box in boxes if box.role == "tile"]
    more -= bool(more and 2 * sum(uneven) > len(uneven))  # words in the middle look better
    return [
        replace(box, y=box.y + more * rows.index(box.y), height=box.height + more)
        if box.role == "tile"
        else box
        for box in boxes
    ]


def broken(choices: Sequence[Choice], columns: int, frame: Frame) -> int:
    """Count the labels with a word too long for a line."""
    width = _tile_width(columns, frame)
    return sum(
        longest(choice.label, rtl=frame.rtl) > _room(choice, width, frame) for choice in choices
    )


def gap_after(block: list[Box], frame: Frame) -> int:
    """Return the empty rows under a block: tiles without air of their own are kept apart."""
    return 1 if frame.compact and block[0].role == "tile" else 0


def _tile(choice: Choice, width: int, frame: Frame) -> Box:
    sign = _sign(choice)
    room = _room(choice, width, frame)
    label = [
        (sign if index == 0 else " " * len(sign)) + line
        for index, line in enumerate(wrap(choice.label, room, rtl=frame.rtl))
    ]
    noted = wrap(choice.under, room, rtl=frame.rtl) if choice.under else []
    note = [" " * len(sign) + line for line in noted]
    lines = (*label, *note)
    padded = not frame.compact
    least = 2 if frame.compact else max(3, (frame.indent + 1) // 2)
    return Box(
        0,
        0,
        width,
        max(len(lines) + 2 * padded, least),
        "tile",
        lines,
        quiet_from=len(label),
        choice=choice.id,
        padded=padded,
        pictogram=choice.pictogram if frame.indent else "",
        text_x=_indent(frame),
    )


def _tile_width(columns: int, frame: Frame) -> int:
    return (frame.inner - _GAP * (columns - 1)) // columns


def _room(choice: Choice, width: int, frame: Frame) -> int:
    """Return the cells for each line of words in a tile."""
    return width - _indent(frame) - 1 - len(_sign(choice))


def _indent(frame: Frame) -> int:
    return (1 if frame.compact else 2) + frame.indent


def _sign(choice: Choice) -> str:
    return f"{SIGNS[choice.mark]} " if choice.mark else ""
