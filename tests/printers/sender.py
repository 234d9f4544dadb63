"""A kiosk without a screen: takes slips on, prints them, tells what became of them.

As a program, `python -m tests.printers.sender URL FOLDER` reads `post N`, `again JOB`, `leave` and
`shift SECONDS` (its clock goes on at once), and prints each outcome as a line of JSON.
"""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import UUID

from kiosk.ports import Printed
from kiosk.slip import Slip
from kiosk.store.sqlite import SqliteStore
from printer.delivery import Deadlines
from printer.opening import posted_printer
from printer.shift import Times
from tests.printers.slips import NUMBER_ONLY

ROOT = Path(__file__).parent.parent.parent
HASTY = Deadlines(connect=0.25, hello=0.25, confirm=0.25, job=2.0, answer=0.25, stall=0.2)
TIMES = Times(retry=0.03, look=30.0, look_again=0.1)


def slip_of(number: int) -> Slip:
    """Return the slip of a number."""
    return replace(NUMBER_ONLY, number=f"A{number:03d}", short_code=f"7K3Q-{number:04d}", lines=())


class ShiftedClock:
    """Goes with the system's, so many seconds ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def today(self) -> date:
        return self.now().date()


def sender(url: str, folder: Path, ahead: float) -> subprocess.Popen[str]:
    """Start this module as a program."""
    command = [sys.executable, "-m", "tests.printers.sender", url, str(folder), str(ahead)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe)


def main(url: str, folder: str, ahead: str) -> None:
    """Do as told until the pipe ends."""
    store, clock, lock = SqliteStore(Path(folder) / "queue.db"), ShiftedClock(), Lock()
    clock.ahead = timedelta(seconds=float(ahead))
    printer = posted_printer(
        url,
        Path(folder),
        lambda _: store.outbox,
        clock,
        "A",
        deadlines=HASTY,
        times=TIMES,
    )

    def tell(number: int, printed: Printed) -> None:
        facts = {"number": number, "job": str(printed.job), "outcome": printed.outcome}
        with lock:
            sys.stdout.write(json.dumps(facts) + "\n")
            sys.stdout.flush()

    printer.start()
    for line in sys.stdin:
        match line.split():
            case ["post", number]:
                printer.post(slip_of(int(number)), partial(tell, int(number)))
            case ["again", job]:
                printer.again(UUID(job))
            case ["shift", seconds]:
                clock.ahead += timedelta(seconds=float(seconds))
            case ["leave"]:
                printer.leave()
    printer.close()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
