"""The widget that draws a page on cells, and tells what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from screens.pictures import Cell
from screens.visitor.frame import MORE, Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Page
from screens.visitor.painting import Painter, PictogramKey

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
        self._painter = Painter(self._style_of)
        self._touched = ""
        self._caption = ""
        self.spoken: Box | None = None
        """What is being said."""
        self._strips: list[Strip] = []
        self._styles: dict[str, Style] = {}

    @property
    def sheet(self) -> Sheet:
        """The sheet on the glass."""
        return self.sheets[self.index]

    def draw_pictures(self, cell: Cell, symbols: Mapping[str, int]) -> None:
        """Draw pictures from now on: the terminal can."""
        self._painter = Painter(self._style_of, cell, symbols)

    def pictograms(self, page: Page) -> tuple[PictogramKey, ...]:
        """Return what the pictograms of a page are made of, so that they can be made ahead."""
        return tuple(
            key for sheet in self.laid_out(page) for key in self._painter.pictograms(sheet)
        )

    def show(self, page: Page) -> None:
        """Draw a page from its first sheet, or from the one with the choice it points to."""
        self.page = page
        self._caption, self.spoken = "", None
        self._lay_out(page.focus)

    def refill(self, page: Page) -> None:
        """Draw a page that has changed a little, at the same sheet and with the same focus."""
        index, focus = self.index, self.focused_choice
        self.page, self.spoken = page, None
        self.sheets = self.laid_out(page)
        self.index = min(index, len(self.sheets) - 1)
        if not _is_on(self.sheet, focus):
            self._focus_first()
        self._repaint()

    def turn(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sheet; tell whether there is one."""
        if not 0 <= self.index + step < len(self.sheets):
            return False
        self.index += step
        self.spoken = None
        self._focus_first()
        self._repaint()
        return True

    def follow(self, caption: str, spoken: Box | None) -> None:
        """Show what is said on the lowest row, and where it stands on the sheet."""
        if (caption, spoken) == (self._caption, self.spoken):
            return
        before, self._caption, self.spoken = self.spoken, caption, spoken
        self._paint()
        rows = [(box.y, box.height) for box in (before, spoken) if box]
        width, height = self.size
        self.refresh(*(Region(0, y, width, tall) for y, tall in (*rows, (height - 1, 1))))

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
        return (
            self._strips[y]
            if y < len(self._strips)
            else Strip.blank(self.size.width, self.rich_style)
        )

    def on_mount(self) -> None:
        """Follow changes of the theme."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)

    def _recolour(self, theme: Theme) -> None:
        """Draw in the colours of the new theme."""
        del theme
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
        self.sheets = self.laid_out(self.page)
        on = (n for n, sheet in enumerate(self.sheets) if _is_on(sheet, focus))
        self.index = next(on, 0)
        self.focused_choice = focus
        if not _is_on(self.sheet, focus):
            self._focus_first()
        self._repaint()

    def laid_out(self, page: Page) -> tuple[Sheet, ...]:
        """Return the sheets of a page on this screen."""
        size = self.size or Size(80, 24)
        pictures = self._painter.cell is not None
        return lay_out(page, size.width, size.height, pictures=pictures)

    def _focus_first(self) -> None:
        """Put the focus on the way on: more, if there is more, or the first choice."""
        roles = {box.choice: box.role for box in self.sheet.targets}
        tiles = [choice for choice, role in roles.items() if role == "tile"]
        actions = [choice for choice, role in roles.items() if role == "action"]
        more = [choice for choice in roles if choice == MORE]
        ways = [*more, *actions, *tiles] if self.page.reads_on else [*tiles, *more, *actions]
        self.focused_choice = next(iter([*ways, *roles]), "")

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
        self._strips = self._painter.paint(
            self.sheet, self.focused_choice, width, height, self.spoken
        )
        if self._caption and self._strips:
            self._strips[-1] = self._painter.caption(self._caption, width, rtl=self.page.rtl)

    def _style_of(self, role: str) -> Style:
        if role not in self._styles:
            style = self.get_component_rich_style(f"sheet--{role}", partial=role == "note")
            self._styles[role] = style
        return self._styles[role]


def _is_on(sheet: Sheet, choice: str) -> bool:
    return any(box.choice == choice for box in sheet.targets)
