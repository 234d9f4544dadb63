"""Headsets that are told of by a sound server or by a socket."""

import json
import os
import struct
from pathlib import Path

import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech.headset import Outputs
from kiosk.speech.jack import Jack
from kiosk.speech.player import NOWHERE, Output
from kiosk.speech.sinks import sink_of
from kiosk.speech.wav_files import WavFiles
from kiosk.utterance import Utterance
from tests.speech.voices import GREETING, speaking

SWITCH, KEY = 5, 1
HEADPHONE, LID = 2, 0


def event(kind: int, code: int, value: int) -> bytes:
    return struct.pack("@llHHi", 0, 0, kind, code, value)


def plugged(jack: Jack) -> bool:
    return jack.plugged


def port(kind: str, availability: str) -> dict[str, object]:
    ports = [
        {"name": "out", "type": kind, "availability": availability},
        {"name": "other", "type": "Speaker", "availability": "available"},
    ]
    return {"name": "card", "active_port": "out", "ports": ports}


def test_a_socket_tells_what_is_plugged_in(tmp_path: Path) -> None:
    pipe = tmp_path / "event0"
    os.mkfifo(pipe)
    # Open both ways, a pipe waits for nobody.
    socket = os.open(pipe, os.O_RDWR)
    jack = Jack([pipe, tmp_path / "missing"])
    (handle,) = jack.handles
    assert plugged(jack) is False
    jack.read(handle)
    os.write(socket, event(SWITCH, LID, 1) + event(KEY, HEADPHONE, 1))
    jack.read(handle)
    assert plugged(jack) is False
    os.write(socket, event(SWITCH, HEADPHONE, 1))
    jack.read(handle)
    assert plugged(jack) is True
    os.write(socket, event(SWITCH, HEADPHONE, 0))
    jack.read(handle)
    assert plugged(jack) is False
    os.close(socket)
    jack.read(handle)
    assert jack.handles == ()
    jack.close()


def test_a_headset_in_a_socket_lets_private_things_be_heard_and_ends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    os.mkfifo(tmp_path / "event0")
    socket = os.open(tmp_path / "event0", os.O_RDWR)
    outlets = Outputs("", "front", Jack([tmp_path / "event0"]))
    private = Utterance(GREETING, "de", private=True)
    player = WavFiles(tmp_path / "out")
    with speaking(tmp_path, player=player, outlets=outlets) as (voice, notes):
        voice.say(private)
        notes.until_event(SpeechEvent.WITHHELD)
        os.write(socket, event(SWITCH, HEADPHONE, 1))
        notes.until_event(SpeechEvent.HEADSET)
        assert voice.headset
        voice.say(private)
        notes.until_event(SpeechEvent.WORD)
        os.write(socket, event(SWITCH, HEADPHONE, 0))
        notes.until(lambda _: notes.events().count(SpeechEvent.WITHHELD) == 2)
        notes.until(lambda _: not voice.headset)
    assert SpeechEvent.FINISHED not in notes.events()
    os.close(socket)


def test_what_only_a_socket_tells_of_is_not_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    bare: dict[str, object] = {"name": "null", "ports": []}
    for told in ([], [port("Speaker", "available")], [bare]):
        outlets = plugged_in(tmp_path, monkeypatch, told)
        assert (outlets.headset, outlets.loudspeaker) == (None, Output())
        outlets.close()
    outlets = plugged_in(tmp_path, monkeypatch, [port("Headphones", "available")])
    assert outlets.headset == Output("card", sink=True)
    assert outlets.loudspeaker == NOWHERE
    outlets.close()


def test_what_is_named_as_the_loudspeaker_is_private_only_if_named_as_the_headset_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headphones = [port("Headphones", "available")]
    outlets = plugged_in(tmp_path, monkeypatch, headphones, "card", "")
    assert (outlets.headset, outlets.loudspeaker) == (None, Output("card", sink=True))
    outlets.close()
    outlets = plugged_in(tmp_path, monkeypatch, headphones, "card", "card")
    assert outlets.headset == Output("card", sink=True)
    outlets.close()


def test_a_named_headset_whose_card_speaks_to_the_room_is_no_headset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = port("Speaker", "availability unknown")
    both["ports"] = [*both["ports"], {"name": "ear", "type": "Headphones"}]  # type: ignore[misc]
    outlets = plugged_in(tmp_path, monkeypatch, [both], "", "card")
    assert (outlets.headset, outlets.loudspeaker) == (None, Output())
    outlets.close()


def plugged_in(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    sinks: list[dict[str, object]],
    loudspeaker: str = "",
    headset: str = "",
) -> Outputs:
    """Return the outputs of a machine with a full socket, as a sound server tells of its sinks."""
    (folder / "sinks").write_text(json.dumps(sinks))
    answers = f'case "$1" in -f) cat {folder}/sinks;; *) echo card;; esac'
    (folder / "pactl").write_text(f"#!/bin/sh\n{answers}\n")
    (folder / "pactl").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    socket = folder / f"event{len(list(folder.iterdir()))}"
    socket.touch()
    jack = Jack([socket])
    jack._plugged = dict.fromkeys(jack.handles, True)  # noqa: SLF001 - a file is no socket
    return Outputs(loudspeaker, headset, jack)


def test_a_sink_is_worn_if_its_socket_says_so() -> None:
    assert sink_of(port("Headphones", "available")).worn
    assert sink_of(port("Headset", "available")).worn
    assert not sink_of(port("Headphones", "not available")).plugged
    assert not sink_of(port("Headphones", "availability unknown")).worn
    assert sink_of(port("Headphones", "availability unknown")).plugged
    assert not sink_of(port("Speaker", "available")).worn
    bare = sink_of({"name": "null", "ports": [], "active_port": None})
    assert (bare.worn, bare.plugged) == (False, True)
