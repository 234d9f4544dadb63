"""What turns text into sound: engines, and the voices they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.speech.sound import Sound
from kiosk.speech.task import Task


class EngineFault(Exception):
    """An engine could not render a text; it is ready to be asked again."""


class EngineLate(EngineFault):
    """An engine took too long; asked again, it would again."""


class Quality(StrEnum):
    """How well a voice was understood by a speech recogniser; people may judge otherwise."""

    GOOD = "good"
    """At most one word in ten was wrong."""
    USABLE = "usable"
    """At most three words in ten were wrong."""
    POOR = "poor"
    """More were wrong."""
    UNKNOWN = "unknown"
    """Nobody measured it."""

    @classmethod
    def measured(cls, percent: int | None) -> "Quality":
        """Return what the share of wrong words says."""
        if percent is None:
            return cls.UNKNOWN
        return next((quality for most, quality in _LIMITS if percent <= most), cls.POOR)


_LIMITS = ((10, Quality.GOOD), (30, Quality.USABLE))


@dataclass(frozen=True)
class InstalledVoice:
    """A voice of this machine."""

    id: str
    """Engine and name, such as espeak-ng:gmw/de."""
    language: str
    engine: str
    name: str
    licence: str
    quality: Quality


class Engine(Protocol):
    """One way to render speech; used by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name, such as espeak-ng."""

    def version(self, voice: InstalledVoice) -> str:
        """Return what must differ if the same text may sound different by a voice."""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices installed for it, best first; none if it is not there."""

    def start(self, voice: InstalledVoice) -> None:
        """Get ready in the background to speak with a voice, so that its first text is quick."""

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text for a task, or raise EngineFault, also when that is ended."""

    def close(self) -> None:
        """End its processes."""
