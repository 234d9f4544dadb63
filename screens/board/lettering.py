"""Words and places as large as the board has room for them."""

from textwrap import wrap

from screens.widgets.digits import giant

LARGE = 52
"""Rows from which a cell is too small to be read from afar: then all words are drawn."""
WORD = 4
"""Rows of a drawn word; with fewer it is not legible."""
_ENDLESS = 10_000
_ARROW = "→"


def word(text: str, columns: int, screen_rows: int) -> list[str]:
    """Return a line of words: as it is where cells are large, drawn where they are small."""
    return _drawn(text, columns) if screen_rows >= LARGE else [text]


def paragraph(text: str, columns: int, screen_rows: int) -> list[str]:
    """Return words that may take several lines."""
    if screen_rows < LARGE:
        return wrap(text, columns)
    lines: list[str] = []
    for part in text.split():
        longer = f"{lines[-1]} {part}" if lines else part
        fits = len(_drawn(longer, _ENDLESS)[0]) <= columns
        lines[-1:] = [longer] if fits or not lines else [lines[-1], part]
    return [row for line in lines for row in (*_drawn(line, columns), "")][:-1]


def _drawn(text: str, columns: int) -> list[str]:
    """Draw a line of words; letters that reach below the line take one row more."""
    drawn = giant(text, columns, WORD)
    return drawn if len(drawn) > 1 else giant(text, columns, WORD + 1)


def place(text: str, columns: int, rows: int) -> list[str]:
    """Return where to go, behind an arrow: in one line, a line a word, or not drawn at all."""
    words = text.split()
    arrow = giant(_ARROW, max(columns // 8, 6), rows)
    room = columns - len(arrow[0]) - 2
    whole = giant(text, room, rows)
    if len(whole) >= WORD:
        return _beside(arrow, whole)
    stacked = [giant(part, room, min(rows // len(words) - 1, columns // 9)) for part in words]
    if words and all(len(part) >= WORD for part in stacked):
        return _beside(arrow, [line for part in stacked for line in (*part, "")][:-1])
    return wrap(f"{_ARROW} {text}", max(columns, 1), subsequent_indent="  ")


def call(number: str, where: str, columns: int, rows: int) -> tuple[list[str], list[str]]:
    """Return a number and its place side by side: both drawn if there is room, else the number."""
    share = columns * 2 // 5
    drawn = place(where, columns - share - max(3, columns // 40), rows)
    if len(drawn) >= WORD:
        return giant(number, share, rows), drawn
    plain = f"{_ARROW} {where}"
    drawn = giant(number, max(columns - len(plain) - 3, columns // 2), rows)
    return drawn, wrap(plain, max(columns - len(drawn[0]) - 3, 1), subsequent_indent="  ")


def _beside(left: list[str], right: list[str]) -> list[str]:
    """Put two drawings next to each other, the left one in the middle of the right one."""
    width, height = len(left[0]), max(len(left), len(right))
    top = (height - len(left)) // 2
    padded = [" " * width] * top + left + [" " * width] * (height - top - len(left))
    return [
        f"{a}  {b}" for a, b in zip(padded, [*right, *[""] * (height - len(right))], strict=True)
    ]
