"""Reads a job as a printer would and puts its paper together; strict about what it knows.

Written from the command reference, apart from the code that makes jobs.
"""

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Paper:
    """What a job left on the paper."""

    width: int
    rows: list[bytes] = field(default_factory=list)
    tallest: int = 0
    """Rows of the tallest band."""
    cuts: int = 0
    fences: int = 0

    @property
    def picture(self) -> Image.Image:
        """The paper, 0 for black."""
        stride = -(-self.width // 8)
        ink = b"".join(row.ljust(stride, b"\0")[:stride] for row in self.rows)
        white = bytes(byte ^ 0xFF for byte in ink)
        return Image.frombytes("1", (self.width, len(self.rows)), white)


def read(job: bytes, width: int) -> Paper:
    """Read what a slip may consist of; refuse everything else."""
    paper = Paper(width)
    at = 0
    while at < len(job):
        at = _command(job, at, paper)
    return paper


def _command(job: bytes, at: int, paper: Paper) -> int:  # noqa: C901, PLR0911 - one a command
    if job[at] == 0:
        return at + 1
    match job[at : at + 2]:
        case b"\x1b@":
            return at + 2
        case b"\x1bJ":
            paper.rows += [b""] * job[at + 2]
            return at + 3
        case b"\x1bd":
            paper.rows += [b""] * (job[at + 2] * 30)
            return at + 3
        case b"\x1dv":
            return _raster(job, at, paper)
        case b"\x1dV":
            paper.cuts += 1
            return at + (4 if job[at + 2] in {65, 66} else 3)
        case b"\x1dr":
            paper.fences += 1
            return at + 3
        case b"\x10\x04" | b"\x1da":
            return at + 3
        case b"\x10\x14":
            return at + 10
        case b"\x1d(":
            return at + 5 + int.from_bytes(job[at + 3 : at + 5], "little")
        case unknown:
            raise AssertionError(f"no command at byte {at}: {unknown!r}")


def _raster(job: bytes, at: int, paper: Paper) -> int:
    """Read GS v 0: m = 0 as it is, 1 twice as wide, 2 twice as high, 3 both."""
    assert job[at + 2 : at + 3] == b"0"
    assert job[at + 3] in range(4)
    wide, high = job[at + 3] & 1, job[at + 3] >> 1
    across, down = (int.from_bytes(job[at + i : at + i + 2], "little") for i in (4, 6))
    start = at + 8
    assert across << wide <= -(-paper.width // 8) + wide
    assert start + across * down <= len(job)
    for row in range(down):
        data = job[start + row * across : start + (row + 1) * across]
        paper.rows += [_widened(data) if wide else data] * (1 << high)
    paper.tallest = max(paper.tallest, down << high)
    return start + across * down


def _widened(data: bytes) -> bytes:
    bits = "".join(f"{byte:08b}" for byte in data)
    doubled = "".join(bit * 2 for bit in bits)
    return int(doubled, 2).to_bytes(len(data) * 2, "big")
