import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import psutil
import pytest

from kiosk.errors import UsageFault
from kiosk.ports import Outcome
from kiosk.print_job import Trouble
from printer.device import Order, Seen
from printer.process import PrinterProcess
from printer.wire import (
    look_line,
    order_line,
    printed_line,
    printed_of,
    seen_line,
    seen_of,
    wish_of,
)
from tests.printers.slips import ALL, GERMAN
from tests.printers.tcp_printer import Fault, tcp_printer


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[PrinterProcess]:
    printer = PrinterProcess("preview:", tmp_path)
    yield printer
    printer.close()


def pid_of(printer: PrinterProcess) -> int:
    assert printer.pid is not None
    return printer.pid


def test_slips_and_outcomes_pass_the_pipe_unchanged(preview: PrinterProcess) -> None:
    printed = preview.print(GERMAN)
    assert printed.outcome is Outcome.PREVIEW
    assert printed_of(printed_line(printed)) == printed
    for slip in ALL.values():
        order = Order(slip=slip, process_id="7K3Q", torn=True)
        assert wish_of(order_line(order)) == order
    assert wish_of(look_line(torn=True)) is True
    seen = Seen(trouble=Trouble.PAPER, reason="none left", near_end=True, talks=True)
    assert seen_of(seen_line(seen)) == seen


def test_starting_does_not_wait(preview: PrinterProcess) -> None:
    started = monotonic()
    preview.start()
    assert monotonic() - started < 0.1
    assert preview.print(GERMAN).outcome is Outcome.PREVIEW


def test_one_process_serves_every_slip(preview: PrinterProcess) -> None:
    preview.print(GERMAN)
    first = pid_of(preview)
    for slip in ALL.values():
        assert preview.print(slip).outcome is Outcome.PREVIEW
    assert pid_of(preview) == first


def test_slips_from_several_threads_all_come_out(preview: PrinterProcess) -> None:
    outcomes: list[Outcome] = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(preview.print(GERMAN).outcome))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Outcome.PREVIEW] * 8


def test_the_process_is_small_and_yields(preview: PrinterProcess) -> None:
    for slip in ALL.values():
        preview.print(slip)
    child = psutil.Process(pid_of(preview))
    assert child.memory_info().rss < 80_000_000
    assert child.nice() == 5
    assert os.getsid(child.pid) != os.getsid(0)


def test_a_killed_process_is_replaced(preview: PrinterProcess) -> None:
    preview.print(GERMAN)
    first = pid_of(preview)
    os.kill(first, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(first)], timeout=5)
    assert preview.print(GERMAN).outcome is Outcome.PREVIEW
    assert pid_of(preview) != first


def test_a_process_killed_at_work_leaves_the_outcome_unknown(tmp_path: Path) -> None:
    with tcp_printer(fault=Fault(after=100)) as stalling:
        printer = PrinterProcess(stalling.url, tmp_path)

        def kill_at_work() -> None:
            stalling.begun.wait(10)
            os.kill(pid_of(printer), signal.SIGKILL)

        killer = threading.Thread(target=kill_at_work)
        killer.start()
        assert printer.print(GERMAN).outcome is Outcome.UNKNOWN
        killer.join()
        printer.close()


def test_a_process_that_can_not_start_sends_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    printer = PrinterProcess("preview:", in_the_way)
    printer.start()
    assert printer.print(GERMAN).outcome is Outcome.NOT_SENT
    printer.close()


def test_closing_ends_the_process(preview: PrinterProcess) -> None:
    preview.print(GERMAN)
    child = psutil.Process(pid_of(preview))
    preview.close()
    assert not child.is_running()


def test_off_needs_no_process(tmp_path: Path) -> None:
    printer = PrinterProcess("off:", tmp_path)
    printer.start()
    assert printer.print(GERMAN).outcome is Outcome.OFF
    assert printer.pid is None
    assert printer.check().startswith("off:")


def test_a_wrong_address_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageFault):
        PrinterProcess("lpt1:", tmp_path)


PARENT = """
import sys
from pathlib import Path
from kiosk.slip import Slip
from printer.process import PrinterProcess
printer = PrinterProcess("preview:", Path(sys.argv[1]))
printer.print(Slip(language="de", office="Nord", when="heute", number="A001"))
print(printer.pid, flush=True)
sys.stdin.read()
"""


def test_no_process_is_left_when_its_parent_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as parent:
        assert parent.stdout
        assert parent.stderr
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        _, alive = psutil.wait_procs([child], timeout=5)
        assert not alive
        assert parent.stderr.read() == b""
    assert (tmp_path / "printer.log").read_bytes() == b""
