"""A printer that slips are sent to over a link of our own."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.errors import PrinterError
from kiosk.ports import Outcome, Printed
from kiosk.slip import Slip
from printer.commands import CLEAR
from printer.delivery import Deadlines, Delivery
from printer.paper import Paper
from printer.transport import Link, why


class DirectPrinter:
    """Draws, sends and reports what became of it; one job at a time."""

    def __init__(
        self,
        name: str,
        paper: Paper,
        open_link: Callable[[float], Link],
        memory: Path,
        deadlines: Deadlines | None = None,
    ) -> None:
        self._name = name
        self._paper = paper
        self._open = open_link
        self._deadlines = deadlines or Deadlines()
        self._memory = memory
        """A file that names the printer once it has answered a fence: from then on, silence means
        that it is off line, and a slip sent to it would come out for somebody else."""
        self._torn = False
        """Whether a piece of an earlier slip may hang in the printer."""

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip."""
        from printer.layout import draw
        from printer.raster import encode

        job = encode(draw(slip, self._paper))
        try:
            link = self._open(self._deadlines.connect)
        except PrinterError as fault:
            return Printed(Outcome.NOT_SENT, str(fault))
        return self._deliver(link, job)

    def start(self) -> None:
        """Load what draws and composes; the printer is not touched."""
        from PIL import Image

        import printer.layout  # noqa: F401 - loaded for its fonts and libraries
        from printer.raster import encode

        encode(Image.new("1", (8, 8)))

    def check(self) -> str:
        """Return whether the printer can be reached and answers, or raise PrinterError."""
        link = self._open(self._deadlines.connect)
        try:
            answers = Delivery(link, self._deadlines).greet() if link.hears else b""
        except (OSError, EOFError) as fault:
            raise PrinterError(
                f"{self._name} breaks the line ({why(fault)}): switch the printer off and on."
            ) from fault
        finally:
            link.close(drop=False)
        if self._talks and not answers:
            raise PrinterError(
                f"{self._name} does not answer any more: check paper, cover and power; "
                f"if it is another printer now, delete {self._memory}."
            )
        self._remember(answers)
        return f"{self._name}: reachable, {'answers' if answers else 'but answers nothing'}."

    def close(self) -> None:
        """Do nothing: each job has a line of its own."""

    def _deliver(self, link: Link, job: bytes) -> Printed:
        delivery = Delivery(link, self._deadlines)
        printed = delivery.run(job, talks=self._talks, before=CLEAR if self._torn else b"")
        link.close(drop=printed.outcome is not Outcome.PRINTED)
        self._remember(delivery.answers)
        if printed.outcome is not Outcome.NOT_SENT:
            unconfirmed = printed.outcome is Outcome.UNKNOWN and self._talks
            self._torn = printed.outcome is Outcome.INTERRUPTED or unconfirmed
        return printed

    @property
    def _talks(self) -> bool:
        try:
            return self._memory.read_text(encoding="utf-8") == self._name
        except OSError:
            return False

    def _remember(self, answers: bytes) -> None:
        if answers and not self._talks:
            with suppress(OSError):
                self._memory.write_text(self._name, encoding="utf-8")
