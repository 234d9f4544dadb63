"""Where in the written text the words of the spoken text stand."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from kiosk.speech.sound import Sound, Word

_WORD = re.compile(r"\S+")
_FEWEST = 2
"""MBROLA tells of one word only, whatever it says."""

Place = tuple[int, int]


class Alignment:
    """The words of a spoken text beside those of the written one."""

    def __init__(self, spoken: str, written: str) -> None:
        self._pairs = _places(spoken, written)
        self._ends = [end for (_, end), _ in self._pairs]

    def words(self, sound: Sound, said: str, start: int = 0) -> tuple[Word, ...]:
        """Return when which written words are spoken in what is said from `start` on."""
        words = sound.words if len(sound.words) >= _FEWEST else _guessed(sound, said)
        timed = [
            Word(word.milliseconds, *place)
            for word in words
            if (place := self._around(start + word.start)) is not None
        ]
        return tuple(
            word
            for before, word in pairwise([None, *timed])
            if word and (before is None or (before.start, before.end) != (word.start, word.end))
        )

    def _around(self, letter: int) -> Place | None:
        index = bisect_right(self._ends, letter)
        if index == len(self._pairs):
            return None
        (start, _), place = self._pairs[index]
        return place if start <= letter else None


def _guessed(sound: Sound, spoken: str) -> Sequence[Word]:
    """Spread the words over the sound by their letters, where no engine told their times."""
    length = max(len(spoken), 1)
    return [
        Word(round(sound.seconds * 1000 * match.start() / length), *match.span())
        for match in _WORD.finditer(spoken)
    ]


def _places(spoken: str, written: str) -> Sequence[tuple[Place, Place]]:
    """Pair each word of the spoken text with a place in the written one."""
    heard, read = list(_WORD.finditer(spoken)), list(_WORD.finditer(written))
    matcher = SequenceMatcher(
        a=[word[0] for word in heard], b=[word[0] for word in read], autojunk=False
    )
    pairs: list[tuple[Place, Place]] = []
    for kind, from_heard, to_heard, from_read, to_read in matcher.get_opcodes():
        for index in range(from_heard, to_heard):
            if kind == "equal":
                place = read[from_read + index - from_heard].span()
            elif kind == "replace":
                place = (read[from_read].start(), read[to_read - 1].end())
            else:
                continue
            pairs.append((heard[index].span(), place))
    return pairs
