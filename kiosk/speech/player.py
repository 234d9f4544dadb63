"""Plays a sound by a process that can be killed: silence then takes no asking."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.speech.sound import HEADROOM, Sound

_ROOT = Path(__file__).parent.parent.parent
_BUFFER = 60_000
"""Microseconds a sound card may hold back; what is in its buffer is still heard after a kill."""


class DeviceFault(Exception):
    """There is nothing to play on."""


@dataclass(frozen=True)
class Output:
    """Where sound goes: a sink of the sound server, an ALSA device, or the system's default."""

    name: str = ""
    sink: bool = False
    """The name is a sink of PulseAudio or PipeWire."""


class Playing(Protocol):
    """A sound that is being played."""

    @property
    def failed(self) -> bool:
        """Whether it ended because the device could not be used."""

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so long; tell whether it has."""

    def stop(self) -> None:
        """End it at once; from any thread, and as often as one likes."""


class Player(Protocol):
    """A way to play sounds."""

    def play(self, sound: Sound, volume: int, output: Output, language: str) -> Playing:
        """Begin to play at a step of volume, or raise DeviceFault."""


class ProcessPlayer:
    """Plays by aplay where it is installed, else by miniaudio; one process a sound."""

    def play(self, sound: Sound, volume: int, output: Output, language: str = "") -> Playing:
        """Start a player that reads the sound from memory."""
        del language
        return _Process(sound.wav(volume), output)


class _Process:
    """A player's process."""

    def __init__(self, wav: bytes, output: Output) -> None:
        # A file without a name: nobody has to feed a pipe, and no disk ever holds it.
        memory = os.memfd_create("speech", os.MFD_CLOEXEC)
        try:
            with os.fdopen(os.dup(memory), "wb") as file:
                file.write(wav)
            os.lseek(memory, 0, os.SEEK_SET)
            self._process = subprocess.Popen(  # noqa: S603 - a program named here
                _command(output),
                stdin=memory,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(output),
                start_new_session=True,
            )
        except OSError as fault:
            raise DeviceFault("the player can't be started") from fault
        finally:
            os.close(memory)
        self._handle = os.pidfd_open(self._process.pid)
        self._stopped = False

    @property
    def failed(self) -> bool:
        """Whether it ended in another way than by the sound's end or by being stopped."""
        return not self._stopped and bool(self._process.poll())

    def wait(self, seconds: float) -> bool:
        """Wait by the process's handle: no polling, so words are on time."""
        if self._process.returncode is not None:
            return True
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        if not poll.poll(max(seconds, 0) * 1000):
            return False
        self._process.wait()
        os.close(self._handle)
        return True

    def stop(self) -> None:
        """Kill it."""
        self._stopped = True
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)


def _command(output: Output) -> Sequence[str]:
    if shutil.which("aplay"):
        device = "pulse" if output.sink else output.name or "default"
        return ["aplay", "-q", "-t", "wav", "-D", device, f"--buffer-time={_BUFFER}", "-"]
    device = "" if output.sink else output.name
    return [sys.executable, "-P", "-m", "kiosk.speech.miniaudio_player", device]


def _environment(output: Output) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    # Without the sink's name the sound server would choose: never for what is private.
    sink = {"PULSE_SINK": output.name} if output.sink else {}
    return {**os.environ, "PYTHONPATH": path, **sink}


def can_play(output: Output) -> bool:
    """Tell whether an output opens, by playing nothing on it."""
    try:
        playing = ProcessPlayer().play(Sound(22050, b"\0\0"), HEADROOM, output)
    except DeviceFault:
        return False
    if not playing.wait(3.0):
        playing.stop()
        playing.wait(1.0)
        return False
    return not playing.failed
