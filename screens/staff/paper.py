"""Paper at the console: how the printers are, and the slips that staff hand out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.office import Office
from kiosk.ports import Printer, Told
from kiosk.print_job import Job, PrinterState
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from screens.staff.wording import Wording, wall_clock

_JOBS_SHOWN = 5


@dataclass(frozen=True)
class Leaving:
    """The slips that visitors take along when they leave, in their language."""

    come_back: Callable[[Ticket, int], Slip]
    """Brings a visitor back in within so many days; names the papers they said they lack."""
    proof: Callable[[Ticket], Slip]
    """Confirms the visit."""


@dataclass(frozen=True)
class Paper:
    """What the console prints with; made when it is first needed."""

    printer: Callable[[], Printer]
    slip: Callable[[Ticket], Slip]
    trial: Callable[[], Slip]
    leaving: Leaving | None = None

    def reprint(self, office: Office, number: str, told: Told) -> Ticket:
        """Print the slip of a number once more, marked; raise UsageFault if there is none."""
        ticket = office.find(number)
        slip = self.slip(ticket)
        times = sum(1 + job.reprint for job in office.print_jobs() if job.number == ticket.number)
        mark = slip.reprint.replace("{count}", str(max(times, 1)))
        self.printer().post(replace(slip, mark=mark), told)
        return ticket

    def post(self, make: Callable[[], Slip], told: Told) -> None:
        """Make a slip and print it."""
        self.printer().post(make(), told)


def paper_lines(
    printers: Sequence[PrinterState], jobs: Sequence[Job], say: Wording
) -> Iterator[str]:
    """Yield a line for each printer, and for each of the last jobs."""
    for printer in printers:
        state = printer.trouble or ("near_end" if printer.near_end else "ready")
        yield say(f"printer_{state}", station=printer.station)
    for job in jobs[-_JOBS_SHOWN:]:
        state = say(f"job_{job.state}")
        yield " · ".join(filter(None, (wall_clock(job.created), _name(job, say), state)))


def _name(job: Job, say: Wording) -> str:
    """Return a job's number; what stands large on a come-back slip is a date."""
    return say("job_come_back", until=job.number) if "." in job.number else job.number
