"""How long a slip takes to draw and to compose, and how large it is.

Run from the project's folder: python -m tests.benchmarks.bench_slip
"""

import sys
from statistics import mean, median, quantiles
from time import perf_counter

from kiosk.slip import Slip
from printer.layout import draw
from printer.paper import Paper
from printer.raster import encode
from tests.printers.slips import ALL

_ROUNDS = 60


def main() -> None:
    """Write a table for 80 and 58 mm paper."""
    _row("paper", "slip", "mm", "draw p50", "draw p95", "compose p50", "kB")
    for width in (576, 384):
        sizes = [_measured(name, slip, Paper(width)) for name, slip in ALL.items()]
        _row(width, "mean", "", "", "", "", f"{mean(sizes) / 1000:.1f}")


def _measured(name: str, slip: Slip, paper: Paper) -> int:
    drawing, composing = [], []
    for _ in range(_ROUNDS):
        start = perf_counter()
        picture = draw(slip, paper)
        drawn = perf_counter()
        job = encode(picture)
        drawing.append((drawn - start) * 1000)
        composing.append((perf_counter() - drawn) * 1000)
    _row(
        paper.width,
        name,
        f"{picture.height / paper.dots_per_mm:.0f}",
        f"{median(drawing):.1f}",
        f"{quantiles(drawing, n=20)[-1]:.1f}",
        f"{median(composing):.1f}",
        f"{len(job) / 1000:.1f}",
    )
    return len(job)


def _row(*cells: object) -> None:
    sys.stdout.write("".join(f"{cell:>12}" for cell in map(str, cells)) + "\n")


if __name__ == "__main__":
    main()
