"""The printer as the kiosk uses it: a process of its own, by way of the outbox."""

import re
from collections.abc import Callable
from os.path import realpath
from pathlib import Path

from kiosk.ports import Clock, Outbox
from printer.address import Address, parse
from printer.delivery import Deadlines
from printer.owner import Holder, Owner
from printer.posted import PostedPrinter
from printer.process import PrinterProcess
from printer.shift import Times

_PAPERLESS = frozenset({"off", "preview"})
_LONGEST = 80


def posted_printer(  # noqa: PLR0913 - what a printer is wired to
    url: str,
    state_dir: Path,
    outbox: Callable[[bool], Outbox],
    clock: Clock,
    station: str,
    *,
    deadlines: Deadlines | None = None,
    times: Times | None = None,
) -> PostedPrinter:
    """Return the printer that `url` names, or raise UsageFault; nothing is connected yet.

    `outbox` is asked for one that is kept on disk, or for a passing one where there is no paper.
    """
    address = parse(url)
    owner = owner_of(address, state_dir, f"the kiosk on station {station}")
    device = PrinterProcess(url, state_dir, deadlines, owner.descriptors)
    return PostedPrinter(
        address.text,
        device,
        outbox(address.scheme not in _PAPERLESS),
        clock,
        owner,
        station=station,
        times=times,
        patience=address.patience,
    )


def owner_of(address: Address, state_dir: Path, who: str) -> Owner:
    """Return the lock of a printer, which is the same whatever else its address says."""
    if address.scheme in _PAPERLESS:
        return Owner(None)
    name = re.sub("[^a-z0-9]+", "-", _place(address).lower()).strip("-")[:_LONGEST]
    return Owner(state_dir / f"{name}.lock", Holder(who=who, printer=address.text))


def _place(address: Address) -> str:
    match address.scheme:
        case "tcp":
            return f"tcp {address.host} {address.port}"
        case "usb":
            return f"usb {address.vendor:04x} {address.product:04x}"
        case "cups":
            return f"cups {address.name}"
    return realpath(address.path)
