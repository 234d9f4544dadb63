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

_GAPS = (1, 2, 2, 2, 2, 0)
"""Cells after each column."""
_RIGHT = frozenset({0, 2})
"""Columns of figures stand on the right."""
_LEAST = {5: 9, 4: 8, 3: 10}
"""How far note, language and service are cut, in this order."""
_DOUBLE = 2


class Line(ScrollView, can_focus=False, inherit_bindings=False):
    """The waiting line, drawn row by row, with a heading that stays."""

    COMPONENT_CLASSES = {"line--heading", "line--row", "line--aside", "line--chosen"}

    @dataclass
    class Chosen(Message):
        """Another row is chosen, or it says something new."""

        cells: Sequence[str]

    @dataclass
    class Called(Message):
        """A row was clicked twice: call it."""

    def __init__(self, heading: Texts, widest: Texts) -> None:
        super().__init__()
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
        self._tell()

    def choose(self, ticket_id: UUID | None) -> None:
        """Choose a ticket and bring it into view."""
        self._chosen = ticket_id
        self._reveal()
        self._tell()

    def step(self, by: int) -> None:
        """Choose a row further down or up; from nowhere, the first or the last."""
        if not self._rows:
            return
        at = self._index()
        start = -1 if by > 0 else len(self._rows)
        to = (start if at is None else at) + by
        self.choose(self._rows[max(0, min(to, len(self._rows) - 1))].ticket.id)

    def _tell(self) -> None:
        at = self._index()
        self.post_message(self.Chosen(() if at is None else self._cells[at]))
        self.refresh()

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
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        row = self._rows[at]
        if row.ticket.id == self._chosen:
            return self._strip("▸", self._cells[at], "line--chosen")
        return self._strip(" ", self._cells[at], "line--row" if row.place else "line--aside")

    def _strip(self, mark: str, cells: tuple[str, ...], name: str) -> Strip:
        style: Style = self.get_component_rich_style(name)
        room = self.scrollable_content_region.width - len(mark) - sum(_GAPS)
        widths = fitted([*map(len, self._widest)], room)
        columns = enumerate(zip(cells, widths, _GAPS, strict=True))
        text = mark + "".join(
            _cell(cell, width, right=column in _RIGHT) + " " * gap
            for column, (cell, width, gap) in columns
        )
        return Strip([Segment(text, style)]).adjust_cell_length(
            self.scrollable_content_region.width, style
        )

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


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns in `room` cells; the last are cut first, to what still tells."""
    left = list(widths)
    for column, least in _LEAST.items():
        surplus = max(sum(left) - room, 0)
        left[column] = max(left[column] - surplus, min(left[column], least))
    return left


def _cell(text: str, width: int, *, right: bool) -> str:
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut.rjust(width) if right else cut.ljust(width)
