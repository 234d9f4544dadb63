"""Right-to-left text for a terminal that draws cells from left to right; pure.

Text stays in the order it is read in until it is drawn. What is read from left to right inside it
(a German word, a number) is isolated before lines are broken, since a line alone may not tell where
it belongs; `visual` then joins the letters of one line and puts them in the order of the cells.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from unicodedata import normalize

from rich.cells import cell_len

from kiosk import plain
from kiosk.plain import END, ISOLATE, RTL

__all__ = ["END", "ISOLATE", "carried_on", "cells", "isolated", "prepare", "visual"]

_MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_READ_FROM_RIGHT = re.compile(rf"[{RTL}](?:(?:[\d_]|[^\w·])*[{RTL}])*")
"""Words of a right-to-left language in a left-to-right line; a middle dot parts languages."""
_ISOLATED = re.compile(f"({ISOLATE}[^{END}]*{END}?)")
_LAM_ALEF = re.compile(f"ل[{_MARK}]*[اأإآ]")
_MARKED = re.compile(f"([{_MARK}]+)(.)")

_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_UNSEEN = {**_CONTROLS, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_EZAFE = {0x06C0: "ه\u0654"}
"""The terminal's font has this letter only in two parts, which share a cell."""
_SHAPES = {"delete_harakat": "no", "ARABIC LIGATURE ALLAH": "no"}
"""Marks are drawn over their letter; a whole word is too much for one cell."""


def prepare() -> None:
    """Load what shapes and orders text, so that the first page does not wait for it."""
    visual("سلام", rtl=True)


@lru_cache(maxsize=4096)
def isolated(text: str) -> str:
    """Mark what is read from left to right in a text, and what is marked already."""
    return plain.with_isolates(plain.plain_marked(text))


def carried_on(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text so that what is isolated across a line's end is so on both."""
    is_open = False
    for line in lines:
        begun = ISOLATE + line if is_open else line
        is_open = begun.rfind(ISOLATE) > begun.rfind(END)
        yield begun + END if is_open else begun


@lru_cache(maxsize=8192)
def cells(text: str) -> int:
    """Return the cells a text takes once its letters are joined: lam and alef share one."""
    return cell_len(_LAM_ALEF.sub("ﻻ", text))


@lru_cache(maxsize=4096)
def visual(line: str, *, rtl: bool) -> str:
    """Return a line in the order of the cells, its letters joined, without invisible characters."""
    if rtl:
        return _ordered(line)
    shown = _READ_FROM_RIGHT.sub(lambda found: _ordered(isolated(found[0])), line)
    return shown.translate(_CONTROLS)


def _ordered(line: str) -> str:
    from bidi import get_display

    joined = _reshape()(normalize("NFC", line).translate(_EZAFE))
    # get_display mirrors no brackets; all outside of isolates is read from the right.
    parts = _ISOLATED.split(joined)
    parts[::2] = (part.translate(_MIRRORED) for part in parts[::2])
    shown = str(get_display("".join(parts), base_dir="R")).translate(_UNSEEN)
    return _MARKED.sub(lambda found: found[2] + found[1][::-1], shown)


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Hide a module from a library that loads it only because it is there."""
    before = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment] # as if it were not installed
    yield
    if before:
        sys.modules[module] = before
    else:
        del sys.modules[module]


@cache
def _reshape() -> Callable[[str], str]:
    with _without("fontTools"):
        from arabic_reshaper import ArabicReshaper

    reshape: Callable[[str], str] = ArabicReshaper(_SHAPES).reshape
    return reshape
