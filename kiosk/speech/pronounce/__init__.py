"""Turns what is written into what a voice can say: plain words, single digits, commas."""

from collections.abc import Callable
from functools import cache

from kiosk.content_folder import SHIPPED
from kiosk.pronunciation import Pronunciation, load_pronunciation
from kiosk.speech.pronounce import addresses, codes, days, german, numbers, signs, words

__all__ = ["Pronunciation", "load_pronunciation", "pronounceable"]

_RULES: tuple[Callable[[str, Pronunciation], str], ...] = (
    signs.without_invisible,
    signs.with_plain_digits,
    signs.with_plain_spaces,
    signs.without_dots_in_words,
    addresses.spoken,
    codes.spoken,
    days.from_to,
    german.spoken,
    days.dated,
    words.replaced,
    numbers.spoken,
    words.spelled,
    signs.spoken,
    signs.tidy,
)
"""In this order: what is recognised by its signs comes before the signs go."""


def pronounceable(text: str, language: str | Pronunciation) -> str:
    """Return what a voice should say for a text in a language."""
    said = _shipped(language) if isinstance(language, str) else language
    for rule in _RULES:
        text = rule(text, said)
    return text


@cache
def _shipped(language: str) -> Pronunciation:
    return load_pronunciation(SHIPPED, language)
