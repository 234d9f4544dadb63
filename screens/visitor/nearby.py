"""Help nearby, and help at once: partners and the acute cases."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk import guide
from kiosk.catalog import Partner
from kiosk.condition import Chosen
from screens.visitor.number import TAKE
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.papers import PRINT
from screens.visitor.visit import Step, Surroundings, Visit

FORWARD, PERSON, NUMBER = "forward", "call_person", "number"


class Nearby:
    """Who else helps."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """List the partners."""
        return Page(
            step="nearby",
            title=around.say("who_helps"),
            choices=_partners(tuple(around.catalog.partners), around),
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
        say = around.say
        hints = guide.emergencies(around.catalog, _acute(visit, around))
        partners = dict.fromkeys(p for hint in hints for p in hint.partners)
        return Page(
            step="at_once",
            title=say("help_at_once"),
            paragraphs=tuple(Paragraph(around.words(h.text), Tone.STRONG) for h in hints),
            choices=(
                Choice(NUMBER, say("number_first"), pictogram="number"),
                Choice(PERSON, say("call_person"), pictogram="person"),
                *_partners(tuple(partners), around),
            ),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Call a person, take a number with priority, or look at a partner."""
        if choice == PERSON:
            return visit.to("person")
        if choice == NUMBER:
            return replace(visit, urgent=True, concerns=()).to(TAKE)
        return visit.to("partner", choice)


def _acute(visit: Visit, around: Surroundings) -> Chosen:
    return visit.answers.get(around.catalog.triage.question, frozenset())


def _partners(ids: Sequence[str], around: Surroundings) -> tuple[Choice, ...]:
    partners = [around.catalog.partners[partner] for partner in ids]
    return tuple(
        Choice(p.id, around.words(p.title), pictogram=p.pictogram or p.kind) for p in partners
    )


def _description(partner: Partner, around: Surroundings) -> list[Paragraph]:
    words, say = around.words, around.say
    beside = around.beside(partner.title)
    lines = [Paragraph(beside, Tone.QUIET)] if beside else []
    lines.append(Paragraph(words(partner.does)))
    phones = [phone.address for phone in partner.phones if phone.confirmed]
    lines += [Paragraph(say("phone", number=number), Tone.STRONG) for number in phones]
    if partner.place:
        lines.append(Paragraph(partner.place))
    lines.append(Paragraph(words(partner.access)))
    lines.append(Paragraph(f"{say(f'cost_{partner.cost}')} {say(f'secrecy_{partner.secrecy}')}"))
    return lines


STEPS: dict[str, Step] = {
    "nearby": Nearby(),
    "partner": OnePartner(),
    "acute": Acute(),
    "at_once": AtOnce(),
}
