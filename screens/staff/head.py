"""The console's first line: which counter, open or closed, how many wait, what time it is."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from kiosk.ticket import Status
from screens.staff.rows import Row
from screens.staff.wording import Wording, wall_clock


class Head(Horizontal):
    """Says where staff are."""

    def __init__(self, words: Wording) -> None:
        super().__init__(id="head")
        self._words = words

    def compose(self) -> ComposeResult:
        """Counter on the left, the day on the right."""
        for name in ("counter", "open", "waiting", "clock"):
            yield Static(id=f"head-{name}", markup=False)

    def show(self, counter: str, line: Sequence[Row], now: datetime, *, is_open: bool) -> None:
        """Show the present state."""
        here = sum(row.place is not None for row in line)
        waits = sum(row.ticket.status is Status.WAITING for row in line)
        self._set("counter", self._words.place(counter))
        self._set("open", self._words("is_open" if is_open else "is_closed"))
        self._set("waiting", self._words("waiting", here=str(here), all=str(waits)))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clock go on."""
        self._set("clock", wall_clock(now))

    def _set(self, name: str, text: str) -> None:
        self.query_one(f"#head-{name}", Static).update(text)
