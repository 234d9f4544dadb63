"""Presses of keys, in order: none lost, none done twice, each answered with a fresh look."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from kiosk.errors import KioskError, StoreError
from kiosk.office import Day
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Dialog

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Presses:
    """Begins one move after the other.

    A key pressed while another move is on its way waits for its turn; a key whose own move is on
    its way, or waits already, is no new press.
    """

    def __init__(self, desk: DeskScreen, begin: Callable[[str], None]) -> None:
        self._desk = desk
        self._begin = begin
        self._waiting: deque[str] = deque()
        self._under_way: str | None = None

    def add(self, move: str) -> None:
        """Note a press, and begin its move if nothing else is on its way."""
        if move != self._under_way and move not in self._waiting:
            self._waiting.append(move)
            self._go_on()

    def forget(self) -> None:
        """Drop the presses that wait: what they rested on has changed."""
        self._waiting.clear()

    def ask(self, dialog: Dialog[Answer], then: Callable[[Answer], None]) -> None:
        """Ask; keys pressed before the question was seen are no answer to it."""
        self.forget()
        self._desk.app.push_screen(dialog, lambda answer: None if answer is None else then(answer))

    def send(self, move: str, do: Callable[[], Result], said: Callable[[Result], None]) -> None:
        """Do a move away from the screen, then show the fresh day and say what became of it."""
        office = self._desk.app.office

        def then_look() -> tuple[Result, Day]:
            return do(), office.look()

        def reply(answer: tuple[Result, Day]) -> None:
            self._desk.show(answer[1])
            said(answer[0])
            self._done()

        self._under_way = move
        self._desk.app.ask(then_look, reply, self._refused)

    def _refused(self, fault: KioskError) -> None:
        """Say why, and show how things really are."""
        self.forget()
        self._desk.refuse(self._desk.words.fault(fault))
        if isinstance(fault, StoreError):
            self._done()
        else:
            self._desk.app.ask(self._desk.app.office.look, self._look_again, self._refused)

    def _look_again(self, day: Day) -> None:
        self._desk.show(day)
        self._done()

    def _done(self) -> None:
        self._under_way = None
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._under_way is None:
            self._begin(self._waiting.popleft())
