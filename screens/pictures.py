"""Pictures on a terminal that has sixel graphics: pictograms from a symbol font, and slips.

Sixel is described in DEC's "VT330/VT340 Programmer Reference Manual", chapter 14.
"""

import os
import re
import select
import termios
import tty
from dataclasses import dataclass
from fcntl import ioctl
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from struct import unpack
from typing import TYPE_CHECKING

from kiosk.qr_code import Modules

if TYPE_CHECKING:
    from PIL import Image


SYMBOL_FONT = Path("/usr/share/fonts/truetype/font-awesome/fontawesome-webfont.ttf")

_SHADES = 6
_SYMBOL = 0.78
"""How much of its square a symbol fills."""
_SPAN = 0.9
"""How much of the width a wide symbol may take."""
_REPEATED = re.compile(r"(.)\1{3,}", re.DOTALL)
_ANSWER = 0.3
"""Seconds a terminal has to say what it can do."""
_SIXEL = "4"
"""The attribute of a terminal with sixel graphics in its answer to DA1."""

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Cell:
    """The size of a character cell in pixels."""

    width: int
    height: int


def sixel_cell() -> Cell | None:
    """Return the size of a cell if the terminal on stdin and stdout can draw pictures."""
    if not (os.isatty(0) and os.isatty(1)):
        return None
    cell = cell_size()
    return cell if cell and _SIXEL in _attributes() else None


def cell_size() -> Cell | None:
    """Return the size of a cell if the terminal tells its size in pixels."""
    try:
        rows, columns, width, height = unpack("HHHH", ioctl(1, termios.TIOCGWINSZ, bytes(8)))
    except OSError:
        return None
    if not (rows and columns and width and height):
        return None
    return Cell(width // columns, height // rows)


@lru_cache(maxsize=512)
def pictogram(code_point: int, width: int, height: int, colours: tuple[Colour, Colour]) -> str:
    """Return a symbol as sixel data that leaves what is around it; empty without the font."""
    if not SYMBOL_FONT.exists():
        return ""
    from PIL import Image, ImageDraw, ImageFont  # not needed for the first screen

    grey = Image.new("L", (width, height))
    size = min(width, height) * _SYMBOL
    font = ImageFont.truetype(str(SYMBOL_FONT), int(size))
    wide = font.getlength(chr(code_point)) / (width * _SPAN)
    if wide > 1:
        font = font.font_variant(size=int(size / wide))
    middle = (width // 2, height // 2)
    ImageDraw.Draw(grey).text(middle, chr(code_point), fill=255, font=font, anchor="mm")
    return sixel(grey, *colours, hollow=True)


@lru_cache(maxsize=2)
def picture(file: str, cell: Cell, columns: int, rows: int) -> tuple[str, int]:
    """Return a picture file as sixel data no larger than a box of cells, and its columns."""
    from PIL import Image

    with Image.open(file) as opened:
        grey = opened.convert("L")
    grey.thumbnail((columns * cell.width, rows * cell.height))
    inverted = grey.point(lambda level: 255 - level)
    return sixel(inverted, (0, 0, 0), (255, 255, 255)), -(-grey.width // cell.width)


@lru_cache(maxsize=2)
def qr_code(modules: Modules, cell: Cell, columns: int, rows: int) -> tuple[str, int, int]:
    """Return a QR code as sixel data no larger than a box of cells, and its columns and rows."""
    from PIL import Image

    count = len(modules)
    size = min(columns * cell.width, rows * cell.height) // count * count
    dark = Image.new("L", (count, count))
    dark.putdata([255 * module for row in modules for module in row])
    drawn = dark.resize((size, size), Image.Resampling.NEAREST)
    return sixel(drawn, (0, 0, 0), (255, 255, 255)), -(-size // cell.width), -(-size // cell.height)


def sixel(grey: "Image.Image", ink: Colour, ground: Colour, *, hollow: bool = False) -> str:
    """Return an image as sixel data: 0 becomes the ground, 255 the ink, shades between.

    A hollow image leaves what is on the screen where it is 0.
    """
    width, height = grey.size
    shades = grey.point(lambda level: level * (_SHADES - 1) // 255).tobytes()
    palette = "".join(_colour(n, ink, ground) for n in range(_SHADES))
    unseen = {0} if hollow else set()
    bands = (
        _band(shades[top * width : (top + 6) * width], width, unseen) for top in range(0, height, 6)
    )
    return f'\x1bP9;1q"1;1;{width};{height}{palette}{"-".join(bands)}\x1b\\'


def _colour(shade: int, ink: Colour, ground: Colour) -> str:
    share = shade / (_SHADES - 1)
    parts = (g + (i - g) * share for i, g in zip(ink, ground, strict=True))
    return f"#{shade};2;" + ";".join(str(round(part * 100 / 255)) for part in parts)


def _band(pixels: bytes, width: int, unseen: set[int]) -> str:
    """Return six rows of pixels: one run of characters for each shade in them that is seen."""
    shades = sorted(set(pixels) - unseen)
    columns = [pixels[x::width] for x in range(width)] if shades else []
    runs = [(column, len(list(same))) for column, same in groupby(columns)]
    layers = ("".join(_code(column, shade) * count for column, count in runs) for shade in shades)
    return "$".join(
        f"#{shade}{_REPEATED.sub(_run, layer)}" for shade, layer in zip(shades, layers, strict=True)
    )


@lru_cache(maxsize=4096)
def _code(column: bytes, shade: int) -> str:
    """Return the character for the pixels of a column, six at most, that have a shade."""
    return chr(63 + sum((pixel == shade) << y for y, pixel in enumerate(column)))


def _run(repeated: re.Match[str]) -> str:
    return f"!{len(repeated[0])}{repeated[1]}"


def _attributes() -> list[str]:
    """Ask the terminal for its primary device attributes (DA1)."""
    before = termios.tcgetattr(0)
    answer = ""
    try:
        tty.setcbreak(0, termios.TCSANOW)
        os.write(1, b"\x1b[c")
        while not answer.endswith("c") and select.select([0], [], [], _ANSWER)[0]:
            answer += os.read(0, 64).decode("ascii", "replace")
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)
    found = re.search(r"\x1b\[\?([\d;]*)c", answer)
    return found[1].split(";") if found else []
