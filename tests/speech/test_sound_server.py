"""What is really heard: on which output, how loud, and for how long."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import log10
from pathlib import Path
from time import monotonic

import psutil
import pytest

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.headset import Outputs
from kiosk.speech.opening import NO_DEVICE, open_voice
from kiosk.speech.player import Output, ProcessPlayer, can_play
from kiosk.speech.sound import Sound
from kiosk.utterance import Utterance
from tests.speech.sound_server import RATE, Recorder, SoundServer, likeness, sound_server
from tests.speech.voices import GREETING, PAGE, speaking

PUBLIC = Utterance(GREETING, "de", fixed=True)
PRIVATE = Utterance(GREETING, "de", private=True)
LONG = Utterance(" ".join([GREETING] * 5), "de", private=True)
YES = Utterance("Ja.", "de")
ALIKE = 0.95
ATTEMPTS = 3
BUFFER = 0.06
"""Seconds a device may hold back."""
BREATH = 0.5
"""Seconds; the longest pause within a page is the one between two sentences."""
AUDIBLE = 64
SYLLABLE = 0.15
"""Seconds the sound server may need to tell that a headset has gone."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(scope="module")
def recorders(server: SoundServer) -> Iterator[tuple[Recorder, Recorder]]:
    with Recorder(server, "ear") as ear, Recorder(server, "speaker") as room:
        yield ear, room


@pytest.fixture
def ear(recorders: tuple[Recorder, Recorder]) -> Recorder:
    """What the headset's sink plays; it is always plugged in."""
    recorders[0].forget()
    return recorders[0]


@pytest.fixture
def room(recorders: tuple[Recorder, Recorder]) -> Recorder:
    """What the loudspeaker's sink plays."""
    recorders[1].forget()
    return recorders[1]


