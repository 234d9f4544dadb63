"""A move as a button: its key, and what it does."""

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class Press(Static):
    """A button that shows its key; a click does what the key does."""

    @dataclass
    class Pressed(Message):
        """The button was clicked."""

        move: str

    def __init__(self, move: str, key: str, label: str) -> None:
        super().__init__(id=f"press-{move}", markup=False)
        self.move = move
        self._key = key
        self._label = label

    def name_it(self, label: str) -> None:
        """Change what the button says."""
        if label != self._label:
            self._label = label
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the key as on a keyboard, then the words."""
        cap = Content.styled(
            f" {self._key} ",
            "bold $background on $secondary"
            if self.has_class("-idle")
            else "bold $background on $primary",
        )
        return Content.assemble(cap, " ", self._label)

    def on_click(self, event: events.Click) -> None:
        """Tell the app; the second click of a double click is none."""
        if event.chain == 1:
            self.post_message(self.Pressed(self.move))
