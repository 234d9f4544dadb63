"""The steps of a visit: what each says, and where each choice leads; pure."""

from dataclasses import replace

from screens.visitor import beginning, concerns, nearby, number, papers
from screens.visitor.frame import MORE
from screens.visitor.page import Choice, Page
from screens.visitor.visit import Step, Surroundings, Visit

STEPS: dict[str, Step] = {
    **beginning.STEPS,
    **concerns.STEPS,
    **papers.STEPS,
    **number.STEPS,
    **nearby.STEPS,
}

NO_WAY_BACK = frozenset({"number"})
"""A number that was taken is not taken back by a tap."""
BACK, PERSON, LANGUAGE, DISPLAY = "back", "person", "language", "display"


def page_of(visit: Visit, around: Surroundings) -> Page:
    """Return the page of a visit, with the bar every page has."""
    page = STEPS[visit.place.step].page(visit, around)
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
    if choice in {PERSON, LANGUAGE, DISPLAY}:
        return visit if visit.place.step == choice else visit.to(choice)
    if choice not in _ids(STEPS[visit.place.step].page(visit, around)):
        return visit
    return STEPS[visit.place.step].choose(visit, around, choice)


def _ids(page: Page) -> set[str]:
    return {choice.id for choice in (*page.choices, *filter(None, (page.action,)))}


def _bar(visit: Visit, around: Surroundings) -> tuple[Choice, ...]:
    can_go_back = len(visit.trail) > 1 and visit.place.step not in NO_WAY_BACK
    back = [Choice(BACK, around.say("back"), note="←")] if can_go_back else []
    return (
        *back,
        Choice(PERSON, around.say("person"), note="?"),
        Choice(LANGUAGE, around.say("language"), note=around.say("language_sign")),
        Choice(DISPLAY, around.say("display"), note="Aa"),
    )
