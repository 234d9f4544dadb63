"""What goes wrong is said in a sentence, loses no number and does not stop the next visitor."""

import re
import resource
import shutil
import sqlite3
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from kiosk.content_folder import SHIPPED
from tests.printers.raster_reader import read
from tests.printers.tcp_printer import black_hole, refused_port, tcp_printer
from tests.terminal.terminal import Terminal
from tests.terminal.visits import (
    PAPER,
    TO_A_NUMBER,
    await_start,
    code_on,
    number_on,
    numbers,
    run,
    take_number,
    touch,
)

SIZE = (80, 24)
OUT_OF_ORDER = "Der Drucker geht gerade nicht"
SORRY = "Entschuldigung"


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    """A state of its own, no printer."""
    return {"KIOSK_STATE_DIR": str(tmp_path / "state"), "KIOSK_PRINTER": "off:"}


def copied(tmp_path: Path) -> Path:
    """Return a copy of the content, as an office has it."""
    folder = tmp_path / "content"
    shutil.copytree(SHIPPED, folder)
    return folder


def go_to_the_last_question(terminal: Terminal) -> None:
    """Go to where the next press takes the number."""
    await_start(terminal)
    for key in TO_A_NUMBER[:-1]:
        terminal.press_calmly(key)
    terminal.wait_for("›Nummer ziehen")


def test_an_error_inside_a_page_ends_with_an_apology_and_nothing_of_the_visit_in_the_log(
    tmp_path: Path,
) -> None:
    settings = {"KIOSK_STATE_DIR": str(tmp_path)}
    with Terminal(size=SIZE, environment=settings, pictures=True) as terminal:
        await_start(terminal)
        for label in (
            "Start",
            "Deutsch",
            "Nummer ziehen",
            "Wohnung und Strom",
            "Miete und Heizung",
            "Weiter",
        ):
            touch(terminal, label)
        for label in ("Alle Fragen", "Weiter", "Ja, das spart Zeit", "Ja, mit Liste"):
            touch(terminal, label)
        terminal.wait_for("Zettel ansehen")
        for picture in tmp_path.rglob("*.png"):
            picture.unlink()
        touch(terminal, "Zettel ansehen")
        terminal.wait_for(SORRY)
        assert take_number(terminal) == "A002"
        assert SORRY not in terminal.text
    log = (tmp_path / "lotse.log").read_text()
    assert re.search(r"ERROR FileNotFoundError at \w+\.py:\d+$", log, re.MULTILINE)
    assert "Traceback" not in log
    assert not re.search(r"rent|Miete|A00\d|slips", log)


def test_a_queue_that_is_gone_is_an_apology_and_works_again_when_it_is_back(
    settings: Mapping[str, str],
) -> None:
    queue = Path(settings["KIOSK_STATE_DIR"]) / "queue.db"
    with Terminal(size=SIZE, environment=settings) as terminal:
        go_to_the_last_question(terminal)
        kept = queue.rename(queue.with_name("kept.db"))
        queue.mkdir()
        terminal.press_calmly("enter")
        terminal.wait_for(SORRY, seconds=15)
        queue.rmdir()
        kept.rename(queue)
        assert take_number(terminal) == "A001"
    assert numbers(settings) == ["A001"]


def test_a_full_disk_is_an_apology_and_nothing_is_half_written(
    settings: Mapping[str, str],
) -> None:
    everything = resource.RLIM_INFINITY
    queue = Path(settings["KIOSK_STATE_DIR"]) / "queue.db"
    with Terminal(size=SIZE, environment=settings) as terminal:
        await_start(terminal)
        assert take_number(terminal) == "A001"
        terminal.press_calmly("enter")
        go_to_the_last_question(terminal)
        for limit in (0, 512, 4096, queue.stat().st_size):
            pid = terminal.process.pid
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, everything))
            terminal.press_calmly("enter")
            terminal.settle(0.2)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (everything, everything))
            assert is_whole(queue)
            if SORRY not in terminal.text:  # there was room enough
                break
            assert numbers(settings) == ["A001"]
            go_to_the_last_question(terminal)
        else:
            terminal.press_calmly("enter")
        assert number_on(terminal) == "A002"
    assert numbers(settings) == ["A001", "A002"]


def is_whole(queue: Path) -> bool:
    database = sqlite3.connect(queue)
    try:
        return list(database.execute("pragma integrity_check")) == [("ok",)]
    finally:
        database.close()


def test_a_printer_that_refuses_is_told_and_the_number_holds(settings: Mapping[str, str]) -> None:
    printer = f"tcp://127.0.0.1:{refused_port()}"
    with Terminal(size=SIZE, environment={**settings, "KIOSK_PRINTER": printer}) as terminal:
        await_start(terminal)
        number = take_number(terminal)
        terminal.wait_for(OUT_OF_ORDER)
        assert number_on(terminal) == number
        terminal.press_calmly("enter")
        assert take_number(terminal) == "A002"
    assert numbers(settings) == ["A001", "A002"]


