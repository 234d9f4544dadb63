"""`kiosk ticket` and `kiosk content` as scripts meet them: real processes and a JSON contract."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import pytest

from kiosk.catalog import Catalog
from kiosk.cli import kiosk
from kiosk.signing_key import load_key
from kiosk.ticket_code import encode, short_code
from tests.printers.tcp_printer import refused_port, tcp_printer
from tests.stores import a_ticket

KIOSK = Path(sys.executable).parent / "kiosk"
KEYS = [
    "id",
    "day",
    "station",
    "number",
    "service",
    "stops",
    "status",
    "counter",
    "calls",
    "language",
    "needs",
    "priority",
    "issued_at",
    "called_at",
    "serving_at",
    "closed_at",
]
"""The keys of a ticket in JSON; others rely on them."""
ID = "0123456789abcdef0123456789abcdef"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Start `kiosk` in a place of its own."""
    monkeypatch.setenv("KIOSK_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("KIOSK_PRINTER", "off:")

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


def said(run: Run, *arguments: str) -> Any:
    """Return what a command that must succeed prints as JSON."""
    done = run(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def refused(run: Run, code: int, *arguments: str) -> str:
    """Return the one sentence of a command that must fail."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.endswith((".\n", "?\n"))
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("Error: ").strip()


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    assert at.utcoffset() == timedelta(0)
    assert datetime.now(UTC) - timedelta(minutes=5) < at <= datetime.now(UTC)
    return at


def test_a_taken_ticket_is_listed_and_shown_with_exactly_the_keys_of_the_contract(
    run: Run, tmp_path: Path, catalog: Catalog
) -> None:
    wish = ("--service", "front_desk", "--concern", "rent_heating", "--concern", "renewal")
    more = ("--language", "en", "--need", "wheelchair", "--need", "quiet", "--priority", "2")
    taken = said(run, "ticket", "take", *wish, *more, "--id", ID)
    assert list(taken) == [*KEYS, "ahead", "estimate"]
    moment(taken["issued_at"])
    today = date.fromisoformat(taken["day"])
    assert taken == {
        "id": str(UUID(ID)),
        "day": today.isoformat(),
        "station": "A",
        "number": "A001",
        "service": "front_desk",
        "stops": ["front_desk", "benefits"],
        "status": "waiting",
        "counter": None,
        "calls": 0,
        "language": "en",
        "needs": ["wheelchair", "quiet"],
        "priority": 2,
        "issued_at": taken["issued_at"],
        "called_at": None,
        "serving_at": None,
        "closed_at": None,
        "ahead": 0,
        "estimate": None,
    }
    assert said(run, "ticket", "take", "--service", "benefits", "--id", ID)["number"] == "A001"
    second = said(run, "--station", "B", "ticket", "take", "--service", "front_desk")
    assert (second["number"], second["ahead"], second["language"]) == ("B001", 1, "de")
    assert (second["needs"], second["priority"]) == ([], 0)

    listed = said(run, "ticket", "list")
    assert [list(each) for each in listed] == [KEYS, KEYS]
    shown = {key: taken[key] for key in KEYS}
    assert listed[0] == shown
    assert said(run, "ticket", "list", "--status", "called") == []
    assert [each["number"] for each in said(run, "ticket", "list", "--status", "waiting")] == [
        "A001",
        "B001",
    ]
    ticket = a_ticket(1, id=UUID(ID), day=today)
    scanned = encode(ticket, catalog.office.id, load_key(tmp_path / "state"))
    for name in ("a001", short_code(ticket), scanned):
        assert said(run, "ticket", "show", name) == shown


def test_every_move_prints_the_moved_ticket(run: Run) -> None:
    for _ in range(2):
        said(run, "ticket", "take", "--service", "benefits")

    def move(*arguments: str) -> dict[str, Any]:
        moved: dict[str, Any] = said(run, "ticket", *arguments)
        assert list(moved) == KEYS
        assert moved["number"] == "A001"
        return moved

    called = move("call", "--counter", "1")
    assert (called["status"], called["counter"], called["calls"]) == ("called", "1", 1)
    again = move("recall", "A001")
    assert again["calls"] == 2
    assert moment(again["called_at"]) > moment(called["called_at"])
    serving = move("serve", "A001")
    assert serving["status"] == "serving"
    assert moment(serving["serving_at"]) > moment(again["called_at"])
    assert move("park", "A001")["status"] == "parked"
    assert move("call", "A001", "--counter", "2")["counter"] == "2"
    back = move("requeue", "A001")
    assert (back["status"], back["counter"], back["called_at"]) == ("waiting", None, None)
    move("call", "--counter", "1")
    moved = move("transfer", "A001", "--to", "placement", "--counter", "2")
    assert (moved["status"], moved["service"], moved["counter"]) == ("waiting", "placement", "2")
    assert moved["stops"] == ["placement"]
    move("call", "A001", "--counter", "2")
    assert move("no-show", "A001")["status"] == "waiting"
    move("call", "A001", "--counter", "2")
    done = move("finish", "A001")
    assert done["status"] == "served"
    moment(done["closed_at"])
    assert said(run, "ticket", "cancel", "A002")["status"] == "cancelled"


def test_with_print_the_outcome_of_the_slip_is_told_and_the_ticket_is_kept(
    run: Run, tmp_path: Path
) -> None:
    take = ("ticket", "take", "--service", "benefits", "--print")
    with tcp_printer() as printer:
        for address, outcome in (
            ("preview:", "preview"),
            ("off:", "off"),
            (f"tcp://127.0.0.1:{refused_port()}", "not_sent"),
            (printer.url, "printed"),
        ):
            taken = said(run, "--printer", address, *take)
            assert list(taken) == [*KEYS, "ahead", "estimate", "print"]
            assert taken["print"] == outcome
        assert len(printer.job()) > 1000
    assert [slip.name for slip in (tmp_path / "state/slips").iterdir()] == ["A001.png"]
    assert len(said(run, "ticket", "list")) == 4


def test_without_json_a_ticket_is_one_line_to_read(run: Run) -> None:
    done = run("ticket", "take", "--service", "benefits", "--print")
    assert done.stdout == "A001 waiting · benefits · ahead: 0 · print: off\n"
    assert run("ticket", "call", "--counter", "1").stdout == "A001 called at counter 1 · benefits\n"
    assert run("ticket", "list").stdout == "A001 called at counter 1 · benefits\n"


def test_wrong_use_is_refused_with_2_and_one_sentence_and_does_nothing(run: Run) -> None:
    take = ("ticket", "take", "--service")
    for arguments, named in {
        ("ticket",): "kiosk ticket --help",
        ("ticket", "take"): "--service",
        ("ticket", "dance"): "dance",
        (*take, "dentist"): "benefits, placement, front_desk, partner",
        (*take, "benefits", "--concern", "x"): "concern 'x'",
        (*take, "benefits", "--priority", "10"): "--priority",
        ("--printer", "lpt1:", *take, "benefits", "--print"): "KIOSK_PRINTER",
        ("--station", "AB", *take, "benefits"): "--station",
        ("--store", "mysql://x", "ticket", "list"): "KIOSK_STORE",
        ("--printer", "lpt1:", "visitor"): "KIOSK_PRINTER",
        ("visitor",): "needs a terminal",
        ("ticket", "show", "A001"): "A001",
        ("ticket", "call", "--counter", "9"): "counter '9'",
    }.items():
        assert named in refused(run, 2, *arguments)
    assert said(run, "ticket", "list") == []


def test_what_can_not_be_done_fails_with_1_and_one_sentence(run: Run, tmp_path: Path) -> None:
    assert refused(run, 1, "ticket", "call", "--counter", "1") == "Nobody waits for counter 1."
    said(run, "ticket", "take", "--service", "benefits")
    sentence = refused(run, 1, "ticket", "finish", "A001")
    assert sentence == "A001 can't be finished: it is waiting, not called or serving."
    (tmp_path / "state/queue.db").write_bytes(b"no database at all" * 1000)
    assert "queue.db" in refused(run, 1, "ticket", "list")
    (tmp_path / "file").write_text("")
    assert "file/state" in refused(run, 1, "--state-dir", "file/state", "ticket", "list")


def test_the_content_is_listed_by_id(run: Run, catalog: Catalog) -> None:
    for what, ids in {
        "services": catalog.office.services,
        "concerns": catalog.concerns,
        "languages": catalog.office.languages,
    }.items():
        listed = said(run, "content", what)
        assert [each["id"] for each in listed] == list(ids)
        assert all(each["title"].strip() for each in listed)
    plain = run("content", "services").stdout.splitlines()
    assert plain[0] == "benefits: Leistungen"


def commands(
    command: click.Command, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the path of a command and those under it, and what each answers to --help."""
    name = command.name or ""
    context = click.Context(command, info_name=name, parent=parent)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for under in command.commands.values():
            yield from commands(under, context)


def test_every_command_has_help_with_an_example_of_itself(run: Run) -> None:
    found = dict(commands(kiosk))
    assert len(found) > 20
    for path, words in found.items():
        example = " ".join(words.split("Example:")[1].split("Options:")[0].split())
        assert example.startswith("kiosk "), path
        assert set(path.split()) <= set(example.split()), path
    done = run("ticket", "take", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Example: kiosk ticket take --service" in done.stdout


def test_a_slip_opens_its_own_ticket_and_no_other(
    run: Run, tmp_path: Path, catalog: Catalog
) -> None:
    taken = said(run, "ticket", "take", "--service", "benefits", "--json")
    state = next(path.parent for path in tmp_path.rglob("queue.db"))
    key, office = load_key(state), catalog.office.id
    mine = a_ticket(
        id=UUID(taken["id"]), day=date.fromisoformat(taken["day"]), station="A", count=1
    )
    strangers = a_ticket(id=UUID(int=7), day=mine.day, station="A", count=1)
    yesterdays = a_ticket(id=mine.id, day=mine.day - timedelta(days=1), station="A", count=1)

    assert said(run, "ticket", "cancel", encode(mine, office, key), "--json")["number"] == "A001"
    assert "is gone" in refused(run, 2, "ticket", "show", encode(strangers, office, key))
    assert "not of today" in refused(run, 2, "ticket", "show", encode(yesterdays, office, key))


def test_several_states_can_be_listed_and_empty_words_are_no_words(run: Run) -> None:
    for _ in range(3):
        said(run, "ticket", "take", "--service", "benefits", "--need", "", "--json")
    said(run, "ticket", "call", "--counter", "1", "--json")

    both = ("--status", "waiting", "--status", "called")
    listed = said(run, "ticket", "list", *both, "--json")

    assert [t["status"] for t in listed] == ["called", "waiting", "waiting"]
    assert listed[0]["needs"] == []
    assert "unknown" in refused(run, 2, "ticket", "take", "--service", "")
    assert "no number" in refused(run, 2, "ticket", "call", "--counter", "2", "")
    refused(run, 2, "ticket", "transfer", "A001", "--to", "partner", "--counter", "1")
