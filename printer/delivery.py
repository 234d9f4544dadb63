"""One job on its way: sent, acknowledged, and an outcome that claims no more than was seen."""

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from kiosk.ports import Outcome, Printed
from kiosk.print_job import Trouble
from printer.commands import (
    ASK,
    ASK_PRESENTER,
    DROP,
    FENCE,
    HELLO,
    QUESTIONS,
    REPORT,
    finish,
    tell_when_done,
)
from printer.heard import Heard
from printer.models import Ack, Model
from printer.transport import Link, why
from printer.troubles import SENTENCES

_NOTHING = memoryview(b"")
_TAKES_NOTHING = "it takes no data"
_LOOK, _INFINITE = 0.02, float("inf")
"""Seconds between two looks at whether a device has taken everything."""
_BY_THE_WAY = 0.2
"""Seconds for what is only done if it is possible."""
_IN_ADAPTERS = 1024
"""Bytes more that may be on their way on a slow line: not every system tells what it keeps."""
_NOBODY_KNOWS = (
    "The printer took the slip and said nothing, so nobody knows whether it is there and whole; "
    "if this model never answers, say ack=none in KIOSK_PRINTER."
)


@dataclass(frozen=True)
class Deadlines:
    """Seconds that each step may take, apart from what the bytes take on a slow line."""

    connect: float = 3.0
    hello: float = 0.3
    """Until a printer that answers at all has begun to."""
    confirm: float = 5.0
    """From the last byte to the printer's word, apart from the time the paper takes."""
    job: float = 15.0
    answer: float = 1.5
    """Until a printer known to answer has answered."""
    stall: float = 4.0
    """In which a printer takes not one byte."""


@dataclass(frozen=True)
class Encoded:
    """A picture in the printer's commands, and how much paper it takes."""

    data: bytes
    mm: float


