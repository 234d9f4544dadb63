"""Text into lines of terminal cells."""

import re
from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

from screens.visitor.bidi import END, ISOLATE, carried_on, cells, isolated

_MAY_BREAK = re.compile(r"(?<=[ -])(?<!\d[ -](?=\d))(?<!§ (?=\d))")
"""Not between the groups of a telephone number, nor between a paragraph's sign and its number."""
_UNSEEN = str.maketrans("", "", ISOLATE + END)
_AFTER_SPACE = re.compile(r"(?<= )(?!$)")


def wrap(text: str, width: int, *, rtl: bool = False) -> list[str]:
    """Break text into lines of at most `width` cells, at spaces and hyphens, else inside words."""
    width = max(width, 1)
    parts = text.split("\n")
    if not rtl:
        return [line for part in parts for line in _lines(part, width, cell_len)]
    return [line for part in parts for line in carried_on(_lines(isolated(part), width, cells))]


def line_with(text: str, letter: int, lines: Sequence[str]) -> int | None:
    """Return which of the lines a text was broken into holds a letter; None if none does."""
    plain, letter = text.translate(_UNSEEN), len(text[:letter].translate(_UNSEEN))
    end = 0
    for number, line in enumerate(lines):
        shown = line.translate(_UNSEEN)
        end = max(plain.find(shown, end), end) + len(shown)
        if letter < end:
            return number
    return None


def longest(text: str, *, rtl: bool = False) -> int:
    """Return the cells of the longest word: in fewer, `wrap` breaks it."""
    measure = cells if rtl else cell_len
    return max((measure(word.rstrip()) for word in _words(text)), default=0)


def cut(text: str, width: int, *, rtl: bool = False) -> str:
    """Return the text in at most `width` cells, ending in an ellipsis if something is left out."""
    measure = cells if rtl else cell_len
    if measure(text) <= width:
        return text
    kept = chop_cells(text, max(width - 1, 1))[0]
    return "".join(carried_on([kept])) + "…" if rtl else kept + "…"


def _lines(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, width, measure):
        candidate = line + piece
        if line and measure(candidate.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line = candidate
    yield line.rstrip()


def _pieces(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Yield words with the space or hyphen after them; those too long for a line in parts."""
    for word in _words(text):
        if measure(word.rstrip()) <= width:
            yield word
        elif len(groups := _AFTER_SPACE.split(word)) > 1:
            yield from (part for group in groups for part in _pieces(group, width, measure))
        else:
            yield from chop_cells(word, width)


def _words(text: str) -> list[str]:
    return _MAY_BREAK.split(text)
