"""A sheet of cells to draw a picture on: characters, and what each one is."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Tone(StrEnum):
    """What a cell belongs to; the style sheet gives it colours."""

    GROUND = "ground"
    HEAD = "head"
    LAST = "last"
    """The latest call, calm."""
    NUMBER = "number"
    """A number on the ground of the latest call."""
    NEW = "new"
    """A call that has just come."""
    EARLIER = "earlier"
    NOTE = "note"
    AWAY = "away"


class Box(NamedTuple):
    """A part of the sheet."""

    x: int
    y: int
    width: int
    height: int


class Canvas:
    """Cells in rows; whatever does not fit is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._signs = [[" "] * width for _ in range(height)]
        self._tones = [[Tone.GROUND] * width for _ in range(height)]

    def fill(self, box: Box, tone: Tone) -> None:
        """Give a part one tone."""
        for row in self._tones[max(box.y, 0) : box.y + box.height]:
            row[box.x : box.x + box.width] = [tone] * len(row[box.x : box.x + box.width])

    def put(self, lines: Sequence[str], box: Box, tone: Tone) -> None:
        """Write lines into a part, in the middle of its height."""
        top = box.y + max((box.height - len(lines)) // 2, 0)
        for y, line in enumerate(lines[: box.height], top):
            if 0 <= y < self.height:
                cut = line[: max(min(box.width, self.width - box.x), 0)]
                self._signs[y][box.x : box.x + len(cut)] = cut
                self._tones[y][box.x : box.x + len(cut)] = [tone] * len(cut)

    def runs(self) -> Iterator[list[tuple[str, Tone]]]:
        """Yield each row as pieces of one tone."""
        for signs, tones in zip(self._signs, self._tones, strict=True):
            at, pieces = 0, []
            for tone, group in groupby(tones):
                length = sum(1 for _ in group)
                pieces.append(("".join(signs[at : at + length]), tone))
                at += length
            yield pieces
