"""Writes what would be heard into numbered files, and takes as long as saying it would."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from kiosk.speech.player import DeviceFault, Output
from kiosk.speech.sound import Sound


class WavFiles:
    """A player for KIOSK_SPEECH=wav:DIR: 0001-de.wav, 0002-tr.wav and so on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = max((_number(file) for file in folder.glob("*.wav")), default=0)

    def play(self, sound: Sound, volume: int, output: Output, language: str) -> "_Paced":
        """Write the file, and begin to wait as long as it lasts."""
        del output
        self._last += 1
        file = self._folder / f"{self._last:04}-{language}.wav"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(sound.wav(volume))
        except OSError as fault:
            raise DeviceFault(f"{file} can't be written") from fault
        return _Paced(sound.seconds)


class _Paced:
    """A sound nobody hears."""

    failed = False

    def __init__(self, seconds: float) -> None:
        self._rest = seconds
        self._stopped = Event()

    def wait(self, seconds: float) -> bool:
        """Wait until its time is over."""
        pause = max(min(seconds, self._rest), 0)
        self._rest -= pause
        return self._stopped.wait(pause) or self._rest <= 0

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
