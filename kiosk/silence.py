"""The voice that makes no sound."""

from collections.abc import Callable, Iterable

from kiosk.ports import SpeechReport
from kiosk.utterance import Utterance

LOUDEST, FASTEST = 3, 1
"""Steps up and down from where a visit begins."""


class SilentVoice:
    """Says nothing; what would be said stands in the caption line."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self.headset = False
        self.volume = self.rate = 0

    def say(self, utterance: Utterance) -> None:
        """Keep silent."""

    def stop(self) -> None:
        """Keep silent."""

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Have nothing to get ready."""

    def speaks(self, language: str) -> bool:
        """Speak no language."""
        return not language

    def louder(self, steps: int) -> int:
        """Keep the step, as a voice does."""
        self.volume = max(-LOUDEST, min(LOUDEST, self.volume + steps))
        return self.volume

    def faster(self, steps: int) -> int:
        """Keep the step, as a voice does."""
        self.rate = max(-FASTEST, min(FASTEST, self.rate + steps))
        return self.rate

    def allow_loudspeaker(self, *, allowed: bool) -> None:
        """Have nothing to allow."""

    def reset(self) -> None:
        """Begin anew."""
        self.volume = self.rate = 0

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Have nothing to report."""

    def close(self) -> None:
        """Hold nothing."""
