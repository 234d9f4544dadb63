"""Giant digits: text drawn from a TrueType font in half blocks, two dots to a cell."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from PIL import Image, ImageFont

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf")
_CELLS = {(False, False): " ", (False, True): "▄", (True, False): "▀", (True, True): "█"}
_FULL = "█"
_INK = 120
"""Grey from which a dot is set; a little below the half keeps thin strokes whole."""
_LARGEST = 400
"""Dots; no terminal has room for more."""
_SMALLEST = 9
"""Below this size letters are blots, so the text is set as it is."""


def giant(text: str, columns: int, rows: int) -> list[str]:
    """Return `text` as large as fits into the box: one string a row, all equally wide.

    Numbers of one length get one size, whatever their digits. Where not even the smallest legible
    drawing fits, the text itself is the only row.
    """
    return list(_rows(text, columns, rows))


def painted(row: str) -> Iterator[tuple[str, bool]]:
    """Yield a drawn row in pieces, each with whether its two colours change places.

    A cell filled by its background has no seam to its neighbours, whatever the size of the font;
    a full block from the font has one at many sizes.
    """
    for full, cells in groupby(row, key=_FULL.__eq__):
        piece = "".join(cells)
        yield (" " * len(piece) if full else piece, full)


@lru_cache(maxsize=512)
def _rows(text: str, columns: int, rows: int) -> tuple[str, ...]:
    shape = re.sub(r"\d", "0", text)
    size = _largest(shape, columns, rows * 2)
    if size < _SMALLEST or not shape.strip():
        return (text,)
    _, top, _, bottom = _ink(shape, size)
    left, _, right, _ = _ink(text, size)
    return _halves(_drawn(text, size).crop((left, top, right, bottom)))


def _largest(text: str, width: int, height: int) -> int:
    """Return the largest size whose ink fits, found by halving."""
    low, high = 0, max(min(_LARGEST, height * 2), 0)
    while low < high:
        middle = (low + high + 1) // 2
        left, top, right, bottom = _ink(text, middle)
        if right - left <= width and bottom - top <= height:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=512)
def _ink(text: str, size: int) -> tuple[int, int, int, int]:
    return _drawn(text, size).getbbox() or (0, 0, 0, 0)


def _drawn(text: str, size: int) -> "Image.Image":
    from PIL import Image, ImageDraw  # not needed for the first screen

    font = _font(size)
    grey = Image.new("L", (round(font.getlength(text)) + size, size * 2))
    ImageDraw.Draw(grey).text((size // 2, size // 4), text, fill=255, font=font)
    return grey.point([255 * (value >= _INK) for value in range(256)])


@lru_cache(maxsize=64)
def _font(size: int) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    from PIL import ImageFont

    if _FONT.is_file():
        return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)
    return ImageFont.load_default(size)


def _halves(picture: "Image.Image") -> tuple[str, ...]:
    width, height = picture.size
    dots = picture.tobytes() + bytes(width * (height % 2))
    lines = [dots[start : start + width] for start in range(0, len(dots), width)]
    return tuple(
        "".join(_CELLS[upper > 0, lower > 0] for upper, lower in zip(*pair, strict=True))
        for pair in zip(lines[::2], lines[1::2], strict=True)
    )


class Giant(Static):
    """A text as large as its place allows."""

    DEFAULT_CSS = """
    Giant { width: 1fr; height: 1fr; content-align: center middle; }
    """

    text = ""

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self.text:
            self.text = text
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the text for the present size."""
        rows = giant(self.text, self.size.width, self.size.height)
        return Content("\n").join(map(_content, rows))


def _content(row: str) -> Content:
    pieces = ((piece, "reverse" if exchanged else "") for piece, exchanged in painted(row))
    return Content.assemble(*pieces)
