"""What turns text into sound: engines, and the voices they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.speech.sound import Sound


class EngineFault(Exception):
    """An engine could not render a text; it is ready to be asked again."""


class Quality(StrEnum):
    """How well a voice was understood by a speech recogniser; people may judge otherwise."""

    GOOD = "good"
    """At most one word in ten was wrong."""
    USABLE = "usable"
    """At most seven words in ten were wrong, and fewer by the letter."""
    POOR = "poor"
    """More were wrong, or nobody measured it."""


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
    needs_cache: bool = False
    """It takes so long that fixed prompts are rendered beforehand."""


class Engine(Protocol):
    """One way to render speech; used by one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name, such as espeak-ng."""

    @property
    def version(self) -> str:
        """What must differ if the same text may sound different."""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices installed for it, best first; none if it is not there."""

    def start(self) -> None:
        """Get ready in the background, so that the first text does not wait."""

    def render(self, text: str, voice: InstalledVoice, words_a_minute: int) -> Sound:
        """Return the sound of a text, or raise EngineFault."""

    def close(self) -> None:
        """End its processes."""
