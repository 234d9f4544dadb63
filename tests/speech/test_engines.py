"""Engines that are really there, and which voice is chosen."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kiosk.speech.engine import EngineFault
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.opening import engines
from kiosk.speech.recordings import recording_name
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis, words_a_minute
from kiosk.utterance import Utterance
from tests.speech.voices import GREETING, as_written, whole

LANGUAGES = ["de", "en", "tr", "ar", "uk", "ru", "fa", "pl", "ro", "bg", "fr", "ku", "vi"]
NUMBERS = {"ar": "رقم واحد", "fa": "شماره یک", "bg": "Номер едно", "ru": "Номер один"}


@pytest.fixture
def engine() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


def test_espeak_speaks_every_language_of_the_product(engine: EspeakEngine) -> None:
    voices = {voice.language: voice for voice in engine.voices()}
    assert list(voices) == LANGUAGES
    heard = {}
    for language, voice in voices.items():
        sound = engine.render(NUMBERS.get(language, GREETING), voice, 150)
        assert 0.3 < sound.seconds < 10
        assert any(sound.samples)
        assert [word.milliseconds for word in sound.words] == sorted(
            word.milliseconds for word in sound.words
        )
        heard[language] = sound.samples
    assert len(set(heard.values())) == len(LANGUAGES)


def test_words_are_told_by_their_letters(engine: EspeakEngine) -> None:
    text = "Schön: die Tür ist 👋 öffentlich"
    sound = engine.render(text, engine.voices()[0], 150)
    assert [text[word.start : word.end] for word in sound.words][:4] == [
        "Schön",
        "die",
        "Tür",
        "ist",
    ]


def test_an_engine_that_was_killed_begins_anew(engine: EspeakEngine) -> None:
    engine.render(GREETING, engine.voices()[0], 150)
    assert engine.pid
    first = psutil.Process(engine.pid)
    first.kill()
    psutil.wait_procs([first])
    assert any(engine.render(GREETING, engine.voices()[0], 150).samples)
    assert engine.pid != first.pid


def test_an_engine_that_hangs_is_ended(engine: EspeakEngine) -> None:
    engine.render(GREETING, engine.voices()[0], 150)
    assert engine.pid
    hung = engine.pid
    os.kill(hung, signal.SIGSTOP)
    with pytest.raises(EngineFault):
        engine.render(GREETING, engine.voices()[0], 150)
    assert not psutil.pid_exists(hung)
    assert any(engine.render(GREETING, engine.voices()[0], 150).samples)


def test_a_library_that_is_not_there_is_a_fault_not_a_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = ("/nowhere/libespeak-ng.so", None)
    monkeypatch.setattr("kiosk.speech.espeak.library_and_data", lambda **_: gone)
    engine = EspeakEngine()
    with pytest.raises(EngineFault):
        engine.render(GREETING, engine.voices()[0], 150)
    engine.close()


def test_text_of_any_kind_is_rendered(engine: EspeakEngine) -> None:
    for text in ("", " ", "…", "👋", "<b>&amp;</b>", "[[x]]", "a\nb", "\u202e", "A" * 3000):
        assert engine.render(text, engine.voices()[0], 300).rate == 22050


@pytest.mark.parametrize("installed", engines(Path("/nowhere")), ids=lambda engine: engine.name)
def test_every_installed_voice_says_something(installed: EspeakEngine) -> None:
    for voice in installed.voices():
        assert installed.render("1, 2, 3.", voice, 150).seconds > 0.2
    installed.close()


def test_easy_german_is_the_german_voice_at_a_slower_rate(tmp_path: Path) -> None:
    synthesis = Synthesis([EspeakEngine()], tmp_path, as_written)
    assert synthesis.voices("de_simple") == synthesis.voices("de")
    assert words_a_minute("de_simple", 0) < words_a_minute("de", 0)
    assert words_a_minute("de", -1) < words_a_minute("de", 0) < words_a_minute("de", 1)
    assert synthesis.voices("so") == []


def test_a_recording_of_a_person_comes_before_any_engine(tmp_path: Path) -> None:
    spoken = Sound(16000, bytes(range(200)) * 80)
    folder = tmp_path / "recordings" / "de"
    folder.mkdir(parents=True)
    (folder / recording_name(GREETING)).write_bytes(spoken.wav())
    synthesis = Synthesis([EspeakEngine()], tmp_path, as_written)
    sound = whole(synthesis, Utterance(GREETING, "de"))
    assert (sound.rate, sound.samples) == (16000, spoken.samples)
    assert GREETING[: sound.words[0].end] == "Guten"
    (folder / recording_name(GREETING)).write_bytes(b"broken")
    assert whole(synthesis, Utterance(GREETING, "de")).rate == 22050
    synthesis.close()