class Delivery:
    """Sends one job over a link."""

    def __init__(self, link: Link, deadlines: Deadlines, model: Model | None = None) -> None:
        self.heard = Heard()
        self._link = link
        self._deadlines = deadlines
        self._model = model or Model()
        self._until = monotonic() + deadlines.job
        self._begun = False
        self._greetings = 0

    def run(
        self, picture: Encoded, process_id: str, *, talks: bool = False, before: bytes = b""
    ) -> Printed:
        """Send a picture; `talks` if this printer is known to answer, `before` goes before it."""
        try:
            self.greet(before, talks=talks)
            return self._refused(talks=talks) or self._sent(picture, process_id)
        except EOFError:
            return self._torn("The printer hung up before it had the whole slip")
        except OSError as fault:
            return self._torn(f"The line to the printer broke ({why(fault)})")

    def greet(self, before: bytes = b"", *, talks: bool = False) -> None:
        """Ask the printer how it is; raise OSError or EOFError."""
        if self._link.hears:
            self.heard.ask(*QUESTIONS)
            before += ASK
        hello = before + HELLO
        on_line = self._seconds(len(hello))
        arrives = monotonic() + on_line
        self._until += on_line
        if not self._push(hello, arrives + self._deadlines.connect):
            raise TimeoutError(errno.ETIMEDOUT, _TAKES_NOTHING)
        if self._link.hears:
            arrives += self._seconds(min(len(hello), _IN_ADAPTERS))
            self._hear(talks=talks, under_way=max(arrives - monotonic(), 0.0))
        self._greetings = self.heard.fences

    def drop(self) -> bool:
        """Let the printer forget what it has not printed; tell whether it took that."""
        self._begun = False
        until = monotonic() + _BY_THE_WAY
        with suppress(OSError, EOFError):
            until += self._seconds(self._link.untaken() + len(DROP))
            pushed = self._push(DROP, until)
            while pushed and self._link.untaken() and (left := until - monotonic()) > 0:
                self._exchange(_NOTHING, min(left, _LOOK))
            return pushed and not self._link.untaken()
        return False

    def trouble(self, *, talks: bool) -> Trouble | None:
        """Return what keeps the printer, once greeted, from printing."""
        status = self.heard.status
        if status.trouble or not self._link.hears:
            return status.trouble
        if status.offline and not self.heard.fences:
            return Trouble.OFFLINE
        talks = talks or self._model.ack not in {Ack.AUTO, Ack.NONE}
        return Trouble.MUTE if talks and not self.heard.fences else None

    def _hear(self, *, talks: bool, under_way: float) -> None:
        """Wait for the answers of a printer that the question reaches in `under_way` seconds."""
        first_word = self._deadlines.hello + under_way
        self._listen(lambda: self.heard.anything or self._greeted(), first_word)
        if talks or self.heard.anything:
            self._listen(self._greeted, self._deadlines.answer + under_way)
        if not self.heard.anything and not self._link.hangs_up and self._link.untaken():
            # The system keeps it for a device that is switched off.
            raise TimeoutError(errno.ETIMEDOUT, _TAKES_NOTHING)

    def _greeted(self) -> bool:
        """Tell whether there is nothing more to wait for; off line no fence is answered."""
        heard = self.heard
        all_told = heard.answered >= len(QUESTIONS)
        stopped = heard.status.trouble is not None or heard.status.offline
        return heard.fences > 0 or (all_told and stopped)

    def _refused(self, *, talks: bool) -> Printed | None:
        trouble = self.trouble(talks=talks)
        if trouble is None:
            return None
        return self._outcome(Outcome.NOT_SENT, SENTENCES[trouble], trouble)

    def _sent(self, picture: Encoded, process_id: str) -> Printed:
        acknowledges = self._acknowledges()
        end = tell_when_done(process_id) if acknowledges is Ack.ID else FENCE
        report = REPORT if self.heard.anything else b""
        self._begun = True
        job = b"".join((report, picture.data, finish(cutter=self._model.cutter), end))
        on_line = self._seconds(len(job) + _IN_ADAPTERS)
        arrives = monotonic() + on_line
        self._until += on_line
        if not self._push(job, self._until):
            trouble = self.heard.status.trouble
            if trouble:
                return self._stopped(trouble)
            return self._torn("The printer stopped taking the slip")
        paper = picture.mm / self._model.speed
        until = min(max(monotonic(), arrives) + self._deadlines.confirm, self._until) + paper
        return self._confirmed(acknowledges, process_id, until)

    def _acknowledges(self) -> Ack:
        """Return how this printer says that a slip is out, as far as it has shown."""
        if self._model.ack is not Ack.AUTO:
            return self._model.ack
        return Ack.FENCE if self._greetings else Ack.NONE

    def _confirmed(self, acknowledges: Ack, process_id: str, until: float) -> Printed:
        if acknowledges is Ack.NONE:
            self._link.end()
            return self._handed_over(taken=self._taken(until))

        def done() -> bool:
            if acknowledges is Ack.ID:
                return process_id in self.heard.finished
            answered = self.heard.fences > self._greetings
            return answered and (acknowledges is not Ack.PRESENTER or self._presented())

        self._listen(lambda: done() or self._hindered(), until - monotonic())
        is_out, trouble = done(), self.heard.status.trouble
        if is_out and trouble is Trouble.PAPER:
            sentence = "The paper ended: see whether the slip is whole."
            return self._outcome(Outcome.UNKNOWN, sentence, trouble)
        if is_out:
            self._part()
            return self._outcome(Outcome.PRINTED)
        if trouble:
            return self._stopped(trouble)
        if self._link.untaken():
            return self._torn("The printer stopped taking the slip")
        return self._unconfirmed()

    def _handed_over(self, *, taken: bool) -> Printed:
        """Judge what a printer that confirms nothing did with what it took."""
        trouble = self.heard.status.trouble
        if trouble:
            return self._stopped(trouble)
        if self._link.untaken():
            return self._torn("The printer stopped taking the slip")
        if not taken:
            return self._unconfirmed()
        if self._is_mute():
            return self._outcome(Outcome.UNKNOWN, _NOBODY_KNOWS)
        return self._outcome(Outcome.PRINTED)

    def _is_mute(self) -> bool:
        """Tell whether it never said a word, though it could, and nobody said that it doesn't."""
        return self._link.hears and self._model.ack is Ack.AUTO and not self.heard.anything

    def _presented(self) -> bool:
        if not self.heard.presented:
            self._push(ASK_PRESENTER, monotonic() + _BY_THE_WAY)
            self._exchange(_NOTHING, _LOOK)
        return self.heard.presented

    def _part(self) -> None:
        """Say that nothing follows and hear the printer out: else what it did not read is lost."""
        with suppress(OSError, EOFError):
            self._link.end()
            self._taken(monotonic() + _BY_THE_WAY)

    def _hindered(self) -> bool:
        return self._begun and self.heard.status.trouble is not None

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
        return self._link.untaken() == 0 and not self._link.hangs_up

    def _push(self, data: bytes, until: float) -> bool:
        """Send everything, unless the printer stops or says that it can't go on."""
        view = memoryview(data)
        moved = monotonic()
        while view and not self._hindered():
            left = min(until, moved + self._deadlines.stall) - monotonic()
            if left <= 0:
                return False
            sent = self._exchange(view, left)
            if sent:
                view, moved = view[sent:], monotonic()
        return not view

    def _seconds(self, count: int) -> float:
        """Return what so many bytes take on the line itself."""
        return count / self._link.speed

    def _listen(self, enough: Callable[[], bool], seconds: float) -> None:
        until = monotonic() + seconds
        while not enough() and (left := until - monotonic()) > 0:
            self._exchange(_NOTHING, left)

    def _exchange(self, data: memoryview, timeout: float) -> int:
        sent, said = self._link.exchange(data, timeout)
        self.heard.listen(said)
        return sent

    def _stopped(self, trouble: Trouble) -> Printed:
        sentence = f"{SENTENCES[trouble].rstrip('.')}; the slip is torn."
        return self._outcome(Outcome.INTERRUPTED, sentence, trouble)

    def _torn(self, what: str) -> Printed:
        trouble = self.heard.status.trouble or Trouble.LINE
        if self._begun:
            sentence = f"{what}: the slip is torn or missing."
            return self._outcome(Outcome.INTERRUPTED, sentence, trouble)
        return self._outcome(Outcome.NOT_SENT, f"{what}: nothing was printed.", trouble)

    def _unconfirmed(self) -> Printed:
        sentence = "The printer did not confirm the slip: see whether it is there and whole."
        return self._outcome(Outcome.UNKNOWN, sentence, Trouble.MUTE)

    def _outcome(
        self, outcome: Outcome, reason: str = "", trouble: Trouble | None = None
    ) -> Printed:
        near_end = self.heard.status.near_end
        return Printed(outcome, reason, trouble=trouble, near_end=near_end)
