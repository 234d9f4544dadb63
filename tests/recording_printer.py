"""A printer that prints nothing, and keeps what it was given."""

from collections.abc import Sequence
from uuid import UUID

from kiosk.ports import Outcome, Printed, Told
from kiosk.print_job import Job, PrinterState
from kiosk.slip import Slip


class RecordingPrinter:
    """Says of every slip that it was printed."""

    def __init__(self) -> None:
        self.slips: list[Slip] = []

    def start(self) -> None: ...

    def print(self, slip: Slip) -> Printed:
        self.slips.append(slip)
        return Printed(Outcome.PRINTED)

    def post(self, slip: Slip, told: Told) -> None:
        told(self.print(slip))

    def again(self, job: UUID) -> None: ...

    def leave(self) -> None: ...

    def state(self) -> PrinterState | None:
        return None

    def jobs(self) -> Sequence[Job]:
        return ()

    def check(self) -> str:
        return "ready"

    def close(self) -> None: ...
