"""Slips and faults at random on one printer, and what came of it on paper."""

import json
import os
import select
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from time import monotonic
from types import TracebackType
from typing import Self

import psutil

from kiosk.print_job import FINAL, Job, JobState
from kiosk.slip import Slip
from kiosk.store.sqlite import SqliteStore
from printer.layout import draw
from printer.paper import Paper
from printer.raster import encode
from tests.printers.fault_printer import DOTS_PER_MM, KINDS, Fault, FaultPrinter, Piece
from tests.printers.raster_reader import read
from tests.printers.sender import sender, slip_of

WIDTH = 384
MODEL = f"?width={WIDTH}&model=epson-tm-t20iii&speed=1000"
KILLS = ("kill the kiosk", "kill the printer process")
_BY_BYTE = frozenset({"reset", "close", "stall", "power", "paper", "mute"})
_LONG_GONE = 90.0
"""Seconds after which no visitor waits any more."""
_PATIENCE = 20.0
_GARBAGE = 6
"""Rows at the end of a torn piece where a printer that obeys nothing shows what cleared it."""

Rows = tuple[bytes, ...]
Holds = Callable[[], bool]


@dataclass
class Report:
    """What became of the slips."""

    faults: Counter[str] = field(default_factory=Counter)
    whole: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Complete slips on paper, by number and reprint."""
    torn: int = 0
    mixed: list[int] = field(default_factory=list)
    """Numbers in whose time paper came out that shows more than one slip."""
    late: list[int] = field(default_factory=list)
    """Numbers of which something came out when nobody waited any more."""
    told_printed: set[int] = field(default_factory=set)
    asked: int = 0
    """How often a visitor was asked whether the slip is whole."""
    expired: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> set[int]:
        return {number for number, _ in self.whole}

    @property
    def reprints(self) -> int:
        return sum(count for (_, reprint), count in self.whole.items() if reprint)

    @property
    def twice_unmarked(self) -> list[int]:
        return [n for (n, reprint), count in self.whole.items() if not reprint and count > 1]


class Campaign:
    """One printer, one kiosk after the other, visitors who look at their slips."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.report = Report()
        self._random = random
        self._folder = folder
        self._ahead = 0.0
        self._printer = FaultPrinter(now=lambda: monotonic() + self._ahead)
        self._url = self._printer.url + MODEL
        self._store = SqliteStore(folder / "queue.db")
        self._sender: subprocess.Popen[str] | None = None
        self._said = b""
        self._seen = 0
        self._number = 0
        self._gone: dict[int, float] = {}

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()
        self._printer.close()
        self._store.close()

    def run(self, slips: int, faults: int, expiring: int) -> Report:
        """Let visitors come; so many meet a fault, and so many more wait for nothing."""
        troubled = set(self._random.sample(range(1, slips + 1), faults))
        kinds = [(*KINDS, *KILLS)[i % (len(KINDS) + len(KILLS))] for i in range(faults)]
        self._random.shuffle(kinds)
        for number in range(1, slips + 1):
            self._visit(number, kinds.pop() if number in troubled else "")
        for number in range(slips + 1, slips + expiring + 1):
            self._visit_in_vain(number)
        self._look_at_paper()
        return self.report

    def _visit(self, number: int, kind: str) -> None:
        self._number = number
        self._printer.obeys_drop = self._random.random() < 0.5
        if kind:
            self.report.faults[kind] += 1
        if kind in KINDS:
            self._printer.fault(self._fault(kind))
        self._say(f"post {number}")
        if kind in KILLS:
            self._kill(kind)
        rows_of(number, 0)  # drawn while the kiosk draws it, too
        if kind == KILLS[0]:
            self._survive(number)
        else:
            self._wait_for_slip(number)
        self._printer.mend()
        self._look_at_paper()

    def _visit_in_vain(self, number: int) -> None:
        self._number = number
        kind = self._random.choice(["refused", "paper", "cover", "power", "cutter"])
        self._printer.fault(replace(self._fault(kind), seconds=60.0))
        self._say(f"post {number}")
        while self._hear() not in {"not_sent", "interrupted"}:
            pass
        self._ahead += _LONG_GONE
        self._gone[number] = monotonic() + self._ahead
        self._say(f"shift {_LONG_GONE}")
        while self._hear() != "expired":
            pass
        self.report.expired.add(number)
        self._printer.mend()
        # Whatever was to come out late would come out before the next visitor's slip.
        self._visit(number + 1000, "")

    def _fault(self, kind: str) -> Fault:
        seconds = self._random.uniform(0.05, 0.25)
        job, mm = _size()
        if kind in _BY_BYTE and self._random.random() < 0.5:
            return Fault(kind=kind, byte=self._random.randrange(1, job), seconds=seconds)
        if kind in {"reset", "close"}:
            return Fault(kind=kind, byte=self._random.randrange(1, job), seconds=seconds)
        return Fault(kind=kind, mm=self._random.uniform(1, mm), seconds=seconds)

    def _wait_for_slip(self, number: int) -> None:
        """Wait as a visitor does: look at the paper when asked, and ask for another slip."""
        while (outcome := self._hear()) != "printed":
            if outcome == "unknown":
                self.report.asked += 1
                self._until(lambda: self._printer.is_well)
                self._look_at_paper()
                if number in self.report.numbers:
                    return
                self._say(f"again {self._job}")
        self.report.told_printed.add(number)

    def _kill(self, kind: str) -> None:
        assert self._sender
        moment = monotonic() + self._random.uniform(0.0, 0.12)
        self._until(lambda: monotonic() >= moment)
        process = psutil.Process(self._sender.pid)
        if kind == KILLS[0]:
            process.kill()
            self._sender.wait()
            self._close_pipes()
            self._start()
            return
        for child in process.children():
            child.kill()

    def _survive(self, number: int) -> None:
        """Wait for what the next kiosk makes of the job; one that was never kept is taken anew."""
        kept = [job for job in self._store.outbox.jobs() if job.number == f"A{number:03d}"]
        if not kept:
            self._say(f"post {number}")
            self._wait_for_slip(number)
            return
        self._until(lambda: self._of(kept[0]).state in FINAL | {JobState.UNKNOWN})
        job = self._of(kept[0])
        if job.state is JobState.UNKNOWN:
            self._look_at_paper()
            if number not in self.report.numbers:
                self._say(f"again {job.id}")
                self._until(lambda: self._of(job).state in FINAL)
        if self._of(job).state is JobState.PRINTED:
            self.report.told_printed.add(number)

    def _of(self, job: Job) -> Job:
        return next(j for j in self._store.outbox.jobs() if j.id == job.id)

    def _look_at_paper(self) -> None:
        """Sort the pieces that came out since the last look."""
        pieces = self._printer.pieces
        while self._seen < len(pieces):
            self._sort(pieces[self._seen])
            self._seen += 1

    def _sort(self, piece: Piece) -> None:
        if piece.is_blank:
            return
        rows = tuple(piece.rows)
        near = (self._number, self._number - 1, *self._gone)
        for number in near:
            for reprint in range(8):
                if rows == rows_of(number, reprint):
                    self.report.whole[number, reprint] += 1
                    self._is_late(number, piece)
                    return
        self.report.torn += 1
        owner = next((n for n in near if any(_begins(rows, rows_of(n, k)) for k in range(8))), None)
        if owner is None:
            self.report.mixed.append(self._number)
        else:
            self._is_late(owner, piece)

    def _is_late(self, number: int, piece: Piece) -> None:
        if number in self._gone and piece.begun > self._gone[number]:
            self.report.late.append(number)

    # The kiosk

    def _start(self) -> None:
        self._sender = sender(self._url, self._folder, self._ahead)
        self._said = b""

    def _stop(self) -> None:
        assert self._sender
        assert self._sender.stdin
        self._sender.stdin.close()
        self._sender.wait(30)
        self._close_pipes()

    def _close_pipes(self) -> None:
        assert self._sender
        for pipe in (self._sender.stdin, self._sender.stdout):
            if pipe and not pipe.closed:
                pipe.close()

    def _say(self, line: str) -> None:
        assert self._sender
        assert self._sender.stdin
        self._sender.stdin.write(line + "\n")
        self._sender.stdin.flush()

    def _hear(self) -> str:
        """Return the next outcome of the present number."""
        assert self._sender
        assert self._sender.stdout
        until = monotonic() + _PATIENCE
        while b"\n" not in self._said:
            left = until - monotonic()
            ready, _, _ = select.select([self._sender.stdout], [], [], max(left, 0))
            state = list(self._store.outbox.jobs())[-1:]
            assert ready, (
                f"nothing is told of {self._number}: {state}, {self._printer.happened[-3:]}"
            )
            self._said += os.read(self._sender.stdout.fileno(), 65536)
        line, _, self._said = self._said.partition(b"\n")
        facts = json.loads(line)
        if facts["number"] != self._number:
            return self._hear()
        self._job = facts["job"]
        return str(facts["outcome"])

    def _until(self, holds: Holds) -> None:
        until = monotonic() + _PATIENCE
        while not holds():
            assert monotonic() < until, f"{self._number} comes to no end"
            select.select([], [], [], 0.002)


def _begins(torn: Rows, whole: Rows) -> bool:
    """Tell whether a piece is the beginning of a slip, then blank."""
    same = next(
        (i for i, (a, b) in enumerate(zip(torn, whole, strict=False)) if a != b), len(whole)
    )
    rest = torn[same:]
    return sum(1 for row in rest if row) <= _GARBAGE


def rows_of(number: int, reprint: int) -> Rows:
    """Return the rows that a slip must leave on paper."""
    return _rows(_marked(slip_of(number), reprint))


def _marked(slip: Slip, reprint: int) -> Slip:
    return replace(slip, mark=f"Neudruck {reprint}") if reprint else slip


@cache
def _rows(slip: Slip) -> Rows:
    job = encode(draw(slip, Paper(WIDTH)))
    return tuple(row.rstrip(b"\0") for row in read(job, WIDTH).rows)


@cache
def _size() -> tuple[int, float]:
    """Return the bytes and millimetres of a slip."""
    slip = slip_of(1)
    picture = draw(slip, Paper(WIDTH))
    return len(encode(picture)), picture.height / DOTS_PER_MM
