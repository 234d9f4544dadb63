"""The paper a printer takes: how wide, and how fine."""

from dataclasses import dataclass

_NARROW = 450
"""Below this many dots the paper is 58 mm wide, and text is set a little smaller."""


@dataclass(frozen=True)
class Paper:
    """The printable width in dots; sizes are given in eighths of a millimetre."""

    width: int = 576
    dots_per_mm: float = 8.0

    @property
    def narrow(self) -> bool:
        """Whether this is 58 mm paper."""
        return self.width < _NARROW

    @property
    def scale(self) -> float:
        """Dots an eighth of a millimetre."""
        return self.dots_per_mm / 8

    def dots(self, eighths: float) -> int:
        """Return a length in dots."""
        return round(eighths * self.scale)
