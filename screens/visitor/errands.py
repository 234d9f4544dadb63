"""What a visit asks of the office and the printer; runs off the screen's thread."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from kiosk.come_back import ComeBack
from kiosk.errors import UsageFault
from kiosk.office import Day, Office, wish_for
from kiosk.ports import Dictionary, Printer, Told
from kiosk.qr_code import qr_modules
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.ticket_code import TicketCode
from kiosk.ticket_slip import SlipWriter
from screens.visitor import bidi
from screens.visitor.papers import missing
from screens.visitor.returning import came_back, scanned
from screens.visitor.visit import Surroundings, Taken, Visit
from screens.widgets.digits import giant

_COLUMNS, _ROWS = 60, 10
"""A size for which digits are drawn once, so that the first visitor does not wait for the font."""


class Codes(Protocol):
    """Writes and reads the codes on slips."""

    def code(self, ticket: Ticket) -> str:
        """Return what the QR code of a ticket holds."""

    def ticket_code(self, code: str) -> TicketCode:
        """Return what the code of a ticket says, or raise UsageFault."""

    def come_back(self, code: str) -> ComeBack:
        """Return what a come-back code says, or raise UsageFault."""


@dataclass(frozen=True)
class Errands:
    """The office, the words and the printer behind a terminal."""

    office: Office
    dictionary: Dictionary
    printer: Printer
    codes: Codes

    def prepare(self) -> Day:
        """Get printer and digits ready, delete what is too old, and look at the day."""
        self.printer.start()
        giant("A000", _COLUMNS, _ROWS)
        self.office.forget()
        return self.office.look()

    def learn(self, language: str) -> None:
        """Load the words of a language, and what its script needs."""
        words = self.dictionary[language]
        if words.rtl:
            bidi.prepare()

    def scanned(self, visit: Visit, code: str) -> Visit:
        """Return where a scanned slip leads."""
        with suppress(UsageFault):
            return came_back(visit, self.codes.come_back(code))
        with suppress(UsageFault):
            ticket = self.codes.ticket_code(code)
            return scanned(visit, ticket.number if ticket.day == self.office.today() else "")
        return scanned(visit)

    def take(self, visit: Visit, around: Surroundings) -> Taken:
        """Issue the number and look at the line."""
        wish = wish_for(
            self.office.catalog,
            concerns=visit.concerns,
            language=visit.language,
            priority=1 if visit.urgent else 0,
            missing=missing(visit, around),
            share=visit.share,
            ticket_id=visit.ticket_id,
            come_back=visit.come_back,
        )
        ticket = self.office.take(wish)
        day = self.office.look()
        return Taken(ticket, self.office.ahead(day, ticket), self.office.estimate(day, ticket))

    def number_slip(self, visit: Visit, ticket: Ticket, *, large: bool = False) -> Slip:
        """Return the slip of a number, with the list if the visitor asked for it."""
        writer = self._writer(visit, large=large)
        today = self.office.today()
        lines = writer.checklist(visit.concerns, visit.answers, visit.papers, today)
        return writer.number(ticket, self.codes.code(ticket), lines if visit.with_list else ())

    def print_number(self, visit: Visit, taken: Taken, told: Told, *, large: bool) -> Taken:
        """Have the slip of a number printed; the ticket is kept already."""
        slip = self.number_slip(visit, taken.ticket, large=large)
        self.printer.post(slip, told)
        return replace(taken, slip=slip, code=qr_modules(slip.code, faultless=True))

    def print_alone(self, visit: Visit, told: Told, *, large: bool) -> None:
        """Have the list alone printed, or the way to the partner the visit is about."""
        writer = self._writer(visit, large=large)
        about = visit.place.about
        if about:
            partner = self.office.catalog.partners[about]
            slip = writer.referral(self.office.now(), partner)
        else:
            today = self.office.today()
            lines = writer.checklist(visit.concerns, visit.answers, visit.papers, today)
            meetings = writer.meetings(self.office.opening().meetings)
            slip = writer.plain(self.office.now(), (*lines, *meetings))
        self.printer.post(slip, told)

    def print_again(self, visit: Visit) -> None:
        """Have the slip printed once more of which nobody knew whether it was whole."""
        if visit.asked_again:
            self.printer.again(visit.asked_again)

    @property
    def no_slips(self) -> bool:
        """Whether it is known now that no slip would come out."""
        state = self.printer.state()
        return state is not None and state.trouble is not None

    def _writer(self, visit: Visit, *, large: bool) -> SlipWriter:
        catalog = self.office.catalog
        return SlipWriter(catalog, self.dictionary, visit.language, large=large)
