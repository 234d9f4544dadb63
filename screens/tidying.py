"""Tidies up memory at moments of our choosing, so that no visitor waits for it."""

import ctypes
import gc
from contextlib import suppress


def take_over() -> None:
    """Keep what has been loaded out of later collections, and collect by hand from now on."""
    tidy_up()
    gc.freeze()
    gc.disable()


def tidy_up() -> None:
    """Collect garbage and give free memory back to the system, where its C library can."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
