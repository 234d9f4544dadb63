"""The measures of a screen, and the rectangles a page is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.qr_code import Modules
from screens.visitor.page import Paragraph

MORE = "more"
"""The id of the choice that leads to the next sheet."""

_COMPACT_WIDTH, _COMPACT_HEIGHT = 56, 16
_WIDEST = 104
_TIGHT, _TALL = 11, 30
"""Rows from which on the edge stays free, and the title gets more air."""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells with lines of text in it."""

    x: int
    y: int
    width: int
    height: int
    role: str
    """title, text, strong, quiet, urgent, giant, picture, code, tile, action or bar."""
    lines: tuple[str, ...] = ()
    """In the order they are read in, whatever their direction."""
    quiet_from: int = 1000
    """From this line on, the lines are a note."""
    choice: str = ""
    """What a tap here chooses."""
    padded: bool = False
    """Half a cell of air above and below the lines."""
    pictogram: str = ""
    text_x: int = 0
    """Where the lines begin, counted from x; centred if negative."""
    rtl: bool = False
    """The lines begin at the right, and `text_x` is counted from there."""
    code: Modules = ()
    says: Paragraph | None = None
    """What begins here, for those who listen."""

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a cell lies in the box."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


def mirrored(boxes: Iterable[Box], width: int) -> tuple[Box, ...]:
    """Return the boxes as they stand on a screen of `width` cells that is read from the right."""
    return tuple(replace(box, x=width - box.x - box.width, rtl=True) for box in boxes)


@dataclass(frozen=True)
class Sheet:
    """One screenful of a page."""

    boxes: tuple[Box, ...]
    index: int
    count: int

    @property
    def targets(self) -> tuple[Box, ...]:
        """What can be chosen, in the order of focus."""
        return tuple(box for box in self.boxes if box.choice)

    def at(self, x: int, y: int) -> str:
        """Return what a tap on a cell chooses, or an empty string."""
        return next((box.choice for box in self.targets if box.holds(x, y)), "")


@dataclass(frozen=True)
class Frame:
    """The measures of a screen."""

    width: int
    height: int
    compact: bool
    left: int
    inner: int
    top: int
    bar_height: int
    pictures: bool
    """Whether choices have pictograms."""
    draws: bool = False
    """Whether the screen draws pixels, not cells alone."""
    indent: int = 0
    """What pictograms take of each tile, with the air around them."""
    rtl: bool = False
    """Whether words are read from right to left; the boxes are mirrored when all are placed."""

    @property
    def bar_y(self) -> int:
        """The first row of the bar."""
        return self.height - self.bar_height - (self.height >= _TIGHT)

    @property
    def bottom(self) -> int:
        """The first row the content may not use."""
        return self.bar_y - self.compact


def frame_of(width: int, height: int, *, pictures: bool, rtl: bool = False) -> Frame:
    """Return the measures of a screen; below 56 by 16 cells it is compact: no air, no pictures."""
    compact = width < _COMPACT_WIDTH or height < _COMPACT_HEIGHT
    margin = 1 if compact else 3
    inner = min(width - 2 * margin, _WIDEST)
    return Frame(
        width=width,
        height=height,
        compact=compact,
        left=(width - inner) // 2,
        inner=inner,
        top=0 if compact else 1 + (height > _TALL) * 2,
        bar_height=2 if compact else 3,
        pictures=pictures and not compact,
        draws=pictures,
        rtl=rtl,
    )
