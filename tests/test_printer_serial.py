"""A printer on a serial line: every byte arrives, a slow line is no torn one."""

import os
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from serial import Serial

from kiosk.errors import PrinterError
from kiosk.ports import Outcome
from kiosk.print_job import Trouble
from printer.address import parse
from printer.commands import ASK, HELLO, REPORT
from printer.delivery import Deadlines, Delivery, Encoded
from printer.layout import draw
from printer.paper import Paper
from printer.printers import Printer, open_printer
from printer.raster import encode
from printer.serial_line import Flow, SerialLine
from printer.serial_link import SerialLink, open_serial
from printer.transport import Descriptor
from tests.printers.serial_printer import SerialPrinter, serial_printer
from tests.printers.slips import GERMAN

KIOSK = Path(sys.executable).parent / "kiosk"
NOBODY = 65534
HASTY = Deadlines(connect=0.5, hello=0.2, confirm=0.6, job=1.5, answer=0.4, stall=0.5)
SHORT = Deadlines(connect=0.5, hello=0.2, confirm=0.1, job=0.3, answer=0.4, stall=0.5)
READY = b"\x00"
ALONE = encode(draw(GERMAN, Paper(576)))
JOB = ASK + ALONE
ANSWERED = ASK + HELLO + REPORT + ALONE.removeprefix(HELLO)


def printer(url: str, deadlines: Deadlines = HASTY) -> Printer:
    return open_printer(url, Path("/nonexistent"), deadlines)


def test_a_slip_goes_over_a_serial_line_byte_for_byte() -> None:
    with serial_printer(READY) as printing:
        assert printer(printing.url()).print(GERMAN).outcome is Outcome.PRINTED
        assert printing.took(len(ANSWERED)) == ANSWERED


def test_a_printer_that_never_answers_is_believed_when_the_address_says_so() -> None:
    with serial_printer() as silent:
        assert printer(silent.url("ack=none")).print(GERMAN).outcome is Outcome.PRINTED
        assert silent.took(len(JOB)) == JOB
        printed = printer(silent.url()).print(GERMAN)
        assert (printed.outcome, printed.trouble) == (Outcome.UNKNOWN, None)
        assert "ack=none" in printed.reason


def test_the_line_is_set_as_the_address_says() -> None:
    for settings, speed, rts, xon in (
        ("baud=9600", termios.B9600, True, False),
        ("baud=921600&flow=xon", termios.B921600, False, True),
        ("baud=1200&flow=none", termios.B1200, False, False),
    ):
        with serial_printer() as printing, opened(printing, settings):
            iflag, oflag, cflag, lflag, _, out, _ = termios.tcgetattr(printing.near)
            assert out == speed
            assert bool(cflag & termios.CRTSCTS) is rts
            assert bool(iflag & termios.IXON) is xon
            assert not oflag & termios.OPOST
            assert not lflag & (termios.ECHO | termios.ICANON)


@contextmanager
def opened(printing: SerialPrinter, settings: str = "") -> Iterator[None]:
    address = parse(printing.url(settings))
    assert address.line
    link = open_serial(address.path, address.line)
    yield
    link.close(drop=True)


def test_a_slow_line_is_given_the_time_its_bytes_take_and_no_other_is() -> None:
    with serial_printer(READY, speed=10_000.0) as slow:
        url = slow.url("baud=9600&speed=1000")
        assert printer(url, SHORT).print(GERMAN).outcome is Outcome.PRINTED
        assert slow.took(len(ANSWERED)) == ANSWERED
    with serial_printer(READY, speed=10_000.0) as slow:
        url = f"file://{slow.path}?speed=1000"
        assert printer(url, SHORT).print(GERMAN).outcome is Outcome.INTERRUPTED


def test_a_stall_is_noticed_at_once_however_slow_the_line() -> None:
    with serial_printer(READY, stalls_after=5000) as stalling:
        begun = monotonic()
        printed = printer(stalling.url("baud=1200")).print(GERMAN)
        assert (printed.outcome, printed.trouble) == (Outcome.INTERRUPTED, Trouble.LINE)
        assert monotonic() - begun < 4


def test_a_printer_holds_the_line_with_xoff_until_it_says_xon() -> None:
    with serial_printer(READY, stalls_after=5000, says_xoff=True) as held:
        helper = threading.Thread(target=held.go_on)
        helper.start()
        printed = printer(held.url("flow=xon")).print(GERMAN)
        helper.join()
        assert printed.outcome is Outcome.PRINTED
        assert held.took(len(ANSWERED)) == ANSWERED
    with serial_printer(READY, stalls_after=5000, says_xoff=True) as held:
        assert printer(held.url("flow=xon")).print(GERMAN).outcome is Outcome.INTERRUPTED


