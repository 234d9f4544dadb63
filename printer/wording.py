"""Text made ready for paper: cleaned, kept together where it must be, German isolated."""

import re
from html import escape

from kiosk import plain

UNITS = 1024
"""Pango's units a dot."""

_NO_BREAK, _JOINER = "\u00a0", "\u2060"
_RIGHT_TO_LEFT = "\u200f"

_JOINT = re.compile(
    r"(?<=\d) (?=[€%]|\w{1,9}\b)|(?<=§) (?=\d)|(?<=\bNr\.) (?=\d)|(?<=Zimmer) (?=\w)"
)
"""Spaces between a number and its unit or noun, where a line must not break."""
_RANGE = re.compile(r"(?<=\d)[–-](?=\d)")


def wording(text: str, *, rtl: bool) -> str:
    """Return text from outside as it is set; in RTL, numbers and German keep their order."""
    if not rtl:
        return _joined(plain.plain(text).strip())
    clean = _joined(plain.plain_marked(text).strip())
    return "\n".join(_RIGHT_TO_LEFT + plain.with_isolates(line) for line in clean.split("\n"))


def isolated(text: str, *, rtl: bool) -> str:
    """Return a text that is read from left to right as a whole, such as a German term."""
    clean = _joined(" ".join(plain.plain(text).split()))
    return _RIGHT_TO_LEFT + plain.isolate(clean) if rtl else clean


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
