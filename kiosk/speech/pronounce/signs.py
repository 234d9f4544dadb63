"""Signs: those that nobody can hear are dropped, those that divide become commas."""

import re
import unicodedata

from kiosk.pronunciation import Pronunciation

_LOST_JOINER = re.compile("(?<![\u0600-\u06ff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u06ff])")
_JOINERS = frozenset("\u200c\u200d")
"""Persian words are said wrongly without them; elsewhere nobody hears them."""
_UNHEARD = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "So", "Sk"})
_NUMERO = "№"
_ARROWS = re.compile("[←-⇿▲▼►◄◀▶✓✔✗✘★☆]")

_SPACE = re.compile(r"[^\S ]")
_GROUPED = re.compile(
    r"(?<![\d.,/(+-])(?<!\d\s)(?!0|116\s\d{3}(?!\d))\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\s?\d)"
)
"""A number of thousands whose groups a narrow space keeps together; no telephone number."""
_HYPHENS = str.maketrans("‐‑", "--")

_IN_WORD = re.compile(r"(?<=[^\W\d_])[·•‧∙](?=[^\W\d_])")
_BULLET = re.compile(r"[·•‧∙|;؛…]|\s[-–—]\s|—|\.{3,}")
_QUOTE = re.compile(r"[„“”‟«»‹›\"‚]|(?<!\w)['‘’`´]|['‘’`´](?!\w)")
_FORMS_OF_ONE_WORD = re.compile(r"\b([^\W\d_]{3,})\(([^\W\d_]{1,5})\)")
_BRACKET = re.compile(r"\s*[()\[\]{}]\s*")
_SLASH = re.compile(r"\s*[/\\]\s*")
_EURO = re.compile(r"€|\bEUR\b")

_SIGN_BEFORE_SIGN = re.compile(r"[,،]+(?=[,،.?!؟:])")
_COMMA_AFTER_SIGN = re.compile(r"(?<=[.?!؟:])(\s*[,،])+")
_FULL_STOPS = re.compile(r"\.(?:\s*\.)+")
_COMMAS = re.compile(r"[,،](?:\s*[,،])+")
_BEFORE_SIGN = re.compile(r"\s+(?=[,،.?!؟])")
_AT_START = re.compile(r"^[\s,،.:]+")
_AT_END = re.compile(r"[,،\s]+$")


def without_invisible(text: str, said: Pronunciation) -> str:
    """Drop what can't be heard: arrows, pictures, isolates, soft hyphens."""
    composed = unicodedata.normalize("NFC", _ARROWS.sub(f"{said.pause} ", text))
    return _LOST_JOINER.sub("", "".join(map(_heard, composed)))


def with_plain_digits(text: str, _: Pronunciation) -> str:
    """Write the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(character)) if _is_digit(character) else character
        for character in text
    )


def with_plain_spaces(text: str, _: Pronunciation) -> str:
    """Write every space and hyphen that keeps a line together as a plain one."""
    text = _GROUPED.sub(lambda number: re.sub(r"\s", "", number[0]), text)
    return _SPACE.sub(" ", text).translate(_HYPHENS)


def without_dots_in_words(text: str, _: Pronunciation) -> str:
    """Close the words that easy German divides by a dot."""
    return _IN_WORD.sub("", text)


def spoken(text: str, said: Pronunciation) -> str:
    """Turn what divides into commas, and drop the rest."""
    pause = f"{said.pause} "
    text = _EURO.sub(f" {said.form('currency', 'Euro')} ", text)
    text = text.replace("&", f" {said.form('and', '&')} ")
    text = text.replace("+", f" {said.form('plus', '+')} ")
    text = _FORMS_OF_ONE_WORD.sub(rf"\1{pause}\1\2{pause}", text)
    text = _QUOTE.sub("", text)
    text = _BRACKET.sub(pause, text)
    text = _SLASH.sub(pause, text)
    text = _BULLET.sub(pause, text)
    text = re.sub(r"[*#~^<>=]", " ", text)
    return text.replace("_", " ").replace("–", "-")


def tidy(text: str, said: Pronunciation) -> str:
    """Leave one sign where several met, and one space."""
    text = _BEFORE_SIGN.sub("", text)
    text = _COMMAS.sub(said.pause, text)
    text = _SIGN_BEFORE_SIGN.sub("", text)
    text = _COMMA_AFTER_SIGN.sub("", text)
    text = _FULL_STOPS.sub(".", text)
    text = re.sub(r"(?<=[,،])(?=[^\s\d])", " ", text)
    return _AT_END.sub("", _AT_START.sub("", " ".join(text.split())))


def _heard(character: str) -> str:
    if character in _JOINERS or character == _NUMERO:
        return character
    if character.isspace():
        return character
    return "" if unicodedata.category(character) in _UNHEARD else character


def _is_digit(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) == "Nd"
