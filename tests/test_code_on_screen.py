"""Without paper the number stands on the screen with its code, to be photographed."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from kiosk.catalog import Catalog
from kiosk.ports import Outcome, Printed
from kiosk.qr_code import qr_modules
from kiosk.texts import Library
from screens.pictures import Cell
from screens.visitor import steps
from screens.visitor.frame import Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Page
from screens.visitor.painting import Painter
from screens.visitor.visit import Taken, Visit
from tests.stores import a_ticket
from tests.test_pictures import shades
from tests.walks import around

CODE = "20CF9V1K2Q7XW3M5N8P4R6T0B2D4G6J8K1H3Y5Z"
ADDRESS = "HTTPS://JC.EXAMPLE/123"
MODULE = 6
"""Dots a module of the pictures that are decoded."""

PageOf = Callable[..., Page]


@pytest.fixture
def page_of(catalog: Catalog, dictionary: Library) -> PageOf:
    """The page of a number whose slip met an outcome."""

    def page(outcome: Outcome | None, *, code: str = CODE, no_slips: bool = False) -> Page:
        printed = Printed(outcome) if outcome else None
        taken = Taken(a_ticket(42), 3, None, printed=printed, code=qr_modules(code, faultless=True))
        visit = replace(Visit(language="de").to("number"), taken=taken)
        seen = replace(around(catalog, dictionary, "de"), no_slips=no_slips)
        return steps.page_of(visit, seen)

    return page


def style_of(role: str) -> Style:
    del role
    return Style(color="#ffffff", bgcolor="#003c5a")


def decoded(picture: Image.Image) -> set[str]:
    """Return what two decoders read."""
    (by_zxing,) = zxingcpp.read_barcodes(picture)
    (by_zbar,) = pyzbar.decode(picture)
    return {by_zxing.text, by_zbar.data.decode()}


def codes(sheets: tuple[Sheet, ...]) -> list[tuple[Sheet, Box]]:
    return [(sheet, box) for sheet in sheets for box in sheet.boxes if box.role == "code"]


def is_dark(colour: Color | None) -> bool:
    assert colour
    return sum(colour.get_truecolor()) < 3 * 128


def of_cells(strips: list[Strip], box: Box) -> Image.Image:
    """Return the dots of a code that is drawn with half cells."""
    dots: list[list[bool]] = []
    for strip in strips[box.y : box.y + box.height]:
        cells = [s for s in strip.crop(box.x, box.x + box.width) if s.text]
        styles = [segment.style for segment in cells for _ in segment.text]
        assert {segment.text for segment in cells} == {"▀"}
        dots += [[is_dark(s.color) for s in styles if s], [is_dark(s.bgcolor) for s in styles if s]]
    picture = Image.new("L", (box.width, len(dots)))
    picture.putdata([0 if dark else 255 for row in dots for dark in row])
    size = (MODULE * picture.width, MODULE * picture.height)
    return picture.resize(size, Image.Resampling.NEAREST)


def of_dots(strips: list[Strip]) -> Image.Image:
    """Return the picture that the strips send to the terminal."""
    (drawn,) = [s.text for strip in strips for s in strip if s.control and "\x1bP" in s.text]
    data = re.search(r"\x1bP.*\x1b\\", drawn, re.DOTALL)
    assert data
    found = shades(data[0])
    width, height = (max(place[axis] for place in found) + 1 for axis in (0, 1))
    picture = Image.new("L", (width, height))
    picture.putdata([0 if found[x, y] else 255 for y in range(height) for x in range(width)])
    return picture


@pytest.mark.parametrize("code", [CODE, ADDRESS + CODE])
def test_the_code_of_cells_is_read_by_two_decoders(page_of: PageOf, code: str) -> None:
    sheets = lay_out(page_of(Outcome.NOT_SENT, code=code), 100, 40)
    ((sheet, box),) = codes(sheets)
    strips = Painter(style_of).paint(sheet, "", 100, 40)
    assert decoded(of_cells(strips, box)) == {code}


@pytest.mark.parametrize(("width", "height", "cell"), [(68, 20, (28, 54)), (40, 11, (48, 98))])
@pytest.mark.parametrize("code", [CODE, ADDRESS + CODE])
def test_the_code_of_dots_stands_beside_the_number_and_is_read_by_two_decoders(
    page_of: PageOf, width: int, height: int, cell: tuple[int, int], code: str
) -> None:
    sheets = lay_out(page_of(Outcome.NOT_SENT, code=code), width, height, pictures=True)
    ((sheet, box),) = codes(sheets)
    (giant,) = [each for each in sheet.boxes if each.role == "giant"]
    assert giant.x + giant.width < box.x
    assert (giant.y, giant.height) == (box.y, box.height)
    picture = of_dots(Painter(style_of, Cell(*cell)).paint(sheet, "", width, height))
    assert decoded(picture) == {code}
    assert picture.width // len(box.code) >= MODULE
    assert picture.width % len(box.code) == 0, "modules of equal size"


def test_where_cells_are_few_the_code_has_a_sheet_of_its_own(page_of: PageOf) -> None:
    sheets = lay_out(page_of(Outcome.NOT_SENT), 80, 24)
    ((sheet, box),) = codes(sheets)
    assert sheet.index > 0
    assert "giant" not in {each.role for each in sheet.boxes}
    bars = [each.y for each in sheet.boxes if each.role == "bar"]
    assert box.y + box.height <= min(bars)


def test_where_no_camera_could_read_it_the_number_stands_alone(page_of: PageOf) -> None:
    sheets = lay_out(page_of(Outcome.NOT_SENT), 40, 11)
    assert codes(sheets) == []
    assert "giant" in {box.role for box in sheets[0].boxes}


@pytest.mark.parametrize(
    ("outcome", "no_slips", "shown"),
    [
        (Outcome.PRINTED, False, False),
        (Outcome.PRINTED, True, False),
        (Outcome.PREVIEW, False, False),
        (Outcome.NOT_SENT, False, True),
        (Outcome.INTERRUPTED, False, True),
        (Outcome.EXPIRED, False, True),
        (Outcome.OFF, False, True),
        (None, False, False),
        (None, True, True),
    ],
)
def test_the_code_is_shown_where_no_paper_comes(
    page_of: PageOf, outcome: Outcome | None, no_slips: bool, shown: bool
) -> None:
    draw = partial(lay_out, width=68, height=20, pictures=True)
    assert bool(codes(draw(page_of(outcome, no_slips=no_slips)))) is shown
