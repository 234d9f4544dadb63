"""How a serial line is set: its speed, and how the printer holds it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_USUAL = 115_200
_SPEEDS = (
    *(1200, 2400, 4800, 9600, 19_200, 38_400, 57_600),
    *(_USUAL, 230_400, 460_800, 921_600),
)
_BITS_A_BYTE = 10
"""Eight, one before and one after, as every printer can be set."""
_MEAN_SLIP, _LARGEST_SLIP = 30_000, 220_000
"""Bytes; the largest is a list of 600 mm in large print."""
_TOO_LONG = 60.0
"""Seconds after which a slip's visitor may have left."""


class Flow(StrEnum):
    """How the printer says that it can't take more."""

    RTS = "rts"
    DTR = "dtr"
    XON = "xon"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class SerialLine:
    """What the printer must be set to as well; always 8 bits, no parity, 1 stop bit."""

    baud: int = _USUAL
    flow: Flow = Flow.RTS

    @property
    def speed(self) -> float:
        """Bytes a second."""
        return self.baud / _BITS_A_BYTE

    @property
    def longest(self) -> float:
        """Seconds that the largest slip is on the line."""
        return _LARGEST_SLIP / self.speed

    @property
    def warning(self) -> str:
        """One sentence if slips come out too late on this line, or nothing."""
        seconds = _MEAN_SLIP / self.speed
        if seconds <= _TOO_LONG:
            return ""
        enough = next(baud for baud in _SPEEDS if _MEAN_SLIP * _BITS_A_BYTE / baud <= _TOO_LONG)
        return (
            f"At {self.baud} baud a slip takes about {seconds:.0f} seconds: "
            f"set the printer and KIOSK_PRINTER to {enough} baud or more."
        )


SETTINGS = frozenset({"baud", "flow"})
"""What an address may say of its line."""


def line_of(said: Mapping[str, str]) -> SerialLine:
    """Return the line that an address describes, or raise ValueError."""
    baud = said.get("baud", str(_USUAL))
    if baud not in map(str, _SPEEDS):
        raise ValueError(baud)
    return SerialLine(baud=int(baud), flow=Flow(said.get("flow", Flow.RTS)))
