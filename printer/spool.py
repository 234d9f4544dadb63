"""A queue of the system (CUPS): a hand-off, of which nothing more is heard."""

import subprocess
from shutil import which

from kiosk.errors import PrinterError
from kiosk.plain import plain_line
from kiosk.ports import Outcome, Printed
from printer.device import Order, Seen
from printer.paper import Paper

_TIMEOUT = 5.0
_CANCEL_AFTER = 90
"""Seconds after which a slip that still waits is not printed any more: its visitor has left."""


class SpoolPrinter:
    """Hands slips to `lp` as a PDF; never PRINTED, for CUPS calls torn and lost slips completed."""

    def __init__(self, name: str, paper: Paper, *, strip: bool = False) -> None:
        self._name = name
        self._paper = paper
        self._strip = strip
        """Whether the queue's printer takes paper as narrow as the slip, not A4."""

    def send(self, order: Order) -> Printed:
        """Hand over a slip."""
        from printer.document import Kind, document

        pdf = document(order.slip, self._paper, Kind.PDF if self._strip else Kind.A4)
        command = ["lp", "-s", "-d", self._name, "-o", f"job-cancel-after={_CANCEL_AFTER}", "-"]
        fault = _run(command, pdf)
        if fault:
            return Printed(Outcome.NOT_SENT, f"The queue {self._name} took no slip: {fault}.")
        return Printed(
            Outcome.UNKNOWN,
            f"The slip waits in the queue {self._name}, which does not tell whether it is printed.",
        )

    def look(self, *, torn: bool) -> Seen:
        """Return that nothing is known."""
        del torn
        return Seen()

    def start(self) -> None:
        """Load what draws."""
        import printer.document  # noqa: F401 - loaded for its fonts and libraries

    def check(self) -> str:
        """Return that the queue takes jobs, or raise PrinterError."""
        fault = _run(["lpstat", "-a", self._name], b"")
        if fault:
            raise PrinterError(
                f"The queue {self._name} can't be used ({fault}): see lpstat -a for its name."
            )
        return f"cups://{self._name}: the queue takes jobs."

    def close(self) -> None:
        """Do nothing."""


def _run(order: list[str], data: bytes) -> str:
    """Run a command of CUPS; return why it failed, or nothing."""
    command = which(order[0])
    if command is None:
        return f"the command {order[0]} is missing, install cups-client"
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the name is checked when it is read
            [command, *order[1:]], input=data, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return "no answer in time"
    except OSError as fault:
        return (fault.strerror or str(fault)).lower()
    said = plain_line(done.stderr.decode(errors="replace")).rstrip(".")
    return "" if done.returncode == 0 else said or f"exit code {done.returncode}"
