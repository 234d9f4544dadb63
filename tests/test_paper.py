"""On paper: every slip once and whole, faults notwithstanding."""

from pathlib import Path
from random import Random

from tests.printers.campaign import KILLS, Campaign
from tests.printers.fault_printer import KINDS

SLIPS, FAULTS, EXPIRING = 200, 80, 4


def test_every_slip_comes_out_whole_whatever_happens(tmp_path: Path) -> None:
    with Campaign(tmp_path, Random(2)) as campaign:
        report = campaign.run(SLIPS, FAULTS, EXPIRING)
    assert report.faults.total() == FAULTS
    assert report.faults.keys() == {*KINDS, *KILLS}
    assert set(range(1, SLIPS + 1)) <= report.numbers
    assert report.told_printed <= report.numbers
    assert report.twice_unmarked == []
    assert report.mixed == []
    assert report.late == []
    assert len(report.expired) == EXPIRING
