"""What an engine renders: samples, and when each word begins."""

import io
import json
import struct
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import neg
from typing import Self

STEP = 6.0
"""Decibels of one step of volume."""
HEADROOM = 3
"""Steps between the volume a visit begins with and full scale: no step ever clips."""
CHUNK = 4096
"""Bytes that a pipe takes whole or not at all."""
_LOWEST = -32768
_FORMAT = (1, 2)
"""One channel of 16 bits."""


@dataclass(frozen=True)
class Word:
    """A word of the text and the moment it begins to sound."""

    milliseconds: int
    start: int
    end: int


@dataclass(frozen=True)
class Sound:
    """Mono samples of 16 bits, native order."""

    rate: int
    samples: bytes
    words: tuple[Word, ...] = ()
    """Empty where an engine does not tell."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate

    def wav(self, volume: int = HEADROOM) -> bytes:
        """Return a WAV file at a step of volume, of which the highest is full scale."""
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(b"".join(at_volume(self.samples, volume)))
        return out.getvalue()

    @classmethod
    def of_wav(cls, data: bytes) -> Self:
        """Read a WAV file; raise ValueError if it is none of 16 bits and one channel."""
        try:
            with wave.open(io.BytesIO(data)) as file:
                if (file.getnchannels(), file.getsampwidth()) != _FORMAT:
                    raise ValueError("not one channel of 16 bits")
                return cls(file.getframerate(), file.readframes(file.getnframes()))
        except (wave.Error, EOFError) as fault:
            raise ValueError("not a WAV file") from fault

    def packed(self) -> bytes:
        """Return everything in one piece, for a file of the cache."""
        words = [[word.milliseconds, word.start, word.end] for word in self.words]
        head = json.dumps({"rate": self.rate, "words": words}).encode()
        return struct.pack("<I", len(head)) + head + self.samples

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Read what `packed` wrote; raise ValueError if it is cut or something else."""
        try:
            (length,) = struct.unpack_from("<I", data)
            head = json.loads(data[4 : 4 + length])
            words = tuple(Word(*word) for word in head["words"])
            return cls(int(head["rate"]), data[4 + length :], words)
        except (struct.error, KeyError, TypeError, ValueError) as fault:
            raise ValueError("not a sound of the cache") from fault


def at_volume(samples: bytes, volume: int) -> Iterator[bytes]:
    """Yield samples at a step of volume in chunks so small that no other thread waits for one."""
    for start in range(0, len(samples), CHUNK):
        yield scaled(samples[start : start + CHUNK], (volume - HEADROOM) * STEP)


def scaled(samples: bytes, decibels: float) -> bytes:
    """Return samples at another volume, clipped at full scale."""
    if not decibels:
        return samples
    # Looking up is three times as fast as multiplying, and happens between a tap and its sound.
    table = _gains(decibels)
    return array("h", map(table.__getitem__, array("h", samples))).tobytes()


@cache
def _gains(decibels: float) -> "array[int]":
    """Return what becomes of each sample; negative ones count from the end, as indexes do."""
    factor = 10 ** (decibels / 20)
    gains = list(map(round, map(factor.__mul__, range(1 - _LOWEST))))
    if factor > 1:
        gains = [min(gain, -_LOWEST) for gain in gains]
    # An array: a list would take 2.5 MB for each volume.
    below = array("h", map(neg, reversed(gains[1:])))
    return array("h", map(min, gains[:-1], repeat(-_LOWEST - 1))) + below
