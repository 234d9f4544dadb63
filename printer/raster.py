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

from printer.commands import BAND, CUT, FENCE, HELLO, feed

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
_VARIABLES = ("ESCPOS_CAPABILITIES_PICKLE_DIR", "ESCPOS_CAPABILITIES_FILE")
_CAPABILITIES = Path(__file__).with_name("capabilities.json")
"""One profile in place of python-escpos' printer database, which takes half a second to read."""


def encode(picture: Image.Image) -> bytes:
    """Return the job that prints a picture (one bit a dot, 0 for black) and cuts."""
    ink = ImageChops.invert(picture)
    parts = [HELLO]
    for top, bottom, written in _runs(ink):
        parts += _bands(ink, top, bottom) if written else [feed(bottom - top)]
    return b"".join([*parts, CUT, FENCE])


def _runs(ink: Image.Image) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of rows (from, to, whether there is ink in them)."""
    data, stride = ink.tobytes(), -(-ink.width // 8)
    written = [any(data[at : at + stride]) for at in range(0, len(data), stride)]
    start = 0
    for y in range(1, ink.height + 1):
        if y == ink.height or written[y] != written[start]:
            yield start, y, written[start]
            start = y


def _bands(ink: Image.Image, top: int, bottom: int) -> Iterator[bytes]:
    for y in range(top, bottom, BAND):
        band = ink.crop((0, y, ink.width, min(y + BAND, bottom)))
        right = (band.getbbox() or (0, 0, 1, 1))[2]
        yield _band(band.crop((0, 0, -(-right // 8) * 8, band.height)))


def _band(ink: Image.Image) -> bytes:
    """Return GS v 0; a dot more where the picture would read as a command (DLE EOT, ENQ, DC4).

    Printers obey real-time commands even inside a picture, and may answer, pulse or switch off.
    """
    data = _REAL_TIME.sub(b"\x18", ink.tobytes())
    picture = ImageChops.invert(Image.frombytes("1", ink.size, data))
    composer = _composer()
    composer.clear()
    composer.image(picture, impl="bitImageRaster", fragment_height=BAND)
    return bytes(composer.output)


@cache
def _composer() -> Any:
    """Return python-escpos' printer without a device; imported late, it takes its time."""
    with _private_import():
        from escpos.printer import Dummy
    return Dummy()


@contextmanager
def _private_import() -> Iterator[None]:
    """Give the import a folder of its own: it leaves a pickle behind and would read one back."""
    kept = {name: os.environ.get(name) for name in _VARIABLES}
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        tempfile.tempdir = folder
        os.environ.update(zip(_VARIABLES, (folder, str(_CAPABILITIES)), strict=True))
        try:
            yield
        finally:
            tempfile.tempdir = usual
            for name, value in kept.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
