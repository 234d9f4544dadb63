"""Runs a speech program that writes one WAV file, without a word of it on a disk."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from kiosk.speech.engine import EngineFault, EngineLate
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task
from kiosk.speech.tied import tied

_DEADLINE = 10.0
"""Seconds after which a program is ended."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory in memory, of this user alone

_OURS = "lotse-"


def rendered(command: Callable[[str], Sequence[str]], text: str, task: Task | None = None) -> Sound:
    """Return what a program, made for the file it writes, says of the text on its input."""
    # Only in memory; a program that can't write to a pipe can write there.
    home = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    if home is None:
        raise EngineFault("there is no /dev/shm to render in")
    _sweep()
    with tempfile.TemporaryDirectory(dir=home, prefix=f"{_OURS}{os.getpid()}-") as folder:
        file = Path(folder) / "speech.wav"
        _run(command(str(file)), text, task or Task())
        try:
            return Sound.of_wav(file.read_bytes())
        except (OSError, ValueError) as fault:
            raise EngineFault(f"{command('')[0]} wrote no sound") from fault


@cache
def _sweep() -> None:
    """Delete what was being said when a kiosk was killed."""
    for folder in _MEMORY.glob(f"{_OURS}*-*"):
        owner = folder.name.removeprefix(_OURS).split("-")[0]
        if not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str], text: str, task: Task) -> None:
    try:
        process = subprocess.Popen(  # noqa: S603 - a program named in this package
            tied(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise EngineFault(f"{command[0]} failed") from fault
    end = partial(_end, process)
    with process, task.stopped_by(end):
        try:
            process.communicate(text.encode(), timeout=_DEADLINE)
        except subprocess.TimeoutExpired as fault:
            end()
            raise EngineLate(f"{command[0]} took too long") from fault
    if process.returncode:
        raise EngineFault(f"{command[0]} failed")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a program and what it started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
