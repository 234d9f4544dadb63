"""What a printer of any kind can be told to do; one job at a time."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.ports import Outcome, Printed
from kiosk.print_job import Trouble
from kiosk.slip import Slip


@dataclass(frozen=True, kw_only=True)
class Order:
    """One attempt to put a slip on paper."""

    slip: Slip
    process_id: str = "0000"
    torn: bool = False
    """Whether a piece of an earlier slip may hang in the printer."""


def may_hang(printed: Printed) -> bool:
    """Tell whether a piece of a slip may hang in the printer.

    What it took as a whole and without trouble does not, even if nobody knows more: clearing the
    printer would tear it.
    """
    if printed.outcome is Outcome.UNKNOWN:
        return printed.trouble is not None
    return printed.outcome is Outcome.INTERRUPTED


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How a printer was found."""

    trouble: Trouble | None = None
    reason: str = ""
    near_end: bool = False
    cleared: bool = False
    """Whether it cut off what may have hung in it."""
    talks: bool = False
    """Whether it is worth asking again."""


class Device(Protocol):
    """A printer; its faults are outcomes."""

    def start(self) -> None:
        """Get ready in the background; return at once."""

    def send(self, order: Order) -> Printed:
        """Make one attempt."""

    def look(self, *, torn: bool) -> Seen:
        """Ask the printer how it is, and clear it if it may be torn."""

    def check(self) -> str:
        """Return one line on the printer's state, or raise PrinterError saying what to do."""

    def close(self) -> None:
        """Let go of devices and processes."""
