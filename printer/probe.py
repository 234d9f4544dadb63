"""Puts to a new model what can be asked without a human, and makes its entry of models.toml.

Left to a human: whether both ends of the ruler are on the paper, whether the code is read, what it
answers with its cover open, without paper and when its buffer is full, whether an acknowledgement
still comes when the plug is pulled in the middle of a slip.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from kiosk.plain import plain_line
from printer.commands import FENCE, START, feed
from printer.paper import Paper
from printer.questions import Conversation, is_status, status_question

_ANSWER, _PRINT = 1.0, 20.0
"""Seconds for an answer, and until a printed piece is out."""
_FED_MM = 100
_PROCESS = b"LOTS"
_TELL = b"\x1d(H\x06\x0000" + _PROCESS
_DONE = b"\x37\x22" + _PROCESS + b"\0"
_REPORTS, _NO_REPORTS = b"\x1da\x0e", b"\x1da\0"
_CUT = b"\x1dV\x41\x10"
_ASKS_INSIDE = b"\x1dv0\0\x03\0\x01\0\x10\x04\x01" + bytes(3)
"""A row of 24 dots that reads as DLE EOT 1, and white should that be taken out of it."""
_CUTS = b"\x1dg2\0\x32\0"
"""GS g 2: how often the cutter has cut."""
_HAS_CUTTER = 0x02
_FASTEST = 600
"""Millimetres a second: whoever is faster answered before the paper moved."""
_TEXTS = {65: "firmware", 66: "maker", 67: "model", 68: "serial number"}


@dataclass
class Findings:
    """What a printer turned out to be."""

    maker: str = ""
    model: str = ""
    statuses: int = 0
    fence: bool = False
    reports: bool = False
    process_id: bool = False
    early: bool = False
    """Whether it says "printed" before the paper can have moved."""
    cutter: bool | None = None
    speed: int | None = None
    presenter: bool = False

    def entry(self, paper: Paper) -> str:
        """Return the entry for models.toml; the width is what the address says."""
        name = re.sub(r"[^a-z0-9]+", "-", f"{self.maker} {self.model}".lower()).strip("-")
        lines = [f"[{name or 'unnamed'}]", f"width = {paper.width}"]
        lines.append(f"dpi = {round(paper.dots_per_mm * 25.4)}")
        if self.speed:
            lines.append(f"speed = {min(max(self.speed, 10), 1000)}")
        lines.append(f'ack = "{self._ack()}"')
        if self.cutter is not None:
            lines.append(f"cutter = {str(self.cutter).lower()}")
        if self.presenter:
            lines.append("presenter = true")
        return "\n".join(lines)

    def _ack(self) -> str:
        if self.presenter:
            return "presenter"
        if self.process_id and not self.early:
            return "id"
        return "fence" if self.fence else "none"


class Probe:
    """One probing of one printer."""

    def __init__(self, conversation: Conversation, paper: Paper, answer: float = _ANSWER) -> None:
        self._answer = answer
        self._ask = conversation.ask
        self._rest = conversation.rest
        self._paper = paper
        self.findings = Findings()

    def run(self) -> Iterator[str]:
        """Yield a sentence for each answer, as it comes."""
        self._ask(START, 0.1, lambda _: True)
        self._rest()
        for step in (self._names, self._statuses, self._order, self._own_reports, self._presents):
            yield from step()
        yield from self._inside()
        yield from self._cuts()
        yield from self._prints()

    def _names(self) -> Iterator[str]:
        for which, what in _TEXTS.items():
            said = self._ask(b"\x1dI" + bytes([which]), self._answer, _is_text)
            text = _text(said) if said else ""
            if which in {66, 67}:
                setattr(self.findings, what, text)
            yield f"{what}: {text or 'it does not say'}"

    def _statuses(self) -> Iterator[str]:
        for which in (1, 2, 3, 4):
            said = self._ask(status_question(which), self._answer, is_status)
            self.findings.statuses += said is not None
            yield f"DLE EOT {which}: {f'{said[-1]:02x}' if said else 'no answer'}"

    def _order(self) -> Iterator[str]:
        begun = monotonic()
        said = self._ask(FENCE, self._answer)
        self.findings.fence = said is not None
        yield f"GS r 1 (fence): {_in_time(said, begun)}"

    def _own_reports(self) -> Iterator[str]:
        said = self._ask(_REPORTS, self._answer, lambda said: len(said) >= 4)  # noqa: PLR2004
        self.findings.reports = said is not None
        self._ask(_NO_REPORTS, 0.1, lambda _: True)
        self._rest()
        yield f"GS a 14 (reports by itself): {said[:4].hex(' ') if said else 'no answer'}"

    def _presents(self) -> Iterator[str]:
        said = self._ask(b"\x10\x04\x14", self._answer, lambda said: len(said) >= 6)  # noqa: PLR2004
        self.findings.presenter = said is not None and said.startswith(b"\x10\x0f")
        self._rest()
        yield f"DLE EOT 20 (presenter): {'yes' if self.findings.presenter else 'none'}"

    def _inside(self) -> Iterator[str]:
        """Ask in the middle of a picture: whoever answers must never get these bytes as dots."""
        if not self.findings.statuses:
            return
        said = self._ask(_ASKS_INSIDE, self._answer, is_status)
        self._rest()
        yield f"DLE EOT 1 inside a picture: {'obeyed' if said else 'taken for dots'}"

    def _cuts(self) -> Iterator[str]:
        kind = self._ask(b"\x1dI\x02", self._answer)
        before = _number(self._ask(_CUTS, self._answer, _is_text))
        self._ask(_CUT, 0.1, lambda _: True)
        self._ask(FENCE, _PRINT if self.findings.fence else self._answer)
        after = _number(self._ask(_CUTS, self._answer, _is_text))
        if before is not None and after is not None:
            self.findings.cutter = after > before
            yield f"cutter: it counted {before} cuts before and {after} after one"
        elif kind:
            self.findings.cutter = bool(kind[-1] & _HAS_CUTTER)
            yield f"cutter: {'yes' if self.findings.cutter else 'none'}, says GS I 2"
        else:
            yield "cutter: it does not say"

    def _prints(self) -> Iterator[str]:
        """Feed paper, and measure when it says that the paper has moved."""
        paper = feed(round(_FED_MM * self._paper.dots_per_mm))
        fenced = self._timed(paper + FENCE, bool) if self.findings.fence else None
        if fenced:
            yield f"{_FED_MM} mm, then the fence: after {fenced:.2f} s"
        told = self._timed(paper + _TELL, lambda said: _DONE in said)
        self.findings.process_id = told is not None
        if told is None:
            yield "GS ( H (process id): no answer"
        else:
            self.findings.early = _FED_MM / told > _FASTEST
            early = ", which is before the paper can have moved" if self.findings.early else ""
            yield f"GS ( H (process id): {_FED_MM} mm after {told:.2f} s{early}"
        drained = [each for each in (told, fenced) if each and _FED_MM / each <= _FASTEST]
        if drained:
            self.findings.speed = round(_FED_MM / max(drained))
            yield f"speed: {self.findings.speed} mm a second"

    def _timed(self, job: bytes, whole: Callable[[bytes], bool]) -> float | None:
        begun = monotonic()
        said = self._ask(job, _PRINT if self.findings.fence else self._answer * 5, whole)
        return None if said is None else monotonic() - begun


def _is_text(said: bytes) -> bool:
    """Tell whether an answer of GS I or GS g is whole: _ text NUL."""
    return b"_" in said and said.endswith(b"\0")


def _text(said: bytes) -> str:
    return plain_line(said[said.index(b"_") + 1 : -1].decode("ascii", "replace"), 60)


def _number(said: bytes | None) -> int | None:
    text = _text(said) if said else ""
    return int(text) if text.isdecimal() else None


def _in_time(said: bytes | None, begun: float) -> str:
    return f"{said.hex(' ')} after {monotonic() - begun:.2f} s" if said else "no answer"
