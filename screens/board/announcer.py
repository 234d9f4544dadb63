"""Says the calls one after the other, so that none cuts another off."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.ports import Utterance, Voice

_A_LETTER = 0.09
"""Seconds that a letter of an announcement takes, on the slow side."""
_PAUSE = 1.0


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
        self._speaks = False

    def announce(self, utterances: Iterable[Utterance]) -> None:
        """Say something as soon as what was said before is over."""
        self._waiting.extend(utterances)
        if not self._speaks:
            self._next()

    def _next(self) -> None:
        self._speaks = bool(self._waiting)
        if self._waiting:
            utterance = self._waiting.popleft()
            self._ask(lambda: self._voice.say(utterance), lambda _: None, lambda _: None)
            self._later(len(utterance.text) * _A_LETTER + _PAUSE, self._next)
