"""Says the calls one after the other, so that none cuts another off."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.ports import SpeechEvent, SpeechReport, Voice
from kiosk.utterance import Utterance

_A_LETTER = 0.25
"""Seconds after which an announcement is over, for each letter, if the voice does not say so."""
_PAUSE = 2.0


class Ask(Protocol):
    """How slow work is done."""

    def __call__(
        self,
        do: Callable[[], None],
        reply: Callable[[None], None],
        failed: Callable[[KioskError], None],
    ) -> None:
        """Do it off the screen's thread."""


class Announcer:
    """Gives a voice what to say; the voice itself would stop what it is saying."""

    def __init__(
        self, voice: Voice, ask: Ask, later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        self._voice = voice
        self._ask = ask
        self._later = later
        self._waiting: deque[Utterance] = deque()
        self._speaks: Utterance | None = None
        self._turn = 0

    def announce(self, utterances: Iterable[Utterance]) -> None:
        """Say something as soon as what was said before is over; once if it waits already."""
        self._waiting.extend(each for each in utterances if each not in self._waiting)
        if self._speaks is None:
            self._next()

    def happened(self, report: SpeechReport) -> None:
        """Go on when the voice has finished."""
        if report.event is SpeechEvent.FINISHED and report.utterance is self._speaks:
            self._next()

    def _next(self) -> None:
        self._turn += 1
        self._speaks = self._waiting.popleft() if self._waiting else None
        if self._speaks:
            utterance, turn = self._speaks, self._turn
            self._ask(lambda: self._voice.say(utterance), lambda _: None, lambda _: None)
            self._later(len(utterance.text) * _A_LETTER + _PAUSE, lambda: self._give_up(turn))

    def _give_up(self, turn: int) -> None:
        """Go on without a word from the voice, unless it has gone on already."""
        if turn == self._turn:
            self._next()
