"""The process that plays with miniaudio where there is no aplay: a WAV on its input, then the end.

Usage: python -m kiosk.speech.miniaudio_player [DEVICE]
"""

import sys
from collections.abc import Generator
from threading import Event

import miniaudio

_BUFFER = 60
"""Milliseconds a sound card may hold back."""
_NO_DEVICE = 3


def main(name: str) -> int:
    """Play to the end; return an exit code."""
    sound = miniaudio.decode(sys.stdin.buffer.read(), nchannels=1)
    try:
        device = miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=sound.sample_rate,
            buffersize_msec=_BUFFER,
            device_id=_device(name) if name else None,
        )
    except (miniaudio.MiniaudioError, LookupError):
        return _NO_DEVICE
    over = Event()
    with device:
        stream = _stream(sound.samples, over)
        next(stream)
        device.start(stream)
        over.wait()
    return 0


def _device(name: str) -> object:
    for device in miniaudio.Devices().get_playbacks():
        if device["name"] == name:
            return device["id"]
    raise LookupError(name)


def _stream(samples: "miniaudio.array.array[int]", over: Event) -> Generator[bytes, int, None]:
    """Yield what is asked for, then a buffer of silence, so that the end is heard."""
    place = 0
    wanted = yield b""
    data = samples.tobytes() + bytes(2 * sound_of(_BUFFER, 48000))
    while place < len(data):
        piece = data[place : place + wanted * 2]
        place += len(piece)
        wanted = yield piece
    over.set()


def sound_of(milliseconds: int, rate: int) -> int:
    """Return how many samples last so long."""
    return rate * milliseconds // 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
