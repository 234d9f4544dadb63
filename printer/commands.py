"""The few ESC/POS commands around a slip's picture."""

BAND = 64
"""Rows of the tallest band: a printer that loses the line can't swallow much of the next job."""

START = b"\x1b@"
FENCE = b"\x1dr\x01"
"""GS r 1: answered in order, when everything before it has been processed."""
HELLO = START + FENCE
"""How every job begins: a printer that answers fences says so before anything is printed."""
CUT = b"\x1dV\x41\x10"
"""GS V 65 16: feed to the cutter and cut."""
CLEAR = bytes(BAND * 72) + START + CUT
"""Ends a band that was torn off, as white rows, and cuts the torn piece away."""


def feed(rows: int) -> bytes:
    """Return what moves the paper on by rows of dots (ESC J)."""
    full, rest = divmod(rows, 255)
    return b"\x1bJ\xff" * full + (b"\x1bJ" + bytes([rest]) if rest else b"")
