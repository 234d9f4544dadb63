"""Help nearby, and help at once: partners and the acute cases."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk import guide
from kiosk.catalog import Partner
from kiosk.condition import Chosen
from screens.visitor.closed import next_times
from screens.visitor.concerns import ADD, after_answers, jumps, with_jump
from screens.visitor.number import TAKE
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.papers import PRINT
from screens.visitor.visit import Step, Surroundings, Visit, german

FORWARD, PERSON, NUMBER = "forward", "call_person", "number"
FITTING = "fitting"
"""In place of a topic: what fits the concerns of the visit."""


class Nearby:
    """Other help: what fits this visit first, then every need in plain words."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Offer the needs; with concerns, before them the way to the help that fits."""
        say = around.say
        fitting = [Choice(FITTING, say("help_that_fits"), pictogram="help")]
        topics = [
            Choice(topic.id, around.words(topic.title), pictogram=topic.pictogram)
            for topic in around.catalog.topics.values()
            if any(topic.id in p.topics for p in around.catalog.partners.values())
        ]
        return Page(
            step="nearby",
            title=say("which_help"),
            choices=(*(fitting if _fitting(visit, around) else ()), *topics),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """See who helps with it."""
        return visit.to("topic", choice)


class Topic:
    """Who helps with one need."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """List the partners, those with a place here first."""
        about, partners = visit.place.about, around.catalog.partners
        heading = around.catalog.topics.get(about)
        named = [p.id for p in partners.values() if about in p.topics]
        found = named if heading else _fitting(visit, around)
        ordered = sorted(found, key=lambda name: not partners[name].place)
        return Page(
            step="topic",
            title=around.words(heading.title) if heading else around.say("help_that_fits"),
            choices=_partners(ordered, around),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Look at a partner."""
        return visit.to("partner", choice)


class OnePartner:
    """One partner: what they do, where, when, for how much, and who learns of it."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Describe the partner."""
        partner = around.catalog.partners[visit.place.about]
        return Page(
            step="partner",
            title=around.words(partner.title),
            paragraphs=tuple(_description(partner, around)),
            choices=(Choice(PRINT, around.say("print_this"), pictogram="print"),),
            action=Choice(FORWARD, around.say("to_the_list"), note="→"),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Take it along on paper, or go back to the list."""
        return visit.to(PRINT, visit.place.about) if choice == PRINT else visit.back()


class Acute:
    """Finds out which need is acute."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Offer the acute cases; several may be true."""
        question = around.catalog.questions[around.catalog.triage.question]
        chosen = _acute(visit, around)
        choices = tuple(
            Choice(
                option.id,
                around.words(option.text),
                pictogram=option.pictogram,
                mark=Mark.ON if option.id in chosen else Mark.OFF,
                state=around.say("chosen" if option.id in chosen else "not_chosen"),
            )
            for option in question.options
        )
        return Page(
            step="acute",
            title=around.words(question.text),
            choices=choices,
            action=Choice(FORWARD, around.say("forward"), note="→") if chosen else None,
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Switch a case, or say what helps."""
        question = around.catalog.questions[around.catalog.triage.question]
        if choice == FORWARD:
            chosen = guide.emergencies(around.catalog, _acute(visit, around))
            return visit.to("at_once") if chosen else visit.back()
        answer = guide.answered(question, visit.answers, choice)
        return replace(visit.answer(question.id, answer), focus=FORWARD if answer else choice)


class AtOnce:
    """What to do at once."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say what helps, whom to ring, and offer a person and a number with priority."""
        hints = guide.emergencies(around.catalog, _acute(visit, around))
        texts = [around.words(hint.text) for hint in hints]
        partners = dict.fromkeys(p for hint in hints for p in hint.partners)
        who = (*jumps(visit, around, hints), *_partners(tuple(partners), around))
        return Page(
            step="at_once",
            title=around.say("help_at_once"),
            paragraphs=(
                *(Paragraph(text, Tone.STRONG) for text in texts if text),
                *_not_here(around),
            ),
            choices=_helping(who, around),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Call a person, take a number with priority, see what to bring, or who helps."""
        if choice == PERSON:
            return visit.to("person")
        if choice == NUMBER:
            return replace(visit, urgent=True, concerns=()).to(TAKE)
        if choice.startswith(ADD):
            return after_answers(replace(with_jump(visit, around, choice), urgent=True), around)
        return visit.to("partner", choice)


def _helping(who: tuple[Choice, ...], around: Surroundings) -> tuple[Choice, ...]:
    """Return who helps after number and person; without a number to give, before the person."""
    number = Choice(NUMBER, around.say("number_first"), pictogram="number")
    person = Choice(PERSON, around.say("call_person"), pictogram="person")
    return (number, person, *who) if around.opening.is_open else (*who, person)


def _not_here(around: Surroundings) -> tuple[Paragraph, ...]:
    """Say that the Jobcenter is not here now, and when it is."""
    if around.opening.is_open:
        return ()
    return (Paragraph(around.not_here(), Tone.STRONG), *next_times(around))


def _acute(visit: Visit, around: Surroundings) -> Chosen:
    return visit.answers.get(around.catalog.triage.question, frozenset())


def _fitting(visit: Visit, around: Surroundings) -> Sequence[str]:
    """Return the partners that fit the concerns and what was answered."""
    if not visit.concerns:
        return ()
    hints = guide.hints(around.catalog, visit.concerns, visit.answers, around.today)
    return guide.partners(around.catalog, visit.concerns, hints)


def _partners(ids: Sequence[str], around: Surroundings) -> tuple[Choice, ...]:
    partners = [around.catalog.partners[partner] for partner in ids]
    return tuple(
        Choice(p.id, around.words(p.title), pictogram=p.pictogram or p.kind) for p in partners
    )


def _description(partner: Partner, around: Surroundings) -> list[Paragraph]:
    words, say = around.words, around.say
    lines = german(around.beside(partner.title), Tone.QUIET)
    lines.append(Paragraph(words(partner.does)))
    for phone in partner.sure_phones:
        what = words(phone.what)
        lines.append(Paragraph(say("phone", number=phone.address), Tone.STRONG))
        lines += [Paragraph(what, Tone.QUIET)] if what else []
    if partner.place:
        lines.append(Paragraph(say("place", place=partner.place), Tone.STRONG))
    if partner.hours:
        lines.append(Paragraph(say("hours", hours=partner.hours), Tone.STRONG))
    lines.append(Paragraph(words(partner.access)))
    lines += [Paragraph(say("web", address=web.address)) for web in partner.sure_webs]
    lines.append(Paragraph(f"{say(f'cost_{partner.cost}')} {say(f'secrecy_{partner.secrecy}')}"))
    secret = around.catalog.notices.get("advice_is_secret")
    if secret and partner.secrecy == "professional":
        lines.append(Paragraph(words(secret.text), Tone.QUIET))
    return lines


STEPS: dict[str, Step] = {
    "nearby": Nearby(),
    "topic": Topic(),
    "partner": OnePartner(),
    "acute": Acute(),
    "at_once": AtOnce(),
}
