"""A case played through the steps of a visit, as somebody would tap it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from kiosk import guide
from kiosk.content_preview.case import Case
from kiosk.ports import Outcome, Printed
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.ticket_code import encode
from kiosk.ticket_slip import SlipWriter
from screens.visitor import steps
from screens.visitor.concerns import FORWARD, MORE_AREAS, SKIP
from screens.visitor.nearby import FITTING
from screens.visitor.number import DONE, YES
from screens.visitor.page import Page
from screens.visitor.papers import LACK
from screens.visitor.visit import ASK, Place, Surroundings, Taken, Visit

_BEGIN = (Place("start"), Place("language", "first"), Place("menu"))
_NEEDED = "needed"
"""The way on which everything can be seen: what is needed, help nearby, and the number."""
_MORNING = time(9, 0)
_COUNT = 42
_ID = UUID("4c6f7473-6550-4265-9175-65772d303432")
_NO_KEY = bytes(32)
"""A code signed with it is as large as a real one, and no kiosk believes it."""


@dataclass(frozen=True)
class Screen:
    """A page of the visit, what it is about, and what is tapped on it."""

    page: Page
    about: str
    tapped: str = ""


class Player:
    """Somebody who taps what a case says, takes the number, and gets the slip."""

    def __init__(self, case: Case, around: Surroundings, station: str) -> None:
        self._case = case
        self._around = around
        self._visit = Visit(language=case.language, trail=_BEGIN)
        self._ticket = Ticket(
            id=_ID,
            day=case.day,
            station=station,
            count=_COUNT,
            stops=guide.services(around.catalog, case.concerns),
            issued_at=datetime.combine(case.day, _MORNING).astimezone(),
            language=case.language,
        )

    def screens(self) -> Iterator[Screen]:
        """Yield every page of the visit, from the menu to the number."""
        yield self._tap(_NEEDED)
        yield from self._concerns()
        while self._visit.place.step == ASK:
            yield self._answer(self._visit.place.about)
        if self._visit.place.step == "hints":
            yield self._tap(FORWARD)
        yield from self._papers()
        yield from self._help()
        yield from self._number()

    def slip(self, public_address: str) -> Slip:
        """Return the slip with number and list, as somebody who has no paper yet gets it."""
        case, around = self._case, self._around
        writer = SlipWriter(around.catalog, around.dictionary, case.language)
        code = encode(self._ticket, around.catalog.office.id, _NO_KEY, public_address)
        lines = writer.checklist(case.concerns, case.answers, {}, case.day)
        return writer.number(self._ticket, code, lines)

    def _concerns(self) -> Iterator[Screen]:
        area_of = {c: self._around.catalog.concerns[c].area for c in self._case.concerns}
        *_, last = area_of.values()
        for area in dict.fromkeys(area_of.values()):
            yield self._tap(area)
            chosen = (concern for concern, its in area_of.items() if its == area)
            yield self._tap(*chosen, FORWARD if area == last else MORE_AREAS)

    def _answer(self, asked: str) -> Screen:
        question = self._around.catalog.questions[asked]
        given = self._case.answers.get(asked, frozenset())
        chosen = [option.id for option in question.options if option.id in given]
        on = [FORWARD] if question.several and chosen else []
        return self._tap(*(chosen or [SKIP]), *on)

    def _papers(self) -> Iterator[Screen]:
        """Yield the checklist, and each paper as somebody sees it who does not have it."""
        checklist = self._visit
        yield self._tap(FORWARD)
        following = self._visit
        case, catalog = self._case, self._around.catalog
        for item in guide.checklist(catalog, case.concerns, case.answers):
            self._visit = steps.choose(checklist, self._around, item.document)
            yield self._look_at(self._visit, LACK)
        self._visit = following

    def _help(self) -> Iterator[Screen]:
        before = self._visit
        yield self._tap("nearby")
        nearby = self._look()
        if any(choice.id == FITTING for choice in nearby.page.choices):
            yield self._tap(FITTING)
            topic, partners = self._visit, self._look()
            yield partners
            for partner in partners.page.choices:
                yield self._look_at(topic, partner.id)
        else:
            yield nearby
        self._visit = before

    def _number(self) -> Iterator[Screen]:
        self._visit = steps.choose(self._visit, self._around, "share")
        yield self._tap(YES)
        yield self._tap(YES)
        taken = Taken(self._ticket, 0, None, Printed(Outcome.PRINTED))
        self._visit = replace(self._visit, taken=taken).to("number")
        yield self._look(DONE)

    def _tap(self, *choices: str) -> Screen:
        """Tap choices of one page; return it as it stands before the last one leaves it."""
        *switched, last = choices
        for choice in switched:
            self._visit = steps.choose(self._visit, self._around, choice)
        screen = self._look(last)
        self._visit = steps.choose(self._visit, self._around, last)
        return screen

    def _look_at(self, visit: Visit, choice: str) -> Screen:
        """Return the page a choice leads to."""
        self._visit = steps.choose(visit, self._around, choice)
        return self._look()

    def _look(self, tapped: str = "") -> Screen:
        page = steps.page_of(self._visit, self._around)
        return Screen(page, self._visit.place.about, tapped)
