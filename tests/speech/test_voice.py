"""A voice as the screens use it: what it says, reports, keeps and withholds."""

import os
import signal
from dataclasses import replace
from pathlib import Path
from time import monotonic

import psutil
import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.opening import open_voice
from kiosk.speech.sound import Sound
from kiosk.speech.wav_files import OneLoudspeaker, WavFiles
from kiosk.utterance import Utterance
from tests.speech.voices import GREETING, TURKISH, speaking

NULL = "pcm.!default { type null }\nctl.!default { type null }\n"
FILE = """
pcm.!default {{ type plug slave.pcm "capture" }}
pcm.capture {{ type file slave.pcm "nothing" file "{file}" format "raw" }}
pcm.nothing {{ type null }}
ctl.!default {{ type null }}
"""
SECRET = "Quittenmarmelade"
SPOKEN = Utterance(GREETING, "de")
TURKISH_SPOKEN = Utterance(TURKISH, "tr")


@pytest.fixture(autouse=True)
def _no_sound_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")


@pytest.fixture
def null_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_alsa(NULL, monkeypatch, tmp_path)


def use_alsa(text: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "alsa.conf").write_text(text)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(folder / "alsa.conf"))


def wavs(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*"))


def test_the_device_gets_exactly_the_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_alsa(FILE.format(file=tmp_path / "heard.raw"), monkeypatch, tmp_path)
    engine = EspeakEngine()
    expected = engine.render(GREETING, engine.voices()[0], 150)
    engine.close()
    with speaking(tmp_path) as (voice, notes):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED)
    heard = (tmp_path / "heard.raw").read_bytes()
    frames = Sound.of_wav(expected.wav(0)).samples
    assert heard.startswith(frames)
    assert not any(heard[len(frames) :])


def test_words_are_reported_as_they_are_said(tmp_path: Path) -> None:
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        notes,
    ):
        begun = monotonic()
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED)
        lasted = monotonic() - begun
    words = [
        GREETING[slice(*report.place)]
        for report in notes.reports
        if report.event is SpeechEvent.WORD
    ]
    assert " ".join(words) == GREETING
    assert notes.events()[-1] is SpeechEvent.FINISHED
    length = Sound.of_wav((tmp_path / "out" / "0001-de.wav").read_bytes()).seconds
    assert length <= lasted < length + 1


def test_a_new_utterance_takes_the_place_of_the_old(tmp_path: Path) -> None:
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        notes,
    ):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.WORD)
        voice.say(TURKISH_SPOKEN)
        notes.until_event(SpeechEvent.FINISHED, TURKISH_SPOKEN)
    assert SpeechEvent.FINISHED not in notes.events(SPOKEN)
    assert wavs(tmp_path / "out") == ["0001-de.wav", "0002-tr.wav"]


def test_no_voice_reads_a_language_it_does_not_know(tmp_path: Path) -> None:
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        notes,
    ):
        assert not voice.speaks("so")
        assert not voice.speaks("")
        assert voice.speaks("de_simple")
        voice.say(Utterance("Soo dhawoow", "so"))
        voice.say(TURKISH_SPOKEN)
        notes.until_event(SpeechEvent.FINISHED)
    assert wavs(tmp_path / "out") == ["0001-tr.wav"]


def test_nothing_is_said_to_its_end_at_once(tmp_path: Path) -> None:
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        notes,
    ):
        voice.say(Utterance(" \n", "de"))
        notes.until_event(SpeechEvent.FINISHED)
    assert wavs(tmp_path / "out") == []


def test_private_things_are_withheld_unless_allowed(tmp_path: Path) -> None:
    private = Utterance(GREETING, "de", private=True)
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        notes,
    ):
        voice.say(private)
        notes.until_event(SpeechEvent.WITHHELD, private)
        voice.allow_loudspeaker(allowed=True)
        voice.say(private)
        notes.until_event(SpeechEvent.FINISHED, private)
        voice.reset()
        voice.say(private)
        notes.until(lambda _: notes.events().count(SpeechEvent.WITHHELD) == 2)
    assert wavs(tmp_path / "out") == ["0001-de.wav"]


