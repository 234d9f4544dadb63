"""The code that brings a visitor back in when one paper was missing; signed as a ticket's is.

A token is 22 bytes in upper-case Crockford base32 (36 characters):

    version 2 · office 2 · last day 2 · minutes waited 1 · random id 8 · HMAC-SHA-256, first 8 bytes

The random id comes from the ticket's id, but does not tell it. Nothing tells the concern, the
service, the language or the number. The minutes already waited count when the visitor comes back:
nobody who waits is passed by more than that, and nobody waits twice for one matter.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kiosk.errors import UsageFault
from kiosk.ticket import Ticket
from kiosk.ticket_code import (
    DAYS,
    EPOCH,
    MAC_BYTES,
    MISREAD,
    base32,
    bytes_of,
    letters_for,
    office_mark,
    seal,
)

MOST_WAITED = 60
"""Minutes: more do not count, so that a whole morning's wait does not push everybody back."""
MOST_DAYS = 30
OVER, SPENT = "come_back_over", "come_back_spent"
"""The keys of the faults that a genuine code is too old, or gave its number on another day."""

_VERSION = 2
_FIELDS = struct.Struct(">B2sHB8s")
_SIZE = _FIELDS.size + MAC_BYTES
LETTERS = letters_for(_SIZE)
"""Of a code without the public address."""


@dataclass(frozen=True)
class ComeBack:
    """What a genuine code says."""

    until: date
    waited: timedelta
    random_id: bytes

    @property
    def mark(self) -> str:
        """Return what tells this code from others."""
        return self.random_id.hex()

    def ticket_id(self, day: date) -> UUID:
        """Return the id of the ticket this code gives on a day: the same one however often."""
        told = self.random_id + day.isoformat().encode()
        return UUID(bytes=hashlib.sha256(told).digest()[:16], version=4)


def come_back(ticket: Ticket, now: datetime, until: date) -> ComeBack:
    """Return what a visitor who leaves now is to be given."""
    waited = ((ticket.called_at or now) - ticket.issued_at) // timedelta(minutes=1)
    minutes = min(max(waited, 0), MOST_WAITED)
    random_id = hashlib.sha256(b"come back" + ticket.id.bytes).digest()[:8]
    return ComeBack(until, timedelta(minutes=minutes), random_id)


def encode(told: ComeBack, office: str, key: bytes, address: str = "") -> str:
    """Return the token, behind the public address if there is one (upper case)."""
    fields = _FIELDS.pack(
        _VERSION,
        office_mark(office),
        (told.until - EPOCH).days % DAYS,
        told.waited // timedelta(minutes=1),
        told.random_id,
    )
    return address.upper() + base32(fields + seal(fields, key))


def decode(code: str, office: str, key: bytes, today: date) -> ComeBack:
    """Read a code, or raise UsageFault if it is damaged, forged, of another office or too old."""
    letters = code.strip().upper().translate(MISREAD)[-LETTERS:]
    data = bytes_of(letters, _SIZE)
    fields, proof = data[: _FIELDS.size], data[_FIELDS.size :]
    if not hmac.compare_digest(proof, seal(fields, key)):
        raise UsageFault(
            "This is no come-back code of this office: scan it again, or take a number without it."
        )
    version, of_office, day, minutes, random_id = _FIELDS.unpack(fields)
    if version != _VERSION or of_office != office_mark(office):
        raise UsageFault("This come-back code is of another office or version: take a new number.")
    until = EPOCH + timedelta(days=day)
    if today > until:
        raise UsageFault(
            f"This come-back code was good until {until}: take a number without it.",
            key=OVER,
            until=f"{until:%d.%m.%Y}",
        )
    return ComeBack(until, timedelta(minutes=min(minutes, MOST_WAITED)), random_id)
