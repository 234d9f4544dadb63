"""One process owns a printer: the others learn from it how the printer is."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest

from kiosk.errors import PrinterError
from kiosk.ports import Outcome, Printed
from kiosk.print_job import PrinterState, Trouble
from kiosk.store.sqlite import SqliteStore
from printer.address import parse
from printer.notes import check, status
from printer.opening import owner_of, posted_printer
from printer.owner import Holder, Owner
from printer.posted import PostedPrinter
from tests.printers.fault_printer import Fault, FaultPrinter, fault_printer
from tests.printers.sender import HASTY, TIMES, ShiftedClock, slip_of
from tests.printers.tcp_printer import tcp_printer

KIOSK = Path(sys.executable).parent / "kiosk"
MODEL = "?width=384&model=epson-tm-t20iii&speed=1000"
SINCE = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass
class Running:
    """A kiosk on station C with its printer."""

    device: FaultPrinter
    printer: PostedPrinter

    @property
    def url(self) -> str:
        return self.device.url + MODEL

    def told(self, number: int) -> Outcome:
        """Return the first that is told of a slip."""
        told: SimpleQueue[Printed] = SimpleQueue()
        self.printer.post(slip_of(number), told.put)
        return told.get(timeout=10).outcome


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Start `kiosk` with the state of the running one."""
    monkeypatch.setenv("KIOSK_STATE_DIR", str(tmp_path))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [KIOSK, *arguments], capture_output=True, text=True, timeout=60, check=False
        )

    return run


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    store = SqliteStore(folder / "queue.db")
    outbox = store.outbox
    with fault_printer() as device:
        printer = posted_printer(
            device.url + MODEL,
            folder,
            lambda _: outbox,
            ShiftedClock(),
            "C",
            deadlines=HASTY,
            times=TIMES,
        )
        printer.start()
        yield Running(device, printer)
        device.mend()
        printer.close()
    store.close()


def test_the_status_of_a_printer_that_a_kiosk_has_is_what_the_kiosk_noted(
    run: Run, tmp_path: Path
) -> None:
    with running(tmp_path) as kiosk:
        assert kiosk.told(1) is Outcome.PRINTED
        lines = kiosk.device.connections
        first, *rest = run("--printer", kiosk.url, "printer", "status").stdout.splitlines()
        assert first.startswith("The kiosk on station C has the printer; what it noted holds since")
        assert rest == ["Nothing keeps it from printing."]
        assert run("--printer", kiosk.url, "check").stdout.splitlines()[3] == (
            f"printer: ok, {kiosk.url}: the kiosk on station C has it and finds nothing wrong."
        )
        assert kiosk.device.connections == lines, "nobody opened a second line"


def test_the_trouble_that_the_kiosk_met_is_told_without_a_second_line(
    run: Run, tmp_path: Path
) -> None:
    with running(tmp_path) as kiosk:
        kiosk.device.near_end = True
        kiosk.device.fault(Fault(kind="paper", byte=0, seconds=60.0))
        assert kiosk.told(1) is Outcome.NOT_SENT
        shown = run("--printer", kiosk.device.url, "printer", "status")
        assert shown.returncode == 0
        assert shown.stdout.splitlines()[1:] == [
            "The printer is out of paper: put in a new roll.",
            "The roll is nearly at its end.",
        ]
        checked = run("--printer", kiosk.url, "check")
        assert f"printer: {kiosk.url}: The printer is out of paper" in checked.stdout


def test_a_printer_that_a_kiosk_has_is_not_probed(run: Run, tmp_path: Path) -> None:
    with running(tmp_path) as kiosk:
        assert kiosk.told(1) is Outcome.PRINTED
        lines = kiosk.device.connections
        for url in (kiosk.url, kiosk.device.url):
            refused = run("--printer", url, "printer", "probe")
            assert (refused.returncode, refused.stdout) == (1, "")
            assert refused.stderr == (
                f"Error: The kiosk on station C has {url}: end it before a probe.\n"
            )
        assert kiosk.device.connections == lines


def test_the_test_slip_goes_by_way_of_the_kiosk_that_has_the_printer(
    run: Run, tmp_path: Path
) -> None:
    with running(tmp_path) as kiosk:
        assert kiosk.told(1) is Outcome.PRINTED
        assert run("--printer", kiosk.url, "printer", "test").stdout == "printed\n"
        assert len([piece for piece in kiosk.device.pieces if not piece.is_blank]) == 2
        assert len(kiosk.printer.jobs()) == 2
        kiosk.device.fault(Fault(kind="cover", byte=0, seconds=60.0))
        failed = run("--printer", kiosk.url, "printer", "test")
        assert (failed.returncode, failed.stdout) == (1, "")
        assert failed.stderr == "Error: The printer's cover is open: close it.\n"


