"""Somebody at a kiosk asks for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kiosk.ports import Signal
from screens.staff.wording import Wording, minutes


class Alarm(Static, can_focus=True):
    """One line for the call that waits longest; answering it brings the next."""

    BINDINGS = [("enter", "answer")]

    @dataclass
    class Answered(Message):
        """Somebody goes to the station."""

        station: str

    def __init__(self, say: Wording) -> None:
        super().__init__(id="alarm", markup=False)
        self._say = say
        self._calls: Sequence[Signal] = ()
        self.display = False

    def show(self, calls: Sequence[Signal], now: datetime) -> None:
        """Show the calls, newest first; a new one rings once."""
        if {call.name for call in calls} - {call.name for call in self._calls}:
            self.app.bell()
        self._calls = calls
        self.display = bool(calls)
        if calls:
            self.update(self._content(now))

    def action_answer(self) -> None:
        """Say that somebody goes there."""
        if self._calls:
            self.post_message(self.Answered(self._calls[-1].name))

    def on_click(self, event: events.Click) -> None:
        """Say it by mouse."""
        if event.chain == 1:
            self.action_answer()

    def _content(self, now: datetime) -> Content:
        first, others = self._calls[-1], len(self._calls) - 1
        key = "alarm_more" if others else "alarm"
        time = minutes(first.at, now)
        text = self._say(key, station=first.name, time=time, others=str(others))
        cap = Content.styled(f" {self._say('alarm_keys')} ", "bold $error on $background")
        return Content.assemble(f"! {text}   ", cap, f" {self._say('press_answer')}")
