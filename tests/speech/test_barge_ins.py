"""A thousand touches at random: nothing hangs, leaks, stays behind or reaches the terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.speech.sound_server import sound_server

ROOT = Path(__file__).parent.parent.parent
COUNT = 1000
MEGABYTE = 1024 * 1024


def test_a_thousand_touches_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "pulse").mkdir()
    with sound_server(tmp_path / "pulse") as server:
        result, written = touched(tmp_path / "state", server.environment)
        playing = server.pactl("list", "short", "sink-inputs")
    assert written == b""
    assert playing == ""
    assert result["slowest"] < 0.1
    assert (result["fault"], result["faults"]) == ("", 0)
    assert (result["children"], result["threads"]) == (0, 1)
    (memory, files, threads), (memory_then, files_then, threads_then) = (
        result["held"],
        result["warm"],
    )
    # What was said is kept for the visit, at most 24 MB.
    assert memory - memory_then < 40 * MEGABYTE
    assert abs(files - files_then) <= 4
    # One more renders while something is said.
    assert threads <= threads_then


def touched(state: Path, environment: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    """Run the touches on a terminal; return their result and what the terminal was sent."""
    screen, terminal = pty.openpty()
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.speech.barge_ins", str(state), str(COUNT)],
        cwd=ROOT,
        env={**environment, "RESULT": str(write)},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        pass_fds=[write],
        start_new_session=True,
    )
    os.close(terminal)
    os.close(write)
    try:
        with os.fdopen(read, "rb") as answer:
            result = answer.read()
        process.wait(30)
        written = drained(screen)
    finally:
        process.kill()
        process.wait()
        os.close(screen)
    assert result, written.decode()
    return json.loads(result), written


def drained(screen: int) -> bytes:
    """Return everything that was sent to a terminal nobody writes to any more."""
    sent = b""
    try:
        while piece := os.read(screen, 1 << 16):
            sent += piece
    except OSError:  # how Linux tells the end
        pass
    return sent
