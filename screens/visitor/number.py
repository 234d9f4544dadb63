"""The last steps: what staff may see, what goes on paper, and the number."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.ports import Outcome, Printed
from kiosk.qr_code import Modules
from kiosk.slip import Slip, head_of, text_of_line
from screens.visitor.page import Choice, Page, Paragraph, Tone, partly_german
from screens.visitor.papers import PRINT
from screens.visitor.visit import Step, Surroundings, Taken, Visit

TAKE = "take"
"""The step in which the number is being taken; the screen asks the office for it."""
DONE, YES, NO, SLIP, GO_ON = "done", "yes", "no", "slip", "go_on"
WHOLE, ANEW = "whole", "print_again"
"""The answers to whether the slip is whole, which only who holds it can tell."""
FORWARD = "forward"

_FAILED = frozenset({Outcome.NOT_SENT, Outcome.INTERRUPTED, Outcome.EXPIRED})


class Share:
    """Asks whether staff may see the answers."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Ask for consent; without a concern there is nothing to share."""
        say = around.say
        if not visit.concerns:
            return Page(
                step="share",
                title=say("take_it_now"),
                paragraphs=(Paragraph(say("tell_at_the_desk")),),
                choices=(Choice(NO, say("take_number"), pictogram="number"),),
            )
        return Page(
            step="share",
            title=say("may_staff_see"),
            paragraphs=(Paragraph(say("what_staff_see")),),
            choices=(
                Choice(YES, say("yes_share"), pictogram="share"),
                Choice(NO, say("no_share"), pictogram="keep_private"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Keep the decision and ask what goes on paper."""
        visit = replace(visit, share=choice == YES)
        return visit.to("paper") if visit.concerns else visit.to(TAKE)


class OnPaper:
    """Asks whether the list goes on the slip."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Ask, since a list left behind tells what somebody came for."""
        say = around.say
        return Page(
            step="paper",
            title=say("list_on_paper"),
            paragraphs=(Paragraph(say("list_tells")),),
            choices=(
                Choice(YES, say("yes_list"), pictogram="print"),
                Choice(NO, say("number_alone"), pictogram="number"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Take the number."""
        return replace(visit, with_list=choice == YES).to(TAKE)


class Taking:
    """The moment between the tap and the number; seen only if the store is slow."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002
        """Ask for a moment of patience."""
        return Page(step=TAKE, title=around.say("one_moment"))

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Nothing can be chosen."""
        return visit


class Number:
    """The number, in giant digits."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Show the number, the wait, and what became of the slip."""
        taken = visit.taken
        if taken is None:
            return Taking().page(visit, around)
        if asks(taken.printed):
            return _question(taken, around)
        say = around.say
        lines = [Paragraph(_wait(taken, around), Tone.STRONG), _paper(taken.printed, around)]
        hears = around.hearing.on and taken.slip is not None
        if around.hearing.on:
            lines.append(Paragraph(say("number_means")))
        can_see = _picture(taken) or hears
        choices = [Choice(SLIP, say("see_slip"), pictogram="paper")] if can_see else []
        code = taken.code if _no_paper(taken, around) else ()
        return Page(
            step="number",
            title=say("your_number"),
            giant=taken.ticket.number,
            code=code,
            paragraphs=tuple(lines),
            choices=tuple(choices),
            action=Choice(DONE, say("done"), note="→"),
            focus=_first(code, hears=hears),
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Look at the slip, say how it came out, or leave: the next person begins anew."""
        if choice in {WHOLE, ANEW} and visit.taken and visit.taken.printed:
            job, whole = visit.taken.printed.job, Printed(Outcome.PRINTED)
            taken = replace(visit.taken, printed=whole if choice == WHOLE else None)
            return replace(visit, taken=taken, asked_again=job if choice == ANEW else None)
        return visit.to(SLIP) if choice == SLIP else Visit(language=visit.language)


class SlipPage:
    """The slip as it was printed, as far as this terminal can show it."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Show the slip."""
        taken = visit.taken
        picture = taken.printed.picture if taken and taken.printed else None
        return Page(
            step=SLIP,
            title=around.say("your_slip"),
            paragraphs=tuple(_slip_lines(taken.slip)) if taken and taken.slip else (),
            picture="" if around.hearing.on else str(picture or ""),
            action=Choice(DONE, around.say("done"), note="→"),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Leave."""
        return Visit(language=visit.language)


def _slip_lines(slip: Slip) -> Iterator[Paragraph]:
    """Yield what stands on a slip."""
    yield from map(Paragraph, filter(None, head_of(slip)))
    yield from (partly_german(text_of_line(line), line.beside) for line in slip.lines if line.text)


class Printing:
    """A slip without a number: a list, or the way to a partner."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say what became of it."""
        asked = tuple(_whole_or_again(around))[1:] if asks(visit.referral) else ()
        return Page(
            step=PRINT,
            title=around.say("your_slip"),
            paragraphs=(_paper(visit.referral, around),),
            choices=(Choice(GO_ON, around.say("go_on"), pictogram="next"), *asked),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go on where the slip was asked for, or ask for another."""
        if choice == ANEW and visit.referral:
            return replace(visit, referral=None, asked_again=visit.referral.job)
        return replace(visit.back(), referral=None, focus=FORWARD)


def _wait(taken: Taken, around: Surroundings) -> str:
    ahead = taken.ahead
    before = around.say("nobody_ahead") if not ahead else around.say("ahead", count=str(ahead))
    return (before if before.endswith(".") else f"{before} ·") + f" {_guess(taken, around)}"


def _guess(taken: Taken, around: Surroundings) -> str:
    guess = taken.estimate
    if guess is None:
        return around.say("wait_unknown")
    if not guess.low:
        return around.say("wait_at_most", high=str(guess.high))
    return around.say("wait_between", low=str(guess.low), high=str(guess.high))


def paper_words(printed: Printed | None, around: Surroundings) -> str:
    """Say what became of a slip; nothing was said of it yet while it is on its way."""
    return around.say("slip_comes" if printed is None else f"slip_{printed.outcome}")


def _paper(printed: Printed | None, around: Surroundings) -> Paragraph:
    if asks(printed):
        return Paragraph(around.say("is_it_whole"), Tone.STRONG)
    failed = printed is not None and printed.outcome in _FAILED
    return Paragraph(paper_words(printed, around), Tone.URGENT if failed else Tone.PLAIN)


def _first(code: Modules, *, hears: bool) -> str:
    """Return what has the focus: a code on a sheet of its own is for those who want it."""
    if hears:
        return SLIP
    return DONE if code else ""


def _no_paper(taken: Taken, around: Surroundings) -> bool:
    """Tell whether the number has to be photographed or remembered."""
    if taken.printed is None:
        return around.no_slips
    return taken.printed.outcome in _FAILED | {Outcome.OFF}


def asks(printed: Printed | None) -> bool:
    """Tell whether only the visitor knows what came out, and can have it printed again."""
    return printed is not None and printed.outcome is Outcome.UNKNOWN and printed.job is not None


def _question(taken: Taken, around: Surroundings) -> Page:
    """Ask how the slip came out, over the number that is valid in any case."""
    return Page(
        step="number",
        title=around.say("is_it_whole"),
        giant=taken.ticket.number,
        choices=tuple(_whole_or_again(around)),
        focus=WHOLE,
    )


def _whole_or_again(around: Surroundings) -> Iterator[Choice]:
    yield Choice(WHOLE, around.say("is_whole"), pictogram="yes")
    yield Choice(ANEW, around.say("print_again"), pictogram="print")


def _picture(taken: Taken) -> bool:
    return taken.printed is not None and taken.printed.picture is not None


STEPS: dict[str, Step] = {
    "share": Share(),
    "paper": OnPaper(),
    TAKE: Taking(),
    PRINT: Printing(),
    "number": Number(),
    SLIP: SlipPage(),
}
