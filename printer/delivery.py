"""One job on its way: sent, fenced, and an outcome that claims no more than was seen."""

import errno
from dataclasses import dataclass
from time import monotonic

from kiosk.ports import Outcome, Printed
from printer.commands import HELLO
from printer.transport import Link, why

PRINTED = Printed(Outcome.PRINTED)

_NOTHING = memoryview(b"")
_LOOK, _INFINITE = 0.02, float("inf")
"""Seconds between two looks at whether a device has taken everything."""
_MOST_SAID = 4096
"""Bytes of a printer's words that are listened to."""
_AUTOMATIC = 0x10
"""A status the printer sends by itself: four bytes, the first marked so."""
_PAPER_END = 0x0C


@dataclass(frozen=True)
class Deadlines:
    """Seconds that each step may take."""

    connect: float = 3.0
    hello: float = 0.3
    """Until a printer that answers fences has answered the first."""
    confirm: float = 5.0
    """From the last byte to the printer's word."""
    job: float = 15.0


class Delivery:
    """Sends one job over a link."""

    def __init__(self, link: Link, deadlines: Deadlines) -> None:
        self._link = link
        self._deadlines = deadlines
        self._until = monotonic() + deadlines.job
        self._said = b""
        self._begun = False

    @property
    def answers(self) -> bytes:
        """The printer's answers to fences so far."""
        return _answers(self._said)

    def run(self, job: bytes, *, talks: bool = False, before: bytes = b"") -> Printed:
        """Send a job; `talks` if this printer is known to answer, `before` goes before it."""
        try:
            return self._greeted(before, talks=talks) or self._sent(job) or self._confirmed()
        except EOFError:
            return self._torn("The printer hung up before it had the whole slip")
        except OSError as fault:
            return self._torn(f"The line to the printer broke ({why(fault)})")

    def greet(self, before: bytes = b"") -> bytes:
        """Say hello and return what the printer answers in time; raise OSError or EOFError."""
        if not self._push(before + HELLO, monotonic() + self._deadlines.connect):
            raise TimeoutError(errno.ETIMEDOUT, "it takes no data")
        if self._link.hears:
            self._listen(1, monotonic() + self._deadlines.hello)
        return self.answers

    def _greeted(self, before: bytes, *, talks: bool) -> Printed | None:
        answers = self.greet(before)
        if answers and answers[0] & _PAPER_END:
            return Printed(Outcome.NOT_SENT, "The printer is out of paper: put in a new roll.")
        if talks and not answers:
            return Printed(
                Outcome.NOT_SENT, "The printer does not answer: check paper, cover and power."
            )
        return None

    def _sent(self, job: bytes) -> Printed | None:
        self._begun = True
        if self._push(job[len(HELLO) :], self._until):
            return None
        return self._torn("The printer stopped taking the slip")

    def _confirmed(self) -> Printed:
        until = min(monotonic() + self._deadlines.confirm, self._until)
        if self.answers:
            self._listen(2, until)
            return self._judged() or _unconfirmed()
        self._link.end()
        taken = self._taken(until)
        if self._link.untaken():
            return self._torn("The printer stopped taking the slip")
        return self._judged() or (PRINTED if taken else _unconfirmed())

    def _judged(self) -> Printed | None:
        """Return what the last fence says, if it was answered."""
        if len(self.answers) < 2:  # noqa: PLR2004 - one fence before, one after
            return None
        if self.answers[-1] & _PAPER_END:
            return Printed(Outcome.UNKNOWN, "The paper ended: see whether the slip is whole.")
        return PRINTED

    def _taken(self, until: float) -> bool:
        """Wait until the other side has everything: it hangs up, or its buffer is empty."""
        longest = _INFINITE if self._link.hangs_up else _LOOK
        while (left := until - monotonic()) > 0:
            if not self._link.hangs_up and self._link.untaken() == 0:
                return True
            try:
                self._exchange(_NOTHING, min(left, longest))
            except EOFError:
                return True
        return False

    def _push(self, data: bytes, until: float) -> bool:
        view = memoryview(data)
        while view and (left := until - monotonic()) > 0:
            view = view[self._exchange(view, left) :]
        return not view

    def _listen(self, answers: int, until: float) -> None:
        while len(self.answers) < answers and (left := until - monotonic()) > 0:
            self._exchange(_NOTHING, left)

    def _exchange(self, data: memoryview, timeout: float) -> int:
        sent, said = self._link.exchange(data, timeout)
        self._said = (self._said + said)[:_MOST_SAID]
        return sent

    def _torn(self, what: str) -> Printed:
        if self._begun:
            return Printed(Outcome.INTERRUPTED, f"{what}: the slip is torn or missing.")
        return Printed(Outcome.NOT_SENT, f"{what}: nothing was printed.")


def _unconfirmed() -> Printed:
    return Printed(
        Outcome.UNKNOWN, "The printer did not confirm the slip: see whether it is there and whole."
    )


def _answers(said: bytes) -> bytes:
    """Sort out the answers to fences from a printer's other words."""
    answers = bytearray()
    at = 0
    while at < len(said):
        if said[at] & 0x93 == _AUTOMATIC:
            at += 4
            continue
        if said[at] & 0x90 == 0:
            answers.append(said[at])
        at += 1
    return bytes(answers)
