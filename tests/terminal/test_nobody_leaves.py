"""Nobody leaves the visitor terminal by its keyboard, its screen or its window; the system does."""

import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.terminal.terminal import Terminal
from tests.terminal.visits import await_start, numbers, take_number

CSI, SS3 = b"\x1b[", b"\x1bO"
FINAL = bytes(range(0x40, 0x7F))
CONTROL_KEYS = "cdopqsz\\]^_"
ALT_SCREEN = b"\x1b[?1049h"
ENDS_WITHIN = 5.0


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    """A state of its own, slips kept as pictures."""
    return {"KIOSK_STATE_DIR": str(tmp_path)}


@pytest.fixture
def terminal(settings: Mapping[str, str]) -> Iterator[Terminal]:
    """A visitor terminal that shows its start screen."""
    with Terminal(size=(68, 20), environment=settings) as started:
        await_start(started)
        yield started


def send_all(terminal: Terminal, *inputs: bytes) -> None:
    """Send inputs while reading what comes, and wait until the program has done with them."""
    for data in inputs:
        terminal.write(data)
        terminal.read(0)
    process = psutil.Process(terminal.process.pid)
    worked, until = -1.0, time.monotonic() + 30
    while (now := sum(process.cpu_times()[:2])) > worked + 0.03 and time.monotonic() < until:
        worked = now
        terminal.settle(0.3, seconds=0.3)


def serves_the_next_visitor(terminal: Terminal, settings: Mapping[str, str]) -> None:
    """Go back to the start screen with keys alone and take a number."""
    assert terminal.process.poll() is None
    assert terminal.output.count(ALT_SCREEN) == 1, "it was started anew"
    terminal.write(b"\x1b[201~\x1b\\")  # ends a paste or a string that was begun
    terminal.press_calmly("f3", "1")  # back to German, should a key have changed the language
    for _ in range(40):
        if "›Start" in terminal.text:
            break
        # A number can't be taken back: there it is "Fertig" that leads to the start.
        done = "›Fertig‹" in terminal.text or "›Weitermachen" in terminal.text
        terminal.press_calmly("enter" if done else "backspace")
    assert take_number(terminal) == numbers(settings)[-1]


def ended(pid: int, seconds: float = ENDS_WITHIN) -> bool:
    """Wait for the end of a process that is not ours."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def children(terminal: Terminal) -> list[psutil.Process]:
    """Return the processes that the terminal has started, once the printer is among them."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        found = psutil.Process(terminal.process.pid).children(recursive=True)
        if found:
            return found
        terminal.read(0.02)
    raise AssertionError("the printer process did not start")


def test_every_byte_is_survived(terminal: Terminal, settings: Mapping[str, str]) -> None:
    send_all(terminal, *(bytes([value]) for value in range(256)))
    send_all(terminal, bytes(range(256)), *(b"\x1b" + bytes([value]) for value in range(256)))
    serves_the_next_visitor(terminal, settings)


def test_every_key_sequence_is_survived(terminal: Terminal, settings: Mapping[str, str]) -> None:
    send_all(terminal, *(start + bytes([end]) for start in (CSI, SS3) for end in FINAL))
    numbered = (
        CSI + f"{number};{shift}".encode() + end
        for number in (1, 2, 13, 27, 57358, 99999, 9999999999)
        for shift in (2, 5, 8, 99)
        for end in (b"~", b"u", b"A", b"H", b"P")
    )
    send_all(terminal, *numbered)
    serves_the_next_visitor(terminal, settings)


def test_thousands_of_random_sequences_are_survived(
    terminal: Terminal, settings: Mapping[str, str]
) -> None:
    random = Random(1)
    send_all(terminal, *(a_sequence(random) for _ in range(4000)))
    serves_the_next_visitor(terminal, settings)


def a_sequence(random: Random) -> bytes:
    """Return anything a terminal, a scanner or a broken cable may send."""
    digits = b"0123456789;:<>?= "
    parameters = bytes(random.choice(digits) for _ in range(random.randrange(12)))
    kind = random.randrange(6)
    if kind == 0:
        return random.randbytes(random.randrange(1, 30))
    if kind == 1:
        return b"\x1b" + random.choice([b"]", b"P", b"_", b"^", b"X"]) + parameters
    if kind == 2:
        return chr(random.randrange(0x20, 0xD800)).encode()
    start = random.choice([CSI, SS3, b"\x9b", b"\x1b\x1b[", CSI + b"<", CSI + b"?"])
    return start + parameters + bytes([random.choice(FINAL)])


def test_what_is_pasted_does_nothing(terminal: Terminal, settings: Mapping[str, str]) -> None:
    send_all(terminal, b"\x1b[200~1\r\r1\x03\x11quit\r\x1b[201~", b"\x1b[200~" + b"A" * 100_000)
    assert terminal.title == "Willkommen"
    send_all(terminal, b"\x1b[201~")
    serves_the_next_visitor(terminal, settings)


