"""Plays a sound by a process that can be killed: silence then takes no asking."""

import fcntl
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

from kiosk.speech.sound import HEADROOM, Sound, at_volume
from kiosk.speech.tied import tied

_ROOT = Path(__file__).parent.parent.parent
_BUFFER = 60_000
"""Microseconds a sound card may hold back; what is in its buffer is still heard after a kill."""

_AHEAD = 1024 * 1024
"""Bytes a player may get before they are heard: some 20 seconds, in which nobody must hurry."""
_STALLED = 5.0
"""Seconds after which a device that takes nothing is given up."""


class DeviceFault(Exception):
    """There is nothing to play on."""


@dataclass(frozen=True)
class Output:
    """Where sound goes: a sink of the sound server, an ALSA device, or the system's default."""

    name: str = ""
    sink: bool = False
    """The name is a sink of PulseAudio or PipeWire."""


NOWHERE = Output(sink=True)
"""There is no such output: a sink without a name would be the one the server likes."""


class Playing(Protocol):
    """A sound that is being played."""

    @property
    def failed(self) -> bool:
        """Whether it ended because the device could not be used."""

    def feed(self, samples: bytes) -> bool:
        """Give it what comes next as soon as it has room; tell whether it took that."""

    def finish(self) -> None:
        """Tell it that no more comes; it ends when all was heard."""

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so long; tell whether it has."""

    def stop(self) -> None:
        """End it at once; from any thread, and as often as one likes."""


class Player(Protocol):
    """A way to play sounds."""

    def begin(self, rate: int, output: Output, language: str) -> Playing:
        """Begin to play samples of a rate that come as they are rendered, or raise DeviceFault."""

    def opens(self, output: Output) -> bool:
        """Tell whether an output can be played on now."""


class ProcessPlayer:
    """Plays by aplay where it is installed, else by miniaudio; one process a sound."""

    def begin(self, rate: int, output: Output, language: str = "") -> Playing:
        """Start a player that reads samples from a pipe."""
        del language
        if output == NOWHERE:
            raise DeviceFault("there is no such output")
        return _Process(rate, output)

    def play(self, sound: Sound, volume: int, output: Output) -> Playing:
        """Play a sound that fits into the pipe."""
        playing = self.begin(sound.rate, output)
        all(map(playing.feed, at_volume(sound.samples, volume)))
        playing.finish()
        return playing

    def opens(self, output: Output) -> bool:
        """Tell whether an output opens, by playing nothing on it."""
        return can_play(output)


class _Process:
    """A player's process."""

    def __init__(self, rate: int, output: Output) -> None:
        end, self._pipe = os.pipe2(os.O_CLOEXEC)
        with suppress(OSError):
            fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, _AHEAD)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program named here
                tied(_command(rate, output)),
                stdin=end,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(output),
                start_new_session=True,
            )
        except OSError as fault:
            os.close(self._pipe)
            raise DeviceFault("the player can't be started") from fault
        finally:
            os.close(end)
        self._handle = os.pidfd_open(self._process.pid)
        self._stopped = False

    @property
    def failed(self) -> bool:
        """Whether it ended in another way than by the sound's end or by being stopped."""
        return not self._stopped and bool(self._process.poll())

    def feed(self, samples: bytes) -> bool:
        """Write to the pipe; a device that takes nothing for long takes nothing any more."""
        poll = select.poll()
        poll.register(self._pipe, select.POLLOUT)
        if not poll.poll(_STALLED * 1000):
            return False
        try:
            os.write(self._pipe, samples)
        except BrokenPipeError:
            return False
        return True

    def finish(self) -> None:
        """Close the pipe."""
        os.close(self._pipe)

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


def _command(rate: int, output: Output) -> Sequence[str]:
    if shutil.which("aplay"):
        device = "pulse" if output.sink else output.name or "default"
        kind = ["-t", "raw", "-f", f"S16_{sys.byteorder[0].upper()}E", "-c", "1", "-r", str(rate)]
        return ["aplay", "-q", *kind, "-D", device, f"--buffer-time={_BUFFER}", "-"]
    device = "" if output.sink else output.name
    return [sys.executable, "-P", "-m", "kiosk.speech.miniaudio_player", str(rate), device]


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
