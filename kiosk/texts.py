"""Words in a language: translations by gettext, law values by day, dates and names by CLDR."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from threading import Lock

from babel import dates

from kiosk.catalog import Catalog, Period, Text
from kiosk.cldr import locale_of
from kiosk.plain import is_from_right, isolate, plain
from kiosk.translations import (
    PLACEHOLDER,
    SOURCE,
    one_translation,
    read_translations,
    texts,
)

EASY = "de_simple"
"""German for people who read with difficulty; to CLDR it is German."""

_AT_HAND = 3
"""Languages kept in memory, 2 MB each (measured): German, the visitor's, and the one before."""

_SENTENCE_END = re.compile(r"(?<=[.?!؟。])(?<!\b\w\.)(?<!\d\.)\s+")
_ENDS_IN_VALUE = re.compile(r"\{([a-z][a-z0-9_]*)\}\.$")
_NUMBER = re.compile(r"[\d.,:–-]*")
"""A value that goes with the unit or the sign beside it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Gives texts in one language; German where a translation is missing."""

    language: str
    draft: bool
    """Whether no person has reviewed the translation yet."""
    rtl: bool
    translations: Mapping[Text, str]
    """By place and German text: a changed German text has no translation any more."""
    law: Mapping[str, Collection[Period]]
    today: Callable[[], dt.date]
    gaps: set[str] = field(default_factory=set)
    """The names that had no value, so that a sentence was left out."""

    def __call__(self, text: Text, **values: str) -> str:
        """Return a text, placeholders filled; a sentence whose value is unknown is left out."""
        said = self.translations.get(text, text.german)
        if "{" not in said:
            return said
        filled = (self._filled(sentence, values) for sentence in self._sentences(said))
        return " ".join(sentence for sentence in filled if sentence)

    def date(self, at: dt.datetime) -> str:
        """Return the day of a moment in words, such as 25. November 2026."""
        return format_date(self.language, at.astimezone().date())

    def time(self, at: dt.datetime) -> str:
        """Return the time of a moment on the wall clock here, such as 15:05."""
        return format_time(self.language, at)

    def day(self, day: dt.date) -> str:
        """Return a day with its weekday, such as Dienstag, 1. Dezember 2026."""
        return dates.format_date(day, "full", locale=locale_of(self.language))

    def _sentences(self, said: str) -> Iterator[str]:
        """Yield sentences; a number before a full stop is an ordinal, not an end."""
        begun = ""
        for part in _SENTENCE_END.split(said):
            begun = f"{begun} {part}".lstrip()
            end = _ENDS_IN_VALUE.search(begun)
            if end is None or not self._is_number(end[1]):
                yield begun
                begun = ""
        if begun:
            yield begun

    def _is_number(self, name: str) -> bool:
        return any(not period.text.context for period in self.law.get(name, ()))

    def _filled(self, sentence: str, values: Mapping[str, str]) -> str:
        known = {name: self._value(name, values) for name in PLACEHOLDER.findall(sentence)}
        missing = {name for name, value in known.items() if value is None}
        if missing:
            self.gaps.update(missing)
            return ""
        set_in = _apart if self.rtl and is_from_right(sentence) else str
        return PLACEHOLDER.sub(lambda place: set_in(known[place[1]] or ""), sentence)

    def _value(self, name: str, values: Mapping[str, str]) -> str | None:
        if name in values:
            return values[name]
        today = self.today()
        for period in self.law.get(name, ()):
            if period.valid_from <= today and (period.valid_to is None or today <= period.valid_to):
                text = period.text
                return self.translations.get(text, text.german)
        return None


class Library:
    """The words of every language of the office; those used last are at hand, from any thread."""

    def __init__(self, folder: Path, catalog: Catalog, today: Callable[[], dt.date]) -> None:
        self._folder = folder
        self._catalog = catalog
        self._today = today
        self._at_hand: dict[str, Words] = {}
        self._lock = Lock()
        self._says = cache(partial(one_translation, folder))

    def __getitem__(self, language: str) -> Words:
        """Return the words of a language, or raise ContentError if its file is broken."""
        with self._lock:
            words = self._at_hand.pop(language, None)
        if words is None:
            words = load_words(self._folder, language, self._catalog, self._today)
        with self._lock:
            self._at_hand[language] = words  # the last one: it was used last
            while len(self._at_hand) > _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
        return words

    def holds(self, language: str) -> bool:
        """Tell whether a language is at hand; if not, it takes a moment to load."""
        return language in self._at_hand

    def says(self, language: str, text: Text) -> str:
        """Return one text in a language without loading it; German where there is none."""
        return self._says(language, text)

    def __iter__(self) -> Iterator[str]:
        """Yield the languages in the office's order."""
        return iter(self._catalog.office.languages)

    def names(self) -> Mapping[str, str]:
        """Return each language's name in that language, in the office's order."""
        return {language: self._name(language) for language in self}

    def _name(self, language: str) -> str:
        name = self._catalog.interface["visitor.language_name"]
        said = self.says(language, name)
        return language if said == name.german and language != SOURCE else said


def load_words(
    folder: Path, language: str, catalog: Catalog, today: Callable[[], dt.date]
) -> Words:
    """Read the words of a language, or raise ContentError; German needs no file."""
    translations: dict[Text, str] = {}
    draft = False
    if language != SOURCE:
        file = read_translations(folder, language)
        said = {(str(m.context), str(m.id)): m for m in file.messages if m.string and not m.fuzzy}
        wanted = ((text, said.get((text.context, text.german))) for text in texts(catalog))
        translations = {text: plain(str(m.string)) for text, m in wanted if m}
        draft = file.header.get("X-Review", "none").strip().lower() in {"", "none"}
    return Words(
        language=language,
        draft=draft,
        rtl=locale_of(language).text_direction == "rtl",
        translations=translations,
        law=catalog.law,
        today=today,
    )


def _apart(value: str) -> str:
    """Return a value so that it keeps its order in a sentence that is read from right to left."""
    return value if _NUMBER.fullmatch(value) or is_from_right(value) else isolate(value)


def format_date(language: str, day: dt.date) -> str:
    """Return a day in words, such as 25. November 2026."""
    return dates.format_date(day, "long", locale=locale_of(language))


def format_time(language: str, moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """Return the time of a moment on the wall clock here, such as 15:05."""
    local = moment.astimezone(zone)
    return dates.format_time(local.time(), "HH:mm", locale=locale_of(language))
