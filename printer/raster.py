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
_TWICE = 2
_VARIABLES = ("ESCPOS_CAPABILITIES_PICKLE_DIR", "ESCPOS_CAPABILITIES_FILE")
_CAPABILITIES = Path(__file__).with_name("capabilities.json")
"""One profile in place of python-escpos' printer database, which takes half a second to read."""


def encode(picture: Image.Image, *, doubling: bool = True) -> bytes:
    """Return the job that prints a picture (one bit a dot, 0 for black) and cuts.

    With `doubling`, what consists of squares of two dots (a QR code) is sent in a quarter of the
    bytes, and the printer doubles it.
    """
    ink = ImageChops.invert(harmless(picture))
    parts = [HELLO]
    for top, bottom, written in _runs(ink):
        if written:
            parts += _bands(ink.crop((0, top, ink.width, bottom)), doubling=doubling)
        else:
            parts.append(feed(bottom - top))
    return b"".join([*parts, CUT, FENCE])


def harmless(picture: Image.Image) -> Image.Image:
    """Return the picture, a dot more where its bytes would read as a real-time command.

    Printers obey DLE EOT, ENQ and DC4 even inside a picture: they answer, pulse or switch off.
    """
    ink = ImageChops.invert(picture).tobytes()
    mended = _REAL_TIME.sub(b"\x30", ink)
    if mended == ink:
        return picture
    return ImageChops.invert(Image.frombytes("1", picture.size, mended))


def _runs(ink: Image.Image) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of rows (from, to, whether there is ink in them)."""
    data, stride = ink.tobytes(), -(-ink.width // 8)
    written = [any(data[at : at + stride]) for at in range(0, len(data), stride)]
    start = 0
    for y in range(1, ink.height + 1):
        if y == ink.height or written[y] != written[start]:
            yield start, y, written[start]
            start = y


def _bands(run: Image.Image, *, doubling: bool) -> Iterator[bytes]:
    """Yield a run of rows as bands, trimmed at the right."""
    half = _halved(run) if doubling else None
    ink, times = (half, 2) if half else (run, 1)
    step = BAND // times
    for y in range(0, ink.height, step):
        band = ink.crop((0, y, ink.width, min(y + step, ink.height)))
        right = (band.getbbox() or (0, 0, 1, 1))[2]
        yield _band(band.crop((0, 0, -(-right // 8) * 8, band.height)), doubled=times == _TWICE)


def _halved(run: Image.Image) -> Image.Image | None:
    """Return a run at half its size if the printer can double it without a dot of difference."""
    if run.width % 2 or run.height % 2:
        return None
    half = run.resize((run.width // 2, run.height // 2), Image.Resampling.NEAREST)
    same = half.resize(run.size, Image.Resampling.NEAREST).tobytes() == run.tobytes()
    return half if same and not _REAL_TIME.search(half.tobytes()) else None


def _band(ink: Image.Image, *, doubled: bool) -> bytes:
    """Return GS v 0; one column more where a row's end and the next row's start are a command."""
    if _REAL_TIME.search(ink.tobytes()):
        ink = ink.crop((0, 0, ink.width + 8, ink.height))
    composer = _composer()
    composer.clear()
    composer.image(
        ImageChops.invert(ink),
        impl="bitImageRaster",
        fragment_height=BAND,
        high_density_vertical=not doubled,
        high_density_horizontal=not doubled,
    )
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
