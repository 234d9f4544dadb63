"""Voices that make no sound: one for silence, one that remembers for tests."""

from collections.abc import Callable, Iterable

from kiosk.ports import SpeechEvent, SpeechReport, Utterance

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


class RecordingVoice(SilentVoice):
    """Remembers what was said, in order, and reports what a test makes happen."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Utterance] = []
        self.prepared: list[Utterance] = []
        self.stops = 0
        self.aloud = False
        self.resets = 0
        self._watchers: list[Callable[[SpeechReport], None]] = []

    def say(self, utterance: Utterance) -> None:
        """Remember the utterance."""
        self.said.append(utterance)

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Remember the prompts."""
        self.prepared.extend(prompts)

    def stop(self) -> None:
        """Count the stop."""
        self.stops += 1

    def speaks(self, language: str) -> bool:
        """Speak every language."""
        return bool(language)

    def allow_loudspeaker(self, *, allowed: bool) -> None:
        """Remember the permission."""
        self.aloud = allowed

    def reset(self) -> None:
        """Count the visits that ended."""
        super().reset()
        self.aloud = False
        self.resets += 1

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Report to somebody more."""
        self._watchers.append(report)

    def happen(self, event: SpeechEvent, *, place: tuple[int, int] = (0, 0)) -> None:
        """Report an event of the last utterance."""
        utterance = self.said[-1] if self.said else None
        for report in self._watchers:
            report(SpeechReport(event, utterance, place))
