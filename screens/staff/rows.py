"""The line as rows: who waits, in this counter's order, then who is parked or did not come."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kiosk import waiting
from kiosk.catalog import OfficeFacts
from kiosk.office import Day
from kiosk.ticket import Status, Ticket
from screens.staff.wording import Wording, minutes, wall_clock

_NOTE = 24
"""Room for what is to be noted, where there is room."""


@dataclass(frozen=True)
class Row:
    """One ticket of the line."""

    ticket: Ticket
    place: int | None = None
    """The how-manieth this counter calls, if "next" reaches it now."""


@dataclass(frozen=True)
class Texts:
    """The cells of a row."""

    place: str
    number: str
    waits: str
    service: str
    language: str
    note: str


def rows(day: Day, services: Collection[str], counter: str) -> tuple[Row, ...]:
    """Return the line as a counter sees it."""
    places = iter(range(1, len(day.tickets) + 1))
    waiting_rows = [
        Row(ticket, next(places) if waiting.offered(ticket, services, counter, day.now) else None)
        for ticket in waiting.line(day.tickets)
    ]
    others = (_latest(day, Status.PARKED), _latest(day, Status.NO_SHOW))
    return (*waiting_rows, *(Row(ticket) for group in others for ticket in group))


def texts(row: Row, day: Day, say: Wording) -> Texts:
    """Return what a row says."""
    ticket = row.ticket
    return Texts(
        place=str(row.place or ""),
        number=ticket.number,
        waits=minutes(ticket.issued_at, day.now),
        service=say.service(ticket.service),
        language=say.spoken(ticket.language),
        note=", ".join(_notes(ticket, day, say)),
    )


def heading(say: Wording) -> Texts:
    """Return what stands over the columns."""
    number, waits, service, language, note = map(
        say, ("number", "waits_for", "service", "language", "note")
    )
    return Texts("", number, waits, service, language, note)


def widest(office: OfficeFacts, say: Wording) -> Texts:
    """Return a row as long as they get, so that columns never jump."""
    return Texts(
        place="99",
        number="A042",
        waits="1:05 h",
        service=max(map(say.service, office.services), key=len),
        language=max(map(say.spoken, office.languages), key=len),
        note="x" * _NOTE,
    )


def _notes(ticket: Ticket, day: Day, say: Wording) -> Iterator[str]:
    if ticket.status is not Status.WAITING:
        yield say(f"is_{ticket.status}")
    elif ticket.rests_until and waiting.rests(ticket, day.now):
        yield say("rests", until=wall_clock(ticket.rests_until))
    if ticket.status is Status.WAITING and ticket.counter:
        yield say("kept_for", place=say.place(ticket.counter))
    yield from map(say.need, ticket.needs)


def _latest(day: Day, status: Status) -> list[Ticket]:
    found = (ticket for ticket in day.tickets if ticket.status is status)
    return sorted(found, key=lambda ticket: ticket.called_at or ticket.issued_at)
