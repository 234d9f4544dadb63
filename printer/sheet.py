"""A strip of paper that is filled from the top and then drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PIL import Image

from printer.pango import cairo, pangocairocffi, pangocffi
from printer.paper import Paper
from printer.typeface import Type, canvas, typeset
from printer.wording import UNITS

MARGIN = 6
"""Dots on either side that stay white: no printer's head is mounted to the dot."""

_LONGEST = 600
"""Millimetres of the longest strip."""
_WIDEST = 0.9
"""The part of the width that a giant line may take."""
_SMALLEST = 0.7
"""The part of its size to which type shrinks before a word is broken."""
_INK = 115
"""Coverage (of 255) from which a dot is black: 45 %, so thin strokes stay whole."""
_THRESHOLD = [255 if coverage < _INK else 0 for coverage in range(256)]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where text stands between the margins; indents in dots."""

    centred: bool = False
    start: int = 0
    """Indent on the side where reading starts."""
    end: int = 0


@dataclass(frozen=True)
class Box:
    """A rectangle in dots."""

    x: int
    y: int
    width: int
    height: int


class Sheet:
    """Collects what is to be painted, top down; drawn when its length is known."""

    def __init__(self, paper: Paper, language: str, *, rtl: bool, larger: float = 1) -> None:
        self.printed = paper
        self.paper = replace(paper, dots_per_mm=paper.dots_per_mm * larger)
        """The paper as if it were finer, so that all but pictures gets larger."""
        self.rtl = rtl
        self.y = 0
        self.ends: list[int] = []
        """Where the strip may be parted, if it goes on pages."""
        self._language = language
        self._paints: list[Callable[[cairo.Context], None]] = []
        self._pictures: list[tuple[Image.Image, tuple[int, int]]] = []
        self._scratch = canvas(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.paper.width - 2 * MARGIN

    @property
    def full(self) -> bool:
        """Whether nothing more may follow."""
        return self.y > _LONGEST * self.printed.dots_per_mm

    def may_end(self) -> None:
        """Note that the strip may be parted here."""
        self.ends.append(self.y)

    def space(self, eighths: float) -> None:
        """Leave room."""
        self.y += self.paper.dots(eighths)

    def text(self, text: str, kind: Type, place: Place) -> None:
        """Set a paragraph."""
        kind = kind.scaled(self.paper.scale)
        width = self.inner - place.start - place.end
        layout = self._fitted(text, kind, width)
        if place.centred:
            layout.alignment = pangocffi.Alignment.CENTER
        self._show(layout, MARGIN + (place.end if self.rtl else place.start), self.y)
        self.y += layout.get_line_count() * kind.line

    def _fitted(self, text: str, kind: Type, width: int) -> pangocffi.Layout:
        """Return a paragraph, a little smaller if a word is longer than the line."""
        layout = typeset(self._scratch, text, kind, self._language, width)
        layout.wrap = pangocffi.WrapMode.WORD
        widest = layout.get_extents()[1].width / UNITS
        if widest <= width:
            return layout
        smaller = replace(kind, size=int(kind.size * max(width / widest, _SMALLEST)))
        return typeset(self._scratch, text, smaller, self._language, width)

    def giant(self, text: str, kind: Type) -> None:
        """Set one centred line, as large as `kind` if it fits, without room above and below."""
        kind = kind.scaled(self.paper.scale)
        ink = typeset(self._scratch, text, kind, self._language).get_extents()[0]
        fit = min(1.0, self.inner * _WIDEST * UNITS / max(ink.width, 1))
        layout = typeset(self._scratch, text, kind.scaled(fit), self._language)
        ink = layout.get_extents()[0]
        left = (self.paper.width - ink.width / UNITS) / 2
        self._show(layout, left - ink.x / UNITS, self.y - ink.y / UNITS)
        self.y += round(ink.height / UNITS)

    def picture(self, picture: Image.Image) -> None:
        """Put dark dots (1) in the middle, as they are; on an even dot, to be doubled."""
        x = (self.paper.width - picture.width) // 4 * 2
        self._pictures.append((picture, (x, self.y)))
        self.y += picture.height

    def frame(self, box: Box, line: int) -> None:
        """Draw a border along the inside of a box."""
        half = line / 2
        left, top = box.x + half, box.y + half
        right, bottom = box.x + box.width - half, box.y + box.height - half
        self.stroke([(left, top), (right, top), (right, bottom), (left, bottom)], line, closed=True)

    def stroke(
        self, corners: Sequence[tuple[float, float]], line: int, *, closed: bool = False
    ) -> None:
        """Draw a line from corner to corner, and back if it is closed."""

        def paint(context: cairo.Context) -> None:
            context.set_line_width(line)
            for corner in corners:
                context.line_to(*corner)
            if closed:
                context.close_path()
            context.stroke()

        self._paints.append(paint)

    def rule(self, line: int) -> None:
        """Draw a line from margin to margin."""
        y = self.y + line / 2
        self.stroke([(MARGIN, y), (MARGIN + self.inner, y)], line)
        self.y += line

    def drawn(self) -> Image.Image:
        """Return the strip, one bit a dot, 0 for black."""
        surface = cairo.ImageSurface(cairo.FORMAT_A8, self.paper.width, max(self.y, 1))
        self._paint(canvas(surface))
        surface.flush()
        size, stride = (surface.get_width(), surface.get_height()), surface.get_stride()
        grey = Image.frombuffer("L", size, bytes(surface.get_data()), "raw", "L", stride, 1)
        strip = grey.point(_THRESHOLD, "1")
        for picture, corner in self._pictures:
            strip.paste(0, corner, picture)
        return strip

    def paint(self, context: cairo.Context) -> None:
        """Draw the strip on any surface, in dots: letters stay letters, where it keeps them."""
        self._paint(context)
        for picture, (x, y) in self._pictures:
            for left, top, wide, high in _blocks(picture):
                context.rectangle(x + left, y + top, wide, high)
        context.fill()

    def _paint(self, context: cairo.Context) -> None:
        for paint in self._paints:
            paint(context)

    def _show(self, layout: pangocffi.Layout, x: float, y: float) -> None:
        def paint(context: cairo.Context) -> None:
            context.move_to(x, y)
            pangocairocffi.show_layout(context, layout)
            context.new_path()

        self._paints.append(paint)


def _blocks(picture: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Yield the dark parts of a picture as rectangles (x, y, width, height), equal rows as one."""
    rows = [picture.crop((0, y, picture.width, y + 1)) for y in range(picture.height)]
    top = 0
    for _, group in groupby(rows, Image.Image.tobytes):
        row, *more = group
        high = 1 + len(more)
        left = 0
        for dark, dots in groupby(row.get_flattened_data()):
            wide = sum(1 for _ in dots)
            if dark:
                yield left, top, wide, high
            left += wide
        top += high
