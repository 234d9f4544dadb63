"""piper for real: an English voice from PyPI stands where an operator would put one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic

import psutil
import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech.engine import EngineFault
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.piper import PiperEngine
from kiosk.speech.task import Task
from kiosk.utterance import Stretch, Utterance
from tests.speech.voices import put_piper_voice, writing

SHORT = "Please take a number."
LONG = "Please bring your identity card, your lease and the statements of your account. " * 12
WORKER = "kiosk.speech.piper_worker"


def loaded(count: int = 1) -> list[psutil.Process]:
    """Return the processes that hold a voice, as soon as there are so many."""
    until = monotonic() + 5
    while len(found := [child for child in psutil.Process().children() if holds(child)]) != count:
        assert monotonic() < until, found
    return found


def holds(child: psutil.Process) -> bool:
    # A process that has just begun has no words yet, one that was ended none any more.
    with suppress(psutil.Error):
        return WORKER in child.cmdline()
    return False


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[PiperEngine]:
    put_piper_voice(tmp_path / "voices", "en")
    engine = PiperEngine(tmp_path / "voices")
    yield engine
    engine.close()
    assert loaded(0) == []


def test_a_voice_is_loaded_once_and_speaks_faster_when_asked(engine: PiperEngine) -> None:
    (voice,) = engine.voices()
    assert (voice.language, voice.engine) == ("en", "piper")
    slow, fast = (engine.render(SHORT, voice, rate) for rate in (120, 240))
    loaded(1)
    assert slow.rate == fast.rate == 22050
    assert any(fast.samples)
    assert 0.5 < fast.seconds < slow.seconds < 6


def test_it_is_loaded_before_the_first_text(engine: PiperEngine) -> None:
    engine.start(engine.voices()[0])
    (before,) = loaded()
    engine.render(SHORT, engine.voices()[0], 150)
    assert loaded() == [before]


def test_a_text_that_is_given_up_does_not_cost_the_voice(engine: PiperEngine) -> None:
    voice, task = engine.voices()[0], Task()
    engine.render(SHORT, voice, 150)
    (worker,) = loaded()
    worked = worker.cpu_times().user
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(engine.render, LONG, voice, 150, task)
        until = monotonic() + 10
        while worker.cpu_times().user == worked:
            assert monotonic() < until, "it never began"
        task.end()
        with pytest.raises(EngineFault):
            waiting.result(1)
    assert engine.render(SHORT, voice, 150).seconds < 6, "the answer to the long text is dropped"
    assert loaded() == [worker]


def test_a_worker_that_was_killed_begins_anew(engine: PiperEngine) -> None:
    voice = engine.voices()[0]
    engine.start(voice)
    (worker,) = loaded()
    worker.kill()
    worker.wait()
    assert engine.render(SHORT, voice, 150).seconds > 0.5


def test_only_two_voices_stay_loaded(engine: PiperEngine, tmp_path: Path) -> None:
    for language in ("de", "tr"):
        put_piper_voice(tmp_path / "voices", language)
    for voice in engine.voices():
        engine.start(voice)
    assert len(loaded(2)) == 2


def test_a_broken_voice_is_a_fault_and_another_engine_speaks(tmp_path: Path) -> None:
    put_piper_voice(tmp_path / "voices", "de")
    (broken,) = (tmp_path / "voices" / "de").glob("*.onnx")
    broken.unlink()
    broken.write_bytes(b"nothing")
    with writing(tmp_path, PiperEngine(tmp_path / "voices"), EspeakEngine()) as (voice, notes):
        voice.say(Utterance("Ja.", "de"))
        notes.until_event(SpeechEvent.FINISHED)
        assert voice.fault == ""


def test_a_page_is_said_with_its_german_term_by_another_engine(tmp_path: Path) -> None:
    put_piper_voice(tmp_path / "voices", "en")
    text = "Bring your lease, Mietvertrag, and this."
    at = text.index("Miet")
    spoken = Utterance(text, "en", apart=(Stretch(at, at + 12, "de"),))
    with writing(tmp_path, PiperEngine(tmp_path / "voices"), EspeakEngine()) as (voice, notes):
        voice.say(spoken)
        notes.until_event(SpeechEvent.FINISHED)
        told = [r.place for r in notes.reports if r.event is SpeechEvent.WORD]
    assert " ".join(text[slice(*place)] for place in told) == text
