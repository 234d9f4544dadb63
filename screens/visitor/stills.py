"""Sheets without a terminal: as text, and as pictures of the cells it would draw."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.css.stylesheet import Stylesheet
from textual.strip import Strip

from kiosk.errors import KioskError
from screens.pictures import Cell, Colour
from screens.visitor.frame import Sheet
from screens.visitor.painting import Painter
from screens.visitor.sixel import pixels

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

CELL = Cell(16, 31)
"""A cell of the pictures: that of xterm's font at the size below."""
_SIZE = 26
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_REGULAR = ("DejaVuSansMono.ttf", "DejaVuSans.ttf")
_BOLD = ("DejaVuSansMono-Bold.ttf", "DejaVuSans-Bold.ttf")
"""The font of the terminal, and where it takes what that lacks."""
_UNKNOWN = "\U0010ffff"
_HALVES = {"▀": (0, 1), "▄": (1, 2)}
"""Which of the two halves of a cell a block fills."""
_EDGE, _LINE = "▄", "─"


class Stills:
    """Draws sheets in the colours of a theme, as the terminal does."""

    def __init__(self, colours: Mapping[str, str], symbols: Mapping[str, int]) -> None:
        self._styles = _styles({role: c for role, c in colours.items() if role != "dark"})
        self._plain = Painter(self.style_of)
        self._pictured = Painter(self.style_of, CELL, symbols)

    def style_of(self, role: str) -> Style:
        """Return the colours of a role of the stylesheet."""
        return self._styles[role]

    def text(self, sheet: Sheet, focused: str, width: int, height: int) -> str:
        """Return a sheet as lines of text, in the order of the cells."""
        strips = self._plain.paint(sheet, focused, width, height)
        return "\n".join("".join(map(self._words, strip)).rstrip() for strip in strips)

    def picture(self, sheet: Sheet, focused: str, width: int, height: int) -> "Image.Image":
        """Return a sheet as a picture, with pictograms if the sheet has room for them."""
        from PIL import Image, ImageDraw

        ground = _rgb(self.style_of("text").bgcolor)
        image = Image.new("RGB", (width * CELL.width, height * CELL.height), ground)
        strips = self._pictured.paint(sheet, focused, width, height)
        draw = ImageDraw.Draw(image)
        for y, strip in enumerate(strips):
            _draw_cells(draw, strip, y * CELL.height)
        for segment in (segment for strip in strips for segment in strip if segment.control):
            _draw_sixel(image, segment.text)
        return image

    def _words(self, segment: Segment) -> str:
        """Return what stands in a segment, the blocks it draws with its ground filled in."""
        text, style = segment.text, segment.style
        if segment.control:
            return ""
        giant = self.style_of("giant")
        if style and style.bgcolor == giant.color and not text.strip():
            return "█" * len(text)
        if style and style.color != giant.color and not text.strip(_EDGE):
            return _LINE * len(text)
        return text


def _styles(colours: Mapping[str, str]) -> Mapping[str, Style]:
    """Return the style of each role from the stylesheet of the visitor's screens."""
    sheet = Stylesheet(variables=dict(colours))
    sheet.read(Path(__file__).with_name("visitor.tcss"))
    parts = {
        name.removeprefix(".sheet--"): rule.styles
        for rule in sheet.rules
        for name in rule.selector_names
    }
    return {
        role: Style.parse(str(styles.text_style))
        + Style(
            color=styles.color.rich_color,
            bgcolor=styles.background.rich_color if styles.background.a else None,
        )
        for role, styles in parts.items()
    }


def _draw_cells(draw: "ImageDraw.ImageDraw", strip: Strip, top: int) -> None:
    x = 0
    for segment in strip:
        style = segment.style or Style()
        for character in "" if segment.control else segment.text:
            wide = get_character_cell_size(character) * CELL.width
            if wide:
                bottom = (x + wide - 1, top + CELL.height - 1)
                draw.rectangle(((x, top), bottom), _rgb(style.bgcolor))
            _draw_letter(draw, character, (x if wide else x - CELL.width, top), style)
            x += wide


def _draw_letter(
    draw: "ImageDraw.ImageDraw", character: str, corner: tuple[int, int], style: Style
) -> None:
    """Draw a letter where its cell is; half blocks fill their part of it to the edge."""
    (x, y), ink = corner, _rgb(style.color)
    if character in _HALVES:
        begin, end = (y + half * CELL.height // 2 for half in _HALVES[character])
        draw.rectangle(((x, begin), (x + CELL.width - 1, end - 1)), ink)
    elif not character.isspace():
        font = _font(character, bold=bool(style.bold))
        ascent, _ = _faces(bold=False)[0].getmetrics()
        draw.text((x, y + ascent), character, ink, font, anchor="ls")


def _draw_sixel(image: "Image.Image", data: str) -> None:
    """Draw what a segment without width would draw, leaving what is around it."""
    from PIL import Image

    found = pixels(data)
    if found is None:
        return
    (x, y), size, rgba = found
    drawn = Image.frombytes("RGBA", size, rgba)
    corner = (x * CELL.width, y * CELL.height)
    image.paste(drawn, corner, drawn)


@cache
def _font(character: str, *, bold: bool) -> "ImageFont.FreeTypeFont":
    """Return the first font that has the letter."""
    faces = _faces(bold=bold)
    return next((face for face in faces if _has(face, character)), faces[0])


def _has(face: "ImageFont.FreeTypeFont", character: str) -> bool:
    return bytes(face.getmask(character)) != bytes(face.getmask(_UNKNOWN))


@cache
def _faces(*, bold: bool) -> "tuple[ImageFont.FreeTypeFont, ...]":
    from PIL import ImageFont

    # The letters are joined and in order already.
    basic = ImageFont.Layout.BASIC
    files = [_FONTS / name for name in (_BOLD if bold else _REGULAR)]
    try:
        return tuple(ImageFont.truetype(file, _SIZE, layout_engine=basic) for file in files)
    except OSError as fault:
        raise KioskError(f"There are no fonts in {_FONTS}: install fonts-dejavu-core.") from fault


def _rgb(colour: Color | None) -> Colour:
    red, green, blue = (colour or Color.parse("black")).get_truecolor()
    return red, green, blue
