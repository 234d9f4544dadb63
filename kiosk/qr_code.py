"""A QR code as rows of modules, for paper and for the screen (ISO/IEC 18004)."""

QUIET = 4
"""Modules of white around the code."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of modules with the quiet zone around them; True is dark."""


def qr_modules(code: str, *, faultless: bool = False) -> Modules:
    """Return the modules of a code, or none if it is too long.

    A faultless ground, such as a screen, needs no correction for blots: larger modules are worth
    more to a camera.
    """
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    correction = ERROR_CORRECT_L if faultless else ERROR_CORRECT_M
    # 0: the code is one segment, which is alphanumeric if it can be.
    maker: QRCode = QRCode(error_correction=correction, border=QUIET)
    maker.add_data(code, optimize=0)
    try:
        maker.make()
    except (DataOverflowError, ValueError):
        return ()
    return tuple(map(tuple, maker.get_matrix()))
