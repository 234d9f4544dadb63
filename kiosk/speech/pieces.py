"""Cuts a text where a voice pauses: the first piece is heard while the next is rendered."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.speech.sound import Sound

_FIRST = 120
"""Letters of the first piece; espeak-ng renders so many in some 10 ms."""
_FURTHER = 200
"""Letters of the others; a new text waits for one of them at most."""
_SHORTEST = 40
"""Letters that are enough for a melody; shorter sentences are said with their neighbours."""
_SENTENCE = re.compile(r"[.!?…؟۔]\W*\s")
_CLAUSE = re.compile(r"[,;:–،؛]\s+(?=\D)")
_SPACE = re.compile(r"\s")
_PAUSES = {
    **dict.fromkeys(".!?…؟۔", 0.38),
    **dict.fromkeys(":;؛", 0.28),
    **dict.fromkeys(",–،", 0.18),
}
"""Seconds espeak-ng pauses within a text at its usual rate; at the end of one it doesn't."""
_USUAL = 150
_SILENT = 64
"""Samples below this are heard as silence."""


@dataclass(frozen=True)
class Piece:
    """A part of a spoken text."""

    text: str
    start: int


def pieces(spoken: str) -> Iterator[Piece]:
    """Yield the pieces of a spoken text; none of them is empty unless the text is."""
    start, limit = 0, _FIRST
    while start < len(spoken) or not start:
        end = _end(spoken, start, limit)
        yield Piece(spoken[start:end].strip(), start + _spaces(spoken[start:end]))
        start, limit = end, _FURTHER
        if not spoken[start:].strip():
            break


def pause(sound: Sound, text: str, words_a_minute: int) -> Sound:
    """Return the silence that is missing between a piece and the next one."""
    wanted = _PAUSES.get(text[-1:], 0.0) * _USUAL / words_a_minute
    missing = round(wanted * sound.rate)
    for sample in reversed(array("h", sound.samples[-2 * missing :] if missing else b"")):
        if abs(sample) >= _SILENT:
            break
        missing -= 1
    return Sound(sound.rate, bytes(2 * missing))


def _end(spoken: str, start: int, limit: int) -> int:
    """Return where a piece ends: after a sentence, else a clause, else a word."""
    if len(spoken) - start <= limit:
        return len(spoken)
    for least in (_SHORTEST, 1):
        for border in (_SENTENCE, _CLAUSE, _SPACE):
            ends = [found.end() for found in border.finditer(spoken, start, start + limit)]
            if ends and ends[-1] - start >= least:
                return ends[-1]
    return start + limit


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip())
