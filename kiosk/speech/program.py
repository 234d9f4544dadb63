"""Runs a speech program that writes one WAV file, without a word of it on a disk."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.speech.engine import EngineFault
from kiosk.speech.sound import Sound

_DEADLINE = 10.0
"""Seconds after which a program is ended."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory in memory, of this user alone


def rendered(command: Callable[[str], Sequence[str]], text: str) -> Sound:
    """Return what a program, made for the file it writes, says of the text on its input."""
    # Only in memory; a program that can't write to a pipe can write there.
    home = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    if home is None:
        raise EngineFault("there is no /dev/shm to render in")
    with tempfile.TemporaryDirectory(dir=home, prefix="lotse-") as folder:
        file = Path(folder) / "speech.wav"
        _run(command(str(file)), text)
        try:
            return Sound.of_wav(file.read_bytes())
        except (OSError, ValueError) as fault:
            raise EngineFault(f"{command('')[0]} wrote no sound") from fault


def _run(command: Sequence[str], text: str) -> None:
    try:
        subprocess.run(  # noqa: S603 - a program named in this package
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_DEADLINE,
            check=True,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise EngineFault(f"{command[0]} failed") from fault
