"""Reads a visit aloud while somebody wants to listen."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from kiosk.ports import SpeechEvent, SpeechReport, Utterance, Voice
from screens.visitor.hearing import ALOUD, FASTER, LOUDER, QUIETER, SLOWER, Hearing

_STEPS = {LOUDER: 1, QUIETER: -1}
_RATES = {FASTER: 1, SLOWER: -1}


class Show(Protocol):
    """Shows what is said."""

    def __call__(self, text: str, place: tuple[int, int] = (0, 0)) -> None:
        """Show the line of a text in which the words at a place stand."""


class Reader:
    """The voice of one terminal, and how the present visitor hears it."""

    def __init__(self, voice: Voice, languages: Iterable[str], show: Show) -> None:
        self._voice = voice
        self._show = show
        self._said: Utterance | None = None
        self._first = ""
        """What is said before the next utterance."""
        self._told = False
        """Whether it was told why something is not said aloud."""
        mute = frozenset(language for language in languages if not voice.speaks(language))
        self.hearing = Hearing(headset=voice.headset, fault=bool(voice.fault), mute=mute)

    def begin(self, how: str) -> None:
        """Read from now on; if it was silent before, say first how to go on."""
        if not self.hearing.on:
            self._first = how
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

    def happened(self, report: SpeechReport, withheld: Callable[[], Utterance]) -> None:
        """Follow what the voice reports: the line that is said, a headset, a fault."""
        match report.event:
            case SpeechEvent.WORD if report.utterance == self._said and self._said:
                self._show(self._said.text, report.place)
            case SpeechEvent.WITHHELD if not self._told:
                self._told = True
                self._voice.say(withheld())
            case SpeechEvent.HEADSET | SpeechEvent.FAULT:
                headset, fault = self._voice.headset, bool(self._voice.fault)
                self.hearing = replace(
                    self.hearing, on=self.hearing.on or headset, headset=headset, fault=fault
                )
            case _:
                pass
