"""`kiosk printer …` and the slips staff give out, as whoever types them meets them."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from printer.address import parse
from printer.found import found
from printer.paper import Paper
from printer.probe import Findings, Probe
from printer.probe_lines import after, beside
from printer.questions import Conversation
from printer.questions import status as sentences
from printer.transport import open_tcp
from tests.printers.asked_printer import AskedPrinter, asked_printer
from tests.printers.tcp_printer import refused_port

KIOSK = Path(sys.executable).parent / "kiosk"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Start `kiosk` in a place of its own."""
    monkeypatch.setenv("KIOSK_STATE_DIR", str(tmp_path / "state"))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [KIOSK, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@contextmanager
def talk(printer: AskedPrinter) -> Iterator[Conversation]:
    link = open_tcp("127.0.0.1", printer.port, 3.0)
    yield Conversation(link)
    link.close(drop=False)


def probed(printer: AskedPrinter) -> tuple[str, dict[str, object]]:
    """Return what a probe says, and the entry it makes."""
    with talk(printer) as conversation:
        probe = Probe(conversation, Paper(), answer=0.3)
        said = "\n".join(probe.run())
    (facts,) = tomllib.loads(probe.findings.entry(Paper())).values()
    return said, facts


def test_the_list_names_the_printer_of_the_settings(run: Run) -> None:
    shown = run("--printer", "tcp://10.0.0.9?width=384", "printer", "list")
    assert shown.stdout.splitlines()[0] == "tcp://10.0.0.9?width=384 · KIOSK_PRINTER, 384 dots"
    listed = json.loads(run("printer", "list", "--json").stdout)
    assert listed[0]["address"] == "preview:"


def test_devices_of_the_system_are_found(tmp_path: Path) -> None:
    (tmp_path / "lp1").touch()
    (tmp_path / "other").touch()
    lines = tmp_path / "by-id"
    lines.mkdir()
    (lines / "usb-Adapter_A50285BI-if00-port0").touch()
    listed = list(found(tmp_path, lines))
    addresses = [each.address for each in listed if not each.address.startswith("usb:")]
    assert addresses == [
        f"file://{tmp_path}/lp1",
        f"serial://{lines}/usb-Adapter_A50285BI-if00-port0",
    ]
    assert all(parse(address) for address in addresses)
    assert listed[-1].says == "an adapter for a serial line"


def test_the_test_slip_comes_out_of_whatever_is_set(run: Run, tmp_path: Path) -> None:
    printed = run("printer", "test")
    assert printed.stdout.startswith("preview · ")
    assert Path(printed.stdout.strip().split(" · ")[1]).is_file()
    file = tmp_path / "job.bin"
    run("--printer", f"file://{file}", "printer", "test")
    assert file.read_bytes().startswith(b"\x1b@")


def test_a_printer_that_cant_be_reached_is_named_in_one_sentence(run: Run) -> None:
    for command in ("test", "status", "probe"):
        failed = run("--printer", f"tcp://127.0.0.1:{refused_port()}", "printer", command)
        assert failed.returncode == 1
        assert failed.stderr.startswith("Error: The printer 127.0.0.1:")
        assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (
            b"\x12\x12\x12\x12",
            ["It is on line.", "Its cover is closed.", "It has no error.", "It has paper."],
        ),
        (
            b"\x1a\x16\x12\x1e",
            [
                "It is off line.",
                "Its cover is open.",
                "It has no error.",
                "It has paper.",
                "The roll is nearly at its end.",
            ],
        ),
        (
            b"\x1a\x32\x1a\x7e",
            [
                "It is off line.",
                "It stopped since the paper is at its end.",
                "Its cutter is stuck.",
                "The roll is nearly at its end.",
                "There is no paper.",
            ],
        ),
        (
            b"",
            [
                "It does not say whether it is on line.",
                "It does not say whether its cover is open.",
                "It does not say whether it has an error.",
                "It does not say whether there is paper.",
            ],
        ),
    ],
)
def test_the_printer_says_how_it_is_in_sentences(status: bytes, said: list[str]) -> None:
    with asked_printer(status=status) as printer, talk(printer) as conversation:
        assert list(sentences(conversation, 0.3)) == said


def test_the_sentences_are_shown(run: Run) -> None:
    with asked_printer() as printer:
        shown = run("--printer", printer.url, "printer", "status")
    assert shown.stdout.splitlines()[0] == "It is on line."


def test_what_cant_answer_is_not_questioned(run: Run, tmp_path: Path) -> None:
    assert run("printer", "probe").returncode == 2
    mute = run("--printer", f"file://{tmp_path}/job.bin", "printer", "status")
    assert "can't answer" in mute.stderr


