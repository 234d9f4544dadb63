"""Addresses of the web and of mail, said as words."""

import re

from kiosk.pronunciation import Pronunciation

_ENDINGS = "de|com|org|net|eu|info|digital|at|ch|berlin|hamburg|koeln|nrw|bayern|arpa"
_NAME = r"[a-zA-Z0-9äöüß](?:[\w-]*\w)?"
_MAIL = re.compile(rf"[\w.+-]*\w@{_NAME}(?:\.{_NAME})+")
_PLACE = re.compile(
    rf"(?:https?://)?(?:www\.{_NAME}(?:\.{_NAME})+|(?<![\w.]){_NAME}(?:\.{_NAME})*\.(?:{_ENDINGS}))"
    rf"\b(?:/[\w/.%#?=&-]*[\w/])?",
)
_SIGNS = re.compile(r"[.@/_-]")
_NAMES = {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore"}
_SHORT = re.compile(r"\b(?:de|eu|at|ch|nrw|www)\b", re.IGNORECASE)


def spoken(text: str, said: Pronunciation) -> str:
    """Say addresses as words: jobcenter Punkt digital."""

    def address(found: re.Match[str]) -> str:
        bare = re.sub(r"^https?://", "", found[0]).removesuffix("/")
        letters = _SHORT.sub(lambda short: _letters(short[0], said), bare)
        return _SIGNS.sub(lambda sign: f" {said.form(_NAMES[sign[0]], sign[0])} ", letters)

    return _PLACE.sub(address, _MAIL.sub(address, text))


def _letters(short: str, said: Pronunciation) -> str:
    return " ".join(said.letter(letter) for letter in short.upper())
