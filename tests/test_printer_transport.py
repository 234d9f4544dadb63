import os
import threading
from pathlib import Path
from time import monotonic

import pytest

from kiosk.errors import PrinterError
from kiosk.ports import Outcome
from kiosk.print_job import Trouble
from printer.commands import ASK, CLEAR, HELLO, REPORT
from printer.delivery import Deadlines
from printer.layout import draw
from printer.paper import Paper
from printer.printers import Printer, open_printer
from printer.raster import encode
from tests.printers.raster_reader import read
from tests.printers.serial_printer import serial_printer
from tests.printers.slips import GERMAN, NUMBER_ONLY
from tests.printers.tcp_printer import Fault, black_hole, refused_port, tcp_printer

HASTY = Deadlines(connect=0.5, hello=0.2, confirm=0.6, job=1.5, answer=0.4, stall=0.8)
ALONE = encode(draw(GERMAN, Paper(576)))
"""A job for what can't answer."""
JOB = ASK + ALONE
ANSWERED = ASK + HELLO + REPORT + ALONE.removeprefix(HELLO)
"""A job for what does answer."""
NEAR_END, OUT_OF_PAPER, READY = b"\x03", b"\x0c", b"\x00"
REPORTS_PAPER_END = b"\x18\x00\x0f\x00"


def printer(url: str, state_dir: Path = Path("/nonexistent")) -> Printer:
    return open_printer(url, state_dir, HASTY)


def test_of_a_printer_that_never_said_a_word_nobody_knows_whether_it_printed() -> None:
    with tcp_printer() as silent:
        kept = printer(silent.address)
        printed = kept.print(GERMAN)
        assert (printed.outcome, printed.trouble) == (Outcome.UNKNOWN, None)
        assert printed.reason == (
            "The printer took the slip and said nothing, so nobody knows whether it is there and "
            "whole; if this model never answers, say ack=none in KIOSK_PRINTER."
        )
        kept.print(GERMAN)
        assert silent.job(2) == JOB, "what may still be printing is not cleared away"


def test_a_printer_that_never_answers_is_believed_when_the_operator_says_so() -> None:
    with tcp_printer() as sink:
        assert printer(f"{sink.address}?ack=none").print(GERMAN).outcome is Outcome.PRINTED
        assert sink.job() == JOB


def test_a_device_that_could_answer_and_does_not_is_not_believed_either() -> None:
    with serial_printer() as silent:
        device = f"file://{silent.path}"
        assert printer(device).print(GERMAN).outcome is Outcome.UNKNOWN
        assert printer(f"{device}?ack=none").print(GERMAN).outcome is Outcome.PRINTED


def test_a_printer_that_never_confirms_is_heard_when_its_paper_ends() -> None:
    with tcp_printer(last_word=REPORTS_PAPER_END) as ending:
        printed = printer(ending.url).print(GERMAN)
        assert (printed.outcome, printed.trouble) == (Outcome.INTERRUPTED, Trouble.PAPER)


def test_a_narrow_printer_gets_a_narrow_slip() -> None:
    with tcp_printer() as sink:
        printer(f"{sink.url}&width=384").print(GERMAN)
        assert read(sink.job(), 384).picture.size == draw(GERMAN, Paper(384)).size


@pytest.mark.parametrize("answer", [READY, NEAR_END])
def test_a_printer_that_answers_the_fence_has_printed(answer: bytes) -> None:
    with tcp_printer(answer) as talking:
        started = monotonic()
        assert printer(talking.url).print(GERMAN).outcome is Outcome.PRINTED
        assert monotonic() - started < HASTY.confirm
        assert talking.job() == ANSWERED


def test_words_a_printer_says_by_itself_are_no_answer() -> None:
    with tcp_printer(b"\x10\x00\x00\x00", fences=1) as chatty:
        assert printer(chatty.url).print(GERMAN).outcome is Outcome.PRINTED
        assert chatty.job() == ANSWERED


def test_a_printer_without_paper_gets_no_slip() -> None:
    with tcp_printer(OUT_OF_PAPER) as empty:
        printed = printer(empty.url).print(GERMAN)
        assert printed.outcome is Outcome.NOT_SENT
        assert "paper" in printed.reason
        assert empty.job() == ASK + HELLO


def test_a_printer_that_answered_once_must_confirm_every_slip() -> None:
    with tcp_printer(READY, fences=1) as forgetful:
        assert printer(forgetful.url).print(GERMAN).outcome is Outcome.UNKNOWN


def test_a_printer_that_answered_and_is_silent_now_gets_no_slip(tmp_path: Path) -> None:
    with tcp_printer(READY) as moody:
        assert printer(moody.url, tmp_path).print(GERMAN).outcome is Outcome.PRINTED
        moody.answer = b""
        assert printer(moody.url, tmp_path).print(GERMAN).outcome is Outcome.NOT_SENT
        assert moody.job(2) == ASK + HELLO


