"""How a visit is heard: the steps of volume and rate, and the page that changes them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone

if TYPE_CHECKING:
    from screens.visitor.visit import Step, Surroundings, Visit

SOUND = "sound"
AGAIN, SLOWER, FASTER, LOUDER, QUIETER = "say_again", "slower", "faster", "louder", "quieter"
ALOUD, OFF, READ_ALOUD = "say_private_aloud", "voice_off", "read_aloud"
ACTIONS = frozenset({AGAIN, SLOWER, FASTER, LOUDER, QUIETER, ALOUD, OFF, READ_ALOUD})
"""What is done to the voice; the screen does it and stays."""

_MIDDLE = 4
"""The volume a visit begins with, of seven."""


@dataclass(frozen=True)
class Hearing:
    """What the voice does now."""

    on: bool = False
    volume: int = 0
    """Steps from where a visit begins."""
    rate: int = 0
    aloud: bool = False
    """Whether the visitor wants private things said by the loudspeaker."""
    headset: bool = False
    fault: bool = False
    mute: frozenset[str] = frozenset()
    """The languages without a voice."""

    def can_speak(self, languages: Iterable[str]) -> bool:
        """Tell whether there is a voice that works, as far as is known."""
        return not self.fault and not self.mute >= set(languages)


class Sound:
    """Volume, rate, and who may listen."""

    def page(self, visit: "Visit", around: "Surroundings") -> Page:  # noqa: ARG002 - see Step
        """Offer what can be changed, with the step each is at."""
        say, hearing = around.say, around.hearing
        return Page(
            step=SOUND,
            title=say("how_to_hear"),
            paragraphs=tuple(self._notes(around)),
            choices=(
                Choice("go_on", say("go_on"), pictogram="next"),
                *(_changes(around) if hearing.on else ()),
                *(() if hearing.on else (Choice(READ_ALOUD, say(READ_ALOUD), pictogram="speech"),)),
            ),
        )

    def choose(self, visit: "Visit", around: "Surroundings", choice: str) -> "Visit":  # noqa: ARG002
        """Stay, so that the change can be heard, or go back."""
        return visit.back() if choice == "go_on" else replace(visit, focus=choice)

    def _notes(self, around: "Surroundings") -> list[Paragraph]:
        if around.hearing.fault:
            return [Paragraph(around.say("voice_fault"), Tone.URGENT)]
        return [] if around.hearing.headset else [Paragraph(around.say("others_hear"), Tone.QUIET)]


def _changes(around: "Surroundings") -> tuple[Choice, ...]:
    say, hearing = around.say, around.hearing
    volume = say("level", level=str(_MIDDLE + hearing.volume))
    aloud = Choice(
        ALOUD,
        say(ALOUD),
        pictogram="people",
        mark=Mark.ON if hearing.aloud else Mark.OFF,
        state=say("chosen" if hearing.aloud else "not_chosen"),
    )
    return (
        Choice(AGAIN, say(AGAIN), pictogram="repeat"),
        Choice(SLOWER, say(SLOWER), pictogram="past"),
        Choice(FASTER, say(FASTER), pictogram="skip_all"),
        Choice(LOUDER, say(LOUDER), note=volume, pictogram="louder"),
        Choice(QUIETER, say(QUIETER), note=volume, pictogram="quieter"),
        *(() if hearing.headset else (aloud,)),
        Choice(OFF, say(OFF), pictogram="no"),
    )


STEPS: "dict[str, Step]" = {SOUND: Sound()}