def test_who_knows_the_printer_by_another_address_is_told_so_at_once(
    run: Run, tmp_path: Path
) -> None:
    with running(tmp_path) as kiosk:
        assert kiosk.told(1) is Outcome.PRINTED
        failed = run("--printer", kiosk.device.url, "printer", "test")
        assert failed.returncode == 1
        assert failed.stderr == (
            f"Error: The kiosk on station C has this printer as {kiosk.url}: "
            "use the same address.\n"
        )
        assert kiosk.told(2) is Outcome.PRINTED


def test_the_printer_is_asked_itself_when_nobody_has_it(run: Run, tmp_path: Path) -> None:
    with running(tmp_path) as kiosk:
        assert kiosk.told(1) is Outcome.PRINTED
        kiosk.printer.close()
        shown = run("--printer", kiosk.url, "printer", "status")
        assert shown.stdout.splitlines()[0] == "It is on line."


@pytest.mark.parametrize("command", ["status", "probe"])
def test_whoever_asks_a_printer_owns_it_meanwhile(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE_DIR", str(tmp_path))
    with tcp_printer() as slow:
        asking = [str(KIOSK), "--printer", slow.url, "printer", command]
        with subprocess.Popen(asking, stdout=subprocess.DEVNULL) as process:
            assert slow.begun.wait(30)
            ours = owner_of(parse(slow.address), tmp_path, "this test")
            assert not ours.take()
            assert ours.holder() == Holder(
                who=f"the command kiosk printer {command}", printer=slow.url
            )
            process.kill()
        assert ours.take()
        ours.leave()


def test_a_printer_has_one_owner_whatever_else_its_address_says(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    by_id = tmp_path / "by-id"
    by_id.symlink_to(device)
    for one, same, other in (
        ("tcp://host", "tcp://host:9100?width=384", "tcp://host:9101"),
        ("usb://04b8:0202", "usb://04B8:0202?ack=none", "usb://04b8:0203"),
        (f"serial://{device}", f"file://{by_id}?width=384", f"serial://{tmp_path}/ttyUSB1"),
        ("cups://front", "cups://front?width=576", "cups://back"),
    ):
        first, second, third = (
            owner_of(parse(url), tmp_path, "a kiosk") for url in (one, same, other)
        )
        assert first.take()
        assert not second.take()
        assert second.holder() == Holder(who="a kiosk", printer=one)
        assert third.take()
        first.leave()
        with second.taken() as ours:
            assert ours
        assert first.take()
        for each in (first, third):
            each.leave()


def test_an_owner_that_left_no_note_is_an_owner_still(tmp_path: Path) -> None:
    file = tmp_path / "printer.lock"
    first, second = Owner(file), Owner(file)
    assert first.take()
    for note in ("", "{", "[]", '{"who": "x", "age": 3}'):
        file.write_text(note)
        assert not second.take()
        assert str(second.holder()) == "Another process"
    first.leave()


def test_what_is_noted_is_said_in_sentences() -> None:
    holder = Holder(who="the kiosk on station A")
    state = PrinterState(
        name="tcp://a", since=SINCE, trouble=Trouble.CUTTER, near_end=True, torn=True
    )
    here = f"{SINCE.astimezone():%Y-%m-%d %H:%M}"
    assert list(status(holder, state)) == [
        f"The kiosk on station A has the printer; what it noted holds since {here}.",
        "The printer's cutter is stuck: open the cover and take out the paper.",
        "The roll is nearly at its end.",
        "A piece of a slip may hang in it, which is cut off before the next one.",
    ]
    assert list(status(holder, None)) == [
        "The kiosk on station A has the printer and has noted nothing of it yet."
    ]
    with pytest.raises(PrinterError, match="tcp://a: The printer's cutter is stuck"):
        check(holder, state, "tcp://a")
    assert check(holder, None, "tcp://a").endswith("has it and has noted nothing yet.")
    well = PrinterState(name="tcp://a", since=SINCE, near_end=True)
    assert check(holder, well, "tcp://a").endswith("nothing wrong, the paper is nearly at its end.")
