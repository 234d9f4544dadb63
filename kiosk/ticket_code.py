"""What the QR code on a slip says, signed so that only this office's numbers are believed.

A token is 24 bytes in upper-case Crockford base32 (39 characters):

    version 1 · office 2 · day 2 · station 1 · count 2 · random id 8 · HMAC-SHA-256, first 8 bytes

The office is the start of the SHA-256 of its id, the day counts from 2020-01-01, the random id is
the start of the ticket's UUID. Nothing tells the concern, the language or the time of day.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.errors import UsageFault
from kiosk.ticket import Ticket

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""

_VERSION = 1
EPOCH = date(2020, 1, 1)
_FIELDS = struct.Struct(">B2sHsH8s")
DAYS = 1 << 16
"""A clock far from today gives a day that is wrong, never a number without a slip."""
MAC_BYTES = 8
_SIZE = _FIELDS.size + MAC_BYTES
MISREAD = str.maketrans("ILO", "110", "- ")


@dataclass(frozen=True)
class TicketCode:
    """What a genuine code says."""

    day: date
    number: str
    random_id: bytes
    """The first 8 bytes of the ticket's id."""


def encode(ticket: Ticket, office: str, key: bytes, address: str = "") -> str:
    """Return the token of a ticket, behind the public address if there is one (upper case)."""
    fields = _FIELDS.pack(
        _VERSION,
        office_mark(office),
        (ticket.day - EPOCH).days % DAYS,
        ticket.station.encode("ascii"),
        ticket.count,
        ticket.id.bytes[:8],
    )
    return address.upper() + base32(fields + seal(fields, key))


def decode(code: str, office: str, key: bytes) -> TicketCode:
    """Read a scanned code, or raise UsageFault if it is damaged, forged or of another office."""
    letters = code.strip().upper().translate(MISREAD)[-letters_for(_SIZE) :]
    data = bytes_of(letters, _SIZE)
    fields, mac = data[: _FIELDS.size], data[_FIELDS.size :]
    if not hmac.compare_digest(mac, seal(fields, key)):
        raise UsageFault("This code is not one of this office's: scan it again or type the number.")
    version, of_office, day, station, count, random_id = _FIELDS.unpack(fields)
    if version != _VERSION or of_office != office_mark(office):
        raise UsageFault("This code was made by another office or version: type the number.")
    number = f"{station.decode()}{count:03d}"
    return TicketCode(EPOCH + timedelta(days=day), number, random_id)


def short_code(ticket: Ticket) -> str:
    """Return letters for faded paper, such as 7K3Q-9XW2: the first 40 bits of the id."""
    letters = base32(ticket.id.bytes[:5])
    return f"{letters[:4]}-{letters[4:]}"


def office_mark(office: str) -> bytes:
    """Return two bytes that tell offices apart."""
    return hashlib.sha256(office.encode()).digest()[:2]


def seal(fields: bytes, key: bytes) -> bytes:
    """Return what proves that this office wrote the fields."""
    return hmac.digest(key, fields, "sha256")[:MAC_BYTES]


def base32(data: bytes) -> str:
    """Return bytes as letters that are not misread."""
    length = letters_for(len(data))
    number = int.from_bytes(data, "big") << (length * 5 - len(data) * 8)
    return "".join(ALPHABET[number >> shift & 31] for shift in range((length - 1) * 5, -1, -5))


def letters_for(size: int) -> int:
    """Return how many letters so many bytes become."""
    return -(-size * 8 // 5)


def bytes_of(letters: str, size: int) -> bytes:
    """Read letters that stand for `size` bytes, or raise UsageFault."""
    length = letters_for(size)
    if len(letters) != length or not set(letters) <= set(ALPHABET):
        raise _incomplete()
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    data = (number >> (length * 5 - size * 8)).to_bytes(size, "big")
    if base32(data) != letters:
        raise _incomplete()
    return data


def _incomplete() -> UsageFault:
    return UsageFault("This is not a complete ticket code: scan it again or type the number.")
