"""Codes of a slip in groups of four, such as 4T90-HDA7: every sign is said alone."""

import re

from kiosk.pronunciation import Pronunciation

_FOUR = "[0-9A-HJKMNP-TV-Z]{4}"
"""Letters and digits that are not misread: no I, L, O, U."""
_CODE = re.compile(
    rf"(?<![\w-]){_FOUR}-{_FOUR}(?:-{_FOUR}| {_FOUR}(?=-))*(?:-[0-9A-HJKMNP-TV-Z]{{1,3}})?(?!\w)"
)
"""A long code goes on in a second line."""
_FROM_TO = re.compile(r"([1-9]\d{3})-([1-9]\d{3})")


def spoken(text: str, said: Pronunciation) -> str:
    """Say codes sign by sign, with a longer pause where a group ends."""
    return _CODE.sub(lambda found: _signs(found[0], said), text)


def _signs(code: str, said: Pronunciation) -> str:
    if _rises(code):
        return code
    groups = re.split("[- ]", code)
    return ": ".join(f"{said.pause} ".join(map(said.letter, group)) for group in groups)


def _rises(code: str) -> bool:
    """Tell years and amounts, such as 2025-2026, from a code that has no letter by chance."""
    found = _FROM_TO.fullmatch(code)
    return found is not None and int(found[1]) < int(found[2])
