"""What the slips say: a number with its list, a list alone, the way to a partner; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from kiosk import guide
from kiosk.any_slip import AnySlipWriter
from kiosk.catalog import Need, Partner
from kiosk.guide import Item
from kiosk.opening import Meeting
from kiosk.slip import Line, Slip, Style
from kiosk.ticket import Ticket
from kiosk.ticket_code import short_code

_OF_A_NUMBER = "ticket_not_application"
"""Said to those alone who have a number in hand."""
_NOTICES = ("come_anyway", "originals", _OF_A_NUMBER)
_LACKING = "apply_anyway"
_MOST_PARTNERS = 4
"""More than these are no help on a slip."""
_UNMARKED = frozenset({Need.REQUIRED, Need.PERHAPS})
"""What is simply to be brought, and what stands under a heading of its own."""

_DIGITS = r"\+?\(?\d[\d ()/–-]+\d(?!\d| ?Uhr)"
_FAX = re.compile(rf"\b(?:tele)?fax[.:]*\s*{_DIGITS}", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:telefon\w*|tel|mobil|handy)[.:]*\s*({_DIGITS})", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.,])((?:\+\d|\(?0\d\d)[\d ()/–-]{3,}\d(?!\d| ?Uhr))")
"""Begins as the numbers of towns and mobiles do; a postcode is shorter."""
_MOST_BYTES = 180
"""More than these make a code whose modules are too small on a narrow strip."""


class SlipWriter(AnySlipWriter):
    """Writes what visitors take along from the terminal."""

    def number(
        self, ticket: Ticket, code: str, lines: Sequence[Line] = (), at: datetime | None = None
    ) -> Slip:
        """Return the slip of a number; without `lines` nothing on it tells the concern."""
        return self._blank(at or ticket.issued_at).but(
            label=self._say("your_number"),
            number=ticket.number,
            code=code,
            short_code=short_code(ticket),
            lines=(Line(self._say("called"), Style.SMALL), *lines, *self._draft()),
        )

    def plain(self, at: datetime, lines: Sequence[Line]) -> Slip:
        """Return a slip without a number, such as a list; nothing on it speaks of a number."""
        of_a_number = [Line(text) for text in self._notice_texts([_OF_A_NUMBER])]
        kept = (line for line in lines if line not in of_a_number)
        return self._blank(at).but(lines=(*kept, *self._draft()))

    def referral(self, at: datetime, partner: Partner) -> Slip:
        """Return the way to a partner, with the code that dials, opens a page or says the place."""
        code = way_to(partner)
        slip = self.plain(at, self.partner(partner))
        return slip.but(code=code, caption=self._scanned_for(code)) if code else slip

    def checklist(
        self,
        concerns: Sequence[str],
        answers: guide.Answers,
        papers: Mapping[str, bool],
        today: date,
    ) -> tuple[Line, ...]:
        """Return the list: what is missing, needed, at hand, perhaps needed, and who else helps."""
        items = guide.checklist(self._catalog, concerns, answers)
        hints = guide.hints(self._catalog, concerns, answers, today)
        sure = [item for item in items if item.need is not Need.PERHAPS]
        perhaps = [item for item in items if item.need is Need.PERHAPS]
        said: dict[bool | None, list[Item]] = {False: [], None: [], True: []}
        for item in sure:
            said[papers.get(item.document)].append(item)
        return (
            *self._part("missing", said[False], papers),
            *self._part("bring", said[None], papers),
            *self._part("have", said[True], papers),
            *self._part("perhaps", perhaps, papers),
            *self._notices(lacking=False in papers.values()),
            *self._helpers(guide.partners(self._catalog, concerns, hints)),
        )

    def partner(self, partner: Partner) -> tuple[Line, ...]:
        """Return the way to a partner; of a discreet one the numbers alone."""
        if partner.discreet:
            return tuple(Line(phone.address, Style.STRONG) for phone in partner.sure_phones)
        return (
            Line(self._words(partner.title), Style.HEADING, self._beside(partner.title)),
            Line(self._words(partner.does)),
            *(Line(line, Style.STRONG) for line in self._contacts(partner)),
            Line(self._words(partner.access)),
            *(Line(self._say("web", address=web.address)) for web in partner.sure_webs),
            Line(
                f"{self._say(f'cost_{partner.cost}')} {self._say(f'secrecy_{partner.secrecy}')}",
                Style.SMALL,
            ),
        )

    def meetings(self, meetings: Sequence[Meeting]) -> Iterator[Line]:
        """Yield when and where the Jobcenter is next."""
        if meetings:
            yield Line(self._say("next_times"), Style.HEADING)
        for meeting in meetings:
            span = meeting.span
            yield Line(
                self._say(
                    "time_and_place",
                    day=self._words.day(meeting.day),
                    begin=f"{span.begin:%H:%M}",
                    end=f"{span.end:%H:%M}",
                    place=meeting.place or self._catalog.office.name,
                )
            )

    def _part(
        self, heading: str, items: Sequence[Item], papers: Mapping[str, bool]
    ) -> Iterator[Line]:
        if not items:
            return
        yield Line(self._say(heading), Style.HEADING)
        for item in items:
            title = self._catalog.documents[item.document].title
            style = Style.TICKED if papers.get(item.document) else Style.TICK
            yield Line(self._words(title), style, self._beside(title))
            more = list(self._more(item, lacks=papers.get(item.document) is False))
            if more:
                yield Line("\n".join(more), Style.SMALL)

    def _more(self, item: Item, *, lacks: bool) -> Iterator[str]:
        """Yield how much a paper matters, in the words of the screen, and where to get it."""
        if item.need not in _UNMARKED:
            yield self._words(self._catalog.interface[f"visitor.need_{item.need}"])
        if lacks:
            yield self._words(self._catalog.documents[item.document].where)

    def _notices(self, *, lacking: bool) -> Iterator[Line]:
        """Yield what everybody should know who brings papers, and who lacks some."""
        texts = self._notice_texts((*_NOTICES, _LACKING) if lacking else _NOTICES)
        if texts:
            yield Line(self._say("good_to_know"), Style.HEADING)
        yield from map(Line, texts)

    def _notice_texts(self, names: Sequence[str]) -> list[str]:
        known = self._catalog.notices
        return [self._words(known[name].text) for name in names if name in known]

    def _helpers(self, partners: Sequence[str]) -> Iterator[Line]:
        if not partners:
            return
        yield Line(self._say("who_helps"), Style.HEADING)
        found = [self._catalog.partners[name] for name in partners]
        for partner in [one for one in found if not one.discreet][:_MOST_PARTNERS]:
            yield Line(self._words(partner.title), Style.PLAIN, self._beside(partner.title))
            yield from (Line(line, Style.SMALL) for line in self._contacts(partner))

    def _scanned_for(self, code: str) -> str:
        """Say what the code of a partner is for."""
        if code.startswith("tel:"):
            return self._say("scan_to_call")
        return self._say("scan_to_open" if code.startswith("http") else "scan_to_find")

    def _contacts(self, partner: Partner) -> Iterator[str]:
        for phone in partner.sure_phones:
            yield self._say("phone", number=phone.address)
        if partner.place:
            yield self._say("place", place=partner.place)
        if partner.hours:
            yield self._say("hours", hours=partner.hours)


def way_to(partner: Partner) -> str:
    """Return what a QR code says of a partner: its telephone, else its web page, else its place.

    A discreet one has none: a picture that dials tells more than a plain number.
    """
    if partner.discreet:
        return ""
    phones = (f"tel:{''.join(phone.address.split())}" for phone in partner.sure_phones)
    webs = (web.address for web in partner.sure_webs)
    return next(phones, "") or next(webs, "") or _code_of_place(partner.place)


def _code_of_place(place: str) -> str:
    """Return what dials the number an office wrote beside the address, else the address itself."""
    without_fax = _FAX.sub("", place)
    found = _NAMED.search(without_fax) or _BARE.search(without_fax)
    if found:
        number = found[1].replace("(0)", "") if "+" in found[1] else found[1]
        return f"tel:{re.sub(r'[^+0-9]', '', number)}"
    return place if len(place.encode()) <= _MOST_BYTES else ""
