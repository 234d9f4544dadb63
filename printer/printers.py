"""From KIOSK_PRINTER to a printer."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from kiosk.ports import Outcome, Printed, Told
from kiosk.print_job import Job, PrinterState, Trouble
from kiosk.slip import Slip
from printer.address import Address, parse
from printer.delivery import Deadlines
from printer.device import Device, Order, Seen
from printer.direct import DirectPrinter
from printer.links import open_link
from printer.paperless import OffPrinter, PreviewPrinter
from printer.spool import SpoolPrinter
from printer.troubles import SENTENCES

_log = logging.getLogger(__name__)


class Printer:
    """Any printer, with the promise kept that a fault is an outcome and never an exception."""

    def __init__(self, kind: Device) -> None:
        self._kind = kind

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip: one attempt, of which nothing is kept."""
        return self.send(Order(slip=slip))

    def post(self, slip: Slip, told: Told) -> None:
        """Deliver a slip and tell what became of it: what is not kept is not tried again."""
        told(self.print(slip))

    def again(self, job: UUID) -> None:
        """Do nothing: no slip is kept."""

    def leave(self) -> None:
        """Do nothing: nobody waits."""

    def state(self) -> PrinterState | None:
        """Return that nothing is known."""
        return None

    def jobs(self) -> Sequence[Job]:
        """Return no jobs: none is kept."""
        return ()

    def send(self, order: Order) -> Printed:
        """Make one attempt."""
        try:
            return self._kind.send(order)
        except Exception as fault:  # noqa: BLE001 - no library's fault may cost a visitor the ticket
            # Its text may hold words of the slip, so only its kind is logged.
            _log.error("A slip could not be made: %s", type(fault).__name__)
            reason = SENTENCES[Trouble.FAULT]
            return Printed(Outcome.NOT_SENT, reason, trouble=Trouble.FAULT)

    def look(self, *, torn: bool) -> Seen:
        """Ask the printer how it is, and clear it if it may be torn."""
        try:
            return self._kind.look(torn=torn)
        except Exception as fault:  # noqa: BLE001 - the same
            _log.error("The printer could not be asked: %s", type(fault).__name__)
            return Seen(trouble=Trouble.LINE, reason=SENTENCES[Trouble.LINE], talks=True)

    def start(self) -> None:
        """Load what the first slip needs."""
        self._kind.start()

    def check(self) -> str:
        """Return one line on the printer's state, or raise PrinterError saying what to do."""
        return self._kind.check()

    def close(self) -> None:
        """Let go of devices."""
        self._kind.close()


def open_printer(url: str, state_dir: Path, deadlines: Deadlines | None = None) -> Printer:
    """Return the printer that `url` names, or raise UsageFault; nothing is connected yet."""
    return Printer(_kind(parse(url), state_dir, deadlines))


def _kind(address: Address, state_dir: Path, deadlines: Deadlines | None) -> Device:
    match address.scheme:
        case "off":
            return OffPrinter()
        case "preview":
            return PreviewPrinter(state_dir, address.paper)
        case "cups":
            return SpoolPrinter(address.name, address.paper, strip=address.says_width)
        case _:
            link = partial(open_link, address)
    memory = state_dir / "printer-answers"
    warning = address.line.warning if address.line else ""
    return DirectPrinter(address.text, address.model, link, memory, deadlines, warning=warning)