def test_a_printer_that_never_answers_delays_nothing_on_the_screen(
    settings: Mapping[str, str],
) -> None:
    with (
        black_hole() as port,
        Terminal(
            size=SIZE, environment={**settings, "KIOSK_PRINTER": f"tcp://127.0.0.1:{port}"}
        ) as terminal,
    ):
        await_start(terminal)
        begun = time.monotonic()
        number = take_number(terminal)
        assert numbers(settings) == [number]
        for label, title in (
            ("Sprache", "Welche Sprache?"),
            ("English", "Your number"),
            ("Language", "Which language?"),
            ("Deutsch", "Ihre Nummer"),
        ):
            terminal.tap_on(label)
            terminal.wait_for(title, seconds=1)
            if label == "Sprache":
                assert OUT_OF_ORDER not in terminal.text
            terminal.settle(0.1)
        terminal.wait_for(OUT_OF_ORDER)
        assert time.monotonic() - begun < 10
        assert number_on(terminal) == number


def test_what_was_printed_is_in_the_list_whenever_the_terminal_is_killed(
    settings: Mapping[str, str],
) -> None:
    random = Random(11)
    queue = Path(settings["KIOSK_STATE_DIR"]) / "queue.db"
    with tcp_printer() as printer:
        wired = {**settings, "KIOSK_PRINTER": printer.url}
        for _ in range(10):
            with Terminal(size=SIZE, environment=wired) as terminal:
                go_to_the_last_question(terminal)
                terminal.press("enter")
                dies = time.monotonic() + random.choice([0.02, 0.1, 0.6]) * random.random()
                while time.monotonic() < dies:
                    terminal.read(0.001)
                terminal.process.kill()
                terminal.process.wait()
            assert is_whole(queue)
        with Terminal(size=SIZE, environment=wired) as terminal:
            await_start(terminal)
            last = take_number(terminal)
            terminal.wait_for("Bitte nehmen Sie Ihren Zettel.")
        taken = numbers(wired)
        slips = [job for job in printer.jobs if job and read(job, PAPER).rows]
        whole = [job for job in slips if read(job, PAPER).cuts]
        printed = [run("ticket", "show", code_on(job), environment=wired) for job in whole]
    assert taken == [f"A{count:03d}" for count in range(1, len(taken) + 1)]
    assert last == taken[-1]
    assert all(each.returncode == 0 for each in printed), [each.stderr for each in printed]
    assert {each.stdout.split()[0] for each in printed} <= set(taken)
    assert len(whole) == len(slips), "no slip ends in the middle"
    assert len(whole) >= 2


COMMANDS = (("visitor",), ("staff", "--counter", "1"), ("board",))


def ends_in_one_sentence(
    *arguments: str, environment: Mapping[str, str], names: str, cwd: Path | None = None
) -> None:
    """Run a command that fails: nothing on stdout, one line on stderr, no escape codes."""
    done = run(*arguments, environment=environment, cwd=cwd)
    assert done.returncode in {1, 2}, done
    assert done.stdout == ""
    assert re.fullmatch(r"Error: [^\n]+[.?]\n", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert names in done.stderr


def all_end_in_one_sentence(
    environment: Mapping[str, str], names: str, cwd: Path | None = None
) -> None:
    """Run the commands of all screens, side by side."""

    def end(command: tuple[str, ...]) -> None:
        ends_in_one_sentence(*command, environment=environment, names=names, cwd=cwd)

    with ThreadPoolExecutor() as pool:
        list(pool.map(end, COMMANDS))


def test_every_screen_needs_a_terminal(settings: Mapping[str, str]) -> None:
    all_end_in_one_sentence(settings, "needs a terminal")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('station = "A\n', "line 1"),
        ('colour = "A"', "colour"),
        ("station = 5", "station"),
        ('station = "AB"', "station"),
        ('printer = "\\u001b[2J"', "KIOSK_PRINTER"),
    ],
)
def test_a_broken_settings_file_is_named(
    tmp_path: Path, settings: Mapping[str, str], text: str, names: str
) -> None:
    (tmp_path / "kiosk.toml").write_text(text, encoding="utf-8")
    state = {"KIOSK_STATE_DIR": settings["KIOSK_STATE_DIR"]}
    if names == "colour":
        all_end_in_one_sentence(state, names, tmp_path)
    ends_in_one_sentence("visitor", environment=state, names=names, cwd=tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("office.toml", 'id = "library"', 'id = "library'),
        ("office.toml", "[counters.1]", "[counters.1]\ncolour = 5"),
        ("concerns/rent_heating.toml", "title =", "titel ="),
        ("themes/lotse.toml", "primary = ", "primary = 5 #"),
        ("themes/lotse.toml", 'primary = "#', 'primary = "blue#'),
        ("interface/visitor.toml", 'welcome = "', 'welcome = "\\u001b[2J'),
        ("interface/visitor.toml", 'welcome = "', 'welcome = "\x1b[2J'),
    ],
)
def test_a_broken_content_file_is_named(
    tmp_path: Path, settings: Mapping[str, str], file: str, old: str, new: str
) -> None:
    folder = copied(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    wired = {**settings, "KIOSK_CONTENT": str(folder)}
    if file.endswith(".po"):
        all_end_in_one_sentence(wired, file)
    ends_in_one_sentence("visitor", environment=wired, names=file)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KIOSK_LANGUAGE", "xx"), ("KIOSK_STATION", "ab"), ("KIOSK_STORE", "nowhere://")],
)
def test_an_unknown_name_in_a_setting_is_named(
    settings: Mapping[str, str], variable: str, value: str
) -> None:
    all_end_in_one_sentence({**settings, variable: value}, variable)


