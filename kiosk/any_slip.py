"""What all slips have in common: office and time at the head, German beside a translation."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.catalog import Catalog, Text
from kiosk.ports import Dictionary, Words
from kiosk.slip import Line, Slip, Style

_OWN_WORDS = "interface."
"""Where the kiosk's own words stand: no office knows them, whatever they are called."""


class AnySlipWriter:
    """Writes in a language, with the German official terms beside a translation."""

    def __init__(
        self, catalog: Catalog, dictionary: Dictionary, language: str, *, large: bool = False
    ) -> None:
        self._catalog = catalog
        self._words: Words = dictionary[language]
        self._german: Words = dictionary["de"]
        self._large = large

    def _blank(self, at: datetime) -> Slip:
        """Return a slip that says nothing yet but where and when; nothing tells the concern."""
        return Slip(
            language=self._words.language,
            rtl=self._words.rtl,
            office=self._catalog.office.name,
            when=self._say("when", date=self._words.date(at), time=self._words.time(at)),
            large=self._large,
            reprint=self._say("reprint", count="{count}"),
        )

    def _draft(self) -> Iterator[Line]:
        if self._words.draft:
            yield Line(self._say("draft"), Style.SMALL)

    def _beside(self, text: Text, **values: str) -> str:
        return term_beside(text, self._words, self._german, **values)

    def _say(self, key: str, **values: str) -> str:
        return self._words(self._catalog.interface[f"slip.{key}"], **values)

    def _text(self, key: str) -> Text:
        return self._catalog.interface[f"slip.{key}"]


def term_beside(text: Text, words: Words, german: Words, **values: str) -> str:
    """Return the German official term where `words` says it otherwise: the desk reads German.

    Easy German has other words too, and only they stand in letters and on forms.
    """
    official, said = german(text, **values), words(text, **values)
    own = words.language.startswith("de") and text.context.startswith(_OWN_WORDS)
    return "" if own or plain_letters(official) in plain_letters(said) else official


def plain_letters(said: str) -> str:
    """Return a text without what makes long words easier: hyphens and capitals."""
    return said.replace("-", "").casefold()
