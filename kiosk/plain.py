"""The one sanitiser for text from outside, before it reaches terminal, printer or log."""

import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_KEPT_FORMAT = frozenset("\u200c\u200d")
"""Zero-width (non-)joiner: Persian spelling needs them."""


def plain(text: str, limit: int = 4000) -> str:
    """Return `text` in NFC without control, bidi-override, private or unassigned characters.

    Line feeds stay, tabs become spaces, and anything over `limit` characters is cut with an
    ellipsis (OWASP ASVS 5.0, 1.1 and 16.4.1: encode for the sink, once, at the border).
    """
    kept = (_kept(character) for character in text[: limit * 2])
    clean = unicodedata.normalize("NFC", "".join(kept))
    whole = len(clean) <= limit and len(text) <= limit * 2
    return clean if whole else clean[: limit - 1] + "…"


def plain_line(text: str, limit: int = 200) -> str:
    """Return `text` like `plain` does, on one line with single spaces."""
    return plain(" ".join(plain(text, limit * 2).split()), limit)


def _kept(character: str) -> str:
    if character == "\n" or character in _KEPT_FORMAT:
        return character
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character