@pytest.fixture(autouse=True)
def _on(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR", "HOME"):
        monkeypatch.setenv(name, server.environment[name])


def rendered() -> Sound:
    engine = EspeakEngine()
    try:
        return engine.render(GREETING, engine.voices()[0], 150)
    finally:
        engine.close()


def greeting() -> array[int]:
    return array("h", rendered().samples)


def finished(times: int) -> Callable[[list[SpeechReport]], bool]:
    return lambda reports: [r.event for r in reports].count(SpeechEvent.FINISHED) == times


def is_heard(say: Callable[[], None], recorder: Recorder) -> bool:
    """Tell whether the greeting arrives; a busy machine loses pieces of one or two recordings."""
    for _ in range(ATTEMPTS):
        recorder.forget()
        say()
        recorder.more(0.3)
        if likeness(recorder.samples, greeting()) > ALIKE:
            return True
    return False


def level(samples: array[int]) -> float:
    return 20 * log10(max(map(abs, samples)) / 32768)


def test_private_speech_is_heard_in_the_headset_alone(
    ear: Recorder, room: Recorder, tmp_path: Path
) -> None:
    with speaking(tmp_path, outlets=Outputs("speaker", "ear")) as (voice, notes):
        assert voice.headset

        def say() -> None:
            heard = notes.events(PRIVATE).count(SpeechEvent.FINISHED)
            voice.say(PRIVATE)
            notes.until(finished(heard + 1))

        assert is_heard(say, ear)
        assert not any(room.samples)


def test_without_a_headset_only_what_everybody_may_know_is_said(
    room: Recorder, tmp_path: Path
) -> None:
    with speaking(tmp_path, outlets=Outputs("speaker", "headset")) as (voice, notes):
        assert not voice.headset
        voice.say(PRIVATE)
        notes.until_event(SpeechEvent.WITHHELD, PRIVATE)
        room.more(0.3)
        assert not any(room.samples)

        def say() -> None:
            heard = notes.events(PUBLIC).count(SpeechEvent.FINISHED)
            voice.say(PUBLIC)
            notes.until(finished(heard + 1))

        assert is_heard(say, room)


def test_a_visitor_may_want_private_things_aloud_until_the_visit_ends(
    room: Recorder, tmp_path: Path
) -> None:
    with speaking(tmp_path, outlets=Outputs("speaker", "headset")) as (voice, notes):
        voice.allow_loudspeaker(allowed=True)
        voice.say(LONG)
        room.until_sound()
        voice.allow_loudspeaker(allowed=False)
        notes.until_event(SpeechEvent.WITHHELD, LONG)
        room.forget()
        room.more(0.3)
        assert not any(room.samples)
        voice.allow_loudspeaker(allowed=True)
        voice.reset()
        voice.say(PRIVATE)
        notes.until_event(SpeechEvent.WITHHELD, PRIVATE)


def test_a_machine_whose_only_device_is_a_headset_speaks_there(
    ear: Recorder, room: Recorder, tmp_path: Path
) -> None:
    voice = open_voice("auto", tmp_path, loudspeaker="missing", headset="ear")
    assert voice.fault == ""
    voice.say(PRIVATE)
    ear.until_sound()
    voice.close()
    assert not any(room.samples)


def test_without_a_loudspeaker_the_board_is_mute_though_a_headset_is_there(
    ear: Recorder, room: Recorder, tmp_path: Path
) -> None:
    for output in ("ear", "missing"):
        voice = open_voice("auto", tmp_path, loudspeaker=output, headset="ear", only_aloud=True)
        assert voice.fault == NO_DEVICE
        assert not voice.headset
        voice.close()
    ear.more(0.3)
    assert not any(ear.samples)
    assert not any(room.samples)


def test_a_sound_for_a_headset_that_has_gone_is_not_heard_elsewhere(room: Recorder) -> None:
    gone = Output("headset", sink=True)
    assert not can_play(gone)
    playing = ProcessPlayer().play(rendered(), 3, gone)
    assert playing.wait(5)
    assert playing.failed
    room.more(0.3)
    assert not any(room.samples)


def test_without_aplay_miniaudio_plays_on_the_same_outputs(
    ear: Recorder, room: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    def play() -> None:
        playing = ProcessPlayer().play(rendered(), 3, Output("ear", sink=True))
        assert playing.wait(10)
        assert not playing.failed

    assert not can_play(Output("headset", sink=True))
    assert is_heard(play, ear)
    assert not any(room.samples)
    playing = ProcessPlayer().play(rendered(), 3, Output("ear", sink=True))
    ear.until_sound()
    playing.stop()
    assert playing.wait(0.1)
    ear.forget()
    ear.more(0.3)
    assert not any(ear.samples)


def test_pulling_the_headset_out_ends_private_speech(
    server: SoundServer, room: Recorder, tmp_path: Path
) -> None:
    server.plug_in()
    with speaking(tmp_path, outlets=Outputs("speaker", "headset")) as (voice, notes):
        assert voice.headset
        voice.say(LONG)
        notes.until(lambda reports: len(reports) > 2)
        server.pull_out()
        notes.until_event(SpeechEvent.HEADSET)
        notes.until_event(SpeechEvent.WITHHELD, LONG)
        notes.until(lambda _: not voice.headset)
        room.more(0.5)
        # The sound server moves the stream before anybody can know.
        assert sum(map(bool, room.samples)) / RATE < SYLLABLE
        assert SpeechEvent.FINISHED not in notes.events(LONG)
        server.plug_in()
        notes.until(lambda _: notes.events().count(SpeechEvent.HEADSET) == 2)
        assert voice.headset
    server.pull_out()


@pytest.mark.parametrize("again", [False, True], ids=["stop", "say"])
def test_a_touch_silences_at_once(ear: Recorder, tmp_path: Path, *, again: bool) -> None:
    with speaking(tmp_path, outlets=Outputs("speaker", "ear")) as (voice, _):
        for round_number in range(4):
            ear.forget()
            voice.say(LONG)
            ear.until_sound()
            ear.more(0.3 + round_number * 0.083)
            called = monotonic()
            if again:
                voice.say(Utterance(" ", "de"))
            else:
                voice.stop()
            returned = monotonic()
            ear.more(0.4)
            assert returned - called < 0.02
            assert called - 0.1 < ear.last_sound() < called + 0.02 + BUFFER


def test_a_step_of_volume_is_six_decibels(ear: Recorder, tmp_path: Path) -> None:
    levels: list[float] = []
    with speaking(tmp_path, outlets=Outputs("speaker", "ear")) as (voice, notes):
        for step in (-3, 0, 1, 3):
            ear.forget()
            voice.louder(step - voice.louder(0))
            voice.say(YES)
            notes.until(finished(len(levels) + 1))
            ear.more(0.3)
            levels.append(level(ear.samples))
        voice.reset()
        assert voice.louder(0) == 0
    low, usual, louder, loudest = levels
    assert usual - low == pytest.approx(18, abs=0.5)
    assert louder - usual == pytest.approx(6, abs=0.5)
    assert loudest - usual == pytest.approx(18, abs=0.5)
    assert loudest < 0


def test_a_page_is_heard_without_a_gap_between_its_pieces(ear: Recorder, tmp_path: Path) -> None:
    page = Utterance(PAGE, "de", private=True)
    with speaking(tmp_path, outlets=Outputs("speaker", "ear")) as (voice, notes):
        said: list[float] = []
        for _ in range(ATTEMPTS):
            ear.forget()
            voice.say(page)
            notes.until(finished(len(said) + 1))
            ear.more(0.3)
            said.append(longest_silence(ear.samples))
            if said[-1] < BREATH:
                break
    assert min(said) < BREATH


def test_a_player_that_dies_within_a_page_is_reported(ear: Recorder, tmp_path: Path) -> None:
    page = Utterance(PAGE, "de", private=True)
    with speaking(tmp_path, outlets=Outputs("speaker", "ear")) as (voice, notes):
        voice.say(page)
        ear.until_sound()
        for child in psutil.Process().children(recursive=True):
            if child.name() == "aplay":
                child.kill()
        notes.until_event(SpeechEvent.FAULT, page)
        assert "sound device" in voice.fault
        voice.say(YES)
        notes.until_event(SpeechEvent.FINISHED, YES)
        assert voice.fault == ""
    assert SpeechEvent.FINISHED not in notes.events(page)


def longest_silence(samples: array[int]) -> float:
    """Return the seconds of the longest silence between two sounds."""
    loud = [index for index, sample in enumerate(samples) if abs(sample) > AUDIBLE]
    return max(after - before for before, after in pairwise(loud)) / RATE
