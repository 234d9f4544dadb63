"""What a printer says, sorted: answers in real time, answers in order, reports, process ids."""

from collections import deque
from dataclasses import dataclass

from kiosk.print_job import Trouble

_MOST_KEPT = 256
"""Bytes of an unfinished word that are kept: whoever says more says nothing we know."""
_BLOCK, _PROCESS_ID = 0x37, 0x22
_PRESENTER = b"\x10\x0f"
_REPORT_LENGTH, _PRESENTER_LENGTH = 4, 6
_ON_LINE, _STOPPED, _ERRORS, _SENSORS = 1, 2, 3, 4


@dataclass
class Status:
    """What is known of a printer's paper, cover and cutter."""

    paper_end: bool = False
    near_end: bool = False
    cover: bool = False
    cutter: bool = False
    fault: bool = False
    offline: bool = False

    @property
    def trouble(self) -> Trouble | None:
        """What keeps it from printing, even in the middle of a slip."""
        if self.cover:
            return Trouble.COVER
        if self.paper_end:
            return Trouble.PAPER
        if self.cutter:
            return Trouble.CUTTER
        return Trouble.OFFLINE if self.fault else None


class Heard:
    """Collects what one printer says over one line."""

    def __init__(self) -> None:
        self.status = Status()
        self.fences = 0
        self.answered = 0
        """How many questions in real time were answered."""
        self.finished: set[str] = set()
        """Process ids of slips that are out."""
        self.presented = False
        """Whether the slip was seen in the mouth of a presenter."""
        self.anything = False
        self._asked: deque[int] = deque()
        self._rest = b""

    def ask(self, *questions: int) -> None:
        """Note what was asked: the answers don't say what they answer."""
        self._asked.extend(questions)

    def listen(self, said: bytes) -> None:
        """Take in some bytes."""
        words = self._rest + said
        while words:
            length = _length(words)
            if length == 0 or length > len(words):
                break
            self._take(words[:length])
            words = words[length:]
        self._rest = words[:_MOST_KEPT]

    def _take(self, word: bytes) -> None:
        first = word[0]
        if word.startswith(_PRESENTER):
            self._take_presenter(word)
        elif first == _BLOCK:
            if word[1] == _PROCESS_ID:
                self.finished.add(word[2:-1].decode("ascii", "replace"))
        elif len(word) == _REPORT_LENGTH:
            self._take_report(word)
        elif first & 0x93 == 0x12:  # noqa: PLR2004 - 0xx1xx10
            self._take_answer(first)
        elif first & 0x90 == 0:
            self.fences += 1
            self.status.near_end = bool(first & 0x03)
            self.status.paper_end = bool(first & 0x0C)
        else:
            return  # XON, XOFF, noise
        self.anything = True

    def _take_answer(self, byte: int) -> None:
        if not self._asked:
            return
        self.answered += 1
        status = self.status
        match self._asked.popleft():
            case 1:
                status.offline = bool(byte & 0x08)
            case 2:
                status.cover = bool(byte & 0x04)
                status.paper_end |= bool(byte & 0x20)
            case 3:
                status.cutter = bool(byte & 0x08)
                status.fault = bool(byte & 0x60)
            case 4:
                status.near_end = bool(byte & 0x0C)
                status.paper_end |= bool(byte & 0x60)

    def _take_report(self, word: bytes) -> None:
        status = self.status
        status.cover = bool(word[0] & 0x20)
        status.cutter = bool(word[1] & 0x08)
        status.fault = bool(word[1] & 0x60)
        status.near_end = bool(word[2] & 0x03)
        status.paper_end = bool(word[2] & 0x0C)

    def _take_presenter(self, word: bytes) -> None:
        paper, user, _, broken = word[2:]
        status = self.status
        status.paper_end = bool(paper & 0x01)
        status.near_end = bool(paper & 0x04)
        status.cover = bool(user & 0x03)
        status.cutter = bool(broken & 0x01)
        self.presented |= bool(paper & 0x20)


def _length(words: bytes) -> int:
    """Return how long the first word is; 0 if that is not known yet."""
    first = words[0]
    if first == _BLOCK:
        return words.find(b"\0") + 1
    if words.startswith(_PRESENTER):
        return _PRESENTER_LENGTH
    if first & 0x93 == 0x10:  # noqa: PLR2004 - 0xx1xx00
        return _REPORT_LENGTH
    return 1