def test_a_good_model_is_recognised_and_its_entry_can_be_read(run: Run) -> None:
    with asked_printer(speed=400) as printer:
        shown = run("--printer", f"{printer.url}?width=512&dpi=180", "printer", "probe")
    said, _, entry = shown.stdout.partition("\n\n")
    assert shown.returncode == 0, shown.stderr
    assert "model: TM-T20III" in said
    assert "cutter: it counted 7 cuts before and 8 after one" in said
    assert "DLE EOT 1 inside a picture: obeyed" in said
    assert "second connection: no answer while the first is on" in said
    assert "half a picture, then a new connection: forgotten" in said
    (facts,) = tomllib.loads(entry).values()
    assert "[epson-tm-t20iii]" in entry
    assert 200 < facts.pop("speed") <= 460
    assert facts == {"width": 512, "dpi": 180, "ack": "id", "cutter": True}


def test_a_clone_that_acknowledges_before_it_prints_is_not_believed() -> None:
    with asked_printer(speed=200, early=True, counts=False, cutter=False) as printer:
        said, facts = probed(printer)
    assert "which is before the paper can have moved" in said
    assert (facts["ack"], facts["cutter"]) == ("fence", False)


def test_a_mute_printer_gets_an_entry_that_promises_nothing() -> None:
    with asked_printer(
        status=b"", names={}, fences=False, process_ids=False, counts=False
    ) as printer:
        _, facts = probed(printer)
    assert facts == {"width": 576, "dpi": 203, "ack": "none"}


def test_dots_that_read_as_a_question_may_be_taken_for_dots() -> None:
    with asked_printer(speed=1000, looks_inside=False) as printer:
        assert "DLE EOT 1 inside a picture: taken for dots" in probed(printer)[0]


def test_a_second_connection_is_answered_waits_or_is_refused() -> None:
    for lines, becomes in (
        (2, "answered beside the first"),
        (1, "no answer while the first is on"),
    ):
        with asked_printer(lines=lines) as printer, talk(printer) as first:
            assert first.ask(b"\x10\x04\x01", 3.0)
            said = list(beside(partial(talk, printer), answer=0.3))
            assert said == [f"second connection: {becomes}"]
    gone = AskedPrinter()
    gone.close()
    assert list(beside(partial(talk, gone))) == ["second connection: refused"]


def test_half_a_picture_may_be_carried_over_to_the_next_connection() -> None:
    for facts, becomes in (
        ({"carries_over": False}, "forgotten"),
        ({"carries_over": True}, "carried over, DLE DC4 8 ended it"),
        (
            {"carries_over": True, "obeys_drop": False, "looks_inside": False},
            "carried over, only white rows ended it",
        ),
    ):
        with asked_printer(**facts) as printer:
            said = list(after(partial(talk, printer), answer=0.3))
            assert said == [f"half a picture, then a new connection: {becomes}"]
            with talk(printer) as next_one:
                assert next_one.ask(b"\x1dr\x01", 3.0) == b"\0", "it is left as it was"


def test_a_presenter_is_the_best_witness() -> None:
    entry = Findings(presenter=True, process_id=True, fence=True).entry(Paper(608))
    assert 'ack = "presenter"\npresenter = true' in entry


def test_a_visitor_who_lacks_a_paper_comes_back_with_the_code(run: Run) -> None:
    run("ticket", "take", "--service", "benefits", "--language", "ar")
    given = run("ticket", "come-back", "A001", "--paper", "lease", "--print", "--json")
    facts = json.loads(given.stdout)
    assert (facts["number"], facts["print"]) == ("A001", "preview")
    back = run("ticket", "take", "--service", "benefits", "--return", facts["code"], "--json")
    again = run("ticket", "take", "--service", "benefits", "--return", facts["code"], "--json")
    assert json.loads(back.stdout)["number"] == json.loads(again.stdout)["number"] == "A002"
    forged = run("ticket", "take", "--service", "benefits", "--return", "0" * 36)
    assert forged.returncode == 2
    assert "come-back code" in forged.stderr
    assert run("ticket", "come-back", "A001", "--paper", "nothing").returncode == 2


def test_only_who_was_seen_gets_a_proof(run: Run) -> None:
    run("ticket", "take", "--service", "benefits")
    assert run("ticket", "proof", "A001").returncode == 1
    run("ticket", "call", "A001", "--counter", "1")
    assert run("ticket", "proof", "A001", "--print").stdout == "A001 · preview\n"


def test_a_slip_is_kept_as_a_picture_or_as_pages(run: Run, tmp_path: Path) -> None:
    run("ticket", "take", "--service", "benefits")
    for name, begins in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")):
        assert run("ticket", "slip", "A001", "--large", "--save", name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    wrong = run("ticket", "slip", "A001", "--save", "a.doc")
    assert wrong.stderr == "Error: a.doc: write the slip as .png or .pdf.\n"
    assert run("ticket", "slip", "A001", "--save", "no/a.pdf").returncode == 1
    assert run("ticket", "slip", "A001", "--language", "xx").returncode == 2
