"""From KIOSK_PRINTER to a printer."""

import logging
from functools import partial
from pathlib import Path

from kiosk.ports import Outcome, Printed
from kiosk.ports import Printer as PrinterPort
from kiosk.slip import Slip
from printer.address import Address, parse
from printer.delivery import Deadlines
from printer.direct import DirectPrinter
from printer.paperless import OffPrinter, PreviewPrinter
from printer.spool import SpoolPrinter
from printer.transport import Link, open_file, open_tcp

_log = logging.getLogger(__name__)


class Printer:
    """Any printer, with the promise kept that a fault is an outcome and never an exception."""

    def __init__(self, kind: PrinterPort) -> None:
        self._kind = kind

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip."""
        try:
            return self._kind.print(slip)
        except Exception as fault:  # noqa: BLE001 - no library's fault may cost a visitor the ticket
            # Its text may hold words of the slip, so only its kind is logged.
            _log.error("A slip could not be made: %s", type(fault).__name__)
            return Printed(Outcome.NOT_SENT, "The slip could not be drawn: see the printer's log.")

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


def _kind(address: Address, state_dir: Path, deadlines: Deadlines | None) -> PrinterPort:
    match address.scheme:
        case "off":
            return OffPrinter()
        case "preview":
            return PreviewPrinter(state_dir, address.paper)
        case "cups":
            return SpoolPrinter(address.name, address.paper)
        case "tcp":
            link = partial(open_tcp, address.host, address.port)
        case "usb":
            link = partial(_open_usb, address)
        case _:
            link = partial(_open_file, address)
    memory = state_dir / "printer-answers"
    return DirectPrinter(address.text, address.paper, link, memory, deadlines)


def _open_file(address: Address, timeout: float) -> Link:
    del timeout
    return open_file(address.path)


def _open_usb(address: Address, timeout: float) -> Link:
    from printer.usb_link import open_usb

    del timeout
    return open_usb(address.vendor, address.product)
