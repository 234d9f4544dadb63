"""The widget that draws a page on cells, and tells what is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.color import Color as RichColour
from rich.segment import ControlType, Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.pictures import Cell, Colour, pictogram, picture
from screens.visitor.layout import MORE, Box, Sheet, lay_out
from screens.visitor.page import Page
from screens.visitor.wrapping import cut
from screens.widgets.digits import giant

_FOCUS_SIGN = ("›", "‹")
_PICTOGRAM_ROWS = 4
_NOTHING = Sheet((), 0, 1)


class SheetView(Widget, can_focus=True):
    """Draws one sheet of a page by the line API: a redraw costs a few milliseconds.

    Targets act when finger or key let go of the same target they touched; moving off cancels.
    """

    COMPONENT_CLASSES = {
        "sheet--title",
        "sheet--text",
        "sheet--strong",
        "sheet--quiet",
        "sheet--urgent",
        "sheet--giant",
        "sheet--caption",
        "sheet--tile",
        "sheet--note",
        "sheet--action",
        "sheet--bar",
        "sheet--focus",
    }

    @dataclass
    class Chosen(Message):
        """Something was chosen, by its id."""

        choice: str

    def __init__(self) -> None:
        super().__init__()
        self.page = Page(step="", title="")
        self.sheets: tuple[Sheet, ...] = (_NOTHING,)
        self.index = 0
        self.focused_choice = ""
        self.cell: Cell | None = None
        """The size of a cell, where the terminal can draw pictures."""
        self.symbols: Mapping[str, int] = {}
        self._touched = ""
        self._caption = ""
        self._strips: list[Strip] = []
        self._styles: dict[str, Style] = {}

    @property
    def sheet(self) -> Sheet:
        """The sheet on the glass."""
        return self.sheets[self.index]

    def show(self, page: Page) -> None:
        """Draw a page from its first sheet, or from the one that has the focus."""
        self.page = page
        self._caption = ""
        self._lay_out(page.first)

    def turn(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sheet; tell whether there is one."""
        if not 0 <= self.index + step < len(self.sheets):
            return False
        self.index += step
        self._focus_first()
        self._repaint()
        return True

    def caption(self, text: str) -> None:
        """Show what is said on the lowest row."""
        self._caption = text
        self._repaint()

    def move(self, step: int) -> None:
        """Move the focus to the next (1) or previous (-1) target, around the ends."""
        targets = [box.choice for box in self.sheet.targets]
        if targets:
            place = targets.index(self.focused_choice) if self.focused_choice in targets else -step
            self._focus_on(targets[(place + step) % len(targets)])

    def choose(self) -> None:
        """Choose what has the focus."""
        if self.focused_choice:
            self.post_message(self.Chosen(self.focused_choice))

    def choose_nth(self, place: int) -> None:
        """Choose the n-th choice of the page that is on this sheet, counted from 1."""
        ways = [box.choice for box in self.sheet.targets if box.role in {"tile", "action"}]
        if place <= len(ways):
            self._focus_on(ways[place - 1])
            self.choose()

    def render_line(self, y: int) -> Strip:
        """Return one row of the drawn sheet."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def notify_style_update(self) -> None:
        """Draw in the colours of the new theme."""
        super().notify_style_update()
        self._styles.clear()
        if self.page.step:
            self._repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew for another size of screen or text."""
        del event
        if self.page.step:
            self._lay_out(self.focused_choice)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note what is touched."""
        self._touched = self.sheet.at(event.x, event.y)
        if self._touched:
            self._focus_on(self._touched)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Choose it if the finger is still there."""
        touched, self._touched = self._touched, ""
        if touched and self.sheet.at(event.x, event.y) == touched:
            self.post_message(self.Chosen(touched))

    def _lay_out(self, focus: str) -> None:
        size = self.size or Size(80, 24)
        self.sheets = lay_out(self.page, size.width, size.height, pictures=self.cell is not None)
        on = (n for n, sheet in enumerate(self.sheets) if _is_on(sheet, focus))
        self.index = next(on, 0)
        self.focused_choice = focus
        if not _is_on(self.sheet, focus):
            self._focus_first()
        self._repaint()

    def _focus_first(self) -> None:
        """Put the focus on the way on: more, if there is more, or the first choice."""
        roles = {box.choice: box.role for box in self.sheet.targets}
        tiles = [choice for choice, role in roles.items() if role == "tile"]
        actions = [choice for choice, role in roles.items() if role == "action"]
        more = [choice for choice in roles if choice == MORE]
        self.focused_choice = next(iter([*tiles, *more, *actions, *roles]), "")

    def _focus_on(self, choice: str) -> None:
        if choice != self.focused_choice:
            before, self.focused_choice = self.focused_choice, choice
            changed = [box for box in self.sheet.boxes if box.choice in {before, choice}]
            self._paint()
            width = self.size.width
            self.refresh(*(Region(0, b.y, width, b.height) for b in changed if b.choice))

    def _repaint(self) -> None:
        self._paint()
        self.refresh()

    def _paint(self) -> None:
        width, height = self.size
        rows: list[list[tuple[int, list[Segment]]]] = [[] for _ in range(height)]
        for box in self.sheet.boxes:
            for y, segments in self._rows(box):
                if box.y + y < height:
                    rows[box.y + y].append((box.x, segments))
        if self._caption and height:
            style = self._component("caption", focused=False)
            words = cut(self._caption, width - 2)
            rows[-1] = [(1, [Segment(words, style)])]
        ground = self.rich_style
        self._strips = [_strip(row, width, ground) for row in rows]

    def _rows(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        if box.role == "giant":
            yield from self._giant(box)
            return
        if box.role == "picture":
            yield from self._picture(box)
            return
        style = self._style(box)
        top, bottom = (1, box.height - 1) if box.padded else (0, box.height)
        if box.padded:
            # Both edges are lower halves: that glyph meets the cell's border in every size.
            ground = self.rich_style.bgcolor
            half = "▄" * box.width
            yield 0, [Segment(half, Style(color=style.bgcolor, bgcolor=ground))]
            yield bottom, [Segment(half, Style(color=ground, bgcolor=style.bgcolor))]
        first = top + max((bottom - top - len(box.lines)) // 2, 0)
        for y in range(top, bottom):
            place = y - first
            line = box.lines[place] if 0 <= place < len(box.lines) else ""
            note = style + self._note(box) if place >= box.quiet_from else style
            segments = self._line(box, line, style, note)
            if y == bottom - 1 and box.pictogram and self.cell:
                segments.append(self._pictogram(box, style, top, bottom, self.cell))
            yield y, segments

    def _line(self, box: Box, line: str, style: Style, text_style: Style) -> list[Segment]:
        focused = self._focused(box)
        if box.text_x < 0:
            words = cut(line, box.width)
            if focused and words:
                words = f"{_FOCUS_SIGN[0]}{words}{_FOCUS_SIGN[1]}"
            left = (box.width - cell_len(words)) // 2
            return [Segment(" " * left + words + " " * (box.width - left - cell_len(words)), style)]
        words = cut(line, box.width - box.text_x)
        margin = " " * box.text_x
        if focused and line and box.text_x:
            margin = " " * (box.text_x - 1) + _FOCUS_SIGN[0]
        rest = " " * (box.width - box.text_x - cell_len(words))
        return [Segment(margin, style), Segment(words, text_style), Segment(rest, style)]

    def _pictogram(self, box: Box, style: Style, top: int, bottom: int, cell: Cell) -> Segment:
        rows = min(bottom - top, _PICTOGRAM_ROWS)
        columns = min(-(-rows * cell.height // cell.width), box.text_x - 2)
        x = box.x + 1 + (box.text_x - 1 - columns) // 2
        y = box.y + top + (bottom - top - rows) // 2
        code = self.symbols.get(box.pictogram, 0)
        size = (columns * cell.width, rows * cell.height)
        return _drawn(pictogram(code, *size, (_rgb(style.color), _rgb(style.bgcolor))), x, y)

    def _picture(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        style = self._component("text", focused=False)
        for y in range(box.height):
            segments = [Segment(" " * box.width, style)]
            if y == box.height - 1 and self.cell:
                data, columns = picture(box.lines[0], self.cell, box.width, box.height)
                segments.append(_drawn(data, box.x + (box.width - columns) // 2, box.y))
            yield y, segments

    def _giant(self, box: Box) -> Iterator[tuple[int, list[Segment]]]:
        style = self._component("giant", focused=False)
        lines = giant(box.lines[0], box.width, box.height)
        for y, line in enumerate(lines[: box.height]):
            left = (box.width - cell_len(line)) // 2
            yield y, [Segment(" " * left + line + " " * (box.width - left - len(line)), style)]

    def _note(self, box: Box) -> Style:
        return Style() if self._focused(box) else self._component("note", focused=False)

    def _focused(self, box: Box) -> bool:
        return bool(box.choice) and box.choice == self.focused_choice

    def _style(self, box: Box) -> Style:
        return self._component(box.role, focused=self._focused(box))

    def _component(self, role: str, *, focused: bool) -> Style:
        name = "focus" if focused else role
        if name not in self._styles:
            style = self.get_component_rich_style(f"sheet--{name}", partial=name == "note")
            self._styles[name] = style
        return self._styles[name]


def _drawn(data: str, x: int, y: int) -> Segment:
    """Return a segment without width that draws sixel data at a place of the screen."""
    return Segment(f"\x1b7\x1b[{y + 1};{x + 1}H{data}\x1b8", None, [(ControlType.HOME,)])


def _rgb(colour: RichColour | None) -> Colour:
    red, green, blue = (colour or RichColour.parse("black")).get_truecolor()
    return red, green, blue


def _is_on(sheet: Sheet, choice: str) -> bool:
    return any(box.choice == choice for box in sheet.targets)


def _strip(row: list[tuple[int, list[Segment]]], width: int, ground: Style) -> Strip:
    segments: list[Segment] = []
    x = 0
    control = [s for _, part in row for s in part if s.control]
    for start, part in sorted(row, key=lambda item: item[0]):
        if start > x:
            segments.append(Segment(" " * (start - x), ground))
        words = [segment for segment in part if not segment.control]
        segments.extend(words)
        x = max(x, start) + sum(cell_len(segment.text) for segment in words)
    if x < width:
        segments.append(Segment(" " * (width - x), ground))
    return Strip([*segments, *control], max(x, width))
