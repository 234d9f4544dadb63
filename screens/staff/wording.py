"""What the console says: texts by key, names by id, times in figures."""

from datetime import datetime, timedelta

from kiosk.catalog import Catalog, Text
from kiosk.cldr import locale_of
from kiosk.errors import KioskError
from kiosk.ports import Words
from kiosk.ticket import Ticket

_HOUR = 60


class Wording:
    """The words of the console in the language of staff."""

    def __init__(self, words: Words, catalog: Catalog) -> None:
        self.language = words.language
        self._words = words
        self._catalog = catalog
        self._languages = locale_of(words.language).languages

    def __call__(self, key: str, **values: str) -> str:
        """Return the text of a key of the console."""
        return self._words(self._catalog.interface[f"staff.{key}"], **values)

    def moved(self, move: str, ticket: Ticket) -> str:
        """Say what a move led to."""
        return self(
            f"{move}_{ticket.status}",
            number=ticket.number,
            service=self.service(ticket.service),
            place=self.place(ticket.counter) if ticket.counter else "",
        )

    def fault(self, fault: KioskError) -> str:
        """Say what went wrong, and what to do."""
        interface = self._catalog.interface
        text = interface.get(f"errors.{fault.key}") or interface[f"staff.{fault.key}"]
        return self._words(text, **fault.values)

    def service(self, service: str) -> str:
        """Return a service's name."""
        known = self._catalog.office.services.get(service)
        return self._named(known.title if known else None, service)

    def place(self, counter: str) -> str:
        """Return how a counter is called, such as Schalter 1."""
        known = self._catalog.office.counters.get(counter)
        return self._named(known.place if known else None, counter)

    def concern(self, concern: str) -> str:
        """Return a concern's title."""
        known = self._catalog.concerns.get(concern)
        return self._named(known.title if known else None, concern)

    def document(self, document: str) -> str:
        """Return a document's title."""
        known = self._catalog.documents.get(document)
        return self._named(known.title if known else None, document)

    def need(self, need: str) -> str:
        """Return what a visitor needs; one that the texts don't know stands as it is."""
        return self._named(self._catalog.interface.get(f"staff.need_{need}"), need)

    def spoken(self, language: str) -> str:
        """Return a language's name in the language of staff."""
        own = self._catalog.interface.get(f"staff.language_{language}")
        return self._named(own, self._languages.get(language) or language)

    def _named(self, text: Text | None, otherwise: str) -> str:
        return self._words(text) if text else otherwise


def minutes(since: datetime, now: datetime) -> str:
    """Return a waiting time in minutes, or hours and minutes: 12 min, 1:05 h."""
    whole = max(now - since, timedelta()) // timedelta(minutes=1)
    return f"{whole} min" if whole < _HOUR else f"{whole // _HOUR}:{whole % _HOUR:02d} h"


def seconds(since: datetime, now: datetime) -> str:
    """Return a short time in minutes and seconds: 0:42."""
    whole = max(now - since, timedelta()) // timedelta(seconds=1)
    return f"{whole // 60}:{whole % 60:02d}"


def wall_clock(moment: datetime) -> str:
    """Return the time on the office's wall."""
    return f"{moment.astimezone():%H:%M}"
