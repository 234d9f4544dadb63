"""`kiosk voices` and the line of `kiosk check`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NULL = "pcm.!default { type null }\nctl.!default { type null }\n"
NOTHING = "ctl.!default { type null }\n"


def ran(folder: Path, *arguments: str, alsa: str = NULL) -> subprocess.CompletedProcess[str]:
    (folder / "alsa.conf").write_text(alsa)
    environment = {
        **os.environ,
        "KIOSK_STATE_DIR": str(folder / "state"),
        "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
        "PULSE_SERVER": f"unix:{folder / 'nobody'}",
    }
    return subprocess.run(
        [sys.executable, "-c", "from kiosk.cli import main; main()", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_voice_is_listed_with_its_quality(tmp_path: Path) -> None:
    done = ran(tmp_path, "voices")
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines()]
    assert {"de", "de_simple", "vi"} <= {row[0] for row in rows}
    assert {row[3] for row in rows} <= {"good", "usable", "poor"}


def test_packages_are_named_for_what_is_poor(tmp_path: Path) -> None:
    done = ran(tmp_path, "voices", "install")
    assert done.returncode == 0
    assert "en:" not in done.stdout or "piper" in done.stdout
    assert str(tmp_path / "state" / "voices" / "ar") in done.stdout


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
    assert "voice: ok, silent: No sound device" in mute.stdout
