"""The slip as a picture: the number giant, the code, then the lines."""

from PIL import Image

from kiosk.slip import Line, Slip, Style
from printer.paper import Paper
from printer.qr import qr_picture
from printer.raster import harmless
from printer.sheet import MARGIN, Box, Place, Sheet
from printer.typeface import Type
from printer.wording import isolated, wording

_CENTRED = Place(centred=True)
_GIANT = Type(192, bold=True)
_HEADING = Type(30, 40, bold=True)
_LETTERS = Type(27, 36, spread=3)

_BOX, _BORDER, _HANG = 26, 3, 42
"""A box to tick, its border, and how far the text beside it is indented."""
_FIELD = 64
"""Room to write by hand."""
_LARGE, _LARGE_NARROW = 1.6, 1.4
"""How much larger large print is: 15 points, and 12 where a line is short."""
_LONG_MARK, _MARK = 24, 10
"""How long the marks of a ruler are."""
_TICK = ((1.7, 4.2), (3.4, 5.9), (6.5, 2.1))
"""A tick's corners, in eighths of its box."""
_TICKED = frozenset({Style.TICK, Style.TICKED})


def draw(slip: Slip, paper: Paper) -> Image.Image:
    """Return the slip as it is printed and shown, one bit a dot, 0 for black."""
    return harmless(lay_out(slip, paper).drawn())


def lay_out(slip: Slip, paper: Paper) -> Sheet:
    """Return the slip laid out on its strip of paper."""
    sheet = Sheet(paper, slip.language, rtl=slip.rtl, larger=_larger(slip, paper))
    sheet.space(16)
    _mark(sheet, slip.mark)
    _head(sheet, slip)
    _number(sheet, slip)
    _code(sheet, slip)
    _lines(sheet, slip.lines)
    sheet.space(24)
    return sheet


def _larger(slip: Slip, paper: Paper) -> float:
    if not slip.large:
        return 1
    return _LARGE_NARROW if paper.narrow else _LARGE


def _body(sheet: Sheet, *, bold: bool = False) -> Type:
    return Type(25, 34, bold) if sheet.paper.narrow else Type(26, 36, bold)


def _small(sheet: Sheet) -> Type:
    return Type(21, 28) if sheet.paper.narrow else Type(22, 30)


def _mark(sheet: Sheet, mark: str) -> None:
    if not mark:
        return
    inset, top = sheet.inner // 6, sheet.y
    place = Place(centred=True, start=inset + 16, end=inset + 16)
    sheet.space(10)
    sheet.text(wording(mark, rtl=sheet.rtl), _body(sheet, bold=True), place)
    sheet.space(12)
    box = Box(MARGIN + inset, top, sheet.inner - 2 * inset, sheet.y - top)
    sheet.frame(box, sheet.paper.dots(_BORDER))
    sheet.space(22)


def _head(sheet: Sheet, slip: Slip) -> None:
    for text in filter(None, (slip.office, slip.when)):
        sheet.text(wording(text, rtl=sheet.rtl), _small(sheet), _CENTRED)


def _number(sheet: Sheet, slip: Slip) -> None:
    if slip.label:
        sheet.space(30)
        sheet.text(wording(slip.label, rtl=sheet.rtl), _body(sheet), _CENTRED)
    if slip.number:
        sheet.space(18)
        sheet.giant(isolated(slip.number, rtl=sheet.rtl), _GIANT)


def _code(sheet: Sheet, slip: Slip) -> None:
    picture = qr_picture(slip.code, sheet.paper.width) if slip.code else None
    sheet.space(12)
    if picture:
        sheet.picture(picture)
    if slip.short_code:
        sheet.text(isolated(slip.short_code, rtl=sheet.rtl), _LETTERS, _CENTRED)
    if slip.caption:
        sheet.text(wording(slip.caption, rtl=sheet.rtl), _body(sheet, bold=True), _CENTRED)


def _lines(sheet: Sheet, lines: tuple[Line, ...]) -> None:
    if not lines:
        return
    sheet.space(22)
    sheet.rule(2)
    sheet.space(10)
    above: Style | None = None
    for line in lines:
        if sheet.full:
            sheet.text("…", _body(sheet), Place())
            return
        half = _gap(above, line.style) / 2
        sheet.space(half)
        if above is not Style.HEADING and not _belongs(above, line.style):
            sheet.may_end()
        sheet.space(half)
        _line(sheet, line, above)
        above = line.style


def _gap(above: Style | None, style: Style) -> int:
    if above is None:
        return 6
    if style is Style.HEADING:
        return 30
    if _belongs(above, style):
        return 2
    same = above is Style.HEADING or (above in _TICKED) == (style in _TICKED)
    return 12 if same else 22


def _belongs(above: Style | None, style: Style) -> bool:
    """Tell whether a line says more about the paper above, such as where to get it."""
    return above in _TICKED and style is Style.SMALL


def _line(sheet: Sheet, line: Line, above: Style | None) -> None:
    kind = {
        Style.SMALL: _small(sheet),
        Style.STRONG: _body(sheet, bold=True),
        Style.HEADING: _HEADING,
    }.get(line.style, _body(sheet))
    hangs = line.style in _TICKED or _belongs(above, line.style)
    place = Place(start=sheet.paper.dots(_HANG) if hangs else 0)
    if line.style is Style.RULER:
        _ruler(sheet)
    if line.style in _TICKED:
        _box(sheet, kind, ticked=line.style is Style.TICKED)
    sheet.text(wording(line.text, rtl=sheet.rtl), kind, place)
    if line.beside:
        sheet.text(isolated(line.beside, rtl=sheet.rtl), _small(sheet), place)
    if line.style is Style.FIELD:
        sheet.space(_FIELD)
        sheet.rule(2)


def _box(sheet: Sheet, kind: Type, *, ticked: bool) -> None:
    side, border = sheet.paper.dots(_BOX), sheet.paper.dots(_BORDER)
    x = sheet.paper.width - MARGIN - side if sheet.rtl else MARGIN
    y = sheet.y + (sheet.paper.dots(kind.line) - side) // 2 + 1
    sheet.frame(Box(x, y, side, side), border)
    if ticked:
        corners = [(x + across * side / 8, y + down * side / 8) for across, down in _TICK]
        sheet.stroke(corners, border + 1)


def _ruler(sheet: Sheet) -> None:
    """Draw a scale over the full width, its long marks a centimetre apart, the ends marked."""
    paper = sheet.printed
    for millimetre in range(int(paper.width / paper.dots_per_mm) + 1):
        x = round(millimetre * paper.dots_per_mm) + 0.5
        long = _LONG_MARK if millimetre % 10 == 0 else _MARK
        sheet.stroke([(x, sheet.y), (x, sheet.y + sheet.paper.dots(long))], 1)
    for x in (1, paper.width - 1):
        sheet.stroke([(x, sheet.y), (x, sheet.y + sheet.paper.dots(2 * _LONG_MARK))], 2)
    sheet.space(2 * _LONG_MARK + 4)
