"""A slip as a file, by the layout of the paper: a picture, a strip as PDF, or A4 pages.

Office printers get the pages, on which the slip stands in its own size in two columns.
"""

import io
from collections.abc import Iterator
from enum import StrEnum

from kiosk.slip import Slip
from printer.layout import draw, lay_out
from printer.pango import cairo
from printer.paper import Paper
from printer.sheet import Sheet

_POINTS_A_MM = 72 / 25.4
_A4 = (210.0, 297.0)
_EDGE = 14.0
"""Millimetres that office printers leave white."""
_COLUMNS = 2
_DOTS_PER_INCH = 25.4


class Kind(StrEnum):
    """What kind of file."""

    PNG = "png"
    PDF = "pdf"
    """A page as wide and long as the slip."""
    A4 = "a4"
    """PDF pages for an office printer."""


def document(slip: Slip, paper: Paper, kind: Kind) -> bytes:
    """Return the slip as a file."""
    match kind:
        case Kind.PNG:
            return _png(slip, paper)
        case Kind.PDF:
            return _strip(lay_out(slip, paper))
        case Kind.A4:
            return _pages(lay_out(slip, paper))


def _png(slip: Slip, paper: Paper) -> bytes:
    """Return the very dots that a printer prints."""
    png = io.BytesIO()
    dots = paper.dots_per_mm * _DOTS_PER_INCH
    draw(slip, paper).save(png, "PNG", dpi=(dots, dots))
    return png.getvalue()


def _strip(sheet: Sheet) -> bytes:
    dots = sheet.printed.dots_per_mm
    pdf = io.BytesIO()
    size = (sheet.printed.width / dots, sheet.y / dots)
    surface = cairo.PDFSurface(pdf, *(mm * _POINTS_A_MM for mm in size))
    sheet.paint(_context(surface, dots))
    surface.finish()
    return pdf.getvalue()


def _pages(sheet: Sheet) -> bytes:
    dots = sheet.printed.dots_per_mm
    across, down = _A4
    pdf = io.BytesIO()
    surface = cairo.PDFSurface(pdf, across * _POINTS_A_MM, down * _POINTS_A_MM)
    context = _context(surface, dots)
    column = (across - 2 * _EDGE) / _COLUMNS * dots
    for count, (top, bottom) in enumerate(_pieces(sheet, (down - 2 * _EDGE) * dots)):
        if count and count % _COLUMNS == 0:
            surface.show_page()
        place = _COLUMNS - 1 - count % _COLUMNS if sheet.rtl else count % _COLUMNS
        left = _EDGE * dots + place * column + (column - sheet.printed.width) / 2
        with context:
            context.translate(left, _EDGE * dots - top)
            context.rectangle(0, top, sheet.printed.width, bottom - top)
            context.clip()
            sheet.paint(context)
    surface.finish()
    return pdf.getvalue()


def _pieces(sheet: Sheet, longest: float) -> Iterator[tuple[float, float]]:
    """Yield parts of the strip (from, to) that fit a column, parted between paragraphs."""
    top = 0.0
    while sheet.y - top > longest:
        ends = [end for end in sheet.ends if top < end <= top + longest]
        bottom = ends[-1] if ends else top + longest
        yield top, bottom
        top = bottom
    yield top, sheet.y


def _context(surface: cairo.PDFSurface, dots_per_mm: float) -> cairo.Context:
    surface.restrict_to_version(cairo.PDF_VERSION_1_4)  # which old office printers read too
    context = cairo.Context(surface)
    context.scale(_POINTS_A_MM / dots_per_mm, _POINTS_A_MM / dots_per_mm)
    return context
