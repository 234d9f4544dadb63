"""Text made ready for paper: cleaned, kept together where it must be, identifiers isolated."""

import re
from html import escape

from kiosk.plain import plain

UNITS = 1024
"""Pango's units a dot."""

_NO_BREAK, _JOINER = "\u00a0", "\u2060"
_RIGHT_TO_LEFT = "\u200f"
_ISOLATE, _END = "\u2066", "\u2069"

_JOINT = re.compile(
    r"(?<=\d) (?=[€%]|\w{1,9}\b)|(?<=§) (?=\d)|(?<=\bNr\.) (?=\d)|(?<=Zimmer) (?=\w)"
)
"""Spaces between a number and its unit or noun, where a line must not break."""
_RANGE = re.compile(r"(?<=\d)[–-](?=\d)")
_LATIN = r"A-Za-z0-9À-ɏ"
_IDENTIFIER = re.compile(rf"[{_LATIN}+§@](?:[{_LATIN}.,:;/@&§+%€· \u00a0\u2060–-]*[{_LATIN}%€])?")


def wording(text: str, *, rtl: bool) -> str:
    """Return text from outside as it is set; in RTL, numbers and Latin names keep their order."""
    clean = _joined(plain(text).strip())
    if not rtl:
        return clean
    return "\n".join(_RIGHT_TO_LEFT + _isolated(line) for line in clean.split("\n"))


def isolated(text: str, *, rtl: bool) -> str:
    """Return a text that is read from left to right as a whole, such as a German term."""
    clean = _joined(" ".join(plain(text).split()))
    return f"{_RIGHT_TO_LEFT}{_ISOLATE}{clean}{_END}" if rtl else clean


def markup(text: str, language: str, line: int, spread: int) -> str:
    """Return Pango markup that sets lines of one height, whatever fonts they need."""
    tag = re.sub(r"[^A-Za-z-]", "", language.split("_", maxsplit=1)[0]) or "und"
    spans = [f'lang="{tag}"']
    if line:
        spans.append(f'line_height="{line * UNITS}"')
    if spread:
        spans.append(f'letter_spacing="{spread * UNITS}"')
    return f"<span {' '.join(spans)}>{escape(text)}</span>"


def _joined(text: str) -> str:
    return _RANGE.sub(lambda dash: dash[0] + _JOINER, _JOINT.sub(_NO_BREAK, text))


def _isolated(line: str) -> str:
    return _IDENTIFIER.sub(lambda found: f"{_ISOLATE}{found[0]}{_END}", line)
