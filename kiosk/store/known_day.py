"""What a process remembers of a day, so that each look reads only what changed."""

import sqlite3
from datetime import date
from threading import Lock
from uuid import UUID

from kiosk.store.rows import COLUMNS, from_row
from kiosk.ticket import Ticket

_CHANGED = (
    f"select {', '.join(COLUMNS)} from tickets "  # noqa: S608 - names of our own
    "where changed > ? and day = ? order by place"
)
_BEFORE_ALL = -1


class KnownDay:
    """The committed tickets of the day that was asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._version = 0
        self._tickets: list[Ticket] = []
        self._places: dict[UUID, int] = {}

    def read(self, database: sqlite3.Connection, day: date) -> tuple[Ticket, ...]:
        """Return the day's tickets in order of issue.

        What is committed between the two statements is read again by the next look.
        """
        with self._lock:
            version, purged = database.execute("select version, purged from state").fetchone()
            if day != self._day or self._version < purged:
                self._day, self._version = day, _BEFORE_ALL
                self._tickets, self._places = [], {}
            if version != self._version:
                for ticket in _changed(database, day, self._version):
                    self._keep(ticket)
                self._version = version
            return tuple(self._tickets)

    def _keep(self, ticket: Ticket) -> None:
        place = self._places.setdefault(ticket.id, len(self._tickets))
        self._tickets[place : place + 1] = [ticket]


def _changed(database: sqlite3.Connection, day: date, version: int) -> list[Ticket]:
    rows = database.execute(_CHANGED, [version, day.isoformat()]).fetchall()
    return [from_row(dict(zip(COLUMNS, row, strict=True))) for row in rows]