def test_no_gesture_leaves(terminal: Terminal, settings: Mapping[str, str]) -> None:
    far = (-1, 0, 1, 68, 20, 223, 9999, 2**31, 2**64)
    places = [f"{x};{y}" for x in far for y in far]
    buttons = (*range(12), 32, 35, 64, 65, 66, 67, 99, 128, 255)
    reports = [
        f"\x1b[<{button};{place}{end}" for button in buttons for place in places for end in "Mm"
    ]
    old_reports = [b"\x1b[M" + bytes([32 + button, 40, 250]) for button in range(4)]
    send_all(terminal, *(report.encode() for report in reports), *old_reports)
    serves_the_next_visitor(terminal, settings)


def test_no_control_key_does_anything(terminal: Terminal) -> None:
    before = terminal.settle(0.3)
    for key in CONTROL_KEYS:
        send_all(terminal, *[bytes([ord(key) & 0x1F])] * 4)
        assert terminal.process.poll() is None
        assert terminal.text == before


def test_signals_of_the_keyboard_do_nothing(
    terminal: Terminal, settings: Mapping[str, str]
) -> None:
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP) * 3:
        terminal.process.send_signal(number)
        terminal.settle(0.1)
        assert psutil.Process(terminal.process.pid).status() != psutil.STATUS_STOPPED
    serves_the_next_visitor(terminal, settings)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_system_ends_it_and_gets_its_terminal_back(
    terminal: Terminal, settings: Mapping[str, str], name: str
) -> None:
    take_number(terminal)
    printers = children(terminal)
    sent = len(terminal.output)
    terminal.process.send_signal(getattr(signal, name))
    assert terminal.read_to_the_end(ENDS_WITHIN) == 0
    last_words = terminal.output[sent:]
    for off in (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?25h"):
        assert off in last_words
    assert all(ended(child.pid) for child in printers)
    assert numbers(settings) == ["A001"]


@pytest.mark.parametrize("at", ["the start", "the number"])
def test_a_closed_window_ends_it_and_its_printer(terminal: Terminal, at: str) -> None:
    if at == "the number":
        take_number(terminal)
    printers = children(terminal)
    terminal.close()
    assert terminal.process.wait(ENDS_WITHIN) == 0
    assert all(ended(child.pid) for child in printers)


def test_a_lost_terminal_that_sends_no_signal_ends_it_too(settings: Mapping[str, str]) -> None:
    with Terminal(size=(68, 20), environment=settings, signals=False) as terminal:
        await_start(terminal)
        printers = children(terminal)
        terminal.close()
        assert terminal.process.wait(ENDS_WITHIN) == 0
        assert all(ended(child.pid) for child in printers)


def test_what_libraries_write_never_lands_on_the_glass(
    tmp_path: Path, settings: Mapping[str, str]
) -> None:
    noise = tmp_path / "noise"
    noise.mkdir()
    (noise / "sitecustomize.py").write_text(NOISY, encoding="utf-8")
    with Terminal(size=(68, 20), environment={**settings, "PYTHONPATH": str(noise)}) as terminal:
        await_start(terminal)
        log = tmp_path / "lotse.log"
        until = time.monotonic() + 5
        while log.read_text().count("a child") < 3 and time.monotonic() < until:
            terminal.read(0.05)
        take_number(terminal)
        assert b"NOISE" not in terminal.output
        assert "Ihre Nummer" in terminal.text
    written = log.read_text()
    assert all(f"NOISE of {who}" in written for who in ("a library", "a child"))


NOISY = """
import os, sys, threading, time

def noise():
    log = os.path.join(os.environ["KIOSK_STATE_DIR"], "lotse.log")
    while os.readlink("/proc/self/fd/2") != log:
        time.sleep(0.01)
    while type(sys.stdout).__name__ != "_PrintCapture":
        time.sleep(0.01)
    while True:
        os.write(2, b"NOISE of a library\\n")
        print("NOISE of print", flush=True)
        print("NOISE of a warning", file=sys.stderr, flush=True)
        os.system("echo NOISE of a child >&2")
        time.sleep(0.05)

if sys.argv[0].endswith("kiosk"):
    threading.Thread(target=noise, daemon=True).start()
"""


def test_a_scanned_book_leads_nowhere_and_a_strange_slip_to_a_new_number(
    terminal: Terminal,
) -> None:
    before = terminal.settle()

    terminal.write(b"9783161484100\r")
    assert terminal.settle(0.3) == before

    terminal.write(b"06VHG2ER8402NV7AYS1V31JF8YPM5ENJ459YY8G\r")
    terminal.wait_for("Dieser Zettel gilt hier nicht")
    terminal.press_calmly("enter")
    terminal.wait_for("Worum geht es?")


def test_a_terminal_without_colours_shows_the_start_screen(settings: Mapping[str, str]) -> None:
    with Terminal(size=(68, 20), environment={**settings, "NO_COLOR": "1"}) as terminal:
        await_start(terminal)
        assert "Willkommen" in terminal.text
