"""The list of those who wait: one row each, one of them chosen."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from uuid import UUID

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.ticket import Ticket
from screens.staff.rows import Row, Texts

_GAP = "  "
_RIGHT = frozenset({0, 2})
"""Columns of figures stand on the right."""
_FIXED = frozenset({0, 1, 2})
"""Columns that are never cut."""
_DOUBLE = 2


class Line(ScrollView, can_focus=False, inherit_bindings=False):
    """The waiting line, drawn row by row, with a heading that stays."""

    COMPONENT_CLASSES = {"line--heading", "line--row", "line--aside", "line--chosen"}

    @dataclass
    class Called(Message):
        """A row was clicked twice: call it."""

    def __init__(self, heading: Texts, widest: Texts, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._heading = astuple(heading)
        self._widest = astuple(widest)
        self._rows: Sequence[Row] = ()
        self._cells: Sequence[tuple[str, ...]] = ()
        self._chosen: UUID | None = None

    @property
    def chosen(self) -> Ticket | None:
        """The chosen ticket; none once it has left the line."""
        return next((row.ticket for row in self._rows if row.ticket.id == self._chosen), None)

    def show(self, rows: Sequence[Row], cells: Sequence[Texts]) -> None:
        """Show the line anew; the chosen ticket stays chosen wherever it stands."""
        self._rows = rows
        self._cells = [astuple(texts) for texts in cells]
        self.virtual_size = Size(0, len(rows) + 1)
        self.refresh()

    def choose(self, ticket_id: UUID | None) -> None:
        """Choose a ticket and bring it into view."""
        self._chosen = ticket_id
        self._reveal()
        self.refresh()

    def step(self, by: int) -> None:
        """Choose a row further down or up; from nowhere, the first or the last."""
        if not self._rows:
            return
        at = self._index()
        start = -1 if by > 0 else len(self._rows)
        to = (start if at is None else at) + by
        self.choose(self._rows[max(0, min(to, len(self._rows) - 1))].ticket.id)

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer; the second click calls it."""
        at = event.y - 1 + round(self.scroll_y)
        if event.y > 0 and at < len(self._rows):
            self.choose(self._rows[at].ticket.id)
            if event.chain == _DOUBLE:
                self.post_message(self.Called())

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or the row that is scrolled to `y`."""
        at = y - 1 + round(self.scroll_y)
        if y == 0:
            return self._strip(" ", self._heading, "line--heading")
        if at >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._rows[at]
        if row.ticket.id == self._chosen:
            return self._strip("▸", self._cells[at], "line--chosen")
        return self._strip(" ", self._cells[at], "line--row" if row.place else "line--aside")

    def _strip(self, mark: str, cells: tuple[str, ...], name: str) -> Strip:
        style: Style = self.get_component_rich_style(name)
        widths = fitted([*map(len, self._widest)], self.size.width - 2 - 5 * len(_GAP))
        text = mark + _GAP.join(
            _cell(cell, width, right=column in _RIGHT)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def _index(self) -> int | None:
        found = (at for at, row in enumerate(self._rows) if row.ticket.id == self._chosen)
        return next(found, None)

    def _reveal(self) -> None:
        at = self._index()
        if at is None:
            return
        height = max(self.size.height - 1, 1)
        first = round(self.scroll_y)
        top = min(max(first, at - height + 1), at)
        if top != first:
            self.scroll_to(y=top, animate=False)


def fitted(widths: list[int], room: int) -> list[int]:
    """Return the widths of columns in `room` cells; the widest that may be cut is cut first."""
    left = list(widths)
    while sum(left) > room:
        widest = max((w, -c) for c, w in enumerate(left) if c not in _FIXED)
        if widest[0] <= 1:
            break
        left[-widest[1]] -= 1
    return left


def _cell(text: str, width: int, *, right: bool) -> str:
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut.rjust(width) if right else cut.ljust(width)
