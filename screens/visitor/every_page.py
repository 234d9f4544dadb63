"""Every page a visitor can come to, for checks that look at them all; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from kiosk.catalog import Catalog, Claim, Concern, DocumentRule, Hint, Need, Question, Span
from kiosk.condition import Always, Chosen
from kiosk.opening import Meeting, Opening
from kiosk.ports import Dictionary, Outcome, Printed
from kiosk.ticket import Ticket
from kiosk.ticket_slip import SlipWriter
from kiosk.waiting import Estimate
from screens.visitor.closed import CLOSED
from screens.visitor.glossary import WORD
from screens.visitor.nearby import FITTING
from screens.visitor.number import SLIP
from screens.visitor.page import Page
from screens.visitor.papers import PRINT
from screens.visitor.returning import scanned
from screens.visitor.steps import STEPS, page_of
from screens.visitor.visit import ASK, Place, Surroundings, Taken, Visit

Conditional = TypeVar("Conditional", DocumentRule, Hint, Claim)

_WAITS = ((0, None), (88, Estimate(0, 15)), (88, Estimate(100, 180)))
_APOLOGIES = ("failed", "no_numbers")
_ABOUT = frozenset({"area", ASK, "document", "topic", "partner", "letter", "claim", WORD})
"""The steps that are about one of several things."""


def every_page(
    catalog: Catalog, dictionary: Dictionary, language: str, today: date
) -> Iterator[tuple[Place, Page]]:
    """Yield each page with its place: each question, document, partner, hint … at least once."""
    shown = _All(catalog, dictionary, language, today)
    seen = set()
    for visit, around in shown.visits():
        page = page_of(visit, around)
        key = (page.title, page.paragraphs, page.choices, page.action, page.giant)
        if key not in seen:
            seen.add(key)
            yield visit.place, page


@dataclass(frozen=True)
class _All:
    """Visits that together come to every page, each with what is around it."""

    catalog: Catalog
    dictionary: Dictionary
    language: str
    today: date

    def visits(self) -> Iterator[tuple[Visit, Surroundings]]:
        """Yield the visits."""
        around = self._around(self.catalog)
        for visit in (*self._bare(), *self._chosen(), *self._named(), *self._numbers()):
            yield visit, around
        for visit in self._acute():
            yield visit, around
        yield from self._openings(around)
        for need in Need:
            talkative = self._around(_unconditional(self.catalog, need))
            yield self._at("claims"), talkative
            yield from ((visit, talkative) for visit in self._chosen())

    def _around(self, catalog: Catalog) -> Surroundings:
        return Surroundings(
            catalog=catalog,
            dictionary=self.dictionary,
            words=self.dictionary[self.language],
            today=self.today,
        )

    def _at(self, step: str, about: str = "") -> Visit:
        return Visit(language=self.language, ticket_id=UUID(int=0)).to(step, about)

    def _bare(self) -> Iterator[Visit]:
        """Yield what can be seen before anything is chosen."""
        start = Visit(language=self.language)
        yield start
        yield from (replace(start, trail=(Place("start", why),)) for why in self._apologies())
        yield from (self._at(step) for step in STEPS if step not in _ABOUT)
        yield from (self._at("area", area) for area in self.catalog.areas)
        yield scanned(start, "W888")

    def _apologies(self) -> Iterator[str]:
        return (why for why in _APOLOGIES if f"visitor.{why}" in self.catalog.interface)

    def _chosen(self) -> Iterator[Visit]:
        """Yield what follows from each concern while no question is answered."""
        for concern in self.catalog.concerns.values():
            for step, about in (
                ("concerns", ""),
                ("area", concern.area),
                ("hints", ""),
                ("checklist", ""),
                ("share", ""),
                ("nearby", ""),
                ("topic", FITTING),
                (CLOSED, ""),
            ):
                yield replace(self._at(step, about), concerns=(concern.id,))

    def _named(self) -> Iterator[Visit]:
        """Yield the page of each question, document, partner, letter, claim and word."""
        catalog = self.catalog
        for question in catalog.questions.values():
            asked = replace(self._at(ASK, question.id), concerns=_asking(catalog, question))
            yield asked
            if question.several:
                yield asked.answer(question.id, frozenset({question.options[0].id}))
        for document in catalog.documents:
            page = self._at("document", document)
            yield from (page, page.paper(document, has=False))
        named = {
            "topic": catalog.topics,
            "partner": catalog.partners,
            "letter": catalog.letters.kinds,
            "claim": [claim.id for claim in catalog.entitlements.claims],
            WORD: catalog.glossary,
        }
        yield from (self._at(step, about) for step, names in named.items() for about in names)

    def _acute(self) -> Iterator[Visit]:
        """Yield the answers to each acute case, and to all at once."""
        question = self.catalog.questions[self.catalog.triage.question]
        cases = [option.id for option in question.options if not option.exclusive]
        chosen: list[Chosen] = [frozenset({case}) for case in cases]
        for answer in (*chosen, frozenset(cases)):
            yield self._at("acute").answer(question.id, answer)
            yield self._at("at_once").answer(question.id, answer)

    def _numbers(self) -> Iterator[Visit]:
        """Yield what is said of a number and its slip, whatever the wait and the printer."""
        issued_at = datetime.combine(self.today, time(9), UTC)
        service = next(iter(self.catalog.office.services))
        ticket = Ticket(
            id=UUID(int=0),
            day=self.today,
            station="W",
            count=888,
            stops=(service,),
            issued_at=issued_at,
        )
        taken = [Taken(ticket, ahead, estimate) for ahead, estimate in _WAITS]
        asked = Printed(Outcome.UNKNOWN, job=UUID(int=0))
        outcomes = [*map(Printed, Outcome), asked]
        printed = [replace(taken[0], printed=outcome) for outcome in outcomes]
        for each in (*taken, *printed):
            yield replace(self._at("number"), taken=each)
        for outcome in outcomes:
            yield replace(self._at(PRINT), referral=outcome)
        writer = SlipWriter(self.catalog, self.dictionary, self.language)
        slip = writer.number(ticket, "", writer.checklist((), {}, {}, self.today))
        yield replace(self._at(SLIP), taken=replace(taken[0], slip=slip))

    def _openings(self, around: Surroundings) -> Iterator[tuple[Visit, Surroundings]]:
        """Yield what is said while the Jobcenter is not here, and what else depends on the day."""
        span = Span(time(9), time(12, 30))
        places = ("", self.catalog.office.address)
        meetings = tuple(Meeting(self.today, span, place) for place in places)
        closed = replace(around, opening=Opening(is_open=False, meetings=meetings))
        yield Visit(language=self.language), closed
        yield from ((self._at(step), closed) for step in ("menu", "whats_next", CLOSED))
        yield from ((visit, closed) for visit in self._acute())
        yield Visit(language=self.language), replace(around, no_slips=True)
        for can_enlarge in (False, True):
            yield self._at("display"), replace(around, can_enlarge=can_enlarge)


def _asking(catalog: Catalog, question: Question) -> tuple[str, ...]:
    """Return the first concern that asks a question, for what is said of the way there."""
    asking = (c.id for c in catalog.concerns.values() if question.id in c.questions)
    return tuple(list(asking)[:1])


def _unconditional(catalog: Catalog, need: Need) -> Catalog:
    """Return the catalog with all hints, and all papers of a need, whatever was answered."""
    concerns = {name: _all_said(concern, need) for name, concern in catalog.concerns.items()}
    claims = tuple(map(_always, catalog.entitlements.claims))
    return replace(
        catalog,
        concerns=MappingProxyType(concerns),
        entitlements=replace(catalog.entitlements, claims=claims),
    )


def _all_said(concern: Concern, need: Need) -> Concern:
    documents = tuple(_always(rule) for rule in concern.documents if rule.need is need)
    return replace(concern, documents=documents, hints=tuple(map(_always, concern.hints)))


def _always(thing: Conditional) -> Conditional:
    return replace(thing, when=Always())
