"""The visitor terminal in the locked xterm it is made for, on an X server without a screen."""

import fcntl
import os
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageChops, ImageGrab

from tests.terminal.terminal import CALM, CELL, KIOSK, Terminal, environment_of
from tests.terminal.visits import await_start, number_in, numbers

RESOURCES = Path(__file__).parents[2] / "docs"
"""Holds KioskTerm, the file that locks xterm."""
COLUMNS, ROWS = 68, 20
PATIENCE = 10.0
STILL = 0.6
"""Seconds after which a drawing is finished, and not only paused on a busy machine."""
WIDTH, HEIGHT = 1920, 1080
WAYS_OUT = (
    *("ctrl+c", "ctrl+d", "ctrl+p", "ctrl+q", "ctrl+s", "ctrl+z", "ctrl+backslash", "Escape"),
    *("shift+Insert", "ctrl+shift+c", "ctrl+shift+v", "ctrl+Insert", "shift+Delete"),
    *("ctrl+plus", "ctrl+minus", "ctrl+0", "shift+KP_Add", "shift+KP_Subtract", "ctrl+shift+plus"),
    *("shift+Prior", "shift+Next", "ctrl+shift+Up", "shift+Home", "F11", "F12", "Menu", "Print"),
    *("alt+F4", "alt+space", "ctrl+alt+Delete", "ctrl+alt+F1", "super"),
    *("ctrl+shift+n", "ctrl+shift+t", "ctrl+shift+q", "ctrl+shift+w", "ctrl+shift+F10"),
)


