"""Takes docs/kiosk.png: the visitor terminal in the locked xterm, on a screen of its own.

    .venv/bin/python docs/picture.py

Needs xterm, xvfb, xdotool and imagemagick, as the tests do.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
KIOSK = Path(sys.executable).parent / "kiosk"
DISPLAY = ":98"
SCREEN = "1920x1080x24"
KEYS = ["Return", "Return"]
"""From the start screen over the language to the menu."""
PAUSE = 1.0
"""Seconds for a screen to be drawn, and for a key to be no repeat."""


def main() -> None:
    """Start the terminal, walk to the menu, take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "KioskTerm").write_text((HERE / "KioskTerm").read_text())
        variables = {"DISPLAY": DISPLAY, "XAPPLRESDIR": folder, "LANG": "C.UTF-8"}
        environment = os.environ | variables | {"KIOSK_STATE_DIR": folder}
        screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SCREEN])
        time.sleep(PAUSE)
        terminal = subprocess.Popen(["xterm", "-class", "KioskTerm", "-e", KIOSK], env=environment)
        try:
            take(environment)
        finally:
            terminal.kill()
            screen.kill()


def take(environment: Mapping[str, str]) -> None:
    """Press the keys and save the screen."""
    time.sleep(4 * PAUSE)
    subprocess.run(["xdotool", "mousemove", "960", "1000"], env=environment, check=True)
    for key in KEYS:
        subprocess.run(["xdotool", "key", key], env=environment, check=True)
        time.sleep(PAUSE)
    smaller = ["-resize", "50%", "+dither", "-colors", "64"]
    whole = ["import", "-window", "root", *smaller, str(HERE / "kiosk.png")]
    subprocess.run(whole, env=environment, check=True)


if __name__ == "__main__":
    main()
