"""The fresh day in the hands of the one writer."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kiosk.ticket import Ticket


class LentDay:
    """A day's tickets with what was put so far; nothing is kept before the writer is done."""

    def __init__(self, day: date, tickets: Sequence[Ticket]) -> None:
        self._day = day
        self._tickets = tickets
        self._put: dict[UUID, Ticket] = {}

    @property
    def tickets(self) -> Sequence[Ticket]:
        """The day's tickets in order of issue."""
        if not self._put:
            return self._tickets
        by_id = {ticket.id: ticket for ticket in self._tickets}
        by_id.update((t.id, t) for t in self._put.values() if t.day == self._day)
        return tuple(by_id.values())

    @property
    def changes(self) -> Sequence[Ticket]:
        """What was put, each ticket once, as it was put last."""
        return tuple(self._put.values())

    def put(self, ticket: Ticket) -> None:
        """Keep a new or moved ticket; tickets are told apart by id."""
        self._put[ticket.id] = ticket
