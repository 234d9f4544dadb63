"""Printers without paper: the slip as a kept picture, or none at all."""

import os
import re
from pathlib import Path

from kiosk.errors import PrinterError
from kiosk.ports import Outcome, Printed
from kiosk.slip import Slip
from printer.device import Order, Seen
from printer.paper import Paper
from printer.transport import why


class PreviewPrinter:
    """Keeps the last slip as a PNG that this user alone may read; the one before is deleted."""

    def __init__(self, state_dir: Path, paper: Paper) -> None:
        self._folder = state_dir / "slips"
        self._paper = paper

    def send(self, order: Order) -> Printed:
        """Draw the slip and return where its picture is."""
        from printer.layout import draw

        slip = order.slip
        picture = draw(slip, self._paper)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = self._folder / "new"
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as png:
                picture.save(png, "PNG")
            kept = new.replace(self._folder / f"{_name(slip)}.png")
            self._forget_all_but(kept)
        except OSError as fault:
            return Printed(Outcome.NOT_SENT, f"The slip's picture can't be kept: {why(fault)}.")
        return Printed(Outcome.PREVIEW, picture=kept)

    def look(self, *, torn: bool) -> Seen:
        """Return that all is well."""
        del torn
        return Seen()

    def start(self) -> None:
        """Load what draws."""
        import printer.layout  # noqa: F401 - loaded for its fonts and libraries

    def check(self) -> str:
        """Return that there is no paper, or raise PrinterError if pictures can't be kept."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise PrinterError(
                f"{self._folder} can't be created ({why(fault)}): set KIOSK_STATE_DIR."
            ) from fault
        return "preview: slips are shown on the screen."

    def close(self) -> None:
        """Do nothing: there is no device."""

    def _forget_all_but(self, kept: Path) -> None:
        for picture in self._folder.iterdir():
            if picture != kept:
                picture.unlink(missing_ok=True)


class OffPrinter:
    """Prints nothing."""

    def send(self, order: Order) -> Printed:
        """Return that printing is off."""
        del order
        return Printed(Outcome.OFF)

    def look(self, *, torn: bool) -> Seen:
        """Return that all is well."""
        del torn
        return Seen()

    def start(self) -> None:
        """Do nothing."""

    def check(self) -> str:
        """Return that printing is off."""
        return "off: no slips are printed."

    def close(self) -> None:
        """Do nothing."""


def _name(slip: Slip) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", slip.number)[:20] or "slip"
