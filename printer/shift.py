"""What the owner of a printer does: recover, expire, send, look; every step is committed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from time import monotonic
from uuid import UUID

from kiosk.ports import Clock, Outbox, Outcome, Printed, Signal, SignalKind
from kiosk.print_job import (
    FINAL,
    OPEN,
    TIME_TO_LIVE,
    Job,
    JobState,
    PrinterState,
    Trouble,
    again,
    end,
    fresh,
    paper_of,
    send,
)
from printer.device import Device, Order, may_hang

Tell = Callable[[UUID, Printed], None]

NEAR_END = "near_end"
"""The text of the signal that the paper will soon be at its end."""
_UNDECIDED = (JobState.NOT_SENT, JobState.INTERRUPTED, JobState.UNKNOWN)
_STATES = {
    Outcome.PREVIEW: JobState.PRINTED,
    Outcome.OFF: JobState.PRINTED,
    **{Outcome(state.value): state for state in (*FINAL, *_UNDECIDED)},
}
_BY_SENSOR = {Trouble.PAPER, Trouble.COVER, Trouble.CUTTER}
"""What is so when it is told; other troubles are told to staff when they are met twice."""
_NEVER = float("inf")


@dataclass(frozen=True, kw_only=True)
class Times:
    """How long what is tried again waits."""

    to_live: timedelta = TIME_TO_LIVE
    retry: float = 1.0
    """Seconds between two attempts."""
    look: float = 8.0
    """Seconds between two looks at a printer that is well."""
    look_again: float = 2.0
    """Seconds between two looks at one that is not."""


class Shift:
    """Works off the jobs of one printer, as long as this process owns it."""

    def __init__(  # noqa: PLR0913 - what a printer is wired to
        self,
        name: str,
        device: Device,
        outbox: Outbox,
        clock: Clock,
        *,
        station: str,
        times: Times,
    ) -> None:
        self.state: PrinterState | None = None
        self._name = name
        self._station = station
        self._device = device
        self._outbox = outbox
        self._clock = clock
        self._times = times
        self._begun = False
        self._rest_until = 0.0
        self._next_look = 0.0
        self._told_staff = ""

    def forget(self) -> None:
        """Begin anew with what the outbox says."""
        self._begun = False

    def follow(self) -> None:
        """See what the printer's owner found."""
        self._begun = False
        self.state = self._kept()

    def work(self, jobs: Sequence[Job], tell: Tell) -> float:
        """Do the next thing; return the seconds until there is something to do."""
        if not self._begun:
            self._begin(jobs)
            return 0.0
        self._expire(jobs, tell)
        rest = self._rest_until - monotonic()
        if rest > 0:
            return rest
        due = next((job for job in jobs if job.state in OPEN and self._is_fresh(job)), None)
        if due:
            self._send(due, tell)
            return 0.0
        if monotonic() >= self._next_look:
            self._look()
        return max(self._next_look - monotonic(), 0.0)

    def _begin(self, jobs: Sequence[Job]) -> None:
        """Find out what a crash left: what was being sent may be torn, and is printed again."""
        self._device.start()
        state = self._kept()
        if state is None:
            now = self._clock.now()
            state = PrinterState(name=self._name, since=now, station=self._station)
            self._outbox.put_printer(state)
        self.state = state
        self._told_staff = _sign(self.state)
        for job in jobs:
            if job.state is JobState.SENDING:
                self._note(replace(self.state, torn=True))
                self._change(job, lambda j: end(j, JobState.UNKNOWN, "The kiosk was stopped."))
                self._change(job, lambda j: again(j, j.expires))
        self._rest_until = self._next_look = 0.0
        self._begun = True

    def _expire(self, jobs: Sequence[Job], tell: Tell) -> None:
        for job in jobs:
            if job.state not in FINAL and not self._is_fresh(job):
                reason = "It was too late for its visitor."
                if self._change(job, lambda j: end(j, JobState.EXPIRED, j.reason)):
                    tell(job.id, Printed(Outcome.EXPIRED, job.reason or reason))

    def _send(self, due: Job, tell: Tell) -> None:
        job = self._change(due, lambda j: send(j) if j.state in OPEN and self._is_fresh(j) else j)
        slip = paper_of(job) if job else None
        if job is None or slip is None or job.state is not JobState.SENDING:
            return
        if self.state and due.state is JobState.QUEUED and due.reprint:
            # Whoever asked for another slip saw none that was whole: a piece of it may hang.
            self._note(replace(self.state, torn=True))
        torn = self.state is not None and self.state.torn
        order = Order(slip=slip, process_id=job.process_id, torn=torn)
        printed = self._device.send(order)
        state = _STATES[printed.outcome]
        self._change(job, lambda j: end(j, state, printed.reason, printed.trouble))
        self._judge(printed)
        tell(job.id, printed)
        if state is JobState.UNKNOWN and printed.trouble is Trouble.FAULT:
            # Our own process died: as after a crash, nobody has to be asked.
            self._change(job, lambda j: again(j, j.expires))
        if state is not JobState.PRINTED:
            self._rest_until = monotonic() + self._times.retry
        self._next_look = max(self._next_look, monotonic() + self._times.look)

    def _judge(self, printed: Printed) -> None:
        if self.state is None:
            return
        kept = self.state.torn and printed.outcome is Outcome.NOT_SENT
        self._note(
            replace(
                self.state,
                trouble=printed.trouble,
                reason=printed.reason if printed.trouble else "",
                near_end=printed.near_end,
                torn=kept or may_hang(printed),
            )
        )

    def _look(self) -> None:
        if self.state is None:
            return
        seen = self._device.look(torn=self.state.torn)
        self._note(
            replace(
                self.state,
                trouble=seen.trouble,
                reason=seen.reason,
                near_end=seen.near_end,
                torn=self.state.torn and not seen.cleared,
            )
        )
        again_in = self._times.look_again if seen.trouble else self._times.look
        self._next_look = monotonic() + again_in if seen.talks else _NEVER

    def _note(self, found: PrinterState) -> None:
        """Keep what is new of the printer, and tell staff of trouble, once."""
        before = self.state
        certain = found.trouble in _BY_SENSOR or (before and before.trouble is found.trouble)
        if found != before:
            self.state = replace(found, since=self._clock.now(), station=self._station)
            self._outbox.put_printer(self.state)
        sign = _sign(found)
        if sign == self._told_staff or (found.trouble and not certain):
            return
        self._told_staff = sign
        if sign:
            signal = Signal(SignalKind.PRINTER, self._station, self._clock.now(), sign)
            self._outbox.raise_signal(signal)
        else:
            self._outbox.lower_signal(SignalKind.PRINTER, self._station)

    def _kept(self) -> PrinterState | None:
        return next((p for p in self._outbox.printers() if p.name == self._name), None)

    def _change(self, job: Job, move: Callable[[Job], Job]) -> Job | None:
        return self._outbox.change(job.id, move)

    def _is_fresh(self, job: Job) -> bool:
        return fresh(job, self._clock.now())


def _sign(state: PrinterState) -> str:
    return state.trouble or (NEAR_END if state.near_end else "")
