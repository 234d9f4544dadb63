"""The steps that find out what a visitor comes with: concerns, questions, hints."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk import guide
from kiosk.catalog import Hint, Level, Question
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.visit import ASK, Step, Surroundings, Visit

NOTICES = ("ticket_not_application", "companion", "free_of_charge")
"""What is said whatever the concern."""
LANGUAGE_NOTICE = "language"
"""What is said to those who chose another language than German."""
FORWARD, OTHER, SKIP, SKIP_ALL = "forward", "other", "skip", "skip_all"
MORE_AREAS = "more_areas"
ADD = "add_"
"""Before the id of a concern that a hint leads to."""


class Areas:
    """What it is about, roughly: few tiles instead of two dozen."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Offer every area, marked where something was chosen, and "something else"."""
        say, concerns = around.say, around.catalog.concerns
        chosen = {concerns[concern].area for concern in visit.concerns}
        areas = [
            Choice(
                area.id,
                around.words(area.title),
                pictogram=area.pictogram,
                mark=Mark.ON if area.id in chosen else Mark.NONE,
                state=say("chosen") if area.id in chosen else "",
            )
            for area in around.catalog.areas.values()
            if any(concern.area == area.id for concern in concerns.values())
        ]
        return Page(
            step="concerns",
            title=say("which_concern"),
            choices=(*areas, Choice(OTHER, say("something_else"), pictogram="unknown")),
            action=Choice(FORWARD, say("forward"), note="→") if visit.concerns else None,
            private=True,
            focus=FORWARD if visit.concerns else "",
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Look into an area, or go on."""
        if choice == FORWARD:
            return after_answers(visit, around)
        if choice == OTHER:
            return replace(visit, concerns=()).to("share")
        return visit.to("area", choice)


class Concerns:
    """One or more concerns of an area."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Offer the concerns, and the way to those of other areas."""
        say = around.say
        area = around.catalog.areas[visit.place.about]
        choices = [
            Choice(
                concern.id,
                around.words(concern.title),
                pictogram=concern.pictogram,
                mark=Mark.ON if concern.id in visit.concerns else Mark.OFF,
                state=say("chosen" if concern.id in visit.concerns else "not_chosen"),
            )
            for concern in around.catalog.concerns.values()
            if concern.area == area.id
        ]
        return Page(
            step="area",
            title=around.words(area.title),
            paragraphs=(Paragraph(say("several_possible"), Tone.ASIDE),),
            choices=(*choices, Choice(MORE_AREAS, say("more_concerns"), pictogram="further")),
            action=Choice(FORWARD, say("forward"), note="→") if visit.concerns else None,
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Switch a concern, or go on."""
        if choice == FORWARD:
            return after_answers(visit, around)
        if choice == MORE_AREAS:
            return visit.back()
        chosen = set(visit.concerns) ^ {choice}
        ordered = tuple(c for c in around.catalog.concerns if c in chosen)
        return replace(visit, concerns=ordered, focus=FORWARD if choice in chosen else choice)


class Ask:
    """One question of those that decide."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Ask it, with "I don't know / rather not say" always offered."""
        say = around.say
        question = around.catalog.questions[visit.place.about]
        chosen = visit.answers.get(question.id, frozenset())
        choices = [
            _option(question, index, chosen, around) for index in range(len(question.options))
        ]
        unknown = (
            Choice(SKIP, say("dont_know"), pictogram="unknown"),
            Choice(SKIP_ALL, say("skip_questions"), pictogram="skip_all"),
        )
        action = Choice(FORWARD, say("forward"), note="→") if question.several and chosen else None
        return Page(
            step=ASK,
            title=around.words(question.text),
            paragraphs=tuple(self._notes(question, visit, around)),
            choices=(*choices, *unknown),
            action=action,
            private=True,
            focus="" if question.several else next(iter(chosen), ""),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Keep the answer; a question with one answer goes on at once."""
        question = around.catalog.questions[visit.place.about]
        if choice == FORWARD:
            return after_answers(visit, around)
        if choice == SKIP_ALL:
            return visit.to(_end_of_questions(visit))
        if choice == SKIP:
            return after_answers(visit.answer(question.id, frozenset()), around)
        if not question.several:
            return after_answers(visit.answer(question.id, frozenset({choice})), around)
        chosen = guide.answered(question, visit.answers, choice)
        return replace(visit.answer(question.id, chosen), focus=FORWARD if chosen else choice)

    def _notes(self, question: Question, visit: Visit, around: Surroundings) -> Sequence[Paragraph]:
        asked = guide.questions(around.catalog, visit.concerns, visit.answers)
        place = next((n for n, q in enumerate(asked, 1) if q.id == question.id), 1)
        progress = around.say("question_of", place=str(place), count=str(len(asked)))
        several = [around.say("several_possible")] if question.several else []
        why = [Paragraph(around.say("why_sensitive"), Tone.QUIET)] if question.sensitive else []
        return [Paragraph(" · ".join([progress, *several]), Tone.ASIDE), *why]


class Hints:
    """What matters for this visitor, the most urgent first."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say each hint."""
        shown = guide.hints(around.catalog, visit.concerns, visit.answers, around.today)
        return Page(
            step="hints",
            title=around.say("important_for_you"),
            paragraphs=tuple(_paragraphs(shown, around)),
            choices=jumps(visit, around, shown),
            action=Choice(FORWARD, around.say("forward"), note="→"),
            private=True,
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Go on to the checklist, or take one more concern along."""
        if choice == FORWARD:
            return visit.to("checklist")
        return after_answers(with_jump(visit, around, choice), around)


def after_answers(visit: Visit, around: Surroundings) -> Visit:
    """Return the next question's page, or the hints if there are any, or the checklist."""
    following = guide.next_question(around.catalog, visit.concerns, visit.answers)
    if following is not None:
        return visit.to(ASK, following.id)
    if not visit.concerns:
        return visit.to("claims")
    if guide.hints(around.catalog, visit.concerns, visit.answers, around.today):
        return visit.to("hints")
    return visit.to("checklist")


def jumps(visit: Visit, around: Surroundings, shown: Sequence[Hint]) -> tuple[Choice, ...]:
    """Return the choices that take along the further concerns that hints lead to."""
    concerns = [around.catalog.concerns[c] for c in guide.jumps(visit.concerns, shown)]
    return tuple(
        Choice(
            f"{ADD}{concern.id}",
            around.words(concern.title),
            note=around.say("take_along"),
            pictogram=concern.pictogram,
        )
        for concern in concerns
    )


def with_jump(visit: Visit, around: Surroundings, choice: str) -> Visit:
    """Return the visit with the concern of such a choice as well."""
    chosen = {*visit.concerns, choice.removeprefix(ADD)}
    return replace(visit, concerns=tuple(c for c in around.catalog.concerns if c in chosen))


def _end_of_questions(visit: Visit) -> str:
    return "checklist" if visit.concerns else "claims"


def _option(question: Question, index: int, chosen: frozenset[str], around: Surroundings) -> Choice:
    option = question.options[index]
    on = option.id in chosen
    mark = (Mark.ON if on else Mark.OFF) if question.several else Mark.NONE
    state = around.say("chosen" if on else "not_chosen") if question.several else ""
    return Choice(
        option.id, around.words(option.text), pictogram=option.pictogram, mark=mark, state=state
    )


def _paragraphs(hints: Sequence[Hint], around: Surroundings) -> list[Paragraph]:
    urgent = [h for h in hints if h.level in {Level.NOW, Level.TODAY}]
    others = [h for h in hints if h.level in {Level.SOON, Level.INFO}]
    entitled = [h for h in hints if h.level is Level.ENTITLED]
    lines = [Paragraph(around.words(h.text), Tone.URGENT) for h in urgent]
    lines += [Paragraph(around.words(h.text)) for h in others]
    if entitled:
        lines.append(Paragraph(around.say("ask_about"), Tone.STRONG))
        lines += [Paragraph(f"• {around.words(h.text)}") for h in entitled]
    lines += _good_to_know(around)
    return [line for line in lines if line.text]


def _good_to_know(around: Surroundings) -> list[Paragraph]:
    known = around.catalog.notices
    foreign = () if around.words.language.startswith("de") else (LANGUAGE_NOTICE,)
    notices = [known[name] for name in (*foreign, *NOTICES) if name in known]
    said = [Paragraph(f"• {around.words(notice.text)}") for notice in notices]
    return [Paragraph(around.say("good_to_know"), Tone.STRONG), *said] if said else []


STEPS: dict[str, Step] = {
    "concerns": Areas(),
    "area": Concerns(),
    ASK: Ask(),
    "hints": Hints(),
}
