"""Measures the visitor terminal through a pty: start, tap to next screen, memory.

    python tests/benchmarks/bench_visitor.py [ROUNDS]

A tap is timed from the write of the click to the last byte of the redraw, on the whole way from
the start to the ticket. The floor is the same click on a bare Textual app of one label.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.terminal.terminal import CALM, Terminal


def starts(rounds: int) -> Iterator[float]:
    """Yield seconds from the start of `kiosk` to the complete first screen."""
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as state:
            begin = time.perf_counter()
            with Terminal(size=(68, 20), environment={"KIOSK_STATE_DIR": state}) as terminal:
                terminal.wait_for("Anzeige")
                yield terminal.last_byte - begin


def taps(terminal: Terminal) -> Iterator[tuple[str, float]]:
    """Yield the name of each tap of one visit and its milliseconds."""
    for label in (
        "Start",
        "Deutsch",
        "Nummer ziehen",
        "Wohnung und Strom",
        "Miete und Heizung",
        "Weiter",
    ):
        yield label, timed(terminal, label)
    for label in ("Alle Fragen", "Weiter", "Ja, das", "Ja, mit"):
        yield label, timed(terminal, find(terminal, label))
    yield "Fertig", timed(terminal, "Fertig")


def find(terminal: Terminal, label: str) -> str:
    """Turn sheets until a label is on the screen."""
    for _ in range(12):
        if label in terminal.text:
            break
        timed(terminal, "Mehr")
    return label


def timed(terminal: Terminal, label: str) -> float:
    """Tap a label and return the milliseconds until the last byte of the redraw."""
    time.sleep(CALM)
    terminal.settle(0.05)
    begin = time.perf_counter()
    terminal.tap_on(label)
    terminal.settle(0.1)
    return (terminal.last_byte - begin) * 1000


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    seconds = sorted(starts(5))
    print(f"start to first screen: p50 {seconds[2]:.2f} s, worst {seconds[-1]:.2f} s (bar 1.0)")
    every: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as state,
        Terminal(size=(68, 20), environment={"KIOSK_STATE_DIR": state}) as terminal,
    ):
        terminal.wait_for("Anzeige")
        terminal.settle(1.0)
        for _ in range(rounds):
            for name, milliseconds in taps(terminal):
                every.setdefault(name, []).append(milliseconds)
        processes = [psutil.Process(terminal.process.pid)]
        processes += processes[0].children(recursive=True)
        memory = [process.memory_info().rss / 1e6 for process in processes]
    for name, values in every.items():
        print(f"{name:20} p50 {statistics.median(values):5.1f} ms, worst {max(values):5.1f} ms")
    all_of_them = [value for values in every.values() for value in values]
    p95 = statistics.quantiles(all_of_them, n=20)[-1]
    print(f"tap to next screen: p50 {statistics.median(all_of_them):.1f} ms, p95 {p95:.1f} ms (20)")
    print(f"memory: {', '.join(f'{size:.0f} MB' for size in memory)} (bar 80)")


if __name__ == "__main__":
    main()
