"""Puts the parts together as the settings say, each when it is first needed."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kiosk import come_back
from kiosk.catalog import Catalog
from kiosk.clock import SystemClock
from kiosk.come_back import ComeBack
from kiosk.errors import UsageFault
from kiosk.office import Office
from kiosk.plain import plain_line
from kiosk.ports import Dictionary, Outbox, Printer, Store, Voice, Words
from kiosk.settings import Settings, load_settings, make_state_dir
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.ticket_code import TicketCode, decode, encode

_LONGEST_NUMBER = 12
"""More letters than a number or a short code has are a scanned code."""

if TYPE_CHECKING:
    from collections.abc import Callable


class Wiring:
    """The parts of one running command; closed when it ends."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._open: list[Callable[[], None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._open:
            self._open.pop()()

    @cached_property
    def settings(self) -> Settings:
        """The settings of this machine."""
        return load_settings(self._options)

    @cached_property
    def state_dir(self) -> Path:
        """The state directory, which exists."""
        return make_state_dir(self.settings)

    @cached_property
    def clock(self) -> SystemClock:
        """The clock of this machine."""
        return SystemClock()

    @cached_property
    def catalog(self) -> Catalog:
        """The content of this office, as far as visitors may see it."""
        from kiosk.loader import load_catalog
        from kiosk.publication import published

        if not self.settings.content.is_dir():
            place = plain_line(str(self.settings.content))
            raise UsageFault(f"KIOSK_CONTENT: there is no directory {place}.")
        return published(load_catalog(self.settings.content))

    @cached_property
    def dictionary(self) -> Dictionary:
        """The words of every language of the office."""
        from kiosk.texts import Library

        return Library(self.settings.content, self.catalog, self.clock.today)

    @cached_property
    def staff_words(self) -> Words:
        """The words of the office's first language."""
        return self.dictionary[self.catalog.office.languages[0]]

    @cached_property
    def language(self) -> str:
        """The language of the start screen."""
        languages = self.catalog.office.languages
        chosen = self.settings.language.replace("-", "_") or languages[0]
        if chosen not in languages:
            raise UsageFault(
                f"KIOSK_LANGUAGE: the language {plain_line(chosen, 40)!r} is not one of this "
                f"office's: {', '.join(languages)}."
            )
        return chosen

    @cached_property
    def store(self) -> Store:
        """The queue."""
        from kiosk.store.opening import open_store

        self.state_dir  # noqa: B018 - the default store lies in it
        store = open_store(self.settings.store_url)
        self._open.append(store.close)
        return store

    @cached_property
    def office(self) -> Office:
        """What visitors and staff can do."""
        return Office(self.catalog, self.store, self.clock, self.settings.station)

    @cached_property
    def printer(self) -> Printer:
        """The printer, in a process of its own, by way of the outbox."""
        from printer.opening import posted_printer

        printer = posted_printer(
            self.settings.printer,
            self.state_dir,
            self._outbox,
            self.clock,
            self.settings.station,
        )
        self._open.append(printer.close)
        return printer

    def _outbox(self, kept: bool) -> Outbox:
        from kiosk.store.memory import MemoryStore

        return self.store.outbox if kept else MemoryStore()

    @cached_property
    def voice(self) -> Voice:
        """The voice; silent where none is installed, and as long as nothing can be heard."""
        return self._opened_voice()

    @cached_property
    def loud_voice(self) -> Voice:
        """The voice for everybody in the room, which no headset ever takes away."""
        return self._opened_voice(only_aloud=True)

    def _opened_voice(self, *, only_aloud: bool = False) -> Voice:
        from kiosk.speech.opening import open_voice

        settings = self.settings
        voice = open_voice(
            settings.speech,
            self.state_dir,
            settings.content,
            settings.loudspeaker,
            settings.headset,
            only_aloud=only_aloud,
        )
        self._open.append(voice.close)
        return voice

    @cached_property
    def _key(self) -> bytes:
        from kiosk.signing_key import load_key

        return load_key(self.state_dir)

    def code(self, ticket: Ticket) -> str:
        """Return what the QR code of a ticket holds."""
        return encode(ticket, self.catalog.office.id, self._key, self.settings.public_address)

    def ticket_code(self, code: str) -> TicketCode:
        """Return what the code of a ticket says, or raise UsageFault."""
        return decode(code, self.catalog.office.id, self._key)

    def come_back_code(self, told: ComeBack) -> str:
        """Return what the QR code of a come-back slip holds."""
        return come_back.encode(
            told, self.catalog.office.id, self._key, self.settings.public_address
        )

    def come_back(self, code: str) -> ComeBack:
        """Return what a come-back code says, or raise UsageFault."""
        told = come_back.decode(code, self.catalog.office.id, self._key, self.clock.today())
        self.office.refuse_spent(told)
        return told

    def slip(self, ticket: Ticket) -> Slip:
        """Return the slip of a number, without a list, in the visitor's language."""
        from kiosk.ticket_slip import SlipWriter

        writer = SlipWriter(self.catalog, self.dictionary, ticket.language)
        return writer.number(ticket, self.code(ticket))

    def come_back_slip(self, ticket: Ticket, days: int) -> Slip:
        """Return the slip that brings a visitor back in, with the papers they said they lack."""
        from kiosk.leaving_slip import LeavingSlipWriter

        now, until = self.clock.now(), self.clock.today() + timedelta(days=days)
        told = come_back.come_back(ticket, now, until)
        missing = ticket.shared.missing if ticket.shared else ()
        papers = [paper for paper in missing if paper in self.catalog.documents]
        writer = LeavingSlipWriter(self.catalog, self.dictionary, ticket.language)
        return writer.come_back(told, self.come_back_code(told), now, papers)

    def proof(self, ticket: Ticket) -> Slip:
        """Return the slip that confirms a visit."""
        from kiosk.leaving_slip import LeavingSlipWriter

        writer = LeavingSlipWriter(self.catalog, self.dictionary, ticket.language)
        return writer.proof(ticket, self.clock.now())

    def trial(self) -> Slip:
        """Return a slip that tries the printer out."""
        from printer.address import parse
        from printer.trial import trial

        now, words = self.clock.now(), self.dictionary["de"]
        return trial(
            parse(self.settings.printer).paper, f"{words.date(now)}, {words.time(now)} Uhr"
        )

    def make_ready(self) -> None:
        """Meet every fault of settings, content and store before a screen takes the terminal."""
        self.language  # noqa: B018
        self._key  # noqa: B018
        self.dictionary[self.language]
        self.store.version()

    def refuse_unknown_counter(self, counter: str) -> None:
        """Raise UsageFault if the office has no such counter."""
        counters = self.catalog.office.counters
        if counter not in counters:
            raise UsageFault(
                f"The counter {plain_line(counter, 40)!r} is unknown; known are: "
                f"{', '.join(counters)}."
            )

    def find(self, number: str) -> Ticket:
        """Return today's ticket by number, short code or scanned code, or raise UsageFault."""
        if len(number.strip()) <= _LONGEST_NUMBER:
            return self.office.find(number)
        code = decode(number, self.catalog.office.id, self._key)
        if code.day != self.clock.today():
            raise UsageFault(f"This slip is of {code.day}, not of today: take a new number.")
        found = self.office.find(code.number)
        if found.id.bytes[: len(code.random_id)] != code.random_id:
            raise UsageFault("This slip belongs to a queue that is gone: take a new number.")
        return found
