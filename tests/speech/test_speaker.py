"""A page as it is said: heard before it is rendered, and given up between two pieces."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic

import psutil
import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech import program
from kiosk.speech.engine import EngineFault, EngineLate, InstalledVoice, Quality
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.pieces import Run, pieces
from kiosk.speech.piper import PiperEngine
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task
from kiosk.utterance import Utterance
from tests.speech.voices import GREETING, PAGE, TURKISH, Notes, writing

SPOKEN = Utterance(PAGE, "de")
SHORT = Utterance("Ja.", "de")
TURKISH_SPOKEN = Utterance(TURKISH, "tr")
FIRST, SECOND, *_ = [piece.text for piece in pieces([Run(PAGE, "de")])]
SOON = 5.0


class Quick(EspeakEngine):
    """Says everything in a tenth of the time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.begun = Event()

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        self.asked.append(text)
        self.begun.set()
        sound = super().render(text, voice, words_a_minute, task)
        words = (replace(word, milliseconds=word.milliseconds // 10) for word in sound.words)
        return Sound(sound.rate, sound.samples[: len(sound.samples) // 20 * 2], tuple(words))


class Slow(Quick):
    """Renders a certain text only when it may."""

    def __init__(self, hard: str) -> None:
        super().__init__()
        self.hard = hard
        self.waits, self.may = Event(), Event()

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        if text == self.hard:
            self._wait(task or Task())
        return super().render(text, voice, words_a_minute)

    def _wait(self, task: Task) -> None:
        ended = Event()
        with task.stopped_by(ended.set), task.stopped_by(self.may.set):
            self.waits.set()
            assert self.may.wait(SOON)
        if ended.is_set():
            self.may.clear()
            raise EngineFault("ended")


class Tiring(Quick):
    """An engine of another sample rate that renders one piece and is late from then on."""

    name = "tiring"

    def voices(self) -> Sequence[InstalledVoice]:
        return [InstalledVoice("tiring:de", "de", self.name, "gmw/de", "", Quality.GOOD)]

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        if self.asked:
            self.asked.append(text)
            raise EngineLate("it took too long")
        return replace(super().render(text, voice, words_a_minute, task), rate=16000)


def words(notes: Notes, utterance: Utterance) -> str:
    return " ".join(
        utterance.text[slice(*report.place)]
        for report in notes.reports
        if report.event is SpeechEvent.WORD and report.utterance == utterance
    )


def wavs(folder: Path) -> list[Sound]:
    return [Sound.of_wav(file.read_bytes()) for file in sorted(folder.glob("*.wav"))]


def test_a_page_is_heard_before_its_second_piece_is_rendered(tmp_path: Path) -> None:
    engine = Slow(SECOND)
    with writing(tmp_path, engine) as (voice, notes):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.WORD)
        assert engine.waits.wait(SOON)
        assert engine.asked == [FIRST]
        engine.may.set()
        notes.until_event(SpeechEvent.FINISHED)
    assert words(notes, SPOKEN) == PAGE
    assert notes.events()[-1] is SpeechEvent.FINISHED
    assert notes.events().count(SpeechEvent.FINISHED) == 1
    assert engine.asked == [piece.text for piece in pieces([Run(PAGE, "de")])]
    assert len(wavs(tmp_path / "out")) == 1


def test_a_new_text_does_not_wait_for_the_page_before_it(tmp_path: Path) -> None:
    engine = Slow(SECOND)
    with writing(tmp_path, engine) as (voice, notes):
        voice.say(SPOKEN)
        assert engine.waits.wait(SOON)
        voice.say(SHORT)
        notes.until_event(SpeechEvent.FINISHED, SHORT)
        assert voice.fault == ""
    assert engine.asked == [FIRST, "Ja."]
    assert SpeechEvent.FINISHED not in notes.events(SPOKEN)
    assert SpeechEvent.FAULT not in notes.events()


def test_a_new_text_does_not_wait_for_what_is_prepared(tmp_path: Path) -> None:
    engine = Slow(GREETING)
    kept = tmp_path / "speech"
    with writing(tmp_path, engine) as (voice, notes):
        voice.prepare([Utterance(GREETING, "de", fixed=True)])
        assert engine.waits.wait(SOON)
        voice.say(SHORT)
        notes.until_event(SpeechEvent.FINISHED, SHORT)
        engine.may.set()
        until = monotonic() + SOON
        while not list(kept.glob("[!.]*")):
            assert monotonic() < until
    assert engine.asked == ["Ja.", GREETING]


def test_a_program_that_renders_is_ended_with_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = piper(tmp_path, monkeypatch, "touch $0.runs; exec sleep 1000")
    with writing(tmp_path, engine, EspeakEngine()) as (voice, notes):
        voice.say(SPOKEN)
        until = monotonic() + SOON
        while not (tmp_path / "bin" / "piper.runs").exists():
            assert monotonic() < until
        called = monotonic()
        voice.say(TURKISH_SPOKEN)
        notes.until_event(SpeechEvent.WORD, TURKISH_SPOKEN)
        assert monotonic() - called < 1
        assert not any("sleep" in child.name() for child in psutil.Process().children())
        notes.until_event(SpeechEvent.FINISHED, TURKISH_SPOKEN)
    assert SpeechEvent.FAULT not in notes.events()
    assert len(wavs(tmp_path / "out")) == 1


def test_a_program_that_takes_too_long_is_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.speech.program._DEADLINE", 0.1)
    engine = piper(tmp_path, monkeypatch, "exec sleep 1000")
    with pytest.raises(EngineLate):
        engine.render(GREETING, engine.voices()[0], 150)
    engine = piper(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(EngineFault, match="failed"):
        engine.render(GREETING, engine.voices()[0], 150)


def piper(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> PiperEngine:
    """Return piper as a program, which does something else with a voice."""
    program, model = folder / "bin" / "piper", folder / "voices" / "de" / "other.onnx"
    for file in (program, model):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!{shutil.which('sh')}\n{does}\n")
        file.chmod(0o755)
    Path(f"{model}.json").write_text("{}")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return PiperEngine(folder / "voices")


def test_an_engine_that_is_late_is_not_asked_again_but_the_page_is_said(tmp_path: Path) -> None:
    tiring = Tiring()
    with writing(tmp_path, tiring, Quick()) as (voice, notes):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED)
        assert voice.fault == ""
    assert len(tiring.asked) == 2
    assert [sound.rate for sound in wavs(tmp_path / "out")] == [16000, 22050]
    assert words(notes, SPOKEN).endswith(PAGE[len(FIRST) :])
    assert notes.events().count(SpeechEvent.FINISHED) == 1
    assert notes.events().count(SpeechEvent.FAULT) == 2


def test_what_ends_is_ended_whoever_comes_first() -> None:
    task, ended = Task(), Event()
    with task.stopped_by(ended.set):
        assert not ended.is_set()
        task.end()
        assert ended.is_set()
    late = Event()
    with task.stopped_by(late.set):
        assert late.is_set()


def test_a_new_text_does_not_wait_for_an_engine_that_hangs(tmp_path: Path) -> None:
    engine = Quick()
    with writing(tmp_path, engine) as (voice, notes):
        voice.say(SHORT)
        notes.until_event(SpeechEvent.FINISHED, SHORT)
        assert engine.pid
        hung = psutil.Process(engine.pid)
        hung.suspend()
        engine.begun.clear()
        voice.say(SPOKEN)
        assert engine.begun.wait(SOON)
        called = monotonic()
        voice.say(TURKISH_SPOKEN)
        notes.until_event(SpeechEvent.WORD, TURKISH_SPOKEN)
        assert monotonic() - called < 1
        assert not hung.is_running()
        assert voice.fault == ""
    assert SpeechEvent.FAULT not in notes.events()


def test_what_was_being_said_when_a_kiosk_was_killed_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.speech.program._MEMORY", tmp_path / "memory")
    killed, alive = (tmp_path / "memory" / f"lotse-{pid}-x" for pid in (2**22 + 1, os.getppid()))
    for folder in (killed, alive):
        folder.mkdir(parents=True)
        (folder / "speech.wav").touch()
    program._sweep.cache_clear()  # noqa: SLF001 - as in a process that has just begun
    engine = piper(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(EngineFault):
        engine.render(GREETING, engine.voices()[0], 150)
    assert list((tmp_path / "memory").iterdir()) == [alive]
