"""The one sanitiser for text from outside, before it reaches terminal, printer or log.

In a language that is read from right to left, what is read from left to right (a German word, a
number) is isolated, so that it keeps its order whatever stands beside it; screen and paper do it
alike. Texts isolate the values that are put in; what they say themselves is found by its letters.
"""

import re
import unicodedata

ISOLATE, END = "\u2066", "\u2069"
RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
"""The letters that are read from right to left, as ranges of a pattern."""

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_KEPT_FORMAT = frozenset("\u200c\u200d")
"""Zero-width (non-)joiner: Persian spelling needs them."""

_IS_RTL = re.compile(f"[{RTL}]")
_LETTER, _LTR = rf"[^\W\d_{RTL}]", rf"[^\W_{RTL}]"
_HAS_LETTER = re.compile(_LETTER)
_MARKS = dict.fromkeys(map(ord, (ISOLATE, END)))
_NOT = rf"{RTL}{ISOLATE}{END}"
_WHOLE = rf"{ISOLATE}[^{_NOT}\n]*{END}"
_KEPT = re.compile(f"({_WHOLE})")
_PART = (
    rf"(?:\A|(?<=·[ \u00a0]))(?=[^·{RTL}]*{_LETTER})(?:{_WHOLE}|[^·{_NOT}])+?"
    r"(?=(?: …)?(?:[ \u00a0]·|\Z))"
)
_QUOTED = rf"(?<=[«„“])(?=[^«»„“”{RTL}]*{_LTR})(?:{_WHOLE}|[^«»„“”{_NOT}])+(?=[»“”])"
_IN_BRACKETS = rf"{_WHOLE}|[^(){_NOT}]"
_BRACKETED = rf"(?<=\()(?=[^){RTL}]*{_LTR})(?:{_IN_BRACKETS}|\((?:{_IN_BRACKETS})*\))+(?=\))"
_RUN = rf"(?:[§+]+ ?)?{_LTR}(?:(?:{_LTR}|[ \u00a0\u2060.,:/@&§+%€'’_–-])*(?:{_LTR}|[%€]))?"
_ABBREVIATED = rf"(?:(?<=\.{_LTR})\.|(?<=\. {_LTR})\.)?"
_READ_FROM_LEFT = re.compile(f"{_PART}|{_QUOTED}|{_BRACKETED}|{_WHOLE}|{_RUN}{_ABBREVIATED}")
"""What middle dots part from the rest, quotations with their full stop, what stands in brackets,
what is isolated already, words and numbers with their signs."""


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


def plain_marked(text: str) -> str:
    """Return `text` like `plain` does, but with what is isolated properly in it."""
    pieces = _KEPT.split(text)
    return "".join(isolate(plain(p)) if n % 2 else plain(p) for n, p in enumerate(pieces))


def is_from_right(text: str) -> bool:
    """Tell whether a text has letters that are read from right to left."""
    return bool(_IS_RTL.search(text))


def isolate(text: str) -> str:
    """Return a text that keeps its order from left to right, whatever stands beside it."""
    return f"{ISOLATE}{text.translate(_MARKS)}{END}"


def with_isolates(text: str) -> str:
    """Isolate what is read from left to right in a text: all of it if it has no other letters."""
    if _HAS_LETTER.search(text) and not is_from_right(text):
        return isolate(text)
    return _READ_FROM_LEFT.sub(lambda found: isolate(found[0]), text)


def _kept(character: str) -> str:
    if character == "\n" or character in _KEPT_FORMAT:
        return character
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character
