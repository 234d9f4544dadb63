"""The day's tickets are a list: number, order, wait, board and new calls are read off it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from kiosk.ticket import AT_COUNTER, Status, Ticket

_THIN = 3
"""Fewer measured visits than this give no estimate: better unknown than wrong."""


@dataclass(frozen=True)
class Estimate:
    """The guessed wait in minutes, as a range."""

    low: int
    high: int


@dataclass(frozen=True)
class Call:
    """One line of the board: who is called where, and which call it is."""

    number: str
    counter: str
    calls: int
    at: datetime
    language: str


def next_count(tickets: Iterable[Ticket], station: str) -> int:
    """Return the count of the station's next number; it never depends on the concern."""
    return max((t.count for t in tickets if t.station == station), default=0) + 1


def line(tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """Return the waiting tickets in the order in which they are called."""
    waiting = (t for t in tickets if t.status is Status.WAITING)
    return tuple(sorted(waiting, key=_order))


def next_ticket(
    tickets: Iterable[Ticket], services: Collection[str], counter: str, at: datetime
) -> Ticket | None:
    """Return whom a counter calls next."""
    return next((t for t in line(tickets) if offered(t, services, counter, at)), None)


def offered(ticket: Ticket, services: Collection[str], counter: str, at: datetime) -> bool:
    """Tell whether a counter may call it now: its service, not kept for another, not resting."""
    for_us = ticket.service in services if ticket.counter is None else ticket.counter == counter
    return for_us and not rests(ticket, at)


def rests(ticket: Ticket, at: datetime) -> bool:
    """Tell whether the visitor was just absent, so that the number is not offered yet."""
    return ticket.rests_until is not None and at < ticket.rests_until


def ahead(tickets: Iterable[Ticket], ticket: Ticket) -> int:
    """Return how many people wait for the same service before this ticket."""
    mine = _order(ticket)
    return sum(t.service == ticket.service and _order(t) < mine for t in line(tickets))


def estimate(
    tickets: Sequence[Ticket], ticket: Ticket, open_counters: Mapping[str, Collection[str]]
) -> Estimate | None:
    """Guess the wait from today's measured visits, or return None: unknown.

    Unknown when no open counter serves the ticket's service, or too few visits were measured.
    The range is the people before, divided by the counters, times the quartiles of the visits.
    """
    counters = sum(ticket.service in services for services in open_counters.values())
    visits = [m for t in tickets if t.service == ticket.service for m in _minutes(t)]
    if not counters or len(visits) < _THIN:
        return None
    low, _, high = quantiles(visits, n=4, method="inclusive")
    rounds = ahead(tickets, ticket) / counters
    return Estimate(low=round(rounds * low), high=max(round((rounds + 1) * high), 1))


def board(tickets: Iterable[Ticket], limit: int) -> tuple[Call, ...]:
    """Return the latest calls, newest first; those being served stay while there is room."""
    calls = [
        Call(t.number, t.counter, t.calls, t.called_at, t.language)
        for t in tickets
        if t.status in AT_COUNTER and t.counter and t.called_at
    ]
    return tuple(sorted(calls, key=lambda c: c.at, reverse=True)[:limit])


def new_calls(before: Collection[Call], after: Iterable[Call]) -> tuple[Call, ...]:
    """Return the calls and recalls made since the board was as `before`, oldest first.

    A line that slides back onto a short board is not a new call.
    """
    latest = max((call.at for call in before), default=None)
    fresh = (c for c in after if c not in before and (latest is None or c.at >= latest))
    return tuple(sorted(fresh, key=lambda call: call.at))


def in_hand(tickets: Iterable[Ticket], counter: str) -> Ticket | None:
    """Return the ticket a counter has called or serves."""
    mine = (t for t in tickets if t.status in AT_COUNTER and t.counter == counter)
    return max(mine, key=lambda t: t.called_at or t.issued_at, default=None)


def _order(ticket: Ticket) -> tuple[int, datetime, str, int]:
    return (-ticket.priority, ticket.issued_at, ticket.station, ticket.count)


def _minutes(ticket: Ticket) -> Iterator[float]:
    """Yield how long the visit took, if it is over and was timed."""
    if ticket.status is Status.SERVED and ticket.serving_at and ticket.closed_at:
        yield (ticket.closed_at - ticket.serving_at).total_seconds() / 60
