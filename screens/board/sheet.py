"""The widget that shows the board's picture."""

from functools import cached_property

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.board.canvas import Canvas, Tone
from screens.board.picture import View, picture


class Sheet(Widget):
    """Draws what the board says for the present size."""

    COMPONENT_CLASSES = {f"sheet--{tone}" for tone in Tone}

    view: View | None = None

    def show(self, view: View) -> None:
        """Show something else; the same again draws nothing."""
        if view != self.view:
            self.view = view
            self._forget()
            self.refresh()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self._forget()

    def render_line(self, y: int) -> Strip:
        """Return one row of the picture."""
        if self.view is None or y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        styles = {tone: self.get_component_rich_style(f"sheet--{tone}") for tone in Tone}
        return Strip([Segment(text, styles[tone]) for text, tone in self._rows[y]])

    @cached_property
    def _rows(self) -> list[list[tuple[str, Tone]]]:
        drawn = picture(self.view, *self.size) if self.view else Canvas(*self.size)
        return list(drawn.runs())

    def _forget(self) -> None:
        self.__dict__.pop("_rows", None)
