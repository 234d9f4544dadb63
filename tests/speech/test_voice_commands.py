"""`kiosk voices` and the line of `kiosk check`."""

import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.listing import better_than
from kiosk.speech.opening import open_synthesis
from kiosk.speech.recordings import RecordingsEngine, recording_name, recordings
from kiosk.speech.sound import Sound
from kiosk.speech.wav_files import OneLoudspeaker, WavFiles
from kiosk.utterance import Utterance
from tests.speech.voices import speaking

ROOT = Path(__file__).parent.parent.parent
NULL = "pcm.!default { type null }\nctl.!default { type null }\n"
NOTHING = "ctl.!default { type null }\n"
RUN = "from kiosk.cli import main; main()"
NO_ESPEAK = """
import ctypes.util, sys
sys.modules["espeakng_loader"] = None
ctypes.util.find_library = lambda name: None
"""
SPOKEN = Sound(16000, bytes(range(200)) * 80)
SOMALI = "Soo dhawoow"


def ran(
    folder: Path, *arguments: str, alsa: str = NULL, before: str = ""
) -> subprocess.CompletedProcess[str]:
    (folder / "alsa.conf").write_text(alsa)
    environment = {
        **os.environ,
        "KIOSK_STATE_DIR": str(folder / "state"),
        "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
        "PULSE_SERVER": f"unix:{folder / 'nobody'}",
    }
    return subprocess.run(
        [sys.executable, "-c", before + RUN, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def record(folder: Path, language: str, text: str, wav: bytes) -> Path:
    file = recordings(folder / "state") / language / recording_name(text)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(wav)
    return file


def test_every_voice_is_listed_with_its_quality(tmp_path: Path) -> None:
    done = ran(tmp_path, "voices")
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines()]
    assert {"de", "de_simple", "vi"} <= {row[0] for row in rows}
    assert {row[3] for row in rows} <= set(Quality)


@pytest.mark.parametrize(
    ("language", "quality"), [("en", "usable"), ("de", "poor"), ("tr", "poor"), ("ku", "unknown")]
)
def test_a_voice_is_called_no_better_than_it_was_understood(language: str, quality: str) -> None:
    voices = {voice.language: voice.quality for voice in EspeakEngine().voices()}
    assert voices[language] == quality
    assert Quality.measured(10) is Quality.GOOD


def test_packages_are_named_for_what_is_poor(tmp_path: Path) -> None:
    done = ran(tmp_path, "voices", "install")
    assert done.returncode == 0
    assert "en:" not in done.stdout or "piper" in done.stdout
    assert str(tmp_path / "state" / "voices" / "ar") in done.stdout


def test_packages_come_with_what_they_need_and_only_if_they_are_not_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert better_than((), "tr", tmp_path).startswith("libespeak-ng1 mbrola mbrola-tr1 (non-free)")
    (tmp_path / "mbrola").touch(mode=0o700)
    assert better_than((), "tr", tmp_path).startswith("libespeak-ng1 mbrola-tr1 (non-free)")
    used = InstalledVoice("mbrola:tr1", "tr", "mbrola", "tr1", "", Quality.USABLE)
    assert better_than([used], "tr", tmp_path).startswith("a piper voice")


def test_without_any_voice_the_first_one_is_named(tmp_path: Path) -> None:
    none = ran(tmp_path, "voices", "install", before=NO_ESPEAK).stdout.splitlines()
    assert "libespeak-ng1" in none[0]
    assert "espeakng-loader" in none[0]
    assert not ran(tmp_path, "voices", "install").stdout.startswith("No voice")
    checked = ran(tmp_path, "check", before=NO_ESPEAK)
    assert "voice: silent, No voice is installed: see `kiosk voices install`." in checked.stdout
    assert checked.returncode == 0, "a kiosk without a voice works"


def test_prompts_are_rendered_beforehand_in_the_languages_that_are_named(tmp_path: Path) -> None:
    done = ran(tmp_path, "voices", "prepare", "tr", "en")
    assert (done.returncode, done.stderr) == (0, "")
    tr, en = (line.split() for line in done.stdout.splitlines())
    assert [tr[0], en[0]] == ["tr", "en"]
    assert tr[1] == tr[3] != "0"
    kept = set((tmp_path / "state" / "speech").iterdir())
    assert len(kept) > int(tr[1]) / 2
    assert ran(tmp_path, "voices", "prepare", "tr").returncode == 0
    assert set((tmp_path / "state" / "speech").iterdir()) == kept, "nothing is rendered twice"
    assert ran(tmp_path, "voices", "prepare", "xx").returncode == 2


def test_prompts_nobody_can_speak_are_counted(tmp_path: Path) -> None:
    none = ran(tmp_path, "voices", "prepare", "tr", before=NO_ESPEAK)
    assert none.stdout.split(maxsplit=1) == ["tr", "no voice: see kiosk voices install\n"]
    program, model = tmp_path / "bin" / "piper", tmp_path / "state" / "voices" / "tr" / "x.onnx"
    for file in (program, model, Path(f"{model}.json")):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}" if file.suffix == ".json" else "#!/bin/sh\nexit 1\n")
        file.chmod(0o755)
    failing = f"""
import os
os.environ["PATH"] = "{program.parent}:" + os.environ["PATH"]
"""
    failed = ran(tmp_path, "voices", "prepare", "tr", before=failing + NO_ESPEAK)
    assert failed.returncode == 1
    assert "prompts could not be rendered" in failed.stderr
    assert not list((tmp_path / "state").glob("speech/*"))


