"""What a printer can be asked over a link, and what its answers mean in a sentence each."""

from collections.abc import Callable, Iterator
from time import monotonic

from printer.transport import Link

_NOTHING = memoryview(b"")
_MOST = 4096
_QUIET = 0.15
"""Seconds without a word after which an answer of unknown length is whole."""

_MEANINGS: dict[int, dict[int, str]] = {
    1: {0x08: "It is off line.", 0x20: "It waits to be switched on line again."},
    2: {
        0x04: "Its cover is open.",
        0x08: "Somebody feeds paper by its button.",
        0x20: "It stopped since the paper is at its end.",
        0x40: "It has an error.",
    },
    3: {
        0x08: "Its cutter is stuck.",
        0x20: "It has an error that only switching off mends.",
        0x40: "It has an error that goes by itself, such as a hot head.",
    },
    4: {0x0C: "The roll is nearly at its end.", 0x60: "There is no paper."},
}
_WELL = {1: "It is on line.", 2: "Its cover is closed.", 3: "It has no error.", 4: "It has paper."}


class Conversation:
    """Asks questions one at a time; faults are OSError and EOFError, as those of the link."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def ask(
        self, question: bytes, timeout: float, whole: Callable[[bytes], bool] = bool
    ) -> bytes | None:
        """Return an answer as soon as it is whole, or None if it isn't in time."""
        until = monotonic() + timeout
        left, said = memoryview(question), b""
        while monotonic() < until and len(said) < _MOST:
            sent, more = self._link.exchange(left or _NOTHING, until - monotonic())
            left, said = left[sent:], said + more
            if not left and whole(said):
                return said
        return None

    def rest(self) -> bytes:
        """Return what is still said, until it is quiet."""
        said = b""
        while len(said) < _MOST:
            _, more = self._link.exchange(_NOTHING, _QUIET)
            if not more:
                break
            said += more
        return said


def status_question(which: int) -> bytes:
    """Return DLE EOT 1 to 4, which is answered at once, even off line."""
    return b"\x10\x04" + bytes([which])


def is_status(said: bytes) -> bool:
    """Tell whether the last byte is an answer to DLE EOT: 0xx1xx10."""
    return bool(said) and said[-1] & 0x93 == 0x12  # noqa: PLR2004


def status(conversation: Conversation, timeout: float) -> Iterator[str]:
    """Yield a sentence for each thing the printer says of itself."""
    for which, meanings in _MEANINGS.items():
        said = conversation.ask(status_question(which), timeout, is_status)
        if said is None:
            yield f"It does not say whether {_UNSAID[which]}."
            continue
        holds = [meaning for bits, meaning in meanings.items() if said[-1] & bits]
        # The paper nearly at its end is paper still.
        well = not holds or (which == _PAPER and not said[-1] & 0x60)
        yield from (*([_WELL[which]] if well else []), *holds)


_PAPER = 4
_UNSAID = {
    1: "it is on line",
    2: "its cover is open",
    3: "it has an error",
    4: "there is paper",
}
