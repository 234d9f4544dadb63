"""Text into lines of terminal cells."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells, at spaces and hyphens, else inside words."""
    return [line for part in text.split("\n") for line in _lines(part, max(width, 1))]


def longest(text: str) -> int:
    """Return the cells of the longest word: in fewer, `wrap` breaks it."""
    return max((cell_len(word.rstrip()) for word in _words(text)), default=0)


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, ending in an ellipsis if something is left out."""
    if cell_len(text) <= width:
        return text
    return chop_cells(text, max(width - 1, 1))[0] + "…"


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, width):
        candidate = line + piece
        if line and cell_len(candidate.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line = candidate
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield words with the space or hyphen after them; those too long for a line in parts."""
    for word in _words(text):
        if cell_len(word.rstrip()) <= width:
            yield word
        else:
            yield from chop_cells(word, width)


def _words(text: str) -> list[str]:
    return text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")
