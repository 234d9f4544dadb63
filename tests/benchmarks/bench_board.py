"""Measures how soon a call made on one console is on the board, through two ptys.

    python tests/benchmarks/bench_board.py [CALLS]

A call is timed from the write of the key to the last byte of the board's redraw.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.terminal.terminal import CALM, KIOSK, Terminal


def main() -> None:
    """Print the figures."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as state:
        variables = {"KIOSK_STATE_DIR": state}
        for _ in range(calls):
            take = [KIOSK, "ticket", "take", "--service", "benefits"]
            subprocess.run(take, env=os.environ | variables, check=True, capture_output=True)
        with (
            Terminal(["staff", "--counter", "1"], size=(100, 30), environment=variables) as staff,
            Terminal(["board"], size=(100, 30), environment=variables) as board,
        ):
            staff.settle(2.0)
            board.settle(2.0)
            seen = [once(staff, board) for _ in range(calls)]
            memory = [psutil.Process(t.process.pid).memory_info().rss / 1e6 for t in (staff, board)]
    p95 = statistics.quantiles(seen, n=20)[-1]
    print(f"call on the board: p50 {statistics.median(seen):.0f} ms, p95 {p95:.0f} ms (bar 100)")
    print(f"memory: console {memory[0]:.0f} MB, board {memory[1]:.0f} MB (bar 80)")


def once(staff: Terminal, board: Terminal) -> float:
    """Call the next visitor and return the milliseconds until the board shows it."""
    begin = time.perf_counter()
    staff.press("n")
    board.settle(0.25)
    seen = (board.last_byte - begin) * 1000
    for key in ("s", "f"):
        staff.settle(CALM)
        staff.press(key)
    staff.settle(CALM)
    board.settle(0.2)
    return seen


if __name__ == "__main__":
    main()
