"""Makes an utterance heard: renders it, plays it, tells of each word as it begins."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.speech.engine import EngineFault, InstalledVoice
from kiosk.speech.job import Job
from kiosk.speech.player import DeviceFault, Player, Playing
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis

_LONGER = 5.0
"""Seconds a device may need beyond the sound's length."""
_NO_DEVICE = "The sound device can't be used: check loudspeaker and headset (kiosk check)."


class Speaker:
    """The mouth of our pyttsx3 driver; says one job at a time, in one thread."""

    def __init__(
        self, synthesis: Synthesis, player: Player, tell: Callable[[SpeechReport], None]
    ) -> None:
        self._synthesis = synthesis
        self._player = player
        self._tell = tell
        self.job: Job | None = None
        self.volume = 0
        self.fault = ""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return every voice there is."""
        return self._synthesis.voices()

    def utter(
        self, text: str, voice: str, rate: int, started_word: Callable[[int, int], None]
    ) -> bool:
        """Say the job's text, tell of its words, and return whether it was said to the end."""
        job = self.job
        if job is None or job.utterance.text != text:
            return False
        sound = self._rendered(job, self._synthesis.voice(voice), rate)
        if sound is None or job.over:
            return False
        try:
            playing = self._player.play(sound, self.volume, job.output, job.utterance.language)
        except DeviceFault:
            self.note(_NO_DEVICE)
            return False
        job.began(playing)
        return self._followed(job, playing, sound, started_word)

    def hush(self) -> None:
        """End what is being said."""
        if self.job:
            self.job.end()

    def note(self, fault: str) -> None:
        """Report that nothing can be heard any more, or that it can again."""
        if fault != self.fault:
            self.fault = fault
            self._tell(SpeechReport(SpeechEvent.FAULT, self.job.utterance if self.job else None))

    def _rendered(self, job: Job, best: InstalledVoice, rate: int) -> Sound | None:
        """Return the sound by the best voice whose engine works."""
        for voice in self._tries(job, best):
            try:
                return self._synthesis.sound(job.utterance, voice, rate)
            except EngineFault as fault:
                self.note(f"The voice does not work: {fault}.")
        return None

    def _tries(self, job: Job, best: InstalledVoice) -> Iterator[InstalledVoice]:
        """Yield voices to try; an engine that died begins anew, so the best one comes twice."""
        yield best
        yield best
        for voice in self._synthesis.voices(job.utterance.language):
            if voice.engine != best.engine:
                yield voice

    def _followed(
        self, job: Job, playing: Playing, sound: Sound, started_word: Callable[[int, int], None]
    ) -> bool:
        begun = monotonic()
        for word in sound.words:
            if playing.wait(begun + word.milliseconds / 1000 - monotonic()) or job.over:
                break
            started_word(word.start, word.end - word.start)
        if not playing.wait(begun + sound.seconds + _LONGER - monotonic()):
            playing.stop()
            playing.wait(1.0)
            self.note(_NO_DEVICE)
            return False
        if job.over:
            return False
        self.note(_NO_DEVICE if playing.failed else "")
        return not playing.failed
