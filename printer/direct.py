"""A printer that slips are sent to over a link of our own."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.errors import PrinterError
from kiosk.ports import Outcome, Printed
from kiosk.print_job import Trouble
from printer.commands import CLEAR, CUT, FENCE, HELLO
from printer.delivery import Deadlines, Delivery, Encoded
from printer.device import Order, Seen, may_hang
from printer.models import Ack, Model
from printer.transport import Link, why
from printer.troubles import SENTENCES


class DirectPrinter:
    """Draws, sends and reports what became of it; one job at a time."""

    def __init__(  # noqa: PLR0913 - what a printer is wired to
        self,
        name: str,
        model: Model,
        open_link: Callable[[float], Link],
        memory: Path,
        deadlines: Deadlines | None = None,
        *,
        warning: str = "",
    ) -> None:
        self._warning = warning
        """What whoever checks it should know of the line to it."""
        self._name = name
        self._model = model
        self._open = open_link
        self._deadlines = deadlines or Deadlines()
        self._memory = memory
        """A file that names the printer once it has answered a fence: from then on, silence means
        that it is off line, and a slip sent to it would come out for somebody else."""
        self._torn = False
        """Whether a piece of an earlier slip of this process may hang in the printer."""

    def send(self, order: Order) -> Printed:
        """Make one attempt."""
        from printer.layout import draw
        from printer.raster import encode

        drawn = draw(order.slip, self._model.paper)
        data = encode(drawn).removeprefix(HELLO).removesuffix(CUT + FENCE)
        picture = Encoded(data, drawn.height / self._model.paper.dots_per_mm)
        try:
            link = self._open(self._deadlines.connect)
        except PrinterError as fault:
            return Printed(Outcome.NOT_SENT, str(fault), trouble=Trouble.LINE)
        return self._deliver(link, picture, order)

    def look(self, *, torn: bool) -> Seen:
        """Ask the printer how it is, and clear it if it may be torn."""
        try:
            link = self._open(self._deadlines.connect)
        except PrinterError as fault:
            return Seen(trouble=Trouble.LINE, reason=str(fault), talks=True)
        if not link.hears:
            link.close(drop=False)
            return Seen()
        delivery = Delivery(link, self._deadlines, self._model)
        try:
            delivery.greet(CLEAR if torn or self._torn else b"", talks=self._talks)
        except (OSError, EOFError) as fault:
            link.close(drop=True)
            return Seen(trouble=Trouble.LINE, reason=f"The line broke ({why(fault)}).", talks=True)
        link.close(drop=False)
        self._remember(delivery)
        return self._seen(delivery)

    def start(self) -> None:
        """Load what draws and composes; the printer is not touched."""
        from PIL import Image

        import printer.layout  # noqa: F401 - loaded for its fonts and libraries
        from printer.raster import encode

        encode(Image.new("1", (8, 8)))

    def check(self) -> str:
        """Return whether the printer can be reached and answers, or raise PrinterError."""
        link = self._open(self._deadlines.connect)
        delivery = Delivery(link, self._deadlines, self._model)
        try:
            if link.hears:
                delivery.greet(talks=self._talks)
        except (OSError, EOFError) as fault:
            raise PrinterError(
                f"{self._name} breaks the line ({why(fault)}): switch the printer off and on."
            ) from fault
        finally:
            link.close(drop=False)
        trouble = delivery.trouble(talks=self._talks)
        if trouble is Trouble.MUTE:
            raise PrinterError(
                f"{self._name} does not answer any more: check paper, cover and power; "
                f"if it is another printer now, delete {self._memory}."
            )
        if trouble:
            raise PrinterError(f"{self._name}: {SENTENCES[trouble]}")
        self._remember(delivery)
        near_end = ", the paper is nearly at its end" if delivery.heard.status.near_end else ""
        says = "answers" if delivery.heard.anything else f"but answers nothing{self._hint(link)}"
        return f"{self._name}: reachable, {says}{near_end}. {self._warning}".rstrip()

    def close(self) -> None:
        """Do nothing: each job has a line of its own."""

    def _deliver(self, link: Link, picture: Encoded, order: Order) -> Printed:
        delivery = Delivery(link, self._deadlines, self._model)
        before = CLEAR if order.torn or self._torn else b""
        printed = delivery.run(picture, order.process_id, talks=self._talks, before=before)
        torn = may_hang(printed)
        held_back = printed.trouble in {Trouble.LINE, Trouble.MUTE}
        link.close(drop=not delivery.drop() if torn else held_back)
        self._remember(delivery)
        if printed.outcome is not Outcome.NOT_SENT:
            self._torn = torn
        return printed

    def _hint(self, link: Link) -> str:
        if not link.hears or self._model.ack is not Ack.AUTO:
            return ""
        return "; if this model never does, say ack=none in KIOSK_PRINTER"

    def _seen(self, delivery: Delivery) -> Seen:
        trouble = delivery.trouble(talks=self._talks)
        cleared = trouble is None and delivery.heard.fences > 0
        self._torn = self._torn and not cleared
        return Seen(
            trouble=trouble,
            reason=SENTENCES[trouble] if trouble else "",
            near_end=delivery.heard.status.near_end,
            cleared=cleared,
            talks=self._talks or delivery.heard.anything,
        )

    @property
    def _talks(self) -> bool:
        try:
            return self._memory.read_text(encoding="utf-8") == self._name
        except OSError:
            return False

    def _remember(self, delivery: Delivery) -> None:
        if delivery.heard.fences and not self._talks:
            with suppress(OSError):
                self._memory.write_text(self._name, encoding="utf-8")
