"""Slips by way of the outbox: kept before they are sent, printed by the printer's owner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from uuid import UUID, uuid4

from kiosk.errors import StoreError
from kiosk.ports import Clock, Outbox, Outcome, Printed, Told
from kiosk.print_job import (
    FINAL,
    OPEN,
    Job,
    JobState,
    PrinterState,
    Trouble,
    again,
    end,
)
from kiosk.slip import Slip
from printer import notes
from printer.device import Device
from printer.owner import Holder, Owner
from printer.shift import Shift, Times

_FIRST_WORD, _LAST_WORD = 30.0, 10.0
"""Seconds that `print` waits for the first outcome, and after a torn slip for the next."""
_SHORT = 0.2
"""Seconds after which it is seen that the printer shall be closed."""
_STORE_AWAY = 1.0
_UNDECIDED = frozenset({JobState.NOT_SENT, JobState.INTERRUPTED, JobState.UNKNOWN})


class PostedPrinter:
    """A printer whose jobs outlive a crash, and never their visitor's patience."""

    def __init__(  # noqa: PLR0913 - what a printer is wired to
        self,
        name: str,
        device: Device,
        outbox: Outbox,
        clock: Clock,
        owner: Owner,
        *,
        station: str = "",
        times: Times | None = None,
        patience: float = 0.0,
    ) -> None:
        self._patience = patience
        """Seconds more that a slip may take since its line is slow."""
        self._name = name
        self._device = device
        self._outbox = outbox
        self._clock = clock
        self._owner = owner
        self._times = times or Times()
        self._station = station
        self._lock = Lock()
        self._waiting: dict[UUID, _Waiting] = {}
        self._left: set[UUID] = set()
        """Slips that were on their way when their visitor left; they are not tried again."""
        self._thread: Thread | None = None
        self._stays = False
        self._closing = Event()
        self._shift = Shift(name, device, outbox, clock, station=station, times=self._times)

    def start(self) -> None:
        """Look after the printer from now on."""
        self._stays = True
        self._work_on()

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip; what is torn is printed again at once, what waits for paper goes on."""
        told: SimpleQueue[Printed] = SimpleQueue()
        self.post(slip, told.put)
        try:
            printed = told.get(timeout=_FIRST_WORD + self._patience)
        except Empty:
            return Printed(Outcome.NOT_SENT, "The printer is busy: the slip still waits.")
        until = monotonic() + _LAST_WORD + self._patience
        while printed.outcome is Outcome.INTERRUPTED and (left := until - monotonic()) > 0:
            try:
                printed = told.get(timeout=left)
            except Empty:
                break
        return printed

    def post(self, slip: Slip, told: Told) -> None:
        """Take on a slip and return; a fault is an outcome that is told."""
        now = self._clock.now()
        job = Job(
            id=uuid4(),
            printer=self._name,
            created=now,
            expires=now + self._times.to_live,
            number=slip.number,
            slip=slip,
        )
        with self._lock:
            self._waiting[job.id] = _Waiting(told)
        try:
            self._outbox.add(job)
        except StoreError as fault:
            self._tell(job.id, Printed(Outcome.NOT_SENT, str(fault), trouble=Trouble.FAULT))
            return
        self._work_on()

    def again(self, job: UUID) -> None:
        """Print a slip of which nobody knew whether it was whole once more, marked."""
        expires = self._clock.now() + self._times.to_live
        self._outbox.change(job, lambda fresh: again(fresh, expires))
        with self._lock:
            if job in self._waiting:
                self._waiting[job].last = None
        self._work_on()

    def leave(self) -> None:
        """Forget who waits for slips: what is not on its way is not printed for the next one."""
        with self._lock:
            self._left.update(self._waiting)
            self._waiting = {}
        self._give_up()

    def state(self) -> PrinterState | None:
        """Return what is known of the printer; None before it was first looked at."""
        return self._shift.state

    def jobs(self) -> Sequence[Job]:
        """Return the printer's jobs, the oldest first."""
        return [job for job in self._outbox.jobs() if job.printer == self._name]

    def check(self) -> str:
        """Return one line on the printer's state, or raise PrinterError saying what to do."""
        with self._owner.taken() as ours:
            if ours:
                return self._device.check()
        holder = self._owner.holder()
        noted = notes.noted_by(holder, self._name, self._outbox)
        return notes.check(holder, noted, self._name)

    def close(self) -> None:
        """End when the slip that is on its way is done."""
        self._closing.set()
        if self._thread:
            self._thread.join()
        self._device.close()
        self._owner.leave()

    def _work_on(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._work, name="printer", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while not self._closing.is_set():
            try:
                seen = self._outbox.version()
                pause = self._turn()
                if self._may_rest():
                    return
                self._outbox.wait(seen, min(pause, _SHORT))
            except StoreError:
                self._shift.forget()
                self._closing.wait(_STORE_AWAY)

    def _turn(self) -> float:
        """Do what can be done now; return the seconds until there may be more."""
        owns = self._owner.take()
        if not owns:
            self._shift.follow()
            self._refuse(self._owner.holder())
        self._give_up()
        jobs = self.jobs()
        for job in jobs:
            if job.state in _UNDECIDED | FINAL:
                self._tell(job.id, _outcome_of(job))
        return self._shift.work(jobs, self._tell) if owns else _SHORT

    def _give_up(self) -> None:
        """End the slips of who has left, unless they are on their way."""
        with self._lock:
            left = list(self._left)
        for job in left:
            ended = self._outbox.change(job, _given_up)
            if ended is None or ended.state in FINAL:
                with self._lock:
                    self._left.discard(job)

    def _refuse(self, holder: Holder) -> None:
        """Tell who waits that nobody prints for them: the owner knows its printer otherwise."""
        if holder.printer in {"", self._name}:
            return
        sentence = f"{holder} has this printer as {holder.printer}: use the same address."
        with self._lock:
            waiting = list(self._waiting)
        for job in waiting:
            self._outbox.change(
                job, lambda j: end(j, JobState.NOT_SENT, sentence) if j.state in OPEN else j
            )

    def _may_rest(self) -> bool:
        """Tell whether this process has nothing more to print, and let others have the printer."""
        with self._lock:
            undone = self._left or any(each.undone for each in self._waiting.values())
            if self._stays or undone:
                return False
            self._thread = None
            self._device.close()
            self._owner.leave()
            self._shift.forget()
            return True

    def _tell(self, job: UUID, printed: Printed) -> None:
        """Tell who waits what is new to them."""
        with self._lock:
            waiting = self._waiting.get(job)
            if waiting is None or waiting.last is printed.outcome:
                return
            waiting.last = printed.outcome
            if not waiting.undone:
                del self._waiting[job]
        waiting.told(replace(printed, job=job))


@dataclass
class _Waiting:
    """Somebody who waits for a slip, and what they heard last."""

    told: Told
    last: Outcome | None = None

    @property
    def undone(self) -> bool:
        return self.last in {None, Outcome.NOT_SENT, Outcome.INTERRUPTED, Outcome.UNKNOWN}


def _given_up(job: Job) -> Job:
    return end(job, JobState.EXPIRED, "left") if job.state in _UNDECIDED else job


def _outcome_of(job: Job) -> Printed:
    return Printed(Outcome(job.state), job.reason, trouble=job.trouble)
