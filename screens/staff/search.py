"""Finds what is typed or scanned: a number, somebody who comes back, or paper for either."""

from collections.abc import Callable, Sequence
from functools import partial

from kiosk.come_back import ComeBack
from kiosk.ticket import Ticket
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Find, Write
from screens.staff.handout import Handout
from screens.staff.issuing import Issuing
from screens.staff.moves import meant_by
from screens.staff.presses import Presses
from screens.staff.sought import Read

_SOUGHT = 80
"""Letters: a public address (22) and a ticket's code (39), or a code typed with its hyphens."""


class Search:
    """Asks for a number or a code and does what it means."""

    def __init__(
        self,
        desk: DeskScreen,
        presses: Presses,
        issuing: Issuing,
        read: Read,
        handout: Handout | None,
    ) -> None:
        self._desk = desk
        self._words = desk.words
        self._presses = presses
        self._issuing = issuing
        self._read = read
        self._handout = handout

    def find(self) -> None:
        """Ask for a number, a short code or a scanned code."""

        def find(text: str) -> None:
            if self._handout and text.startswith(Find.PRINT):
                self._print(text.removeprefix(Find.PRINT), self._handout)
            else:
                self._presses.send("find", self._reading(text), self._found)

        dialog = Find if self._handout else Write
        self._presses.ask(dialog(self._words("find_title"), "", _SOUGHT, self._words), find)

    def _print(self, text: str, handout: Handout) -> None:
        """Offer paper for what is typed, else for who is here, else for who is chosen."""
        read = self._reading(text) if text.strip() else None

        def look() -> tuple[Ticket | ComeBack | None, Sequence[str]]:
            return read() if read else None, handout.lines()

        def offer(seen: tuple[Ticket | ComeBack | None, Sequence[str]]) -> None:
            meaning, lines = seen
            if meaning is None:
                handout.ask(self._desk.hand or self._desk.line.chosen, lines)
            else:
                self._go_on(meaning, lambda ticket: handout.ask(ticket, lines))

        self._presses.send("print", look, offer)

    def _reading(self, text: str) -> Callable[[], Ticket | ComeBack]:
        return partial(self._read, meant_by(text, self._desk.day.tickets if self._desk.day else ()))

    def _found(self, meaning: Ticket | ComeBack) -> None:
        self._go_on(meaning, self._desk.show_found)

    def _go_on(self, meaning: Ticket | ComeBack, then: Callable[[Ticket], None]) -> None:
        """Go on with a ticket; who comes back and has none today is given one."""
        ticket = self._returned(meaning) if isinstance(meaning, ComeBack) else meaning
        match ticket or meaning:
            case ComeBack() as told:
                self._issuing.take_back(told)
            case Ticket() as found:
                then(found)

    def _returned(self, told: ComeBack) -> Ticket | None:
        """Return the number that somebody who came back has today already."""
        ticket_id = told.ticket_id(self._desk.app.office.today())
        tickets = self._desk.day.tickets if self._desk.day else ()
        return next((ticket for ticket in tickets if ticket.id == ticket_id), None)