def test_a_check_remembers_that_the_printer_answers(tmp_path: Path) -> None:
    with tcp_printer(READY) as moody:
        printer(moody.url, tmp_path).check()
        moody.answer = b""
        assert printer(moody.url, tmp_path).print(GERMAN).outcome is Outcome.NOT_SENT
        with pytest.raises(PrinterError, match="paper, cover and power"):
            printer(moody.url, tmp_path).check()


def test_a_refused_connection_sends_nothing() -> None:
    started = monotonic()
    printed = open_printer(f"tcp://127.0.0.1:{refused_port()}", Path()).print(GERMAN)
    assert printed.outcome is Outcome.NOT_SENT
    assert "can't be reached" in printed.reason
    assert monotonic() - started < 4


def test_a_connection_that_never_comes_about_sends_nothing() -> None:
    with black_hole() as port:
        started = monotonic()
        printed = printer(f"tcp://127.0.0.1:{port}").print(GERMAN)
        assert printed.outcome is Outcome.NOT_SENT
        assert monotonic() - started < 1.5


def test_an_unknown_host_sends_nothing() -> None:
    assert printer("tcp://printer.invalid").print(GERMAN).outcome is Outcome.NOT_SENT


@pytest.mark.parametrize("after", [1, 100, 20_000, len(JOB)])
def test_a_printer_that_stalls_has_not_printed(after: int) -> None:
    with tcp_printer(fault=Fault(after=after)) as stalling:
        started = monotonic()
        printed = printer(stalling.url).print(GERMAN)
        assert printed.outcome in {Outcome.INTERRUPTED, Outcome.UNKNOWN}
        assert printed.reason
        assert monotonic() - started < HASTY.job + 3


@pytest.mark.parametrize("then", ["close", "reset"])
@pytest.mark.parametrize("after", [100, 5000, 20_000, len(JOB) - 1])
def test_a_printer_that_breaks_the_line_has_not_printed(after: int, then: str) -> None:
    with tcp_printer(fault=Fault(after=after, then=then)) as broken:
        printed = printer(broken.url).print(GERMAN)
        assert printed.outcome is Outcome.INTERRUPTED
        assert printed.reason.endswith(".")


def test_the_rest_of_a_torn_slip_is_cut_off_before_the_next() -> None:
    with tcp_printer(fault=Fault(after=20_000, then="reset")) as mended:
        kept = printer(mended.url)
        assert kept.print(GERMAN).outcome is Outcome.INTERRUPTED
        mended.fault = None
        assert kept.print(GERMAN).outcome is Outcome.PRINTED
        assert mended.job(2) == CLEAR + JOB
        assert kept.print(GERMAN).outcome is Outcome.PRINTED
        assert mended.job(3) == JOB


def test_a_file_holds_exactly_the_last_job(tmp_path: Path) -> None:
    path = tmp_path / "slip.bin"
    kept = printer(f"file://{path}")
    assert kept.print(NUMBER_ONLY).outcome is Outcome.PRINTED
    assert kept.print(GERMAN).outcome is Outcome.PRINTED
    assert "answers nothing" in kept.check()
    assert path.read_bytes() == ALONE
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_named_pipe_carries_the_job(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    with path.open("r+b", buffering=0) as held_open:
        reader.start()
        printed = printer(f"file://{path}").print(GERMAN)
        del held_open
    reader.join()
    assert printed.outcome is Outcome.PRINTED
    assert got == [ALONE]


def test_a_named_pipe_that_nobody_reads_gets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert printer(f"file://{path}").print(GERMAN).outcome is Outcome.NOT_SENT


def test_a_named_pipe_that_is_not_emptied_has_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with path.open("r+b", buffering=0):
        assert printer(f"file://{path}").print(GERMAN).outcome is Outcome.INTERRUPTED


def test_a_terminal_stands_in_for_a_device() -> None:
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    path = os.ttyname(theirs)
    assert printer(f"file://{path}").print(GERMAN).outcome is Outcome.INTERRUPTED
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("path", ["/dev/usb/no-such-printer", "/tmp", "/no/such/folder/slip.bin"])
def test_a_missing_device_sends_nothing_and_is_not_made(path: str) -> None:
    printed = printer(f"file://{path}").print(GERMAN)
    assert printed.outcome is Outcome.NOT_SENT
    assert path in printed.reason


def test_a_missing_usb_printer_sends_nothing() -> None:
    assert printer("usb://04b8:0202").print(GERMAN).outcome is Outcome.NOT_SENT


def test_check_says_whether_the_printer_answers() -> None:
    with tcp_printer(READY) as talking:
        assert printer(talking.url).check() == f"{talking.url}: reachable, answers."
    with tcp_printer() as silent:
        assert printer(silent.url).check() == f"{silent.url}: reachable, but answers nothing."
        assert printer(silent.address).check().endswith("say ack=none in KIOSK_PRINTER.")
    with pytest.raises(PrinterError, match="check its power"):
        printer(f"tcp://127.0.0.1:{refused_port()}").check()
