"""Reads what staff type or scan: a number of today, or the code of somebody who comes back."""

from collections.abc import Callable

from kiosk import come_back
from kiosk.come_back import ComeBack
from kiosk.errors import UsageFault
from kiosk.ticket import Ticket

UNKNOWN = "code_unknown"
"""The key of the fault that a code is none of today's and brings nobody back in."""
_WITHOUT_WORDS = "failed"

Read = Callable[[str], Ticket | ComeBack]
"""Returns what a text means, or raises UsageFault; asks the store."""


class Sought:
    """Tells the two kinds of codes apart by their seals."""

    def __init__(self, find: Callable[[str], Ticket], come_back: Callable[[str], ComeBack]) -> None:
        self._find = find
        self._come_back = come_back

    def __call__(self, text: str) -> Ticket | ComeBack:
        """Return what a text means, or raise UsageFault with a key that has words."""
        return self._returning(text) or self._of_today(text)

    def _returning(self, text: str) -> ComeBack | None:
        try:
            return self._come_back(text)
        except UsageFault as fault:
            if fault.key in {come_back.OVER, come_back.SPENT}:
                raise
            return None

    def _of_today(self, text: str) -> Ticket:
        try:
            return self._find(text)
        except UsageFault as fault:
            if fault.key == _WITHOUT_WORDS:
                raise UsageFault(str(fault), key=UNKNOWN) from fault
            raise
