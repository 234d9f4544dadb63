"""The few ESC/POS commands around a slip's picture."""

BAND = 64
"""Rows of the tallest band: a printer that loses the line can't swallow much of the next job."""

START = b"\x1b@"
FENCE = b"\x1dr\x01"
"""GS r 1: answered in order, when everything before it has been processed."""
HELLO = START + FENCE
"""How every job begins: a printer that answers fences says so before anything is printed."""
QUESTIONS = (1, 2, 3, 4)
"""What is asked before each job: on line, cover and paper stop, errors, paper sensors."""
ASK = b"".join(b"\x10\x04" + bytes([question]) for question in QUESTIONS)
"""DLE EOT: answered at once, even off line."""
ASK_PRESENTER = b"\x10\x04\x14"
"""DLE EOT 20: where the slip is, for printers that hand it out."""
REPORT = b"\x1da\x0e"
"""GS a 14: from now on the printer tells by itself what happens to paper, cover and cutter."""
CUT = b"\x1dV\x41\x10"
"""GS V 65 16: feed to the cutter and cut."""
DROP = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget at once what was received and is not printed yet."""
CLEAR = bytes(8) + DROP + bytes(BAND * 72) + START + CUT
"""Ends a command and a band that were torn off, as white rows, and cuts the torn piece away.

Eight zeros go first: where DROP is not obeyed, it must not become the size of a picture.
"""

_TO_THE_EDGE = 240
"""Rows from the head to the edge where paper is torn by hand."""


def feed(rows: int) -> bytes:
    """Return what moves the paper on by rows of dots (ESC J)."""
    full, rest = divmod(rows, 255)
    return b"\x1bJ\xff" * full + (b"\x1bJ" + bytes([rest]) if rest else b"")


def finish(*, cutter: bool) -> bytes:
    """Return what ends a slip: a cut, or room to tear it off by hand."""
    return CUT if cutter else feed(_TO_THE_EDGE)


def tell_when_done(process_id: str) -> bytes:
    """Return GS ( H: the printer repeats the four letters when the slip is out."""
    return b"\x1d(H\x06\x0000" + process_id.encode("ascii")
