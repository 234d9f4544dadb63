"""Writes what would be heard into numbered files, and takes as long as saying it would."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic

from kiosk.speech.player import DeviceFault, Output
from kiosk.speech.sound import Sound


class WavFiles:
    """A player for KIOSK_SPEECH=wav:DIR: 0001-de.wav, 0002-tr.wav and so on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = max((_number(file) for file in folder.glob("*.wav")), default=0)

    def begin(self, rate: int, output: Output, language: str) -> "_Paced":
        """Begin a file."""
        del output
        self._last += 1
        file = self._folder / f"{self._last:04}-{language}.wav"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(Sound(rate, b"").wav())
        except OSError as fault:
            raise DeviceFault(f"{file} can't be written") from fault
        return _Paced(rate, file)

    def opens(self, output: Output) -> bool:
        """Tell whether files can be written."""
        del output
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._folder, os.W_OK)


class _Paced:
    """A sound nobody hears."""

    failed = False

    def __init__(self, rate: int, file: Path) -> None:
        self._rate = rate
        self._file = file
        self._samples = bytearray()
        self._ends = monotonic()
        self._finished = Event()
        self._stopped = Event()

    def feed(self, samples: bytes) -> bool:
        """Keep what belongs into the file."""
        self._samples += samples
        self._ends = max(self._ends, monotonic()) + len(samples) / 2 / self._rate
        return not self._stopped.is_set()

    def finish(self) -> None:
        """Write the file."""
        with suppress(OSError):
            self._file.write_bytes(Sound(self._rate, bytes(self._samples)).wav())
        self._finished.set()

    def wait(self, seconds: float) -> bool:
        """Wait until its time is over."""
        until = monotonic() + seconds
        while not self._stopped.is_set() and monotonic() < until:
            ends = self._ends if self._finished.is_set() else until
            if monotonic() >= ends:
                return True
            self._stopped.wait(max(min(until, ends) - monotonic(), 0))
        return self._stopped.is_set() or (self._finished.is_set() and monotonic() >= self._ends)

    def stop(self) -> None:
        """End it."""
        self._stopped.set()


class OneLoudspeaker:
    """Outlets without a headset."""

    headset = None
    loudspeaker = Output()

    def watch(self, changed: Callable[[], None]) -> None:
        """Have nothing to tell."""

    def close(self) -> None:
        """Hold nothing."""


def _number(file: Path) -> int:
    digits = file.name.split("-")[0]
    return int(digits) if digits.isdecimal() else 0
