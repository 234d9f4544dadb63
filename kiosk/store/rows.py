"""A ticket as a row of a table: a flat dict of numbers and texts, and back."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kiosk.ticket import Shared, Status, Ticket

Row = dict[str, str | int | None]

COLUMNS: Mapping[str, type] = {
    "id": str,
    "day": str,
    "station": str,
    "count": int,
    "stops": str,
    "issued_at": str,
    "stop": int,
    "status": str,
    "counter": str,
    "calls": int,
    "language": str,
    "needs": str,
    "priority": int,
    "called_at": str,
    "serving_at": str,
    "closed_at": str,
    "rests_until": str,
    "concerns": str,
    "missing": str,
}
"""The name and type of each value of a row, in order."""

OPTIONAL = frozenset(
    {"counter", "called_at", "serving_at", "closed_at", "rests_until", "concerns", "missing"}
)
"""What may be empty."""


def to_row(ticket: Ticket) -> Row:
    """Return a ticket as a row: moments in UTC, tuples as JSON."""
    shared = ticket.shared
    return {
        "id": str(ticket.id),
        "day": ticket.day.isoformat(),
        "station": ticket.station,
        "count": ticket.count,
        "stops": _json(ticket.stops),
        "issued_at": moment(ticket.issued_at),
        "stop": ticket.stop,
        "status": ticket.status.value,
        "counter": ticket.counter,
        "calls": ticket.calls,
        "language": ticket.language,
        "needs": _json(ticket.needs),
        "priority": ticket.priority,
        "called_at": _moment(ticket.called_at),
        "serving_at": _moment(ticket.serving_at),
        "closed_at": _moment(ticket.closed_at),
        "rests_until": _moment(ticket.rests_until),
        "concerns": _json(shared.concerns) if shared else None,
        "missing": _json(shared.missing) if shared else None,
    }


def from_row(row: Mapping[str, Any]) -> Ticket:
    """Return the ticket of a row, or raise ValueError if it is none."""
    try:
        return _ticket(row)
    except (AttributeError, TypeError) as fault:
        raise ValueError(f"Not a ticket: {fault}") from fault


def moment(at: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, in which the order of texts is the order of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _ticket(row: Mapping[str, Any]) -> Ticket:
    return Ticket(
        id=UUID(row["id"]),
        day=date.fromisoformat(row["day"]),
        station=row["station"],
        count=row["count"],
        stops=_tuple(row["stops"]),
        issued_at=datetime.fromisoformat(row["issued_at"]),
        stop=row["stop"],
        status=Status(row["status"]),
        counter=row["counter"],
        calls=row["calls"],
        language=row["language"],
        needs=_tuple(row["needs"]),
        priority=row["priority"],
        called_at=_datetime(row["called_at"]),
        serving_at=_datetime(row["serving_at"]),
        closed_at=_datetime(row["closed_at"]),
        rests_until=_datetime(row["rests_until"]),
        shared=_shared(row),
    )


def _shared(row: Mapping[str, Any]) -> Shared | None:
    if row["concerns"] is None:
        return None
    return Shared(concerns=_tuple(row["concerns"]), missing=_tuple(row["missing"]))


def _json(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _datetime(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
