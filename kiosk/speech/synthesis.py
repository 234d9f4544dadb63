"""From an utterance to its sound: the best voice of its language, a recording, or the cache."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kiosk.ports import Utterance
from kiosk.speech.cache import DiskCache, MemoryCache, key
from kiosk.speech.chime import chime
from kiosk.speech.engine import Engine, InstalledVoice
from kiosk.speech.places import word_places
from kiosk.speech.sound import Sound, Word

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


def recording_name(text: str) -> str:
    """Return the name of the file that holds a person's recording of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] + ".wav"


class Synthesis:
    """The engines of a machine in order of preference, and what they have rendered."""

    def __init__(
        self, engines: Iterable[Engine], state_dir: Path, pronounceable: Pronounceable
    ) -> None:
        self._engines = {engine.name: engine for engine in engines}
        self._voices = [voice for engine in self._engines.values() for voice in engine.voices()]
        self._recordings = state_dir / "recordings"
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

    def sound(self, utterance: Utterance, voice: InstalledVoice, rate: int) -> Sound:
        """Return the sound of an utterance with its words placed, or raise EngineFault."""
        sound = self._words(utterance, voice, rate)
        return after_chime(sound) if utterance.chime else sound

    def _words(self, utterance: Utterance, voice: InstalledVoice, rate: int) -> Sound:
        if recording := self._recorded(utterance):
            return _placed(recording, utterance.text, utterance.text)
        # A visit that ends meanwhile takes its memory with it.
        cache = self._disk if utterance.fixed and not utterance.private else self._memory
        spoken = self._pronounceable(utterance.text, utterance.language)
        engine = self._engines[voice.engine]
        name = key(engine.name, engine.version, voice.id, str(rate), spoken)
        sound = cache.get(name)
        if sound is None:
            sound = engine.render(spoken, voice, rate)
            cache.put(name, sound)
        return _placed(sound, spoken, utterance.text)

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
            return Sound.of_wav(file.read_bytes())
        except (OSError, ValueError):
            return None


def after_chime(sound: Sound) -> Sound:
    """Return a sound with the chime before it."""
    tones = chime(sound.rate)
    later = round(len(tones) / 2 / sound.rate * 1000)
    words = tuple(Word(w.milliseconds + later, w.start, w.end) for w in sound.words)
    return Sound(sound.rate, tones + sound.samples, words)


def _placed(sound: Sound, spoken: str, written: str) -> Sound:
    return Sound(sound.rate, sound.samples, word_places(sound, spoken, written))
