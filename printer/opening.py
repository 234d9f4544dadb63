"""The printer as the kiosk uses it: a process of its own, by way of the outbox."""

import re
from collections.abc import Callable
from pathlib import Path

from kiosk.ports import Clock, Outbox
from printer.address import parse
from printer.delivery import Deadlines
from printer.owner import Owner
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
    name = re.sub("[^a-z0-9]+", "-", address.text.lower()).strip("-")[:_LONGEST]
    has_paper = address.scheme not in _PAPERLESS
    owner = Owner(state_dir / f"{name}.lock" if has_paper else None)
    device = PrinterProcess(url, state_dir, deadlines, owner.descriptors)
    return PostedPrinter(
        address.text, device, outbox(has_paper), clock, owner, station=station, times=times
    )
