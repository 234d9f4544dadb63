"""What a visit asks of the office and the printer; runs off the screen's thread."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.office import Day, Office, wish_for
from kiosk.ports import Dictionary, Printer, Told
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.ticket_slip import SlipWriter
from screens.visitor import bidi
from screens.visitor.papers import missing
from screens.visitor.visit import Surroundings, Taken, Visit
from screens.widgets.digits import giant

_COLUMNS, _ROWS = 60, 10
"""A size for which digits are drawn once, so that the first visitor does not wait for the font."""
Code = Callable[[Ticket], str]
"""Makes the content of a ticket's QR code."""


@dataclass(frozen=True)
class Errands:
    """The office, the words and the printer behind a terminal."""

    office: Office
    dictionary: Dictionary
    printer: Printer
    code: Code

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
        )
        ticket = self.office.take(wish)
        day = self.office.look()
        return Taken(ticket, self.office.ahead(day, ticket), self.office.estimate(day, ticket))

    def number_slip(self, visit: Visit, ticket: Ticket, *, large: bool = False) -> Slip:
        """Return the slip of a number, with the list if the visitor asked for it."""
        writer = self._writer(visit, large=large)
        today = self.office.today()
        lines = writer.checklist(visit.concerns, visit.answers, visit.papers, today)
        return writer.number(ticket, self.code(ticket), lines if visit.with_list else ())

    def print_number(self, visit: Visit, ticket: Ticket, told: Told, *, large: bool) -> Slip:
        """Have the slip of a number printed; the ticket is kept already."""
        slip = self.number_slip(visit, ticket, large=large)
        self.printer.post(slip, told)
        return slip

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
