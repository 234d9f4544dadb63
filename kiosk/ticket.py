"""A visitor's place in the line, and the moves it can make."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.errors import IllegalMove


class Status(StrEnum):
    """Where a ticket is on its way."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    """Away to fetch or fill in something; comes back by hand."""
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


AT_COUNTER = frozenset({Status.CALLED, Status.SERVING})
"""A ticket in these states is in some counter's hands."""
WAS_SEEN = AT_COUNTER | {Status.PARKED, Status.SERVED}
"""Whoever has a ticket in these states was at a counter: only they get a proof of it."""


@dataclass(frozen=True)
class Shared:
    """What the visitor agreed to let staff see; gone when the ticket ends."""

    concerns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Documents the visitor does not have."""


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A visitor's place; its number tells the station and the count, never the concern."""

    id: UUID
    day: date
    station: str
    count: int
    stops: tuple[str, ...]
    """The services on the way, in order."""
    issued_at: datetime
    stop: int = 0
    """Index of the service the ticket waits for or is served by."""
    status: Status = Status.WAITING
    counter: str | None = None
    """Where it is called or served; while waiting, the only counter that may call it."""
    calls: int = 0
    language: str = "de"
    needs: tuple[str, ...] = ()
    priority: int = 0
    """Higher is called first."""
    called_at: datetime | None = None
    serving_at: datetime | None = None
    closed_at: datetime | None = None
    rests_until: datetime | None = None
    """Not offered by "next" before this moment, since the visitor was just absent."""
    shared: Shared | None = None

    @property
    def number(self) -> str:
        """The number as it is printed, shown and spoken, such as A042."""
        return f"{self.station}{self.count:03d}"

    @property
    def service(self) -> str:
        """The service of the present stop."""
        return self.stops[self.stop]


def call(ticket: Ticket, counter: str, at: datetime) -> Ticket:
    """Ask the visitor to come to a counter."""
    _allow(ticket, "called", Status.WAITING, Status.PARKED, Status.NO_SHOW)
    return replace(
        ticket,
        status=Status.CALLED,
        counter=counter,
        calls=ticket.calls + 1,
        called_at=at,
        serving_at=None,
        closed_at=None,
        rests_until=None,
    )


def recall(ticket: Ticket, at: datetime) -> Ticket:
    """Call once more to the same counter."""
    _allow(ticket, "recalled", Status.CALLED)
    return replace(ticket, calls=ticket.calls + 1, called_at=at)


def serve(ticket: Ticket, at: datetime) -> Ticket:
    """Note that the visitor has come."""
    _allow(ticket, "served", Status.CALLED)
    return replace(ticket, status=Status.SERVING, serving_at=at)


def finish(ticket: Ticket, at: datetime) -> Ticket:
    """End this stop: wait for the next service, or be done and forget what was shared."""
    _allow(ticket, "finished", Status.CALLED, Status.SERVING)
    if ticket.stop + 1 < len(ticket.stops):
        return replace(_back_in_line(ticket), stop=ticket.stop + 1, calls=0)
    return replace(_wiped(ticket), status=Status.SERVED, closed_at=at)


def no_show(ticket: Ticket, at: datetime, *, calls: int, pause: timedelta) -> Ticket:
    """Note that nobody came: keep the place and rest for `pause`, or end after `calls` calls."""
    _allow(ticket, "marked as absent", Status.CALLED)
    if ticket.calls >= calls:
        return replace(_wiped(ticket), status=Status.NO_SHOW, closed_at=at)
    return replace(_back_in_line(ticket), rests_until=at + pause)


def requeue(ticket: Ticket) -> Ticket:
    """Put the visitor back into the line with number and time of issue."""
    _allow(ticket, "put back", Status.CALLED, Status.SERVING, Status.NO_SHOW)
    return replace(_back_in_line(ticket), calls=0)


def park(ticket: Ticket) -> Ticket:
    """Let the visitor fetch or fill in something; only a call by hand brings the ticket back."""
    _allow(ticket, "parked", Status.CALLED, Status.SERVING)
    return replace(ticket, status=Status.PARKED, calls=0)


def transfer(ticket: Ticket, service: str, counter: str | None = None) -> Ticket:
    """Send the visitor to another service, or to one counter, with number and time of issue."""
    _allow(ticket, "transferred", Status.CALLED, Status.SERVING, Status.PARKED)
    left = (s for s in ticket.stops[ticket.stop + 1 :] if s != service)
    stops = (*ticket.stops[: ticket.stop], service, *left)
    return replace(_back_in_line(ticket), stops=stops, counter=counter, calls=0)


def cancel(ticket: Ticket, at: datetime) -> Ticket:
    """Give up the place."""
    _allow(ticket, "cancelled", Status.WAITING, Status.PARKED)
    return replace(_wiped(ticket), status=Status.CANCELLED, closed_at=at)


def _back_in_line(ticket: Ticket) -> Ticket:
    return replace(
        ticket,
        status=Status.WAITING,
        counter=None,
        called_at=None,
        serving_at=None,
        closed_at=None,
        rests_until=None,
    )


def _wiped(ticket: Ticket) -> Ticket:
    return replace(ticket, shared=None, needs=())


def _allow(ticket: Ticket, done: str, *statuses: Status) -> None:
    if ticket.status not in statuses:
        raise IllegalMove(
            f"{ticket.number} can't be {done}: it is {_said(ticket)}, not {_or(statuses)}.",
            key=f"is_{ticket.status}",
            number=ticket.number,
            counter=ticket.counter or "",
        )


def _said(ticket: Ticket) -> str:
    word = ticket.status.replace("_", "-")
    return f"{word} at counter {ticket.counter}" if ticket.status in AT_COUNTER else word


def _or(statuses: Iterable[Status]) -> str:
    return " or ".join(status.replace("_", "-") for status in statuses)
