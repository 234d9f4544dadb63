"""What comes of slips on paper when the printer and the kiosk fail at random.

Run from the project's folder: python -m tests.benchmarks.bench_paper [SLIPS [FAULTS [SEED]]]
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter, time_ns

from tests.printers.campaign import Campaign

_SLIPS, _FAULTS, _EXPIRING = 200, 80, 5


def main(*given: str) -> None:
    """Write the figures of one campaign; the seed makes it come out the same again."""
    numbers = [int(each) for each in given]
    slips, faults, seed = (*numbers, *(_SLIPS, _FAULTS, time_ns() % 100_000)[len(numbers) :])
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as folder, Campaign(Path(folder), Random(seed)) as campaign:
        report = campaign.run(slips, faults, _EXPIRING)
    wanted = set(range(1, slips + 1))
    figures = {
        "seed": seed,
        "slips": slips,
        "faults": report.faults.total(),
        "on paper, whole": len(wanted & report.numbers),
        "lost": len(wanted - report.numbers),
        "said printed and is not": len(report.told_printed - report.numbers),
        "reprints, all marked": report.reprints,
        "twice without a mark": len(report.twice_unmarked),
        "torn pieces, cut off": report.torn,
        "pieces of two slips": len(report.mixed),
        "expired": len(report.expired),
        "out after their time": len(report.late),
        "visitors asked": report.asked,
        "seconds": round(perf_counter() - begun, 1),
    }
    for name, value in figures.items():
        print(f"{name:>24} {value}")


if __name__ == "__main__":
    main(*sys.argv[1:])
