"""The keys that ask something first, and what they do with the answer."""

from functools import partial

from kiosk.ports import SignalKind
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Confirm, Keys, Write
from screens.staff.moves import KEYS
from screens.staff.presses import Presses
from screens.staff.transfer import Goal, Transfer

_MESSAGE = 80
"""Letters of a line for the waiting room."""


class Questions:
    """Asks staff; an answer is a move, no answer is none."""

    def __init__(self, desk: DeskScreen, presses: Presses) -> None:
        self._desk = desk
        self._words = desk.words
        self._presses = presses

    def transfer(self) -> None:
        """Ask where to send the visitor."""
        ticket = self._desk.meant("transfer")
        if ticket is None:
            return
        counter = self._desk.counter if self._desk.hand else None

        def send(goal: Goal) -> None:
            transfer = self._desk.app.office.transfer
            do = partial(transfer, ticket.number, goal.service, goal.counter, counter)
            self._presses.send("transfer", do, partial(self._desk.say_moved, "transfer"))

        title = self._words("transfer_title", number=ticket.number)
        office = self._desk.catalog.office
        self._presses.ask(Transfer(title, ticket.service, office, self._words), send)

    def cancel(self) -> None:
        """Ask whether the chosen ticket shall be given up."""
        ticket = self._desk.chosen()
        if ticket is None:
            return

        def cancel(answer: str) -> None:
            if answer == Confirm.YES:
                do = partial(self._desk.app.office.cancel, ticket.number)
                self._presses.send("cancel", do, partial(self._desk.say_moved, "cancel"))

        self._presses.ask(
            Confirm(self._words("cancel_title", number=ticket.number), self._words), cancel
        )

    def message(self) -> None:
        """Ask for a line for the waiting room; an empty one takes it away."""

        def put(text: str) -> None:
            do = partial(self._desk.app.office.say, self._desk.counter, text)
            said = self._words("message_put" if text.strip() else "message_gone")
            self._presses.send("message", do, lambda _: self._desk.say(said))

        shown = self._desk.signal(SignalKind.MESSAGE)
        title, text = self._words("message_title"), shown.text if shown else ""
        self._presses.ask(Write(title, text, _MESSAGE, self._words), put)

    def keys(self, *, with_paper: bool) -> None:
        """Show what every key does; the one for paper works while something is sought."""
        lines = [(self._desk.cap(move), self._words(f"help_{move}")) for move in KEYS]
        if with_paper:
            paper = self._words("paper_key"), self._words("help_paper")
            lines.insert(list(KEYS).index("find") + 1, paper)
        self._presses.ask(Keys(self._words("keys_title"), lines, self._words), lambda _: None)
