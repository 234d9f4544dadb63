"""Whether the easy German texts keep the rules that a program can check."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.catalog import Text
from kiosk.content_check.content import Content, Finding
from kiosk.content_check.easy_rules import (
    SOFT,
    details,
    hard,
    long_compounds,
    spelled_twice,
)
from kiosk.texts import EASY, Words, load_words
from kiosk.translations import PLACEHOLDER, texts

_NOT_FOR_VISITORS = ("interface.staff.",)
_NAMES = ("law.", "counter.", "service.")
"""Names are what they are."""
_FILLED_IN = "A3"
"""Stands for what is filled in on the screen, and keeps every rule."""


def findings(content: Content) -> Iterator[Finding]:
    """Yield what is not easy in the easy German texts, if the office offers them."""
    if EASY not in content.catalog.office.languages:
        return
    said = _said(content)
    file = content.words_of(EASY)
    for place, words in said.items():
        for reason in hard(words, title=_is_title(place)):
            yield content.fault(file, place, reason)
        for reason in long_compounds(words):
            yield content.note(file, place, reason)
        for reason in details(words, title=_is_title(place)):
            yield content.detail(file, place, reason)
    for place, reason in spelled_twice(said):
        yield content.note(file, place, reason)
    for rule in SOFT:
        broken = [
            (place, reason)
            for place, words in said.items()
            for reason in rule(words, title=_is_title(place))
        ]
        yield from _summed_up(content, file, broken)


def _said(content: Content) -> dict[str, str]:
    """Return by place what is translated and read by visitors."""
    easy = load_words(content.folder, EASY, content.catalog, lambda: content.today)
    return {
        text.context: _filled(easy, text)
        for text in dict.fromkeys(texts(content.catalog))
        if text in easy.translations and _is_checked(text.context)
    }


def _summed_up(content: Content, file: str, broken: list[tuple[str, str]]) -> Iterator[Finding]:
    """Yield one note for each folder, and as details what else there is in it."""
    held: dict[Path, list[tuple[str, str]]] = {}
    for place, reason in broken:
        held.setdefault(content.holder(file, place), []).append((place, reason))
    for (place, reason), *others in held.values():
        more = f" ({len(others)} more like it: --picky)" if others else ""
        yield content.note(file, place, f"{reason}{more}")
        for other, why in others:
            yield content.detail(file, other, why)


def _filled(easy: Words, text: Text) -> str:
    """Return a text with its placeholders filled, whether or not there is a value today."""
    return PLACEHOLDER.sub(lambda place: _value(easy, place[1]), easy.translations[text])


def _value(easy: Words, name: str) -> str:
    return easy(Text("", f"{{{name}}}")) if name in easy.law else _FILLED_IN


def _is_checked(place: str) -> bool:
    is_term = place.startswith("term.") and place.endswith(".title")
    return not (place.startswith((*_NOT_FOR_VISITORS, *_NAMES)) or is_term)


def _is_title(place: str) -> bool:
    return place.endswith(".title") or ".option." in place