@dataclass
class Kiosk:
    """xterm with the visitor terminal in it, filling a screen of its own."""

    display: str
    xterm: subprocess.Popen[bytes]

    def xdotool(self, *arguments: str) -> None:
        """Move the mouse, click, press keys."""
        subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            timeout=10,
            check=True,
        )

    def look(self) -> Image.Image:
        """Return what is on the screen."""
        return ImageGrab.grab(xdisplay=self.display)

    def settled(self, before: Image.Image | None = None, seconds: float = 10.0) -> Image.Image:
        """Return what is on the screen once it differs from before and stands still."""
        since = time.monotonic()
        until = since + seconds
        last = self.look()
        while time.monotonic() < until:
            now = self.look()
            if not same(now, last):
                last, since = now, time.monotonic()
            elif time.monotonic() - since > STILL and not (before and same(now, before)):
                return now
        raise AssertionError("the screen did not change")

    def shows(self, picture: Image.Image, seconds: float = 5.0) -> bool:
        """Tell whether this is on the screen, as soon as a busy screen has drawn it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if same(self.look(), picture):
                return True
        return False

    def click(self, column: int, row: int) -> None:
        """Click into the middle of a cell."""
        x, y = (column + 0.5) * CELL[0], (row + 0.5) * CELL[1]
        self.xdotool("mousemove", str(int(x)), str(int(y)), "click", "1")

    @property
    def cells(self) -> tuple[int, int]:
        """Columns and rows as the kiosk's terminal says."""
        (kiosk,) = psutil.Process(self.xterm.pid).children()
        with Path(f"/proc/{kiosk.pid}/fd/0").open("rb") as terminal:
            answer = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
        rows, columns, _, _ = struct.unpack("HHHH", answer)
        return columns, rows

    @property
    def number(self) -> str:
        """The giant number on the screen, read from the colours of each half cell."""
        picture = self.look().convert("RGB")
        colours = picture.getcolors(WIDTH * HEIGHT) or []
        ground = max(colours)[1]
        rows = []
        for y in range(ROWS):
            row = ""
            for x in range(COLUMNS):
                place = x * CELL[0] + CELL[0] // 2, y * CELL[1]
                halves = (CELL[1] // 4, CELL[1] * 3 // 4)
                dots = [picture.getpixel((place[0], place[1] + half)) != ground for half in halves]
                row += {(0, 0): " ", (0, 1): "▄", (1, 0): "▀", (1, 1): "█"}[dots[0], dots[1]]
            rows.append(row.rstrip())
        return number_in(rows, COLUMNS)


def same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures are equal."""
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    """A state of its own, slips kept as pictures; no voice that is found while we look."""
    return {"KIOSK_STATE_DIR": str(tmp_path), "KIOSK_SPEECH": "off"}


@pytest.fixture
def display() -> Iterator[str]:
    """A display that the X server chooses itself, so that no two are the same."""
    told, says = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(says),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-noreset",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[says],
        stderr=subprocess.DEVNULL,
    )
    os.close(says)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def kiosk(display: str, settings: Mapping[str, str]) -> Iterator[Kiosk]:
    """The kiosk in the locked xterm, on its start screen."""
    wired = {"DISPLAY": display, "LANG": "C.UTF-8", "XAPPLRESDIR": str(RESOURCES)}
    xterm = subprocess.Popen(
        ["xterm", "-class", "KioskTerm", "-e", KIOSK], env=environment_of({**wired, **settings})
    )
    kiosk = Kiosk(display, xterm)
    try:
        kiosk.xdotool("mousemove", "1900", "700")
        until = time.monotonic() + 20
        while len((kiosk.look().convert("RGB").getcolors(WIDTH * HEIGHT)) or []) < 20:
            assert xterm.poll() is None
            assert time.monotonic() < until
        kiosk.settled()
        yield kiosk
    finally:
        xterm.terminate()
        xterm.wait(10)


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[Terminal]:
    """The same in a terminal whose words can be read: it tells where to click."""
    state = {"KIOSK_STATE_DIR": str(tmp_path / "twin"), "KIOSK_SPEECH": "off"}
    with Terminal(size=(COLUMNS, ROWS), environment=state, pictures=True) as terminal:
        await_start(terminal)
        yield terminal


def click_on(label: str, kiosk: Kiosk, twin: Terminal) -> None:
    """Click where a label stands, on both, and wait until both show what follows."""
    before = kiosk.settled()
    until = time.monotonic() + CALM
    while time.monotonic() < until:
        twin.read(0.02)
    place = twin.place_of(label)
    words = twin.text
    kiosk.click(*place)
    twin.tap(*place)
    kiosk.settled(before)
    while twin.text == words:
        twin.read(0.05)
        assert time.monotonic() < until + 10
    twin.settle(0.1)


def test_clicks_alone_lead_to_a_number(
    kiosk: Kiosk, twin: Terminal, settings: Mapping[str, str]
) -> None:
    assert kiosk.cells == (COLUMNS, ROWS)
    for label in (
        "Start",
        "Deutsch",
        "Nummer ziehen",
        "Wohnung und Strom",
        "Miete und Heizung",
        "Weiter",
        "Mehr",
    ):
        click_on(label, kiosk, twin)
    for label in ("Alle Fragen", "Weiter", "Ja, das spart Zeit", "Ja, mit Liste"):
        click_on(label, kiosk, twin)
    twin.wait_for("hier ansehen")
    kiosk.settled()
    assert [kiosk.number] == numbers(settings) == ["A001"]


def test_the_choices_have_pictograms(kiosk: Kiosk, twin: Terminal) -> None:
    click_on("Start", kiosk, twin)
    click_on("Deutsch", kiosk, twin)
    screen = kiosk.look().convert("RGB")
    for label in ("Nummer ziehen", "Was muss ich", "Hilfe in der Nähe", "Ich bin jetzt in Not"):
        middle, row = twin.place_of(label)
        begins = middle - len(label) // 2
        left, right = (begins - 6) * CELL[0], (begins - 1) * CELL[0]
        picture = screen.crop((left, row * CELL[1], right, (row + 1) * CELL[1]))
        assert not twin.lines[row][begins - 6 : begins - 1].strip(), "only blanks in text"
        ground = max(picture.getcolors(99_999) or [])[0]
        assert ground < picture.width * picture.height * 0.9


def test_no_key_and_no_button_leads_out_of_the_locked_terminal(kiosk: Kiosk) -> None:
    subprocess.run(
        ["xprop", "-root", "-format", "CUT_BUFFER0", "8s", "-set", "CUT_BUFFER0", "1\r"],
        env={**os.environ, "DISPLAY": kiosk.display},
        timeout=10,
        check=True,
    )
    nothing_there = ("mousemove", str(int(60.5 * CELL[0])), str(int(16.5 * CELL[1])))
    before = kiosk.settled()
    kiosk.xdotool(*nothing_there)
    for modifier in ("ctrl", "shift", "alt", "super"):
        for button in "12345":
            kiosk.xdotool("keydown", modifier, "click", button, "keyup", modifier)
    kiosk.xdotool(*nothing_there, "mousedown", "1", "mousemove", "100", "100", "mouseup", "1")
    kiosk.xdotool(*nothing_there, "click", "2", "click", "3", "click", "--repeat", "3", "1")
    assert kiosk.shows(before)
    for key in WAYS_OUT:
        kiosk.xdotool("key", key)
    kiosk.xdotool("mousemove", "1900", "700")
    assert kiosk.xterm.poll() is None
    assert kiosk.shows(before)
    assert kiosk.cells == (COLUMNS, ROWS)
    # It still listens.
    kiosk.xdotool("key", "Return")
    kiosk.settled(before)


def test_larger_text_is_larger_cells_and_begins_again(kiosk: Kiosk) -> None:
    seen = [kiosk.cells]
    for _ in range(3):
        before = kiosk.settled()
        until = time.monotonic() + CALM
        while time.monotonic() < until:
            kiosk.look()
        kiosk.xdotool("key", "F4")
        until = time.monotonic() + PATIENCE
        while kiosk.cells == seen[-1] and time.monotonic() < until:
            kiosk.look()
        kiosk.settled(before)
        seen.append(kiosk.cells)
    columns = [size[0] for size in seen]
    assert seen[0] == seen[-1] == (COLUMNS, ROWS)
    assert columns[0] > columns[1] > columns[2] >= 38
    assert seen[2][1] >= 11