def test_an_adapter_that_is_pulled_out_tears_the_slip_at_once() -> None:
    with serial_printer(READY, pulled_after=5000) as pulled:
        begun = monotonic()
        assert printer(pulled.url("baud=1200")).print(GERMAN).outcome is Outcome.INTERRUPTED
        assert monotonic() - begun < 2
    missing = printer(pulled.url()).print(GERMAN)
    assert missing.outcome is Outcome.NOT_SENT
    assert missing.reason.startswith(f"There is no serial line {pulled.path}: check the adapter")


def test_an_adapter_that_is_pulled_out_is_missed_while_nothing_is_sent() -> None:
    with serial_printer(pulled_after=10) as pulled:
        link = open_serial(Path(pulled.path), SerialLine())
        assert link.exchange(memoryview(bytes(10)), 1.0)[0] == 10
        with pytest.raises(OSError, match="it is gone"):
            link.exchange(memoryview(b""), 5.0)
        link.close(drop=True)


def test_what_the_printers_dtr_holds_back_is_not_sent() -> None:
    with serial_printer() as held:
        port, ready = Serial(held.path), threading.Event()
        link = SerialLink(port, SerialLine(flow=Flow.DTR), ready.is_set)
        data = memoryview(b"x" * 1000)
        assert link.exchange(data, 0.05) == (0, b"")
        ready.set()
        assert link.exchange(data, 0.05)[0] == 64
        assert held.took(64) == b"x" * 64
        link.close(drop=False)


def test_a_line_that_can_not_be_had_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with serial_printer() as busy, opened(busy):
        for path, says in (
            (Path("/dev/ttyUSB77"), "There is no serial line /dev/ttyUSB77: check the adapter"),
            (Path(busy.path), f"Another program uses the serial line {busy.path}: end it."),
            (tmp_path / "file", "is no serial line"),
            (Path("/dev/null"), "/dev/null is no serial line"),
        ):
            with pytest.raises(PrinterError) as fault:
                open_serial(path, SerialLine())
            assert says in str(fault.value)
    with serial_printer() as printing, pytest.raises(PrinterError, match="can't be set so"):
        # A pseudo terminal has no DSR to look at.
        open_serial(Path(printing.path), SerialLine(flow=Flow.DTR))


def test_who_may_not_use_the_line_is_told_which_group_may() -> None:
    with serial_printer() as locked:
        os.chmod(locked.path, 0)  # noqa: PTH101 - a terminal
        us = os.geteuid()
        if us == 0:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(PrinterError, match="group dialout"):
                open_serial(Path(locked.path), SerialLine())
        finally:
            os.seteuid(us)


class HeldLine(Descriptor):
    """A line whose system keeps what nobody takes at the far end."""

    def untaken(self) -> int:
        return self._asked(termios.TIOCOUTQ)


def test_a_printer_that_is_switched_off_gets_nothing_of_the_slip() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)  # noqa: FBT003 - the library's own way
        delivery = Delivery(HeldLine(ours.fileno(), readable=True), HASTY)
        printed = delivery.run(Encoded(ALONE, 100.0), "0000")
    assert (printed.outcome, printed.trouble) == (Outcome.NOT_SENT, Trouble.LINE)
    assert "takes no data" in printed.reason


def test_a_line_on_which_slips_come_too_late_is_warned_of() -> None:
    with serial_printer(READY) as slow:
        said = printer(slow.url("baud=4800")).check()
        assert said.endswith(
            "reachable, answers. At 4800 baud a slip takes about 62 seconds: "
            "set the printer and KIOSK_PRINTER to 9600 baud or more."
        )
        assert printer(slow.url("baud=9600")).check().endswith("reachable, answers.")
        assert parse(slow.url("baud=9600")).patience > 200
    assert parse("tcp://host").patience == 0


def test_the_commands_reach_a_printer_on_a_serial_line(tmp_path: Path) -> None:
    def kiosk(url: str, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [KIOSK, "--printer", url, "printer", command],
            env={**os.environ, "KIOSK_STATE_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    with serial_printer(READY) as printing:
        assert kiosk(printing.url(), "test").stdout == "printed\n"
        assert printing.taken.count(b"\x1dV") == 1
        shown = kiosk(printing.url("baud=2400"), "status").stdout.splitlines()
        assert shown[-1].startswith("At 2400 baud a slip takes about 125 seconds")
    gone = kiosk("serial:///dev/ttyUSB77", "status")
    assert gone.returncode == 1
    assert gone.stderr.startswith("Error: There is no serial line /dev/ttyUSB77")
