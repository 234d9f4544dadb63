"""Cuts a text where a voice pauses: the first piece is heard while the next is rendered."""

import re
from array import array
from collections.abc import Iterable, Iterator
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
class Run:
    """What is said in one go: a spoken text in one language, or a recording of it."""

    text: str
    language: str
    recording: Sound | None = None


@dataclass(frozen=True)
class Piece(Run):
    """A part of a run, and where it begins in all that is said."""

    start: int = 0


def pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    """Yield the pieces of runs that are said one after the other; none of them is empty."""
    start = 0
    for run in runs:
        cuts = [(0, len(run.text))] if run.recording else _cuts(run.text)
        for begin, end in cuts:
            yield Piece(run.text[begin:end], run.language, run.recording, start + begin)
        start += len(run.text) + 1


def pause(sound: Sound, text: str, words_a_minute: int) -> Sound:
    """Return the silence that is missing between a piece and the next one."""
    wanted = _PAUSES.get(text[-1:], 0.0) * _USUAL / words_a_minute
    missing = round(wanted * sound.rate)
    for sample in reversed(array("h", sound.samples[-2 * missing :] if missing else b"")):
        if abs(sample) >= _SILENT:
            break
        missing -= 1
    return Sound(sound.rate, bytes(2 * missing))


def _cuts(spoken: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a text begin and end, without the spaces between them."""
    start, limit = 0, _FIRST
    while rest := spoken[start:].lstrip():
        start = len(spoken) - len(rest)
        end = _end(spoken, start, limit)
        yield start, start + len(spoken[start:end].rstrip())
        start, limit = end, _FURTHER


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
