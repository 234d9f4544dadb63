"""The widget that shows the board's picture."""

from functools import cached_property

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from screens.board.canvas import Canvas, Tone
from screens.board.picture import View, picture
from screens.widgets.digits import painted


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
        return Strip(
            Segment(piece, self._style(tone, exchanged))
            for text, tone in self._rows[y]
            for piece, exchanged in painted(text)
        )

    def _style(self, tone: Tone, exchanged: bool) -> Style:
        style = self.get_component_rich_style(f"sheet--{tone}")
        return Style(color=style.bgcolor, bgcolor=style.color) if exchanged else style

    @cached_property
    def _rows(self) -> list[list[tuple[str, Tone]]]:
        drawn = picture(self.view, *self.size) if self.view else Canvas(*self.size)
        return list(drawn.runs())

    def _forget(self) -> None:
        self.__dict__.pop("_rows", None)
