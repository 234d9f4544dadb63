"""A store in memory, for one process: tests, and trying things out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from threading import Condition, Lock
from uuid import UUID

from kiosk.ports import Signal, SignalKind
from kiosk.print_job import Job, PrinterState
from kiosk.store.lent import LentDay
from kiosk.store.rows import moment
from kiosk.ticket import Ticket


class MemoryStore:
    """Keeps tickets, signals and print jobs as long as the process lives."""

    def __init__(self) -> None:
        self._tickets: dict[UUID, Ticket] = {}
        self._signals: dict[tuple[SignalKind, str], Signal] = {}
        self._jobs: dict[UUID, Job] = {}
        self._printers: dict[str, PrinterState] = {}
        self._version = 0
        self._writer = Lock()
        self._changed = Condition()

    def tickets(self, day: date) -> Sequence[Ticket]:
        """Return the day's tickets in order of issue."""
        with self._changed:
            return tuple(ticket for ticket in self._tickets.values() if ticket.day == day)

    @contextmanager
    def changing(self, day: date) -> Iterator[LentDay]:
        """Lend the fresh day to one writer at a time."""
        with self._writer:
            lent = LentDay(day, self.tickets(day))
            yield lent
            if lent.changes:
                with self._change():
                    self._tickets.update({ticket.id: ticket for ticket in lent.changes})

    def signals(self) -> Sequence[Signal]:
        """Return what is raised now, the oldest first."""
        with self._changed:
            return tuple(sorted(self._signals.values(), key=lambda signal: signal.at))

    def raise_signal(self, signal: Signal) -> None:
        """Raise a signal, in place of the one of the same kind and name."""
        with self._writer, self._change():
            self._signals[signal.kind, signal.name] = signal

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Lower a signal; nothing happens if it is not raised."""
        with self._writer:
            if (kind, name) in self._signals:
                with self._change():
                    del self._signals[kind, name]

    def version(self) -> int:
        """Return a number that grows with every change."""
        with self._changed:
            return self._version

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until the version differs from `seen`, at most `timeout` seconds; return it."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != seen, timeout)
            return self._version

    @property
    def outbox(self) -> "MemoryStore":
        """The print jobs."""
        return self

    def add(self, job: Job) -> None:
        """Keep a new job."""
        with self._writer, self._change():
            self._jobs[job.id] = job

    def change(self, job: UUID, move: Callable[[Job], Job]) -> Job | None:
        """Change the fresh job; None if it is gone."""
        with self._writer:
            before = self._jobs.get(job)
            after = move(before) if before else None
            if after and after != before:
                with self._change():
                    self._jobs[job] = after
            return after

    def jobs(self) -> Sequence[Job]:
        """Return the jobs that are kept, the oldest first."""
        with self._changed:
            return tuple(sorted(self._jobs.values(), key=lambda job: job.created))

    def printers(self) -> Sequence[PrinterState]:
        """Return what is known of each printer."""
        with self._changed:
            return tuple(sorted(self._printers.values(), key=lambda state: state.name))

    def put_printer(self, state: PrinterState) -> None:
        """Keep what is known of a printer."""
        with self._writer, self._change():
            self._printers[state.name] = state

    def forget_before(self, day: date) -> None:
        """Delete the tickets, print jobs, calls and messages of earlier days."""
        with self._writer:
            for job in [j for j in self._jobs.values() if moment(j.created) < day.isoformat()]:
                with self._change():
                    del self._jobs[job.id]
            tickets = [t.id for t in self._tickets.values() if t.day < day]
            signals = [key for key, signal in self._signals.items() if _is_stale(signal, day)]
            if tickets or signals:
                with self._change():
                    for id_ in tickets:
                        del self._tickets[id_]
                    for key in signals:
                        del self._signals[key]

    def close(self) -> None:
        """Let go of nothing: memory holds no files."""

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._changed:
            yield
            self._version += 1
            self._changed.notify_all()


def _is_stale(signal: Signal, day: date) -> bool:
    return signal.kind is not SignalKind.OPEN and moment(signal.at) < day.isoformat()
