"""A printer that never answered: nobody knows, so nobody says that it printed."""

import os
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

from kiosk.ports import Outcome, Printed
from kiosk.print_job import JobState
from kiosk.store.sqlite import SqliteStore
from printer.commands import ASK, CLEAR, HELLO
from printer.opening import posted_printer
from tests.printers.sender import HASTY, TIMES, ShiftedClock, slip_of
from tests.printers.tcp_printer import tcp_printer

KIOSK = Path(sys.executable).parent / "kiosk"


def test_a_slip_of_which_nobody_knows_is_printed_again_if_asked_for_and_cut_off_before(
    tmp_path: Path,
) -> None:
    store, told = SqliteStore(tmp_path / "queue.db"), SimpleQueue[Printed]()
    with tcp_printer() as silent:
        printer = posted_printer(
            silent.address,
            tmp_path,
            lambda _: store.outbox,
            ShiftedClock(),
            "A",
            deadlines=HASTY,
            times=TIMES,
        )
        for number in (1, 2):
            printer.post(slip_of(number), told.put)
            printed = told.get(timeout=10)
            assert (printed.outcome, printed.trouble) == (Outcome.UNKNOWN, None)
            assert silent.slip(number).startswith(ASK + HELLO), "the last slip may be printing"
        assert printed.job
        printer.again(printed.job)
        assert told.get(timeout=10).outcome is Outcome.UNKNOWN
        assert silent.slip(3).startswith(CLEAR + ASK + HELLO)
        state = printer.state()
        assert state
        assert (state.trouble, state.torn) == (None, False)
        assert [job.state for job in printer.jobs()] == [JobState.UNKNOWN] * 2
        printer.close()
    store.close()


def test_the_test_slip_of_a_silent_printer_is_a_failure_until_it_is_known_to_be_silent(
    tmp_path: Path,
) -> None:
    def test(url: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [KIOSK, "--printer", url, "printer", "test"],
            env={**os.environ, "KIOSK_STATE_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    with tcp_printer() as silent:
        unknown = test(silent.address)
        assert (unknown.returncode, unknown.stdout) == (1, "")
        assert unknown.stderr.startswith("Error: The printer took the slip and said nothing")
        assert unknown.stderr.count("\n") == 1
        assert test(f"{silent.address}?ack=none").stdout == "printed\n"