def test_a_visit_is_forgotten(tmp_path: Path) -> None:
    with speaking(tmp_path, player=WavFiles(tmp_path / "out"), outlets=OneLoudspeaker()) as (
        voice,
        _,
    ):
        assert [voice.louder(2), voice.louder(5), voice.faster(7)] == [2, 3, 1]
        assert [voice.louder(-9), voice.faster(-9)] == [-3, -1]
        voice.reset()
        assert [voice.louder(0), voice.faster(0)] == [0, 0]


@pytest.mark.usefixtures("null_device")
def test_only_fixed_prompts_are_ever_on_disk(tmp_path: Path) -> None:
    texts = [
        Utterance(f"Nummer 7, {SECRET}.", "de"),
        Utterance(f"Es geht um {SECRET}.", "de", private=True),
        Utterance(f"Es geht um {SECRET}, immer.", "de", private=True, fixed=True),
    ]
    state = tmp_path / "state"
    with speaking(state) as (voice, notes):
        voice.allow_loudspeaker(allowed=True)
        for count, utterance in enumerate(texts, 1):
            voice.say(utterance)
            notes.until(lambda _, n=count: notes.events().count(SpeechEvent.FINISHED) == n)  # type: ignore[misc]
        assert not state.exists()
        voice.say(Utterance(GREETING, "de", fixed=True))
        notes.until(lambda _: notes.events().count(SpeechEvent.FINISHED) == len(texts) + 1)
    assert len(list(state.rglob("*"))) == 2
    for root in (tmp_path, Path("/dev/shm")):
        for file in root.rglob("*"):
            assert not file.is_file() or SECRET.encode() not in file.read_bytes()
    assert [file for file in Path("/tmp").glob("*.wav") if file.stat().st_uid == os.getuid()] == []


@pytest.mark.usefixtures("null_device")
def test_an_engine_that_hangs_is_reported_and_replaced(tmp_path: Path) -> None:
    engine = EspeakEngine()
    with speaking(tmp_path, engines=[engine]) as (voice, notes):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED, SPOKEN)
        assert engine.pid
        os.kill(engine.pid, signal.SIGSTOP)
        voice.say(TURKISH_SPOKEN)
        notes.until_event(SpeechEvent.FINISHED, TURKISH_SPOKEN)
        assert voice.fault == ""
    assert notes.events(TURKISH_SPOKEN).count(SpeechEvent.FAULT) == 2


@pytest.mark.usefixtures("null_device")
def test_an_engine_that_was_killed_is_replaced_unheard(tmp_path: Path) -> None:
    engine = EspeakEngine()
    with speaking(tmp_path, engines=[engine]) as (voice, notes):
        for utterance in (SPOKEN, TURKISH_SPOKEN):
            voice.say(utterance)
            notes.until_event(SpeechEvent.FINISHED, utterance)
            assert engine.pid
            os.kill(engine.pid, signal.SIGKILL)
        assert voice.fault == ""


def test_a_dead_device_is_reported_until_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_alsa("ctl.default { type null }", monkeypatch, tmp_path)
    with speaking(tmp_path) as (voice, notes):
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FAULT)
        assert "sound device" in voice.fault
        use_alsa(NULL, monkeypatch, tmp_path)
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED)
        notes.until(lambda _: notes.events().count(SpeechEvent.FAULT) == 2)
        assert voice.fault == ""


@pytest.mark.usefixtures("null_device")
def test_a_closed_voice_leaves_nothing_behind(tmp_path: Path) -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    voice = open_voice("auto", tmp_path)
    assert voice.fault == ""
    for _ in range(5):
        voice.say(SPOKEN)
    voice.close()
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


def test_fixed_prompts_are_rendered_ahead_and_private_ones_are_not(tmp_path: Path) -> None:
    kept, said = tmp_path / "state" / "speech", tmp_path / "said"
    voice = open_voice(f"wav:{said}", tmp_path / "state")
    try:
        fixed = Utterance("Welche Sprache?", "de", fixed=True)
        voice.prepare([replace(fixed, text=SECRET, private=True), fixed])
        until = monotonic() + 10
        while not list(kept.glob("[!.]*")):
            assert monotonic() < until
    finally:
        voice.close()
    assert len(list(kept.glob("[!.]*"))) == 1
    assert not list(said.glob("*"))
