"""What a voice is to say, as a value: the words, their languages, who may hear and keep them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

_PARTING = " \u00a0\n·.,;:!?)]”“»"
"""What may stand between two stretches and is no word of the second."""


@dataclass(frozen=True)
class Stretch:
    """Words of a text in one language, from the first letter to behind the last."""

    start: int
    end: int
    language: str


@dataclass(frozen=True)
class Utterance:
    """Something to say."""

    text: str
    language: str
    private: bool = False
    """Tells what somebody came for: not for the loudspeaker unless the visitor wants that."""
    fixed: bool = False
    """A prompt that is the same for everybody: its sound may be kept on disk."""
    chime: bool = False
    """Two tones go before it."""
    apart: tuple[Stretch, ...] = ()
    """What is said apart, in the order of the text: by the voice of another language, or from a
    recording of its own."""

    def after(self, words: str) -> "Utterance":
        """Return it with words of its language before it."""
        by = len(words) + 1
        moved = (replace(each, start=each.start + by, end=each.end + by) for each in self.apart)
        apart = (Stretch(0, len(words), self.language), *moved)
        return replace(self, text=f"{words} {self.text}", apart=apart)

    def led_by(self, language: str) -> "Utterance":
        """Return it as one of another language, in which it is said only if that has a voice."""
        apart = (each for each in self.stretches() if each.language != language)
        return replace(self, language=language, apart=tuple(apart))

    def words(self, stretch: Stretch) -> str:
        """Return the words of a stretch."""
        return self.text[stretch.start : stretch.end]

    def stretches(self) -> Iterator[Stretch]:
        """Yield all words in their order, those in one go that are not said apart."""
        at = 0
        for each in (*self.apart, Stretch(len(self.text), len(self.text), "")):
            yield from self._trimmed(Stretch(at, each.start, self.language))
            yield from self._trimmed(each)
            at = each.end

    def _trimmed(self, stretch: Stretch) -> Iterator[Stretch]:
        """Yield a stretch without what only parts it from others, unless there is nothing else."""
        text = self.words(stretch)
        words = text.lstrip(_PARTING)
        start = stretch.end - len(words)
        if any(map(str.isalnum, words)):
            yield replace(stretch, start=start, end=start + len(words.rstrip()))
