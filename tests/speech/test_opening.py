"""Voices that are opened before there is anything to be heard on, and what ends with a kiosk."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import psutil
import pytest

from kiosk.office import Wish
from kiosk.ports import SpeechEvent, Voice
from kiosk.speech.opening import NO_DEVICE, NO_FOLDER, NO_VOICE, open_voice
from kiosk.speech.synthesis import Synthesis
from kiosk.utterance import Utterance
from kiosk.wiring import Wiring
from tests.speech.sound_server import Recorder, sound_server
from tests.speech.voices import GREETING, Notes

ROOT = Path(__file__).parents[2]
NULL = "pcm.!default { type null }\nctl.!default { type null }\n"
NOTHING = "ctl.default { type null }\n"
SPOKEN = Utterance(GREETING, "de")
CHILDREN = """
import sys, time
from pathlib import Path
from threading import Event
from kiosk.speech.headset import Outputs
from kiosk.speech.opening import open_synthesis
from kiosk.speech.player import Output, ProcessPlayer
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task
from kiosk.utterance import Utterance

outputs = Outputs("", "")
outputs.watch(lambda: None)
synthesis = open_synthesis(Path(sys.argv[1]))
synthesis.prepare(Utterance("Ja.", "de"), 0, Task())
playing = ProcessPlayer().play(Sound(22050, bytes(44100 * 20)), 0, Output())
sys.stdin.readline()
"""
PROGRAMS = ("aplay", "pactl")
STARTED = ("aplay -q", "pactl subscribe", "espeak_worker")


@pytest.fixture(autouse=True)
def _no_sound_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")


def use_alsa(text: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "alsa.conf").write_text(text)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(folder / "alsa.conf"))


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Voice, Notes]]:
    voice = open_voice("auto", folder / "state")
    notes = Notes()
    voice.watch(notes)
    try:
        yield voice, notes
    finally:
        voice.close()


def test_a_voice_opened_without_a_device_speaks_when_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_alsa(NOTHING, monkeypatch, tmp_path)
    with opened(tmp_path) as (voice, notes):
        assert (voice.fault, voice.speaks("de")) == (NO_DEVICE, True)
        use_alsa(NULL, monkeypatch, tmp_path)
        notes.until_event(SpeechEvent.FAULT)
        assert voice.fault == ""
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED, SPOKEN)


def test_something_to_be_said_finds_a_new_device_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.speech.service._AGAIN", 3600.0)
    use_alsa(NOTHING, monkeypatch, tmp_path)
    with opened(tmp_path) as (voice, notes):
        use_alsa(NULL, monkeypatch, tmp_path)
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FINISHED, SPOKEN)
        notes.until_event(SpeechEvent.FAULT)
        assert voice.fault == ""


def test_a_device_that_went_is_found_again_though_nobody_can_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_alsa(NULL, monkeypatch, tmp_path)
    with opened(tmp_path) as (voice, notes):
        use_alsa(NOTHING, monkeypatch, tmp_path)
        voice.say(SPOKEN)
        notes.until_event(SpeechEvent.FAULT)
        use_alsa(NULL, monkeypatch, tmp_path)
        notes.until(lambda _: notes.events().count(SpeechEvent.FAULT) == 2)
        assert voice.fault == ""


def test_without_voices_or_with_speech_off_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Synthesis, "voices", lambda *_: [])
    assert open_voice("auto", tmp_path).fault == NO_VOICE
    off = open_voice("off", tmp_path)
    assert off.fault == ""
    off.say(SPOKEN)


def test_a_directory_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    voice = open_voice(f"wav:{tmp_path / 'file' / 'out'}", tmp_path / "state")
    assert voice.fault == NO_FOLDER
    voice.close()


def test_the_board_calls_in_the_room_though_a_headset_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pulse").mkdir()
    state = str(tmp_path / "state")
    with sound_server(tmp_path / "pulse") as server:
        for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR", "HOME"):
            monkeypatch.setenv(name, server.environment[name])
        server.pactl("set-default-sink", "ear")
        with Recorder(server, "ear") as ear, Recorder(server, "speaker") as room:
            with on_a_terminal("--state-dir", state, "--headset", "ear", "board"):
                with Wiring({"state_dir": state}) as wiring:
                    wiring.office.open_counter("1")
                    wiring.office.take(Wish(id=uuid4(), services=("benefits",)))
                    wiring.office.call_next("1")
                room.until_sound()
                room.more(1.0)
            assert not any(ear.samples)


@pytest.mark.parametrize("setpriv", [True, False], ids=["setpriv", "no setpriv"])
def test_what_a_kiosk_started_ends_when_it_is_killed(tmp_path: Path, *, setpriv: bool) -> None:
    for name in (*PROGRAMS, *(["setpriv"] if setpriv else [])):
        (tmp_path / name).symlink_to(shutil.which(name) or "/missing")
    (tmp_path / "pulse").mkdir()
    with sound_server(tmp_path / "pulse") as server:
        kiosk = subprocess.Popen(
            [sys.executable, "-c", CHILDREN, str(tmp_path / "state")],
            env={**server.environment, "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
        )
        assert kiosk.stdin
        children = started(psutil.Process(kiosk.pid))
        kiosk.kill()
        kiosk.wait()
        kiosk.stdin.close()
        assert psutil.wait_procs(children, timeout=5)[1] == []


def started(kiosk: psutil.Process) -> list[psutil.Process]:
    """Wait until a player, a watcher and an engine run."""
    while True:
        assert kiosk.is_running()
        with suppress(psutil.Error):  # one that has ended meanwhile
            children = {" ".join(c.cmdline()): c for c in kiosk.children(recursive=True)}
            found = [c for line, c in children.items() if any(map(line.__contains__, STARTED))]
            if len(found) == len(STARTED) and not any("prctl" in line for line in children):
                return found


@contextmanager
def on_a_terminal(*arguments: str) -> Iterator[None]:
    """Run a screen, whose picture nobody looks at, from its first to the end."""
    master, slave = pty.openpty()
    code = "from kiosk.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", code, *arguments],
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    drawn = Event()
    reader = Thread(target=drained, args=(master, drawn))
    reader.start()
    try:
        assert drawn.wait(15)
        yield
    finally:
        process.terminate()
        process.wait()
        reader.join()
        os.close(master)


def drained(terminal: int, drawn: Event) -> None:
    seen = b""
    with suppress(OSError):  # the other side is gone
        while piece := os.read(terminal, 65536):
            seen = seen[-9:] + piece
            if b"Nummer" in seen:
                drawn.set()
