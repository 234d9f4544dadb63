"""A picture as ESC/POS bytes: bands of raster, blank rows fed, nothing a printer mistakes."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

BAND = 64
"""Rows of the tallest band: a printer that loses the line can't swallow much of the next job."""

FENCE = b"\x1dr\x01"
"""GS r 1: answered in order, when everything before it has been processed."""

_FEED = b"\x1bJ"
_MOST_FED = 255
_CUT = b"\x1dV\x41\x10"
"""GS V 65 16: feed to the cutter and cut."""
_START = b"\x1b@"
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")

CLEAR = bytes(BAND * 72) + _START + _CUT
"""Ends a band that was torn off, as white rows, and cuts the torn piece away."""


def encode(picture: Image.Image) -> bytes:
    """Return the job that prints a picture (one bit a dot, 0 for black) and cuts."""
    ink = ImageChops.invert(picture)
    parts = [_START, FENCE]
    blank = 0
    for top, bottom, written in _runs(ink):
        if not written:
            blank = bottom - top
            continue
        parts += [_fed(blank), *_bands(ink, top, bottom)]
        blank = 0
    return b"".join([*parts, _fed(blank), _CUT, FENCE])


def warm_up() -> None:
    """Load python-escpos, which takes a moment."""
    _composer()


def _runs(ink: Image.Image) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of rows (from, to, whether there is ink in them)."""
    column = ink.convert("L").resize((1, ink.height), Image.Resampling.BOX, reducing_gap=None)
    written = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
    del column
    start = 0
    for y in range(1, ink.height + 1):
        if y == ink.height or written[y] != written[start]:
            yield start, y, written[start]
            start = y


def _bands(ink: Image.Image, top: int, bottom: int) -> Iterator[bytes]:
    for y in range(top, bottom, BAND):
        band = ink.crop((0, y, ink.width, min(y + BAND, bottom)))
        right = (band.getbbox() or (0, 0, 1, 0))[2]
        yield _band(band.crop((0, 0, -(-right // 8) * 8, band.height)))


def _band(ink: Image.Image) -> bytes:
    data = _harmless(ink.tobytes())
    composer = _composer()
    composer.clear()
    composer.image(
        ImageChops.invert(Image.frombytes("1", ink.size, data)),
        impl="bitImageRaster",
        fragment_height=BAND,
    )
    return bytes(composer.output)


def _harmless(data: bytes) -> bytes:
    """Blacken a dot wherever the picture would read as a real-time command (DLE EOT, ENQ, DC4)."""
    return _REAL_TIME.sub(b"\x18", data)


def _fed(rows: int) -> bytes:
    full, rest = divmod(rows, _MOST_FED)
    return (_FEED + bytes([_MOST_FED])) * full + (_FEED + bytes([rest]) if rest else b"")


@cache
def _composer() -> Any:
    """Return python-escpos' printer without a device; imported late, it takes its time."""
    with _private_import():
        from escpos.printer import Dummy
    return Dummy()


@contextmanager
def _private_import() -> Iterator[None]:
    """Keep the import's pickle (which would be read back) out of the shared temporary folder."""
    kept = {name: os.environ.get(name) for name in _VARIABLES}
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        tempfile.tempdir = folder
        os.environ.update({_VARIABLES[0]: folder, _VARIABLES[1]: str(_CAPABILITIES)})
        try:
            yield
        finally:
            tempfile.tempdir = usual
            for name, value in kept.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


_VARIABLES = ("ESCPOS_CAPABILITIES_PICKLE_DIR", "ESCPOS_CAPABILITIES_FILE")
_CAPABILITIES = Path(__file__).with_name("capabilities.json")
