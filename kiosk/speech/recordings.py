"""Recordings of persons: where they lie, what they must be, and the languages only they speak."""

import hashlib
import io
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.speech.engine import Engine, InstalledVoice, Quality
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_RATES = range(8000, 48001)
NEEDED = "a recording is a plain WAV file of one channel, 16 bits, 8 to 48 kHz"
_BITS = 16
_SILENCE = 8000
_SIMPLE = "_simple"


def recordings(state_dir: Path) -> Path:
    """Return the directory with a folder of recordings for each language."""
    return state_dir / "recordings"


def recording_name(text: str) -> str:
    """Return the name of the file that holds a person's recording of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] + ".wav"


def read_recording(file: Path) -> Sound:
    """Read a recording; raise OSError, or ValueError saying what it should be."""
    data = file.read_bytes()
    if reason := _reason(data):
        raise ValueError(f"{file.parent.name}/{file.name} is not used: {reason}; {NEEDED}.")
    return Sound.of_wav(data)


def faulty(folder: Path) -> Iterator[str]:
    """Yield a sentence on each recording that can't be used."""
    for file in sorted(folder.glob("*/*.wav")):
        try:
            read_recording(file)
        except ValueError as fault:
            yield str(fault)
        except OSError:
            yield f"{file.parent.name}/{file.name} is not used: it can't be read."


def _reason(data: bytes) -> str:
    try:
        with wave.open(io.BytesIO(data)) as sound:
            channels, rate = sound.getnchannels(), sound.getframerate()
            bits = 8 * sound.getsampwidth()
    except (wave.Error, EOFError):
        return "it is none or one of another kind"
    if channels != 1:
        return f"it has {channels} channels"
    if bits != _BITS:
        return f"it has {bits} bits"
    return "" if rate in _RATES else f"it has {rate} Hz"


@dataclass(frozen=True)
class RecordingsEngine:
    """Speaks a language no engine speaks as far as it was recorded, and keeps silent for the rest.

    The synthesis plays recordings before it asks any engine, so this one only renders silence.
    """

    folder: Path
    others: Sequence[Engine]
    name: str = "recordings"

    def voices(self) -> Sequence[InstalledVoice]:
        """Return a voice for every recorded language that no other engine speaks."""
        spoken = {voice.language for engine in self.others for voice in engine.voices()}
        recorded = {file.parent.name for file in self.folder.glob("*/*.wav")}
        return tuple(
            InstalledVoice(
                f"{self.name}:{language}",
                language,
                self.name,
                "persons",
                "the operator's",
                Quality.UNKNOWN,
            )
            for language in sorted({name.removesuffix(_SIMPLE) for name in recorded} - spoken)
        )

    def version(self, voice: InstalledVoice) -> str:
        """Return nothing: silence is always the same."""
        del voice
        return ""

    def start(self, voice: InstalledVoice) -> None:
        """Have nothing to start."""

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return silence as long as it takes to read the text, which stands in the caption."""
        del voice, task
        seconds = 60 * len(text.split()) / words_a_minute
        return Sound(_SILENCE, bytes(2 * round(seconds * _SILENCE)))

    def close(self) -> None:
        """Hold nothing."""
