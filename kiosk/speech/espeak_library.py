"""The espeak-ng library by its C interface; only the engine's own process loads it."""

import ctypes
import ctypes.util
from pathlib import Path
from typing import Any

_SYNCHRONOUS = 2
"""Give the samples to the callback, in this thread; play nothing."""
_DONT_EXIT = 0x8000
_RATE = 1
_UTF8 = 1
_END, _WORD, _SAMPLE_RATE = 0, 1, 8


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("number", ctypes.c_int),
        ("rest_of_union", ctypes.c_int),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def library_and_data(*, system: bool = False) -> tuple[str, str | None] | None:
    """Return the library of espeakng-loader, or else the system's; None without either."""
    if not system and (shipped := _shipped()):
        return shipped
    found = ctypes.util.find_library("espeak-ng")
    return (found, None) if found else None


def _shipped() -> tuple[str, str] | None:
    try:
        import espeakng_loader
    except ImportError:
        return None
    folder = Path(espeakng_loader.__file__).parent
    return espeakng_loader.get_library_path(), str(folder)


class Library:
    """espeak-ng, loaded."""

    def __init__(self, path: str, data: str | None) -> None:
        self._library = ctypes.CDLL(path)
        self.rate = int(
            self._library.espeak_Initialize(
                _SYNCHRONOUS, 0, data.encode() if data else None, _DONT_EXIT
            )
        )
        if self.rate <= 0:
            raise OSError("espeak-ng has no data")
        self._samples: list[bytes] = []
        self._words: list[tuple[int, int, int]] = []
        # The library keeps the address, so this must live as long.
        self._callback = _CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def render(self, text: str, voice: str, words_a_minute: int) -> bytes:
        """Return the samples; `words` are known afterwards."""
        self._samples, self._words = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise LookupError(voice)
        self._library.espeak_SetParameter(_RATE, words_a_minute, 0)
        data = text.encode() + b"\0"
        self._library.espeak_Synth(data, len(data), 0, 1, 0, _UTF8, None, None)
        return b"".join(self._samples)

    @property
    def words(self) -> list[tuple[int, int, int]]:
        """Milliseconds, place and length in letters of each word of the last text."""
        return self._words

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._samples.append(ctypes.string_at(samples, count * 2))
        index = 0
        while events[index].type != _END:
            event = events[index]
            if event.type == _WORD:
                place = (event.audio_position, event.text_position - 1, event.length)
                self._words.append(place)
            elif event.type == _SAMPLE_RATE:
                # MBROLA's voices have rates of their own.
                self.rate = event.number
            index += 1
        return 0
