"""What is still possible while the Jobcenter is not here, and when and where it is next."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.opening import Meeting
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.papers import PRINT
from screens.visitor.visit import Step, Surroundings, Visit

CLOSED = "closed"
"""The step that stands in for taking a number."""
LEAVE = "leave"


class Closed:
    """In place of a number: the next meetings, the list on paper, other help."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say when and where the Jobcenter is next, and what can be done here now."""
        say = around.say
        listed = Choice(PRINT, say("print_list"), pictogram="print")
        return Page(
            step=CLOSED,
            title=say("not_here_now"),
            paragraphs=(*next_times(around), Paragraph(say("still_possible"))),
            choices=(
                *((listed,) if visit.concerns else ()),
                Choice("nearby", say("other_help"), pictogram="help_nearby"),
                Choice(LEAVE, say("done"), pictogram="finish"),
            ),
            focus=LEAVE if visit.with_list else "",
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Print the list, look for other help, or leave."""
        if choice == LEAVE:
            return Visit(language=visit.language)
        return replace(visit, with_list=visit.with_list or choice == PRINT).to(choice)


def next_times(around: Surroundings) -> Iterator[Paragraph]:
    """Yield the next meetings with the Jobcenter, nothing if the office has not said any."""
    meetings = around.opening.meetings
    if meetings:
        yield Paragraph(around.say("next_times"))
    yield from (Paragraph(time_of(meeting, around), Tone.STRONG) for meeting in meetings)


def time_of(meeting: Meeting, around: Surroundings) -> str:
    """Return a meeting in words: the day, from when to when, and where."""
    span = meeting.span
    return around.say(
        "time_and_place" if meeting.place else "time_here",
        day=around.words.day(meeting.day),
        begin=f"{span.begin:%H:%M}",
        end=f"{span.end:%H:%M}",
        place=meeting.place,
    )


STEPS: dict[str, Step] = {CLOSED: Closed()}
