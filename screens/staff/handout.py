"""Asks which slip staff want to hand out, and has it printed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from textual.content import Content

from kiosk.come_back import MOST_DAYS
from kiosk.ports import Outcome, Printed
from kiosk.slip import Slip
from kiosk.ticket import WAS_SEEN, Ticket
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Pick
from screens.staff.paper import Leaving, Paper, paper_lines
from screens.staff.presses import Presses

_DAYS = (7, 14, MOST_DAYS)
"""How long a come-back slip may hold; the first is the usual one."""
_PAPERS_NAMED = 3

Offers = Iterator[tuple[str, Callable[[], None]]]
"""What can be printed: its name, and what prints it."""


class Handout:
    """Offers the slips of a ticket, and a test slip."""

    def __init__(self, desk: DeskScreen, presses: Presses, paper: Paper) -> None:
        self._desk = desk
        self._words = desk.words
        self._presses = presses
        self._paper = paper

    def lines(self) -> Sequence[str]:
        """Return how the printers are and what they did last; asks the store."""
        office = self._desk.app.office
        lines = paper_lines(office.printers(), office.print_jobs(), self._words)
        return [*lines] or [self._words("printer_unseen")]

    def ask(self, ticket: Ticket | None, lines: Sequence[str]) -> None:
        """Ask what to print; without a ticket only the printer can be tried."""
        way = "" if ticket else self._words("paper_for_number")
        self._pick(self._words("paper_title"), [*lines, way], self._offers(ticket))

    def _offers(self, ticket: Ticket | None) -> Offers:
        say, paper = self._words, self._paper
        if ticket:
            again = partial(paper.reprint, self._desk.app.office, ticket.number, self._told)
            yield say("print_again", number=ticket.number), partial(self._send, again)
        if ticket and paper.leaving:
            yield from self._for_leaving(ticket, paper.leaving)
        yield say("print_test"), self._posting(paper.trial)

    def _for_leaving(self, ticket: Ticket, leaving: Leaving) -> Offers:
        say, number = self._words, ticket.number
        yield say("print_come_back", number=number), partial(self._ask_days, ticket, leaving)
        if ticket.status in WAS_SEEN:
            yield say("print_proof", number=number), self._posting(partial(leaving.proof, ticket))

    def _ask_days(self, ticket: Ticket, leaving: Leaving) -> None:
        title = self._words("come_back_title", number=ticket.number)
        self._pick(title, [self._missing(ticket)], self._terms(ticket, leaving))

    def _terms(self, ticket: Ticket, leaving: Leaving) -> Offers:
        today = self._desk.app.office.today()
        for days in _DAYS:
            until = f"{today + timedelta(days=days):%d.%m.%Y}"
            term = self._words("come_back_days", days=str(days), until=until)
            yield term, self._posting(partial(leaving.come_back, ticket, days))

    def _missing(self, ticket: Ticket) -> str:
        """Say which papers will stand on the slip."""
        papers = ticket.shared.missing if ticket.shared else ()
        named = " · ".join(map(self._words.document, papers[:_PAPERS_NAMED]))
        others = len(papers) - _PAPERS_NAMED
        if others > 0:
            return self._words("come_back_papers_more", papers=named, others=str(others))
        return self._words("come_back_papers", papers=named) if named else ""

    def _pick(self, title: str, lines: Sequence[str], offers: Offers) -> None:
        """Ask which one; enter alone takes the first."""
        known = dict(offers)
        plain = [Content.styled(line, "not bold $foreground") for line in lines if line]
        text = Content("\n").join([Content(title), *plain])
        names = {name: name for name in known}
        self._presses.ask(Pick(text, names, self._words), lambda name: known[name]())

    def _posting(self, make: Callable[[], Slip]) -> Callable[[], None]:
        return partial(self._send, partial(self._paper.post, make, self._told))

    def _send(self, do: Callable[[], object]) -> None:
        """Say at once that a slip comes: what becomes of it may be told before the next look."""
        self._desk.say(self._words("slip_comes"))
        self._presses.send("print", do, lambda _: None)

    def _told(self, printed: Printed) -> None:
        """Say what became of a slip, from the printer's thread."""
        well = printed.outcome in {Outcome.PRINTED, Outcome.PREVIEW}
        say = self._desk.say if well else self._desk.refuse
        text = self._words(f"slip_{printed.outcome}")
        self._desk.app.call_later(say, text)
