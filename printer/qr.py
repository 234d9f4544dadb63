"""The QR code as a picture on the dot grid."""

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

_QUIET = 4
_LARGE, _SMALLEST = 8, 6
"""Dots a module: at arm's length, a cheap phone reads 8 nearly always, 5 hardly ever."""


def qr_picture(code: str, width: int) -> Image.Image | None:
    """Return the code as dark dots (1) with its quiet zone, or None if it does not fit."""
    # 0: the code is one segment, which is alphanumeric if it can be.
    maker: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    maker.add_data(code, optimize=0)
    try:
        maker.make()
    except (DataOverflowError, ValueError):
        return None
    rows = maker.get_matrix()
    module = min(width // len(rows), _LARGE)
    if module < _SMALLEST:
        return None
    dots = Image.new("1", (len(rows), len(rows)))
    dots.putdata([dark for row in rows for dark in row])
    return dots.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)
