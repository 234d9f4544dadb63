"""Reads a visit aloud while somebody wants to listen."""

from collections.abc import Iterable
from dataclasses import replace
from time import monotonic
from typing import Protocol

from kiosk.ports import SpeechEvent, SpeechReport, Voice
from kiosk.utterance import Utterance
from screens.visitor.hearing import ALOUD, FASTER, LOUDER, QUIETER, SLOWER, Hearing
from screens.visitor.visit import Surroundings

_STEPS = {LOUDER: 1, QUIETER: -1}
_SLOWEST = 6.0
"""Letters a second that the slowest voice says at least."""
_RATES = {FASTER: 1, SLOWER: -1}


class Show(Protocol):
    """Shows what is said."""

    def __call__(self, text: str, place: tuple[int, int] = (0, 0)) -> None:
        """Show the line of a text in which the words at a place stand."""


class Reader:
    """The voice of one terminal, and how the present visitor hears it."""

    def __init__(self, voice: Voice, show: Show) -> None:
        self._voice = voice
        self._show = show
        self._said: Utterance | None = None
        self._instead: Utterance | None = None
        """What everybody may hear if what was said is withheld."""
        self._next: Utterance | None = None
        """What is said when this is finished."""
        self._quiet_from = 0.0
        """When what is being said is over at the latest."""
        self._first = ""
        """What is said before the next utterance."""
        self.hearing = Hearing(fault=True)
        """Nothing is promised before a voice is found: reading aloud is offered then."""

    def take(self, voice: Voice, around: Surroundings) -> None:
        """Read with this voice from now on."""
        self._voice = voice
        mute = frozenset(name for name in around.dictionary if not voice.speaks(name))
        self.hearing = replace(self.hearing, mute=mute)
        self._follow(around)

    def begin(self, around: Surroundings) -> None:
        """Read from now on; if it was silent before, say first how to go on."""
        if not self.hearing.on:
            can_speak = self.hearing.can_speak(around.dictionary)
            self._first = around.say("speech_begins" if can_speak else "voice_fault")
        self.hearing = replace(self.hearing, on=True)

    def end(self) -> None:
        """Read no longer, and forget how it was heard; a plugged headset listens on."""
        self._voice.reset()
        self._said = self._instead = self._next = None
        headset = self._voice.headset
        self.hearing = Hearing(
            on=headset, headset=headset, fault=bool(self._voice.fault), mute=self.hearing.mute
        )

    def part(self, utterance: Utterance) -> None:
        """Say a last word to who listened."""
        self._voice.say(utterance)

    def off(self) -> None:
        """Be silent until somebody wants to listen again."""
        self.stop()
        self.hearing = replace(self.hearing, on=False)

    def say(self, utterance: Utterance, instead: Utterance | None = None) -> None:
        """Say this instead of what is being said; its words stand in the caption.

        If it must not be heard by everybody, `instead` is said.
        """
        if self._first and self.hearing.on:
            utterance = utterance.after(self._first)
            instead = instead and instead.after(self._first)
            self._first = ""
        self._said, self._instead, self._next = utterance, instead, None
        if self.hearing.on:
            self._quiet_from = monotonic() + len(utterance.text) / _SLOWEST
            self._show(utterance.text)
            self._voice.say(utterance)

    def then(self, utterance: Utterance) -> None:
        """Say this after what is being said."""
        if self.speaks:
            self._next = utterance
        else:
            self.say(utterance)

    @property
    def speaks(self) -> bool:
        """Whether something is still being said."""
        return self.hearing.on and monotonic() < self._quiet_from

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Get what everybody hears ready."""
        self._voice.prepare(prompts)

    def stop(self) -> None:
        """Be silent at once."""
        self._quiet_from, self._next = 0.0, None
        self._voice.stop()

    def change(self, choice: str) -> None:
        """Do to the voice what was chosen."""
        volume = self._voice.louder(_STEPS.get(choice, 0))
        rate = self._voice.faster(_RATES.get(choice, 0))
        aloud = self.hearing.aloud != (choice == ALOUD)
        self._voice.allow_loudspeaker(allowed=aloud)
        self.hearing = replace(self.hearing, volume=volume, rate=rate, aloud=aloud)

    def happened(self, report: SpeechReport, around: Surroundings) -> None:
        """Follow what the voice reports: the line that is said, a headset, a fault."""
        match report.event:
            case SpeechEvent.WORD if report.utterance == self._said and self._said:
                self._show(self._said.text, report.place)
            case SpeechEvent.FINISHED if report.utterance == self._said and self._said:
                self._quiet_from = 0.0
                end = len(self._said.text)
                self._show(self._said.text, (end, end))
                if self._next:
                    self.say(self._next)
            case SpeechEvent.WITHHELD if report.utterance == self._said and self._instead:
                self.say(self._instead)
            case SpeechEvent.HEADSET | SpeechEvent.FAULT:
                self._follow(around)
            case _:
                pass

    def _follow(self, around: Surroundings) -> None:
        """See how the voice is; a headset that was plugged in wants to be read to."""
        headset, fault = self._voice.headset, bool(self._voice.fault)
        if self.hearing.headset and not headset:
            self.end()  # nothing is said to the room before somebody wants that
        if headset and not self.hearing.headset:
            self.begin(around)
        self.hearing = replace(self.hearing, headset=headset, fault=fault)
