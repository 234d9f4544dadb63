"""Random walks through a visit, for tests that look at every page a visitor can reach."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from kiosk.catalog import Catalog
from kiosk.ports import Dictionary, Outcome, Printed
from kiosk.ticket import Ticket
from kiosk.waiting import Estimate
from screens.visitor import steps
from screens.visitor.number import TAKE
from screens.visitor.page import Page
from screens.visitor.papers import PRINT
from screens.visitor.visit import Surroundings, Taken, Visit

DAY = date(2026, 11, 25)


def around(catalog: Catalog, dictionary: Dictionary, language: str) -> Surroundings:
    """Return what pages draw on."""
    return Surroundings(
        catalog=catalog, dictionary=dictionary, words=dictionary[language], today=DAY
    )


def walk(
    catalog: Catalog, dictionary: Dictionary, language: str, seed: int, length: int = 40
) -> Iterator[tuple[Visit, Page]]:
    """Yield the pages of one random visit, as the screen would show them."""
    random = Random(seed)
    visit = Visit(language=language, ticket_id=UUID(int=seed))
    for _ in range(length):
        surroundings = around(catalog, dictionary, visit.language)
        page = steps.page_of(visit, surroundings)
        yield visit, page
        ways = [*page.choices, *filter(None, (page.action,))]
        choice = random.choice(ways).id if ways else "back"
        if random.random() < 0.05:
            choice = random.choice(["back", "language", "person", "display"])
        visit = done(steps.choose(visit, surroundings, choice), random.random())
        if visit.place.step == "menu":
            visit = replace(visit, language=language)


def done(visit: Visit, seed: float) -> Visit:
    """Do what the screen does at steps that ask the office or the printer."""
    random = Random(seed)
    if visit.place.step == PRINT:
        return replace(visit, referral=Printed(random.choice(list(Outcome))))
    if visit.place.step != TAKE:
        return visit
    ticket = Ticket(
        id=visit.ticket_id,
        day=DAY,
        station="W",
        count=random.randint(1, 999),
        stops=("benefits",),
        issued_at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
    )
    guess = random.choice([None, Estimate(0, 15), Estimate(100, 180)])
    printed = random.choice([None, *map(Printed, Outcome)])
    taken = Taken(ticket, random.randint(0, 120), guess, printed)
    return replace(visit, taken=taken).to("number")
