"""Somebody at a kiosk asks for a person, or a printer needs one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kiosk.ports import Signal, SignalKind
from screens.staff.wording import Wording, minutes


class Alarm(Static, can_focus=True):
    """One line for the call that waits longest; answering it brings the next."""

    BINDINGS = [("enter", "answer")]

    @dataclass
    class Answered(Message):
        """Somebody goes to the station, or to its printer."""

        call: Signal

    def __init__(self, say: Wording) -> None:
        super().__init__(id="alarm", markup=False)
        self._say = say
        self._calls: Sequence[Signal] = ()
        self.display = False

    def show(self, calls: Sequence[Signal], now: datetime) -> None:
        """Show the calls: people before printers, the oldest first; a new one rings once."""
        if set(map(_about, calls)) - set(map(_about, self._calls)):
            self.app.bell()
        self._calls = sorted(calls, key=lambda call: (call.kind is SignalKind.PRINTER, call.at))
        self.display = bool(calls)
        if calls:
            self.update(self._content(now))

    def action_answer(self) -> None:
        """Say that somebody goes there."""
        if self._calls:
            self.post_message(self.Answered(self._calls[0]))

    def on_click(self, event: events.Click) -> None:
        """Say it by mouse."""
        if event.chain == 1:
            self.action_answer()

    def _content(self, now: datetime) -> Content:
        first, others = self._calls[0], len(self._calls) - 1
        time = minutes(first.at, now)
        if first.kind is SignalKind.PRINTER:
            text = self._say(f"printer_{first.text}", station=first.name)
        else:
            key = "alarm_more" if others else "alarm"
            text = self._say(key, station=first.name, time=time, others=str(others))
        cap = Content.styled(f" {self._say('alarm_keys')} ", "bold $error on $background")
        return Content.assemble(f"! {text}   ", cap, f" {self._say('press_answer')}")


def _about(call: Signal) -> tuple[str, ...]:
    return call.kind, call.name, call.text
