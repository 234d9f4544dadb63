"""What a process remembers of a day, so that each look reads only what changed."""

from datetime import date
from threading import Lock
from uuid import UUID

from kiosk.store.database import Database
from kiosk.store.rows import from_row
from kiosk.ticket import Ticket

_STATE = "select version, purged from state"
_ALL = "select * from tickets where day = ? order by place"
_CHANGED = "select * from tickets where changed > ? order by place"


class KnownDay:
    """The committed tickets of the day that was asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._version = 0
        self._tickets: dict[UUID, Ticket] = {}
        self._listed: tuple[Ticket, ...] = ()

    def refresh(self, database: Database, day: date) -> tuple[Ticket, ...]:
        """Return the day's tickets in order of issue, as committed.

        A change that comes between the two statements is read again at the next look.
        """
        with self._lock:
            version, purged = database.execute(_STATE).fetchone()
            if day != self._day or self._version < purged:
                self._read(database, day, _ALL, day.isoformat())
            elif version != self._version:
                self._read(database, day, _CHANGED, self._version)
            self._version = version
            return self._listed

    def _read(self, database: Database, day: date, sql: str, value: str | int) -> None:
        rows = [from_row(row) for row in database.query(sql, [value])]
        if sql is _ALL:
            self._day, self._tickets = day, {}
        for ticket in rows:
            self._tickets.pop(ticket.id, None) if ticket.day != day else None
        self._listed = tuple(self._tickets.values())
