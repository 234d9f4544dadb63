"""From an utterance to its sound: the best voice of its language, a recording, or the cache."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.speech.cache import DiskCache, MemoryCache, key
from kiosk.speech.engine import Engine, EngineFault, InstalledVoice
from kiosk.speech.pieces import Piece, Run
from kiosk.speech.recordings import read_recording, recording_name, recordings
from kiosk.speech.script import Script
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task
from kiosk.utterance import Utterance

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
        return Script(utterance, list(self._runs(utterance)), cache)

    def rendered(
        self, script: Script, piece: Piece, voice: InstalledVoice, rate: int, task: Task
    ) -> Sound:
        """Return the sound of a piece, or raise EngineFault."""
        if piece.recording:
            return piece.recording
        engine = self._engines[voice.engine]
        name = key(engine.name, engine.version(voice), voice.id, str(rate), piece.text)
        sound = script.cache.get(name)
        if sound is None:
            sound = engine.render(piece.text, voice, rate, task)
            script.cache.put(name, sound)
        return sound

    def prepare(self, prompt: Utterance, step: int, task: Task) -> bool:
        """Render a prompt at a step of the rate; return whether all of it was."""
        rate, script = words_a_minute(prompt.language, step), self.script(prompt)
        if not prompt.apart:  # the name of a language alone is no reason to load its voice
            for voice in self.voices(prompt.language)[:1]:
                self._engines[voice.engine].start(voice)
        try:
            for piece in script.pieces:
                if not task.over:
                    self.rendered(script, piece, self.voices(piece.language)[0], rate, task)
        except EngineFault:
            return False  # whoever wants to hear it learns of the fault
        return not task.over

    def forget(self) -> None:
        """Let go of all sounds but fixed prompts."""
        self._memory = MemoryCache()

    def close(self) -> None:
        """End the engines' processes."""
        for engine in self._engines.values():
            engine.close()

    def _runs(self, utterance: Utterance) -> Iterator[Run]:
        """Yield what is said in one go; words of a language without a voice are left out."""
        for stretch in utterance.stretches():
            words, language = utterance.words(stretch), stretch.language
            if not self.voices(language):
                continue
            if recording := self._recorded(words, language):
                yield Run(words, language, recording)
            elif spoken := self._pronounceable(words, language):
                # Where another voice takes over one hears a pause, as at a comma.
                goes_on = stretch.end < len(utterance.text) and spoken[-1].isalnum()
                yield Run(f"{spoken}," if goes_on else spoken, language)

    def _recorded(self, words: str, language: str) -> Sound | None:
        file = self._recordings / language / recording_name(words)
        try:
            return read_recording(file)
        except (OSError, ValueError):
            return None
