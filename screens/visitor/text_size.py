"""Larger text is larger cells: xterm changes its font when asked (OSC 50).

Its window would grow with the font, so it is asked to fill the screen again (CSI 9 t); a terminal
that lets us do neither keeps its size, and the visitor is told so.
"""

from collections.abc import Mapping
from typing import Self

from screens.pictures import Cell

_FONT = "DejaVu Sans Mono"
_HEIGHT = 54 / 46
"""The height of a cell for each pixel of the font's size (measured)."""
_STEPS = (1.0, 1.35, 1.75)


class TextSize:
    """The sizes of text a terminal offers, and which one it has."""

    def __init__(self, pixels: int | None) -> None:
        self._pixels = pixels
        self._step = 0

    @classmethod
    def of_terminal(cls, environment: Mapping[str, str], cell: Cell | None) -> Self:
        """Return the sizes of the terminal around us; none but xterm can change its own."""
        xterm = "XTERM_VERSION" in environment
        return cls(round(cell.height / _HEIGHT) if xterm and cell else None)

    @property
    def can_change(self) -> bool:
        """Whether the terminal changes the size when asked."""
        return self._pixels is not None

    @property
    def is_larger(self) -> bool:
        """Whether somebody asked for a larger size: then the slip is in large print too."""
        return self._step > 0

    def next_size(self) -> str:
        """Return what asks for the next larger size, and after the largest for the first."""
        self._step = (self._step + 1) % len(_STEPS)
        return self._sequence()

    def refused(self) -> str:
        """Note that the terminal did not lay its cells out anew; return what undoes the change."""
        sequence = self.first_size()
        self._pixels = None
        return sequence

    def first_size(self) -> str:
        """Return what asks for the size the terminal began with, if it has another."""
        changed, self._step = self._step != 0, 0
        return self._sequence() if changed else ""

    def _sequence(self) -> str:
        if self._pixels is None:
            return ""
        size = round(self._pixels * _STEPS[self._step])
        return f"\x1b]50;{_FONT}:pixelsize={size}\x07\x1b[9;0t\x1b[9;1t"
