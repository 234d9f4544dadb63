"""From an utterance to its sound: the best voice of its language, a recording, or the cache."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kiosk.ports import Utterance
from kiosk.speech.cache import DiskCache, MemoryCache, key
from kiosk.speech.engine import Engine, InstalledVoice
from kiosk.speech.pieces import Piece
from kiosk.speech.recordings import read_recording, recording_name, recordings
from kiosk.speech.script import Script
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_RATE = 150
"""Words a minute; studies found 150 to 200 the most comfortable."""
_RATES = {"de_simple": 125}
_FASTER = 1.25
"""What a step of the rate multiplies it by."""
_VOICE_OF = {"de_simple": "de"}
"""Languages that are spoken by the voice of another, which they are a form of."""

Pronounceable = Callable[[str, str], str]


def words_a_minute(language: str, step: int) -> int:
    """Return the rate of a language at a step of a visit."""
    return round(_RATES.get(language, _RATE) * _FASTER**step)


class Synthesis:
    """The engines of a machine in order of preference, and what they have rendered."""

    def __init__(
        self, engines: Iterable[Engine], state_dir: Path, pronounceable: Pronounceable
    ) -> None:
        self._engines = {engine.name: engine for engine in engines}
        self._voices = [voice for engine in self._engines.values() for voice in engine.voices()]
        self._recordings = recordings(state_dir)
        self._disk = DiskCache(state_dir / "speech")
        self._memory = MemoryCache()
        self._pronounceable = pronounceable

    def start(self) -> None:
        """Get the engines ready in the background."""
        for engine in self._engines.values():
            engine.start()

    def voices(self, language: str = "") -> Sequence[InstalledVoice]:
        """Return the voices of a language, best first; without one, all."""
        spoken = _VOICE_OF.get(language, language)
        return [voice for voice in self._voices if spoken in ("", voice.language)]

    def voice(self, voice_id: str) -> InstalledVoice:
        """Return a voice by its id, or raise LookupError."""
        for voice in self._voices:
            if voice.id == voice_id:
                return voice
        raise LookupError(voice_id)

    def script(self, utterance: Utterance) -> Script:
        """Return what is said for an utterance, and by whom if a person recorded it."""
        # A visit that ends meanwhile takes its memory with it.
        cache = self._disk if utterance.fixed and not utterance.private else self._memory
        if recording := self._recorded(utterance):
            return Script(utterance, utterance.text, cache, recording)
        return Script(utterance, self._pronounceable(utterance.text, utterance.language), cache)

    def rendered(
        self, script: Script, piece: Piece, voice: InstalledVoice, rate: int, task: Task
    ) -> Sound:
        """Return the sound of a piece, or raise EngineFault."""
        if script.recording:
            return script.recording
        engine = self._engines[voice.engine]
        name = key(engine.name, engine.version, voice.id, str(rate), piece.text)
        sound = script.cache.get(name)
        if sound is None:
            sound = engine.render(piece.text, voice, rate, task)
            script.cache.put(name, sound)
        return sound

    def sound(self, utterance: Utterance, voice: InstalledVoice, rate: int) -> Sound:
        """Return an utterance in one sound with its words placed, or raise EngineFault."""
        script, task = self.script(utterance), Task()
        sounds = (self.rendered(script, piece, voice, rate, task) for piece in script.pieces)
        return script.joined(script.parts(sounds, rate))

    def forget(self) -> None:
        """Let go of all sounds but fixed prompts."""
        self._memory = MemoryCache()

    def close(self) -> None:
        """End the engines' processes."""
        for engine in self._engines.values():
            engine.close()

    def _recorded(self, utterance: Utterance) -> Sound | None:
        file = self._recordings / utterance.language / recording_name(utterance.text)
        try:
            return read_recording(file)
        except (OSError, ValueError):
            return None
