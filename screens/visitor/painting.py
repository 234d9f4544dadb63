"""Turns a sheet into rows of coloured cells, and pictures where the terminal draws them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.color import Color
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.qr_code import Modules
from screens.pictures import Cell, Colour, pictogram, picture, qr_code
from screens.visitor.bidi import isolated, visual
from screens.visitor.frame import Box, Sheet
from screens.visitor.wrapping import cut
from screens.widgets.digits import giant, painted

_FOCUS_SIGN = ("›", "‹")
_PICTOGRAM_ROWS = 4
_ARROWS = ((0xF060, 0xF061), (0xF049, 0xF050))
_FROM_RIGHT = {a: b for left, right in _ARROWS for a, b in ((left, right), (right, left))}
"""Font Awesome's arrows where the way on leads to the left."""
_MODULE = {True: "#000000", False: "#ffffff"}
PictogramKey = tuple[int, int, int, tuple[Colour, Colour]]
"""What a pictogram is made of: code point, width, height, ink and ground."""


@dataclass(frozen=True)
class Painter:
    """The colours and pictures of a screen."""

    style_of: Callable[[str], Style]
    """Returns the style of a role."""
    cell: Cell | None = None
    """The size of a cell, where the terminal can draw pictures."""
    symbols: Mapping[str, int] = field(default_factory=dict)

    def paint(
        self, sheet: Sheet, focused: str, width: int, height: int, spoken: Box | None = None
    ) -> list[Strip]:
        """Return one strip for each row of the screen; the box that is being said stands out."""
        rows: list[list[tuple[int, list[Segment]]]] = [[] for _ in range(height)]
        for box in sheet.boxes:
            has_focus = bool(box.choice) and box.choice == focused
            for y, segments in self._rows(box, has_focus=has_focus, is_said=box == spoken):
                if box.y + y < height:
                    rows[box.y + y].append((box.x, segments))
        ground = self.style_of("text")
        return [_strip(row, width, ground) for row in rows]

    def caption(self, words: str, width: int, *, rtl: bool = False) -> Strip:
        """Return the row that shows what is said."""
        shown = _shown(isolated(words) if rtl else words, width - 2, rtl=rtl)
        x = width - 1 - cell_len(shown) if rtl else 1
        segment = Segment(shown, self.style_of("caption"))
        return _strip([(x, [segment])], width, self.style_of("text"))

    def pictograms(self, sheet: Sheet) -> Iterator[PictogramKey]:
        """Yield what the pictograms of a sheet are made of, with and without the focus."""
        for box in sheet.boxes:
            if box.pictogram and self.cell:
                for role in (box.role, "focus"):
                    yield self._key(box, self.style_of(role), self.cell)

    def _rows(
        self, box: Box, *, has_focus: bool, is_said: bool
    ) -> Iterator[tuple[int, list[Segment]]]:
        if box.role == "giant":
            yield from self._giant(box)
        elif box.role == "code":
            yield from self._code(box)
        elif box.role == "picture":
            yield from self._picture(box)
        else:
            yield from self._words(box, has_focus=has_focus, is_said=is_said)

    def _words(
        self, box: Box, *, has_focus: bool, is_said: bool
    ) -> Iterator[tuple[int, list[Segment]]]:
        style = self.style_of("focus" if has_focus else box.role)
        note = style if has_focus else style + self.style_of("note")
        top, bottom = _inner(box)
        if box.padded:
            # Both edges are lower halves: that glyph meets the cell's border in every size.
            ground = self.style_of("text").bgcolor
            half = "▄" * box.width
            yield 0, [Segment(half, Style(color=style.bgcolor, bgcolor=ground))]
            yield bottom, [Segment(half, Style(color=ground, bgcolor=style.bgcolor))]
        first = top + max((bottom - top - len(box.lines)) // 2, 0)
        for y in range(top, bottom):
            place = y - first
            line = box.lines[place] if 0 <= place < len(box.lines) else ""
            of_line = note if place >= box.quiet_from else style
            if is_said and not has_focus and line:
                of_line = self.style_of("caption")
            yield y, _line(box, line, style, of_line, has_focus=has_focus)
        if box.pictogram and self.cell:
            yield box.height - 1, [self._pictogram(box, style, self.cell)]

    def _pictogram(self, box: Box, style: Style, cell: Cell) -> Segment:
        key = self._key(box, style, cell)
        columns = key[1] // cell.width
        x = 1 + (box.text_x - 1 - columns) // 2
        left = box.x + box.width - x - columns if box.rtl else box.x + x
        return _drawn(pictogram(*key), left, box.y)

    def _key(self, box: Box, style: Style, cell: Cell) -> PictogramKey:
        rows = min(box.height - 1, _PICTOGRAM_ROWS)  # above and below is half a cell of air
        columns = min(-(-rows * cell.height // cell.width), box.text_x - 2)
        code = self.symbols.get(box.pictogram, 0)
        code = _FROM_RIGHT.get(code, code) if box.rtl else code
        colours = (_rgb(style.color), _rgb(style.bgcolor))
        return (code, columns * cell.width, box.height * cell.height, colours)

    def _picture(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        for y in range(box.height):
            segments = [Segment(" " * box.width, self.style_of("text"))]
            if y == box.height - 1 and self.cell:
                data, columns = picture(box.lines[0], self.cell, box.width, box.height)
                segments.append(_drawn(data, box.x + (box.width - columns) // 2, box.y))
            yield y, segments

    def _code(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        """Draw dark on white in every theme: scanners want nothing else."""
        if not self.cell:
            for y in range(box.height):
                yield y, list(_modules(box.code[2 * y : 2 * y + 2]))
            return
        for y in range(box.height):
            segments = [Segment(" " * box.width, self.style_of("text"))]
            if y == box.height - 1:
                data, columns, rows = qr_code(box.code, self.cell, box.width, box.height)
                x, top = box.x + (box.width - columns) // 2, box.y + (box.height - rows) // 2
                segments.append(_drawn(data, x, top))
            yield y, segments

    def _giant(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        style = self.style_of("giant")
        inverted = Style(color=style.bgcolor, bgcolor=style.color)
        for y, line in enumerate(giant(box.lines[0], box.width, box.height)[: box.height]):
            left = (box.width - cell_len(line)) // 2
            segments = [Segment(" " * left, style)]
            for piece, exchanged in painted(line):
                segments.append(Segment(piece, inverted if exchanged else style))
            right = box.width - left - cell_len(line)
            yield y, [*segments, Segment(" " * right, style)]


def _modules(rows: Modules) -> Iterator[Segment]:
    """Return two rows of modules as one row of cells."""
    upper = rows[0]
    lower = rows[1] if len(rows) > 1 else (False,) * len(upper)
    for above, below in zip(upper, lower, strict=True):
        yield Segment("▀", Style(color=_MODULE[above], bgcolor=_MODULE[below]))


def _inner(box: Box) -> tuple[int, int]:
    """Return the first row of a box for words, and the one behind the last."""
    return (1, box.height - 1) if box.padded else (0, box.height)


def _line(box: Box, line: str, style: Style, of_line: Style, *, has_focus: bool) -> list[Segment]:
    words = _shown(line, box.width - max(box.text_x, 0), rtl=box.rtl)
    if box.text_x < 0:
        if has_focus and words:
            words = f"{_FOCUS_SIGN[0]}{words}{_FOCUS_SIGN[1]}"
        left = (box.width - cell_len(words)) // 2
        right = box.width - left - cell_len(words)
        return [Segment(" " * left, style), Segment(words, of_line), Segment(" " * right, style)]
    signed = has_focus and line and box.text_x
    margin = " " * (box.text_x - 1) + _FOCUS_SIGN[box.rtl] if signed else " " * box.text_x
    rest = " " * (box.width - box.text_x - cell_len(words))
    parts = [Segment(margin, style), Segment(words, of_line), Segment(rest, style)]
    return parts if not box.rtl else [parts[2], parts[1], Segment(margin[::-1], style)]


def _shown(line: str, width: int, *, rtl: bool) -> str:
    """Return a line as it stands on the cells, cut if need be."""
    return visual(cut(line, width, rtl=rtl), rtl=rtl)


def _drawn(data: str, x: int, y: int) -> Segment:
    """Return a segment without width that draws sixel data at a place of the screen."""
    return Segment(f"\x1b7\x1b[{y + 1};{x + 1}H{data}\x1b8", None, [(ControlType.HOME,)])


def _rgb(colour: Color | None) -> Colour:
    red, green, blue = (colour or Color.parse("black")).get_truecolor()
    return red, green, blue


def _strip(row: list[tuple[int, list[Segment]]], width: int, ground: Style) -> Strip:
    """Join the parts of a row; what draws pictures comes last, so that no cell covers it."""
    segments: list[Segment] = []
    x = 0
    for start, part in sorted(row, key=lambda item: item[0]):
        words = [segment for segment in part if not segment.control]
        segments.append(Segment(" " * max(start - x, 0), ground))
        segments.extend(words)
        x = max(x, start) + sum(cell_len(segment.text) for segment in words)
    segments.append(Segment(" " * max(width - x, 0), ground))
    pictures = [segment for _, part in row for segment in part if segment.control]
    return Strip([*segments, *pictures], max(x, width))
