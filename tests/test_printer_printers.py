import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.errors import PrinterError, UsageFault
from kiosk.ports import Outcome
from printer.address import parse
from printer.layout import draw
from printer.models import Ack, Model
from printer.paper import Paper
from printer.printers import open_printer
from printer.serial_line import Flow, SerialLine
from tests.printers.pdf_reader import sizes, words
from tests.printers.slips import ARABIC, GERMAN


def test_a_preview_is_kept_as_a_picture_for_this_user_alone(tmp_path: Path) -> None:
    printed = open_printer("preview:", tmp_path).print(GERMAN)
    assert printed.outcome is Outcome.PREVIEW
    assert printed.picture == tmp_path / "slips" / "A042.png"
    assert printed.picture.stat().st_mode & 0o777 == 0o600
    assert printed.picture.parent.stat().st_mode & 0o777 == 0o700
    with Image.open(printed.picture) as picture:
        assert picture.tobytes() == draw(GERMAN, Paper()).tobytes()


def test_only_the_last_preview_is_kept(tmp_path: Path) -> None:
    printer = open_printer("preview:?width=384", tmp_path)
    for number in ("A001", "A002", "../../B3"):
        printer.print(replace(ARABIC, number=number))
    assert [path.name for path in (tmp_path / "slips").iterdir()] == ["B3.png"]


def test_a_preview_that_can_not_be_kept_is_an_outcome(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way")
    printer = open_printer("preview:", tmp_path)
    assert printer.print(GERMAN).outcome is Outcome.NOT_SENT
    with pytest.raises(PrinterError, match="KIOSK_STATE_DIR"):
        printer.check()


def test_off_prints_nothing(tmp_path: Path) -> None:
    printer = open_printer("off:", tmp_path)
    assert printer.print(GERMAN).outcome is Outcome.OFF
    assert printer.check() == "off: no slips are printed."
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "preview",
        "lpt1:",
        "http://printer",
        "tcp://",
        "tcp://host:port",
        "tcp://host:99999",
        "tcp://user@host",
        "tcp://host/path",
        "tcp://host?widht=576",
        "tcp://host?width=5",
        "tcp://host?width=wide",
        "tcp://host?width",
        "tcp://host?model=unheard-of",
        "tcp://host?ack=maybe",
        "tcp://host?cutter=perhaps",
        "usb://04b8:0202?out=0",
        "cups://queue?model=generic",
        "serial://",
        "serial:///dev/ttyUSB0?baud=300",
        "serial:///dev/ttyUSB0?baud=9601",
        "serial:///dev/ttyUSB0?baud=fast",
        "serial:///dev/ttyUSB0?flow=maybe",
        "serial:///dev/ttyUSB0?model=unheard-of",
        "tcp://host?baud=9600",
        "file:///dev/usb/lp0?flow=rts",
        "usb://04b8",
        "usb://04b8:zzzz",
        "file://slip.bin",
        "file:///",
        "cups://",
        "cups://-o",
        "cups://a b",
        "preview:here",
        "off:?width=384",
        "\x1b]0;tcp://\x07",
    ],
)
def test_a_wrong_address_is_refused_in_one_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        open_printer(url, tmp_path)
    sentence = str(fault.value)
    assert sentence.startswith("KIOSK_PRINTER is ")
    assert "tcp://host:9100" in sentence
    assert sentence.isprintable()


def test_an_address_says_what_the_paper_is() -> None:
    assert parse("tcp://host").paper == Paper(576, 8.0)
    assert parse("tcp://host:9101?width=384").paper == Paper(384, 8.0)
    assert parse("tcp://[::1]:9101").host == "::1"
    assert round(parse("usb://04b8:0202?width=512&dpi=180").paper.dots_per_mm, 2) == 7.09
    assert parse("file:///dev/usb/lp0").path == Path("/dev/usb/lp0")


