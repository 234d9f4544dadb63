"""The steps of a visit: what each says, and where each choice leads; pure."""

from dataclasses import replace

from screens.visitor import (
    beginning,
    closed,
    concerns,
    entitlements,
    glossary,
    hearing,
    letters,
    nearby,
    number,
    papers,
    returning,
)
from screens.visitor.closed import CLOSED
from screens.visitor.frame import MORE
from screens.visitor.glossary import WORD, WORDS, Listening, explained
from screens.visitor.hearing import SOUND
from screens.visitor.number import TAKE
from screens.visitor.page import Choice, Page
from screens.visitor.returning import RETURNED
from screens.visitor.visit import Step, Surroundings, Visit

STEPS: dict[str, Step] = {
    **beginning.STEPS,
    **concerns.STEPS,
    **papers.STEPS,
    **number.STEPS,
    **nearby.STEPS,
    **letters.STEPS,
    **entitlements.STEPS,
    **glossary.STEPS,
    **closed.STEPS,
    **hearing.STEPS,
    **returning.STEPS,
}

NO_WAY_BACK = frozenset({"number", RETURNED})
"""A number that was taken is not taken back by a tap; a code is for who showed it, not the next."""
TO_A_NUMBER = frozenset({"share", TAKE})
"""The steps that ask for what nobody can serve while the Jobcenter is not here."""
BACK, PERSON, LANGUAGE, DISPLAY = "back", "person", "language", "display"


def page_of(visit: Visit, around: Surroundings) -> Page:
    """Return the page of a visit, with the bar every page has."""
    page, _ = _composed(visit, around)
    more = Choice(MORE, around.say("more"), note="▼")
    return replace(
        page,
        bar=_bar(visit, around),
        more=more,
        focus=visit.focus if visit.focus in _ids(page) else page.focus,
        rtl=around.words.rtl,
    )


def choose(visit: Visit, around: Surroundings, choice: str) -> Visit:
    """Return the visit after a choice on its page; an unknown choice changes nothing."""
    if choice == BACK:
        return visit if visit.place.step in NO_WAY_BACK else visit.back()
    if choice in {PERSON, LANGUAGE, DISPLAY, SOUND}:
        return visit if visit.place.step == choice else visit.to(choice)
    page, terms = _composed(visit, around)
    if choice not in _ids(page):
        return visit
    if terms and choice == WORDS:
        return visit.to(WORDS, ",".join(terms)) if len(terms) > 1 else visit.to(WORD, *terms)
    return _unless_closed(STEPS[visit.place.step].choose(visit, around, choice), around)


def _unless_closed(visit: Visit, around: Surroundings) -> Visit:
    """Return the visit; where it would lead to a number, it leads to the hours instead."""
    if around.opening.is_open or visit.place.step not in TO_A_NUMBER:
        return visit
    return replace(visit, trail=visit.trail[:-1]).to(CLOSED)


def _composed(visit: Visit, around: Surroundings) -> tuple[Page, tuple[str, ...]]:
    """Return the page of a step, and the words of the authorities that occur on it."""
    listening = Listening(around.words, around.dictionary["de"])
    page = STEPS[visit.place.step].page(visit, replace(around, words=listening))
    return explained(page, listening.heard, visit.place.about, around)


def _ids(page: Page) -> set[str]:
    return {choice.id for choice in (*page.choices, *filter(None, (page.action,)))}


def _bar(visit: Visit, around: Surroundings) -> tuple[Choice, ...]:
    can_go_back = len(visit.trail) > 1 and visit.place.step not in NO_WAY_BACK
    back = [Choice(BACK, around.say("back"), note="←")] if can_go_back else []
    sound = [Choice(SOUND, around.say("sound"), note="♪")] if around.hearing.on else []
    return (
        *back,
        Choice(PERSON, around.say("person"), note="?"),
        Choice(LANGUAGE, around.say("language"), note=around.say("language_sign")),
        Choice(DISPLAY, around.say("display"), note="Aa"),
        *sound,
    )
