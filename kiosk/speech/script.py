"""What a voice says for an utterance, piece by piece, and where its words are written."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from kiosk.speech.chime import chime
from kiosk.speech.pieces import Piece, Run, pause, pieces
from kiosk.speech.places import Alignment
from kiosk.speech.sound import Sound, Word
from kiosk.utterance import Utterance

_UNSAID = Piece("", "")

Part = tuple[Piece, Sound]


class Cache(Protocol):
    """Where sounds are kept."""

    def get(self, name: str) -> Sound | None:
        """Return a kept sound, or None."""

    def put(self, name: str, sound: Sound) -> None:
        """Keep a sound."""


class Script:
    """An utterance as it is said."""

    def __init__(self, utterance: Utterance, runs: Sequence[Run], cache: Cache) -> None:
        self._utterance = utterance
        self._spoken = " ".join(run.text for run in runs)
        self.cache = cache
        self.pieces = tuple(pieces(runs))

    def parts(self, sounds: Iterable[Sound], words_a_minute: int) -> Iterator[Part]:
        """Yield the sounds of the pieces with the chime before and pauses between them."""
        for piece, sound in zip(self.pieces, sounds, strict=False):
            if self._utterance.chime and piece is self.pieces[0]:
                yield _UNSAID, Sound(sound.rate, chime(sound.rate))
            yield piece, sound
            if piece is not self.pieces[-1]:
                yield _UNSAID, pause(sound, piece.text, words_a_minute)

    def words(self, part: Part) -> tuple[Word, ...]:
        """Return when which words of the utterance are said in a part."""
        piece, sound = part
        return self._alignment.words(sound, piece.text, piece.start) if piece.text else ()

    @cached_property
    def _alignment(self) -> Alignment:
        # Only when the first piece is on its way: a long text takes longer than a tap may.
        return Alignment(self._spoken, self._utterance.text)