def test_an_unknown_counter_is_named(settings: Mapping[str, str]) -> None:
    ends_in_one_sentence("staff", "--counter", "9", environment=settings, names="'9'")


def test_a_state_directory_that_can_not_be_is_named(
    tmp_path: Path, settings: Mapping[str, str]
) -> None:
    (tmp_path / "file").touch()
    below = {**settings, "KIOSK_STATE_DIR": str(tmp_path / "file" / "state")}
    all_end_in_one_sentence(below, "KIOSK_STATE_DIR")


def test_a_damaged_queue_is_named_and_kept(settings: Mapping[str, str]) -> None:
    queue = Path(settings["KIOSK_STATE_DIR"]) / "queue.db"
    queue.parent.mkdir()
    damaged = Random(1).randbytes(8192)
    queue.write_bytes(damaged)
    all_end_in_one_sentence(settings, "queue.db is damaged")
    assert queue.read_bytes() == damaged


def test_a_fault_at_the_start_leaves_the_terminal_as_it_was(settings: Mapping[str, str]) -> None:
    wrong = {**settings, "KIOSK_LANGUAGE": "xx"}
    for command in COMMANDS:
        with Terminal(command, size=SIZE, environment=wrong) as terminal:
            assert terminal.read_to_the_end() == 2
            assert terminal.output.startswith(b"Error: KIOSK_LANGUAGE")
            assert b"\x1b" not in terminal.output


WITH_ESCAPE_CODES = (
    ("ticket", "take", "--service", "\x1b]52;c;bmVpbg==\x07"),
    ("ticket", "take", "--service", "benefits", "--need", "\x1b[2J\x9b2J\x07"),
    ("ticket", "take", "--service", "benefits", "--need", "\x1b[2J", "--json"),
    ("ticket", "take", "--service", "benefits", "--language", "\x1b[2J"),
    ("ticket", "take", "--service", "benefits", "--priority", "\x1b[2J"),
    ("ticket", "show", "\x1b[2J"),
    ("ticket", "call", "--counter", "\x1b[2J"),
    ("staff", "--counter", "\x1b[2J"),
    ("\x1b[2J",),
    ("--\x1b[2J",),
    ("--station", "\x1b[2J", "visitor"),
    ("--content", "/\x1b[2J", "visitor"),
    ("--state-dir", "/dev/null/\x1b[2J", "visitor"),
    ("--printer", "tcp://\x1b[2J", "visitor"),
)


def test_no_escape_code_of_the_command_line_comes_out(settings: Mapping[str, str]) -> None:
    state = {"KIOSK_STATE_DIR": settings["KIOSK_STATE_DIR"]}
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda each: run(*each, environment=state), WITH_ESCAPE_CODES))
    for each in done:
        said = each.stdout + each.stderr
        assert not set(said) & {"\x1b", "\x07", "\x9b"}
        assert said.count("\n") == 1


def test_what_others_wrote_is_shown_as_it_is(tmp_path: Path, settings: Mapping[str, str]) -> None:
    folder = copied(tmp_path)
    office = folder / "office.toml"
    markup = "[@click=app.bell]x[/] [red]$var[/red] \\\\[b]"
    text = office.read_text(encoding="utf-8")
    name = 'name = "Bibliothek am Markt"'
    assert name in text
    office.write_text(text.replace(name, f'name = "{markup}"'), encoding="utf-8")
    wired = {**settings, "KIOSK_CONTENT": str(folder)}
    escapes = "\x1b[2J\x1b]52;c;bmVpbg==\x07[@click=app.quit]here[/]"
    run("ticket", "take", "--service", "benefits", "--need", escapes, environment=wired)
    shown = markup.replace("\\\\", "\\")
    for command in COMMANDS:
        with Terminal(command, size=(100, 30), environment=wired) as terminal:
            if command == ("visitor",):
                assert shown in terminal.wait_for(shown)
            if command[0] == "staff":
                terminal.wait_for("A001")
            terminal.settle(0.5)
            assert terminal.process.poll() is None
            assert b"\x1b]52" not in terminal.output
            assert b"\x07" not in terminal.output.replace(b"\x1b]22;default\x07", b"")