def test_an_address_says_how_a_serial_line_is_set() -> None:
    usual = parse("serial:///dev/ttyUSB0")
    assert (usual.path, usual.line) == (Path("/dev/ttyUSB0"), SerialLine(baud=115_200))
    own = parse("serial:///dev/ttyS1?baud=38400&flow=dtr&model=generic-58&ack=none")
    assert own.line == SerialLine(baud=38_400, flow=Flow.DTR)
    assert (own.paper, own.model.ack) == (Paper(384, 8.0), Ack.NONE)
    assert parse("tcp://host").line is None


def test_an_address_says_what_the_printer_can_do() -> None:
    known = parse("tcp://host?model=epson-tm-t20iii").model
    assert (known.ack, known.cutter, known.paper) == (Ack.ID, True, Paper(576, 8.0))
    own = parse("usb://0416:5011?model=generic-58&ack=none&cutter=yes&out=0x02&in=0x81").model
    assert (own.width, own.ack, own.cutter, own.out, own.into) == (384, Ack.NONE, True, 2, 0x81)
    assert parse("tcp://host").model == parse("tcp://host?model=generic").model == Model()


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for CUPS with an `lp` that keeps its input, and fails for the queue `broken`."""
    command = tmp_path / "lp"
    command.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *broken*) echo "lp: no such queue" >&2; exit 1;; esac\n'
        f'/bin/cat > {tmp_path}/job.pdf; echo "$*" > {tmp_path}/order\n'
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_a_queue_is_never_believed_to_have_printed(queue: Path) -> None:
    printed = open_printer("cups://front-desk", queue).print(GERMAN)
    assert (printed.outcome, printed.trouble) == (Outcome.UNKNOWN, None)
    assert (queue / "job.pdf").read_bytes().startswith(b"%PDF")
    assert "-d front-desk" in (queue / "order").read_text()


def test_a_queue_gets_letters_on_a4_or_on_a_strip_as_wide_as_it_says(queue: Path) -> None:
    tall = round(draw(GERMAN, Paper(384)).height / 8)
    for address, size in (
        ("cups://front-desk", (210, 297)),
        ("cups://front-desk?dpi=300", (210, 297)),
        ("cups://front-desk?width=384", (48, tall)),
        ("cups://front-desk?width=576", (72, 148)),
    ):
        open_printer(address, queue).print(GERMAN)
        pdf = (queue / "job.pdf").read_bytes()
        assert sizes(pdf) == [size]
        for said in ("A042", "Jobcenter Musterstadt", "Mietvertrag", "Kontoauszüge"):
            assert said in words(pdf)
        assert b"/Image" not in pdf


def test_a_queue_that_refuses_sends_nothing(queue: Path) -> None:
    printed = open_printer("cups://broken", queue).print(GERMAN)
    assert printed.outcome is Outcome.NOT_SENT
    assert "no such queue" in printed.reason


def test_a_machine_without_cups_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = open_printer("cups://front-desk", tmp_path)
    assert printer.print(GERMAN).outcome is Outcome.NOT_SENT
    with pytest.raises(PrinterError, match="cups-client"):
        printer.check()


def test_a_slip_that_breaks_the_drawing_is_an_outcome(tmp_path: Path) -> None:
    broken = replace(GERMAN, lines=(None,))  # type: ignore[arg-type]
    assert open_printer("preview:", tmp_path).print(broken).outcome is Outcome.NOT_SENT


LOOK = """
import sys
from pathlib import Path
from kiosk.slip import Slip
import printer.process
from printer.printers import open_printer
from printer.serial_line import Flow, SerialLine
from tests.printers.pdf_reader import sizes, words
heavy = {"escpos", "cairocffi", "pangocffi", "PIL", "qrcode", "usb", "serial"} & set(sys.modules)
assert not heavy, heavy
here = Path(sys.argv[1])
slip = Slip(language="de", office="Nord", when="heute", number="A001", code="A" * 39)
for url in (f"file://{here}/slip.bin", "preview:"):
    made = open_printer(url, here).print(slip)
    assert made.outcome in {"printed", "preview"}, made
"""


def test_printing_writes_nothing_on_the_terminal_and_leaves_nothing_behind(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path)],
        capture_output=True,
        env={**os.environ, "TMPDIR": str(shared)},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not list(shared.iterdir())
