"""The process that plays with miniaudio where there is no aplay: samples on its input till the end.

Usage: python -m kiosk.speech.miniaudio_player RATE [DEVICE]
"""

import os
import sys
from collections.abc import Generator
from threading import Event, Lock, Thread

import miniaudio

_BUFFER = 60
"""Milliseconds a sound card may hold back."""
_INPUT = 0
_CHUNK = 1 << 16
_NO_DEVICE = 3


def main(rate: int, name: str) -> int:
    """Play to the end; return an exit code."""
    try:
        device = miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=rate,
            buffersize_msec=_BUFFER,
            device_id=_device(name) if name else None,
        )
    except (miniaudio.MiniaudioError, LookupError):
        return _NO_DEVICE
    over = Event()
    with device:
        stream = _stream(_Input(), rate, over)
        next(stream)
        device.start(stream)
        over.wait()
    return 0


def _device(name: str) -> object:
    for device in miniaudio.Devices().get_playbacks():
        if device["name"] == name:
            return device["id"]
    raise LookupError(name)


class _Input:
    """What came so far, read by a thread: a sound card must never wait for a pipe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._samples = bytearray()
        self._ended = False
        self._samples += os.read(_INPUT, _CHUNK)
        Thread(target=self._read, daemon=True).start()

    def take(self, wanted: int) -> bytes | None:
        """Return so many bytes, the missing ones as silence; None after the end."""
        with self._lock:
            if self._ended and not self._samples:
                return None
            taken = bytes(self._samples[: min(wanted, len(self._samples) // 2 * 2)])
            del self._samples[: len(taken)]
            if self._ended and len(taken) < wanted:
                self._samples.clear()
        return taken.ljust(wanted, b"\0")

    def _read(self) -> None:
        while piece := os.read(_INPUT, _CHUNK):
            with self._lock:
                self._samples += piece
        with self._lock:
            self._ended = True


def _stream(source: _Input, rate: int, over: Event) -> Generator[bytes, int, None]:
    """Yield what is asked for, then a buffer of silence, so that the end is heard."""
    wanted = yield b""
    while (piece := source.take(wanted * 2)) is not None:
        wanted = yield piece
    silence = rate * _BUFFER // 1000
    while silence > 0:
        silence -= wanted
        wanted = yield bytes(wanted * 2)
    over.set()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), "".join(sys.argv[2:])))