def test_a_sample_is_played_or_the_reason_given(tmp_path: Path) -> None:
    assert ran(tmp_path, "voices", "--sample", "tr").stdout.startswith("tr: ")
    unknown = ran(tmp_path, "voices", "--sample", "xx")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    mute = ran(tmp_path, "voices", "--sample", "tr", alsa=NOTHING)
    assert mute.returncode == 1
    assert "sound device" in mute.stderr


def test_check_names_engines_and_languages_or_what_is_missing(tmp_path: Path) -> None:
    spoken = next(line for line in ran(tmp_path, "check").stdout.splitlines() if "voice" in line)
    assert "espeak-ng" in spoken
    assert "de_simple" in spoken
    mute = ran(tmp_path, "check", alsa=NOTHING)
    assert "voice: silent, No sound device can be used" in mute.stdout
    assert mute.returncode == 0
    off = ran(tmp_path, "--speech", "off", "check", alsa=NOTHING)
    assert "voice: ok, off" in off.stdout


def test_a_sample_with_speech_off_says_so(tmp_path: Path) -> None:
    off = ran(tmp_path, "--speech", "off", "voices", "--sample", "tr")
    assert (off.returncode, off.stdout) == (1, "")
    assert "KIOSK_SPEECH is off" in off.stderr


def test_what_a_person_can_record_is_listed_and_played(tmp_path: Path) -> None:
    listed = ran(tmp_path, "voices", "--recordings", "ku")
    assert listed.returncode == 0
    files = dict(line.split("\t") for line in listed.stdout.splitlines())
    assert all(name == recording_name(text) for name, text in files.items())
    assert {"Kurdî (Kurmancî).", "Bi xatirê we. Xwendina bi deng niha girtî ye."} <= set(
        files.values()
    )
    assert f"0 of {len(files)}" in listed.stderr
    text = next(iter(files.values()))
    record(tmp_path, "ku", text, SPOKEN.wav())
    assert f"1 of {len(files)}" in ran(tmp_path, "voices", "--recordings", "ku").stderr
    assert ran(tmp_path, "voices", "--recordings", "xx").returncode == 2


def test_a_language_without_an_engine_speaks_as_far_as_it_was_recorded(tmp_path: Path) -> None:
    record(tmp_path, "so", SOMALI, SPOKEN.wav())
    record(tmp_path, "de", SOMALI, SPOKEN.wav())
    espeak = EspeakEngine()
    engine = RecordingsEngine(recordings(tmp_path / "state"), [espeak])
    assert [voice.language for voice in engine.voices()] == ["so"]
    (used,) = open_synthesis(tmp_path / "state").voices("so")
    assert used.engine == engine.name
    with speaking(
        tmp_path / "state",
        engines=[espeak, engine],
        player=WavFiles(tmp_path / "out"),
        outlets=OneLoudspeaker(),
    ) as (voice, notes):
        assert voice.speaks("so")
        recorded, silent = Utterance(SOMALI, "so"), Utterance("Mahadsanid", "so")
        for utterance in (recorded, silent):
            voice.say(utterance)
            notes.until_event(SpeechEvent.FINISHED, utterance)
        assert voice.fault == ""
    heard = [Sound.of_wav(file.read_bytes()) for file in sorted((tmp_path / "out").iterdir())]
    assert any(heard[0].samples)
    assert heard[0].rate == SPOKEN.rate
    assert not any(heard[1].samples)


@pytest.mark.parametrize(
    ("channels", "rate", "told"),
    [(2, 16000, "has 2 channels"), (1, 96000, "has 96000 Hz"), (0, 0, "is none or one of another")],
)
def test_a_recording_that_cannot_be_used_is_told_of(
    tmp_path: Path, channels: int, rate: int, told: str
) -> None:
    file = record(tmp_path, "de", SOMALI, b"nothing")
    if channels:
        with wave.open(str(file), "wb") as sound:
            sound.setnchannels(channels)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(bytes(400))
    checked = ran(tmp_path, "check")
    assert f"voice: de/{file.name} is not used: it {told}" in checked.stdout
    assert checked.returncode == 1
