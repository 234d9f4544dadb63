"""The QR code as a picture on the dot grid."""

from PIL import Image

from kiosk.qr_code import qr_modules

_LARGE, _SMALLEST = 8, 6
"""Dots a module: at arm's length, a cheap phone reads 8 nearly always, 5 hardly ever."""


def qr_picture(code: str, width: int) -> Image.Image | None:
    """Return the code as dark dots (1) with its quiet zone, or None if it does not fit."""
    rows = qr_modules(code)
    module = min(width // len(rows), _LARGE) if rows else 0
    if module < _SMALLEST:
        return None
    dots = Image.new("1", (len(rows), len(rows)))
    dots.putdata([dark for row in rows for dark in row])
    return dots.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)
