"""Reads a visit aloud while somebody wants to listen."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from kiosk.ports import SpeechEvent, SpeechReport, Utterance, Voice
from screens.visitor.hearing import ALOUD, FASTER, LOUDER, QUIETER, SLOWER, Hearing
from screens.visitor.visit import Surroundings

_STEPS = {LOUDER: 1, QUIETER: -1}
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
        self._first = ""
        """What is said before the next utterance."""
        self._told = False
        """Whether it was told why something is not said aloud."""
        self.hearing = Hearing()

    def take(self, voice: Voice, around: Surroundings) -> None:
        """Read with this voice from now on."""
        self._voice = voice
        mute = frozenset(name for name in around.dictionary if not voice.speaks(name))
        self.hearing = replace(self.hearing, mute=mute)
        self._follow(around)

    def begin(self, around: Surroundings) -> None:
        """Read from now on; if it was silent before, say first how to go on."""
        if not self.hearing.on:
            self._first = around.say("speech_begins")
        self.hearing = replace(self.hearing, on=True)

    def end(self) -> None:
        """Read no longer, and forget how it was heard; a plugged headset listens on."""
        self._voice.reset()
        self._said, self._told = None, False
        headset = self._voice.headset
        self.hearing = Hearing(
            on=headset, headset=headset, fault=bool(self._voice.fault), mute=self.hearing.mute
        )

    def off(self) -> None:
        """Be silent until somebody wants to listen again."""
        self.stop()
        self.hearing = replace(self.hearing, on=False)

    def say(self, utterance: Utterance) -> None:
        """Say this instead of what is being said; its words stand in the caption."""
        if self._first and self.hearing.on:
            utterance = replace(utterance, text=f"{self._first} {utterance.text}")
            self._first = ""
        self._said = utterance
        if self.hearing.on:
            self._show(utterance.text)
            self._voice.say(utterance)

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Get what everybody hears ready."""
        self._voice.prepare(prompts)

    def stop(self) -> None:
        """Be silent at once."""
        if self.hearing.on:
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
            case SpeechEvent.WITHHELD if not self._told:
                self._told = True
                language = around.words.language
                self._voice.say(Utterance(around.say("withheld"), language, fixed=True))
            case SpeechEvent.HEADSET | SpeechEvent.FAULT:
                self._follow(around)
            case _:
                pass

    def _follow(self, around: Surroundings) -> None:
        """See how the voice is; a headset that was plugged in wants to be read to."""
        headset, fault = self._voice.headset, bool(self._voice.fault)
        if headset and not self.hearing.headset:
            self.begin(around)
        self.hearing = replace(self.hearing, headset=headset, fault=fault)
