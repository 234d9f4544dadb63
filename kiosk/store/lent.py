"""The fresh day in the hands of the one writer."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from kiosk.ticket import Ticket


class LentDay:
    """A day's tickets with what was put so far; nothing is kept before the writer is done."""

    def __init__(self, day: date, tickets: Iterable[Ticket]) -> None:
        self._day = day
        self._tickets = {ticket.id: ticket for ticket in tickets}
        self._put: dict[UUID, Ticket] = {}

    @property
    def tickets(self) -> Sequence[Ticket]:
        """The day's tickets in order of issue."""
        return tuple(self._tickets.values())

    @property
    def changes(self) -> Sequence[Ticket]:
        """What was put, each ticket once, as it was put last."""
        return tuple(self._put.values())

    def put(self, ticket: Ticket) -> None:
        """Keep a new or moved ticket; tickets are told apart by id."""
        self._put[ticket.id] = ticket
        if ticket.day == self._day:
            self._tickets[ticket.id] = ticket
        else:
            self._tickets.pop(ticket.id, None)
