"""A sound server without hardware, and recorders of what its sinks play."""

from __future__ import annotations

import os
import shutil
import subprocess
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Self

RATE = 22050
"""What recorders take, and espeak-ng renders."""
_SETTLED = 2.5
"""Seconds of silence after which a null sink plays at once: it renders ahead at first."""
_DEADLINE = 30.0
PROGRAMS = ("aplay", "pulseaudio", "pactl", "parec")


class SoundServer:
    """PulseAudio with null sinks, in a directory of its own."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in PROGRAMS if not shutil.which(name)]
        assert not missing, f"these programs are missing: {missing}"
        folder.chmod(0o700)
        self.address = f"unix:{folder / 'socket'}"
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": self.address,
        }
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        command += ["--use-pid-file=no", "--log-target=stderr", "--log-level=warn"]
        for module in (
            f"module-native-protocol-unix socket={folder / 'socket'} auth-anonymous=1",
            "module-null-sink sink_name=speaker rate=48000",
            "module-null-sink sink_name=ear rate=48000",
            # What lets a stream live on elsewhere, as on a desktop.
            "module-rescue-streams",
        ):
            command += ["-L", module]
        self._process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        self._await()

    def pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, check=True, timeout=10
        )
        return done.stdout.decode().strip()

    def plug_in(self) -> None:
        self.pactl("load-module", "module-null-sink", "sink_name=headset", "rate=48000")

    def pull_out(self) -> None:
        for line in self.pactl("list", "short", "modules").splitlines():
            if "sink_name=headset" in line:
                self.pactl("unload-module", line.split()[0])

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _await(self) -> None:
        """Let pactl try until the server answers."""
        until = monotonic() + _DEADLINE
        while monotonic() < until:
            done = subprocess.run(
                ["pactl", "info"], env=self.environment, capture_output=True, check=False
            )
            if done.returncode == 0:
                return
        raise TimeoutError("pulseaudio did not start")


class Recorder:
    """Records a sink; ready once it has heard enough silence."""

    def __init__(self, server: SoundServer, sink: str) -> None:
        command = ["parec", f"--device={sink}.monitor", f"--rate={RATE}", "--channels=1"]
        command += ["--format=s16le", "--raw", "--latency-msec=10"]
        self._process = subprocess.Popen(
            command, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._grown = Condition()
        self._pieces: list[tuple[float, bytes]] = []
        self._length = 0
        self._thread = Thread(target=self._read)
        self._thread.start()

    def __enter__(self) -> Self:
        self.more(_SETTLED)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout
        self._process.stdout.close()

    def more(self, seconds: float) -> None:
        """Wait until so much more was recorded."""
        with self._grown:
            wanted = self._length + int(seconds * RATE) * 2
            assert self._grown.wait_for(lambda: self._length >= wanted, _DEADLINE)

    def until_sound(self) -> float:
        """Wait for sound; return when it arrived."""
        with self._grown:
            known = len(self._pieces)
            assert self._grown.wait_for(lambda: self._first(known) is not None, _DEADLINE)
            arrived = self._first(known)
            assert arrived is not None
            return arrived

    def forget(self) -> None:
        """Begin anew, when what is still on its way was heard."""
        self.more(0.3)
        with self._grown:
            self._pieces, self._length = [], 0

    @property
    def samples(self) -> array[int]:
        """Everything so far."""
        with self._grown:
            data = b"".join(piece for _, piece in self._pieces)
        return array("h", data[: len(data) // 2 * 2])

    def last_sound(self) -> float:
        """Return when the last sound arrived."""
        with self._grown:
            return max((at for at, piece in self._pieces if any(piece)), default=0.0)

    def _first(self, known: int) -> float | None:
        return next((at for at, piece in self._pieces[known:] if any(piece)), None)

    def _read(self) -> None:
        assert self._process.stdout
        handle = self._process.stdout.fileno()
        while piece := os.read(handle, 1 << 16):
            with self._grown:
                self._pieces.append((monotonic(), piece))
                self._length += len(piece)
                self._grown.notify_all()


@contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    server = SoundServer(folder)
    try:
        yield server
    finally:
        server.close()


def likeness(recorded: array[int], played: array[int]) -> float:
    """Return the highest normalised correlation of what was played with a part of a recording."""
    first = next((index for index, sample in enumerate(recorded) if sample), 0)
    begin = next((index for index, sample in enumerate(played) if sample), 0)
    shifts = range(max(first - begin - 40, 0), first - begin + 41)
    return max(_correlation(recorded[shift:], played) for shift in shifts)


def _correlation(one: array[int], other: array[int]) -> float:
    pairs = list(zip(one[::4], other[::4], strict=False))
    product = sum(a * b for a, b in pairs)
    power = sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)
    return float(product / power**0.5) if power else 0.0
