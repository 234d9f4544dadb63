"""Calling to a counter: only with nobody at it, and calling opens it."""

from kiosk import waiting
from kiosk.errors import IllegalMove
from kiosk.office import Office
from kiosk.ports import SignalKind
from kiosk.ticket import Ticket


def call_next(office: Office, counter: str) -> Ticket | None:
    """Call whoever is next, or return None if nobody waits."""
    _be_free_and_open(office, counter)
    return office.call_next(counter)


def call_chosen(office: Office, counter: str, number: str) -> Ticket:
    """Call a chosen number."""
    _be_free_and_open(office, counter)
    return office.call(number, counter)


def _be_free_and_open(office: Office, counter: str) -> None:
    day = office.look()
    hand = waiting.in_hand(day.tickets, counter)
    if hand:
        raise IllegalMove(
            f"{hand.number} is still at counter {counter}: finish it first.",
            key="finish_first",
            number=hand.number,
            counter=counter,
        )
    if all(signal.name != counter for signal in day.raised(SignalKind.OPEN)):
        office.open_counter(counter)
