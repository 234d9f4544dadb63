"""What tests of whole visits share: walks by keys, numbers read back, the other commands."""

import json
import re
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import zxingcpp

from screens.widgets.digits import giant
from tests.printers.raster_reader import read
from tests.terminal.terminal import KIOSK, Terminal, environment_of

PAPER = 576
"""Dots across the paper of an 80 mm printer."""
TO_A_NUMBER = ("enter", "1", "enter", "7", "enter")
"""Start, the first language, a number, "something else", take it; at sizes from 68x20 on."""


def run(
    *arguments: str, environment: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of its own to its end, without a terminal."""
    return subprocess.run(
        [KIOSK, *arguments],
        env=environment_of(environment),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def tickets(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the day's tickets as `kiosk ticket list` tells them."""
    done = run("ticket", "list", "--json", environment=environment)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def numbers(environment: Mapping[str, str]) -> list[str]:
    """Return the day's numbers."""
    return [ticket["number"] for ticket in tickets(environment)]


def code_on(job: bytes) -> str:
    """Return what the QR code says on the paper that a job leaves."""
    (code,) = zxingcpp.read_barcodes(read(job, PAPER).picture)
    return str(code.text)


def await_start(terminal: Terminal) -> None:
    """Wait until the start screen is there, with all that is drawn later."""
    terminal.wait_for("›Start")
    terminal.settle(0.3)


def choose(terminal: Terminal, label: str) -> None:
    """Choose by up, down and enter alone, on the sheet where a label stands."""
    until = time.monotonic() + 20
    while label not in terminal.text and time.monotonic() < until:
        if re.search(r"Mehr \d", terminal.text):
            _focus(terminal, "Mehr")
            terminal.press_calmly("enter")
        terminal.read(0.02)
    terminal.settle(0.06)
    _focus(terminal, label)
    terminal.press_calmly("enter")


def touch(terminal: Terminal, label: str) -> None:
    """Choose by touch alone, on the sheet where a label stands."""
    until = time.monotonic() + 20
    while label not in terminal.text and time.monotonic() < until:
        if re.search(r"Mehr \d", terminal.text):
            terminal.tap_calmly_on("Mehr")
        terminal.read(0.02)
    terminal.settle(0.06)
    terminal.tap_calmly_on(label)


def _focus(terminal: Terminal, label: str) -> None:
    focused = re.compile(rf"›(?:[☐☑☒] )?{re.escape(label)}")
    way = "up" if label in {"Weiter", "Mehr"} else "down"
    for _ in range(20):
        if focused.search(terminal.text):
            return
        terminal.press_calmly(way)
    raise AssertionError(f"{label!r} can't be reached:\n{terminal.text}")


def take_number(terminal: Terminal) -> str:
    """Go from the start screen to a number in five presses; return the number."""
    for key, title in zip(
        TO_A_NUMBER,
        ("Welche Sprache?", "Was können wir", "Worum geht es?", "jetzt eine Nummer", "Ihre Nummer"),
        strict=True,
    ):
        terminal.press_calmly(key)
        terminal.wait_for(title)
    return number_on(terminal)


def number_on(terminal: Terminal) -> str:
    """Read the giant number back from the screen by drawing all that it may be."""
    terminal.wait_for("Ihre Nummer")
    terminal.settle(0.1)
    return number_in(_dots(terminal), terminal.screen.columns)


def number_in(picture: list[str], width: int) -> str:
    """Return the number that stands in rows of half blocks, drawn as large as it may be."""
    for count in range(1, 100):
        number = f"A{count:03d}"
        if any(_stands(drawing, picture) for drawing in _drawings(number, width)):
            return number
    raise AssertionError("\n".join(["there is no number:", *picture]))


def _drawings(number: str, width: int) -> list[list[str]]:
    boxes = ((columns, rows) for columns in (width - 6, width - 2) for rows in range(2, 16))
    drawn = (giant(number, columns, rows) for columns, rows in boxes)
    return [[line.rstrip() for line in drawing] for drawing in drawn]


def _stands(drawing: list[str], picture: list[str]) -> bool:
    """Tell whether a drawing stands in the picture, with nothing left or right of it."""
    tall = len(drawing)
    for top in range(len(picture) - tall + 1):
        rows = picture[top : top + tall]
        left = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
        if [row[left:] for row in rows] == drawing:
            return True
    return False


def _dots(terminal: Terminal) -> list[str]:
    """Return the rows of the screen, with blocks drawn as gaps in coloured ground turned back."""
    screen = terminal.screen
    rows = []
    for y in range(screen.lines):
        ground = screen.buffer[y][0].bg
        row = ""
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            turned = cell.bg != ground or cell.reverse
            row += {" ": "█", "▄": "▀"}.get(cell.data, cell.data) if turned else cell.data
        rows.append(row.rstrip())
    return rows
