"""Makes an utterance heard: renders it, plays it, tells of each word as it begins."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.speech.engine import EngineFault, EngineLate, InstalledVoice
from kiosk.speech.feed import Feed
from kiosk.speech.job import Job
from kiosk.speech.pieces import Piece
from kiosk.speech.player import DeviceFault, Player, Playing
from kiosk.speech.script import Part, Script
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis

_LONGER = 5.0
"""Seconds a device may need beyond the sound's length."""
_NO_DEVICE = "The sound device can't be used: check loudspeaker and headset (kiosk check)."

StartedWord = Callable[[int, int], None]


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

    def utter(self, text: str, voice: str, rate: int, started_word: StartedWord) -> bool:
        """Say the job's text, tell of its words, and return whether it was said to the end."""
        job = self.job
        if job is None or job.utterance.text != text:
            return False
        script = self._synthesis.script(job.utterance)
        sounds = self._sounds(job, script, self._synthesis.voice(voice), rate)
        try:
            return self._said(job, script, script.parts(sounds, rate), started_word)
        except EngineFault:
            return False
        except DeviceFault:
            self.note(_NO_DEVICE)
            return False

    def hush(self) -> None:
        """End what is being said."""
        if self.job:
            self.job.end()

    def note(self, fault: str) -> None:
        """Report that nothing can be heard any more, or that it can again."""
        if fault != self.fault:
            self.fault = fault
            self._tell(SpeechReport(SpeechEvent.FAULT, self.job.utterance if self.job else None))

    def _sounds(self, job: Job, script: Script, best: InstalledVoice, rate: int) -> Iterator[Sound]:
        """Render the pieces while somebody wants to hear them."""
        tries = {job.utterance.language: list(self._tries(best))}
        for piece in script.pieces:
            if job.over:
                break
            if piece.language not in tries:
                tries[piece.language] = list(self._tries(self._synthesis.voices(piece.language)[0]))
            yield self._rendered(job, script, piece, tries[piece.language], rate)

    def _rendered(
        self, job: Job, script: Script, piece: Piece, tries: list[InstalledVoice], rate: int
    ) -> Sound:
        """Return a sound by the first voice whose engine works; those before it are dropped."""
        while True:
            try:
                return self._synthesis.rendered(script, piece, tries[0], rate, job)
            except EngineFault as fault:
                if job.over:
                    raise
                self.note(f"The voice does not work: {fault}.")
                failed = tries.pop(0)
                if isinstance(fault, EngineLate):
                    tries[:] = [voice for voice in tries if voice.engine != failed.engine]
                if not tries:
                    raise

    def _tries(self, best: InstalledVoice) -> Iterator[InstalledVoice]:
        """Yield voices to try; an engine that died begins anew, so the best one comes twice."""
        yield best
        yield best
        for voice in self._synthesis.voices(best.language):
            if voice.engine != best.engine:
                yield voice

    def _said(
        self, job: Job, script: Script, parts: Iterator[Part], started_word: StartedWord
    ) -> bool:
        """Play parts as they come, by a new player wherever the sample rate changes."""
        part = next(parts, None)
        heard = part is None
        while part and not job.over:
            playing = self._player.begin(part[1].rate, job.output, job.utterance.language)
            feed = Feed(script, playing, parts, self.volume)
            with job.stopped_by(playing.stop):
                feed.start(part)
                heard = self._followed(job, playing, feed, started_word)
            part = feed.following if heard else None
        return heard and not job.over

    def _followed(self, job: Job, playing: Playing, feed: Feed, started_word: StartedWord) -> bool:
        while word := feed.words.get():
            if playing.wait(word.at - monotonic()) or job.over:
                break
            started_word(word.start, word.end - word.start)
        if playing.failed:
            self.note(_NO_DEVICE)
            job.end()  # whatever is still being rendered for it
        feed.join()
        if not playing.wait(feed.ends + _LONGER - monotonic()):
            playing.stop()
            playing.wait(1.0)
            self.note(_NO_DEVICE)
            return False
        if job.over or feed.broken:
            return False
        self.note(_NO_DEVICE if playing.failed else "")
        return not playing.failed
