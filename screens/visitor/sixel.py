"""Sixel data read back into pixels, for pictures of what a terminal would draw."""

import re

_PLACED = re.compile(r"\x1b7\x1b\[(\d+);(\d+)H\x1bP[\d;]*q\"1;1;(\d+);(\d+)(.*?)\x1b\\", re.DOTALL)
_TOKEN = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([?-~])|([$-])")
_BAND = 6
_OPAQUE = b"\xff"

Found = tuple[tuple[int, int], tuple[int, int], bytes]
"""Column and row of the screen, width and height in pixels, and the pixels as RGBA."""


def pixels(data: str) -> Found | None:
    """Return the picture in a terminal sequence, transparent where it leaves the ground."""
    placed = _PLACED.search(data)
    if placed is None:
        return None
    row, column, width, height = map(int, placed.groups()[:4])
    canvas = bytearray(width * height * 4)
    palette: dict[str, bytes] = {}
    ink = b""
    x = top = 0
    for token in _TOKEN.finditer(placed[5]):
        number, red, green, blue, count, repeated, single, move = token.groups()
        if red:
            palette[number] = bytes(round(int(p) * 255 / 100) for p in (red, green, blue)) + _OPAQUE
        elif number:
            ink = palette[number]
        elif move:
            x, top = 0, top + _BAND * (move == "-")
        else:
            many = int(count or 1)
            bits = ord(repeated or single) - 63
            for y in range(top, min(top + _BAND, height)):
                if bits >> (y - top) & 1:
                    start = (y * width + x) * 4
                    canvas[start : start + 4 * many] = ink * many
            x += many
    return (column - 1, row - 1), (width, height), bytes(canvas)
