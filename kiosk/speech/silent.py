"""Voices that make no sound: one for silence, one that remembers for tests."""

from kiosk.ports import Utterance


class SilentVoice:
    """Says nothing; what would be said stands in the caption line."""

    def say(self, utterance: Utterance) -> None:
        """Keep silent."""

    def stop(self) -> None:
        """Keep silent."""

    def close(self) -> None:
        """Hold nothing."""


class RecordingVoice:
    """Remembers what was said, in order."""

    def __init__(self) -> None:
        self.said: list[Utterance] = []
        self.stops = 0

    def say(self, utterance: Utterance) -> None:
        """Remember the utterance."""
        self.said.append(utterance)

    def stop(self) -> None:
        """Count the stop."""
        self.stops += 1

    def close(self) -> None:
        """Hold nothing."""
