"""The keys that ask something first, and what they do with the answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import uuid4

from kiosk.office import wish_for
from kiosk.ports import Outcome, Printed, SignalKind
from kiosk.print_job import Job, PrinterState
from kiosk.ticket import Ticket
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Confirm, Dialog, Find, Keys, Number, Pick, Write
from screens.staff.moves import KEYS, meant_by
from screens.staff.paper import Paper, paper_lines
from screens.staff.presses import Presses
from screens.staff.transfer import Goal, Transfer

Answer = TypeVar("Answer")

_MESSAGE = 80
"""Letters of a line for the waiting room."""
_SOUGHT = 40


class Questions:
    """Asks staff; an answer is a move, no answer is none."""

    def __init__(self, desk: DeskScreen, presses: Presses, paper: Paper | None = None) -> None:
        self._desk = desk
        self._words = desk.words
        self._presses = presses
        self._paper = paper

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
        self._ask(Transfer(title, ticket.service, office, self._words), send)

    def cancel(self) -> None:
        """Ask whether the chosen ticket shall be given up."""
        ticket = self._desk.chosen()
        if ticket is None:
            return

        def cancel(answer: str) -> None:
            if answer == Confirm.YES:
                do = partial(self._desk.app.office.cancel, ticket.number)
                self._presses.send("cancel", do, partial(self._desk.say_moved, "cancel"))

        self._ask(Confirm(self._words("cancel_title", number=ticket.number), self._words), cancel)

    def issue(self) -> None:
        """Ask for a service and take a number for it."""
        ticket_id = uuid4()

        def issue(service: str) -> None:
            office = self._desk.app.office
            wish = wish_for(office.catalog, service=service, ticket_id=ticket_id)
            self._presses.send("issue", partial(office.take, wish), self._issued)

        services = self._desk.catalog.office.services
        choices = {service: self._words.service(service) for service in services}
        self._ask(Pick(self._words("issue_title"), choices, self._words), issue)

    def message(self) -> None:
        """Ask for a line for the waiting room; an empty one takes it away."""

        def put(text: str) -> None:
            do = partial(self._desk.app.office.say, self._desk.counter, text)
            said = self._words("message_put" if text.strip() else "message_gone")
            self._presses.send("message", do, lambda _: self._desk.say(said))

        shown = self._desk.signal(SignalKind.MESSAGE)
        title, text = self._words("message_title"), shown.text if shown else ""
        self._ask(Write(title, text, _MESSAGE, self._words), put)

    def find(self) -> None:
        """Ask for a number or short code and choose its ticket, or print its slip."""

        def find(text: str) -> None:
            if text.startswith(Find.PRINT):
                self._print(text.removeprefix(Find.PRINT))
                return
            number = meant_by(text, self._desk.day.tickets if self._desk.day else ())
            do = partial(self._desk.app.office.find, number)
            self._presses.send("find", do, self._found)

        dialog = Find if self._paper else Write
        self._ask(dialog(self._words("find_title"), "", _SOUGHT, self._words), find)

    def keys(self) -> None:
        """Show what every key does."""
        lines = [(self._desk.cap(move), self._words(f"help_{move}")) for move in KEYS]
        self._ask(Keys(self._words("keys_title"), lines, self._words), lambda _: None)

    def _print(self, text: str) -> None:
        """Print the slip of a number once more; without one, show how the printers are."""
        paper, office = self._paper, self._desk.app.office
        if paper is None:
            return
        if text.strip():
            number = meant_by(text, self._desk.day.tickets if self._desk.day else ())
            do = partial(paper.reprint, office, number, self._told)
            self._presses.send("print", do, lambda _: self._desk.say(self._words("slip_comes")))
        else:
            look = lambda: (office.printers(), office.print_jobs())  # noqa: E731
            self._presses.send("print", look, lambda seen: self._show_paper(paper, *seen))

    def _show_paper(
        self, paper: Paper, printers: Sequence[PrinterState], jobs: Sequence[Job]
    ) -> None:
        def test(_: str) -> None:
            do = partial(paper.test, self._told)
            self._presses.send("print", do, lambda _: self._desk.say(self._words("slip_comes")))

        lines = list(paper_lines(printers, jobs, self._words)) or [self._words("printer_unseen")]
        choices = {"test": self._words("print_test")}
        self._ask(Pick("\n".join(lines), choices, self._words), test)

    def _told(self, printed: Printed) -> None:
        """Say what became of a slip, from the printer's thread."""
        well = printed.outcome in {Outcome.PRINTED, Outcome.PREVIEW}
        say = self._desk.say if well else self._desk.refuse
        text = self._words(f"slip_{printed.outcome}")
        self._desk.app.call_later(say, text)

    def _issued(self, ticket: Ticket) -> None:
        self._desk.say_moved("issue", ticket)
        title = self._words("issued_title", service=self._words.service(ticket.service))
        self._desk.app.push_screen(Number(title, ticket.number, self._words))

    def _found(self, ticket: Ticket) -> None:
        self._desk.line.choose(ticket.id)
        self._desk.say_moved("find", ticket)

    def _ask(self, dialog: Dialog[Answer], then: Callable[[Answer], None]) -> None:
        """Ask; keys pressed before the question was seen are no answer to it."""
        self._presses.forget()
        self._desk.app.push_screen(dialog, lambda answer: None if answer is None else then(answer))
