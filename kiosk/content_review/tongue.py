"""A language as a reviewer reads it: translations, the translator's notes, the values of today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from kiosk.catalog import Text
from kiosk.texts import Words
from kiosk.translations import PLACEHOLDER, SOURCE, read_translations


class Piece(Enum):
    """What a piece of a text is."""

    WORDS = "words"
    VALUE = "value"
    """Put in for a placeholder."""
    GAP = "gap"
    """A placeholder without a value: the sentence is left out."""


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """One language of the content."""

    words: Words
    name: str
    """The language's name in that language."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What translators say of a text, by its place."""
    made: str = ""
    """How the translation came about (X-Translation)."""
    reviewed: str = ""
    """Who has reviewed it (X-Review)."""

    @property
    def is_german(self) -> bool:
        """Whether it is the language of the content files."""
        return self.words.language == SOURCE

    @property
    def code(self) -> str:
        """The language as HTML names it."""
        return self.words.language.split("_", maxsplit=1)[0]

    def lacks(self, text: Text) -> bool:
        """Tell whether a text has no translation that is valid."""
        return not self.is_german and text not in self.words.translations

    def pieces(self, text: Text) -> Iterator[tuple[str, Piece]]:
        """Yield a text in pieces, values put in, nothing left out."""
        said = self.words.translations.get(text, text.german)
        for place, piece in enumerate(PLACEHOLDER.split(said)):
            if place % 2:
                yield self._value(piece)
            elif piece:
                yield piece, Piece.WORDS

    def _value(self, name: str) -> tuple[str, Piece]:
        placeholder = f"{{{name}}}"
        if name not in self.words.law:
            return placeholder, Piece.WORDS  # filled by the screen, such as {count}
        value = self.words(Text("", placeholder))
        return (value, Piece.VALUE) if value else (placeholder, Piece.GAP)


def tongue(folder: Path, words: Words, name: Text) -> Tongue:
    """Return a language with what its PO file says beside the translations."""
    if words.language == SOURCE:
        return Tongue(words=words, name=words(name))
    file = read_translations(folder, words.language)
    return Tongue(
        words=words,
        name=words(name),
        notes={
            str(message.context): " ".join(message.user_comments)
            for message in file.messages
            if message.user_comments
        },
        made=file.header.get("X-Translation", "").strip(),
        reviewed=file.header.get("X-Review", "").strip(),
    )
