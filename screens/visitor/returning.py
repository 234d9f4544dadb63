"""What a scanned slip leads to: back in at a fair place, to its number, or to a new one."""

from dataclasses import replace

from kiosk.come_back import ComeBack
from screens.visitor.number import DONE
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Place, Step, Surroundings, Visit

RETURNED = "returned"
"""The step of a come-back slip that holds."""
SCANNED = "scanned"
"""The step of any other slip; it is about the number on it, if that is one of today's."""


def came_back(visit: Visit, told: ComeBack) -> Visit:
    """Return the visit of somebody who is back: their next number counts what they waited."""
    return replace(_begun(visit), come_back=told).to(RETURNED)


def scanned(visit: Visit, number: str = "") -> Visit:
    """Return the visit of somebody who shows a number's slip, or one that holds no longer."""
    return _begun(visit).to(SCANNED, number)


def _begun(visit: Visit) -> Visit:
    """Return the visit as far as it came; whoever has a number begins anew."""
    if visit.taken or visit.place.step == "start":
        return Visit(language=visit.language)
    trail = tuple(place for place in visit.trail if place.step not in {RETURNED, SCANNED})
    return replace(visit, trail=trail or (Place("start"),))


class Returned:
    """Welcomes who comes back."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Say that the earlier wait counts."""
        return Page(
            step=RETURNED,
            title=around.say("welcome_back"),
            paragraphs=(Paragraph(around.say("wait_counts"), Tone.STRONG),),
            choices=(_number(around), Choice(DONE, around.say("done"), pictogram="finish")),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Ask what it is about, for the code does not tell; or leave, and nothing is kept."""
        return Visit(language=visit.language) if choice == DONE else visit.to("concerns", choice)


class Scanned:
    """Says what a slip is worth that brings nobody back in."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Show the number that is still to be called, or offer a new one."""
        say, number = around.say, visit.place.about
        if number:
            return Page(
                step=SCANNED,
                title=say("your_number"),
                giant=number,
                paragraphs=(Paragraph(say("number_means")),),
                choices=(Choice("go_on", say("go_on"), pictogram="next"),),
            )
        return Page(
            step=SCANNED,
            title=say("slip_not_valid"),
            paragraphs=(Paragraph(say("take_a_new_number"), Tone.STRONG),),
            choices=(_number(around),),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go on as before, or ask what a new number is about."""
        return visit.to("concerns", choice) if choice == "number" else visit.back()


def _number(around: Surroundings) -> Choice:
    take = around.say("take_number")
    return Choice("number", take, note=around.not_here(), pictogram="number")


STEPS: dict[str, Step] = {RETURNED: Returned(), SCANNED: Scanned()}
