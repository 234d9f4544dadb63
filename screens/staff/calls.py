"""Calling to a counter: only with nobody at it, and calling opens it."""

from kiosk.office import Office
from kiosk.ports import SignalKind
from kiosk.ticket import Ticket


def call_next(office: Office, counter: str) -> Ticket | None:
    """Call whoever is next, or return None if nobody waits."""
    called = office.call_next(counter, alone=True)
    _open(office, counter)
    return called


def call_chosen(office: Office, counter: str, number: str) -> Ticket:
    """Call a chosen number."""
    called = office.call(number, counter, alone=True)
    _open(office, counter)
    return called


def _open(office: Office, counter: str) -> None:
    if all(signal.name != counter for signal in office.look().raised(SignalKind.OPEN)):
        office.open_counter(counter)
