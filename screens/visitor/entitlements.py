"""What a visitor may be entitled to: a few questions, then what is worth asking about."""

from dataclasses import replace

from kiosk import guide
from kiosk.catalog import Claim
from screens.visitor.concerns import after_answers
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit

FORWARD, BEGIN, NUMBER = "forward", "begin", "number"


class Entitled:
    """What this way is, before it asks anything."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Say that every question may be skipped, and that nothing is promised."""
        say = around.say
        return Page(
            step="entitled",
            title=say("what_am_i_entitled_to"),
            paragraphs=(Paragraph(say("a_few_questions")), Paragraph(say("no_promise"))),
            choices=(Choice(BEGIN, say("forward"), pictogram="next"),),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Ask the first question."""
        return after_answers(replace(visit, concerns=()), around)


class Claims:
    """What is worth asking about."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """List it: what fits, then what may fit; each with its law."""
        say = around.say
        found = guide.claims(around.catalog, visit.answers, around.today)
        choices = tuple(
            Choice(
                claim.id,
                around.words(claim.title),
                note=" · ".join(filter(None, ("" if sure else say("need_perhaps"), _law(claim)))),
                pictogram="entitled" if sure else "unknown",
            )
            for claim, sure in found
        )
        return Page(
            step="claims",
            title=say("ask_about" if found else "nothing_found"),
            paragraphs=(Paragraph(say("no_promise" if found else "ask_anyway")),),
            choices=choices,
            action=Choice(FORWARD, say("forward"), note="→"),
            private=True,
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Look at one, or go on."""
        return visit.to("whats_next") if choice == FORWARD else visit.to("claim", choice)


class OneClaim:
    """One thing the visitor may be entitled to."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say what it is, by which law and from which source, and who helps."""
        claim, say = _claim(visit, around), around.say
        lines = [Paragraph(around.words(claim.hint.text)), Paragraph(say("no_promise"))]
        if _law(claim):
            lines.append(Paragraph(say("by_law", law=_law(claim)), Tone.QUIET))
        sources = [around.catalog.sources[source] for source in claim.hint.evidence.sources]
        lines += [Paragraph(say("source", source=source), Tone.QUIET) for source in sources]
        number = [Choice(NUMBER, say("ask_for_this"), pictogram="number")] if claim.concern else []
        helpers = [around.catalog.partners[partner] for partner in claim.hint.partners]
        return Page(
            step="claim",
            title=around.words(claim.title),
            paragraphs=tuple(lines),
            choices=(
                *number,
                *(
                    Choice(p.id, around.words(p.title), pictogram=p.pictogram or p.kind)
                    for p in helpers
                ),
            ),
            action=Choice(FORWARD, say("to_the_list"), note="→"),
            private=True,
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Ask what this concern needs, look at a partner, or go back."""
        if choice == FORWARD:
            return visit.back()
        claim = _claim(visit, around)
        if choice == NUMBER and claim.concern:
            return after_answers(replace(visit, concerns=(claim.concern,)), around)
        return visit.to("partner", choice)


def _claim(visit: Visit, around: Surroundings) -> Claim:
    claims = around.catalog.entitlements.claims
    return next(claim for claim in claims if claim.id == visit.place.about)


def _law(claim: Claim) -> str:
    return claim.hint.evidence.legal


STEPS: dict[str, Step] = {"entitled": Entitled(), "claims": Claims(), "claim": OneClaim()}
