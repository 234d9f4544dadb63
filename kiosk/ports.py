"""What the office needs from the outside: a store, a printer, a voice, a clock."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from kiosk.catalog import Text
from kiosk.print_job import Job, PrinterState, Trouble
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.utterance import Utterance


class SignalKind(StrEnum):
    """What a signal says."""

    OPEN = "open"
    """A counter serves; its name is the counter's."""
    HELP = "help"
    """Somebody at a station asked for a person; its name is the station's."""
    PRINTER = "printer"
    """A printer needs somebody; its name is the station's, its text the trouble."""
    MESSAGE = "message"
    """A line from staff to the waiting room; its name is the counter's."""
    SPENT = "spent"
    """A come-back code gave its number on the day of the text; holds as long as the code."""


@dataclass(frozen=True)
class Signal:
    """Something that holds until it is lowered; one of a kind and name."""

    kind: SignalKind
    name: str
    at: datetime
    text: str = ""


class Held(Protocol):
    """The fresh day, lent to the one writer."""

    @property
    def tickets(self) -> Sequence[Ticket]:
        """The day's tickets, with what was put so far."""

    def put(self, ticket: Ticket) -> None:
        """Keep a new or moved ticket; tickets are told apart by id."""


class Store(Protocol):
    """The day's tickets and the signals, shared by all processes of an office."""

    def tickets(self, day: date) -> Sequence[Ticket]:
        """Return the day's tickets in order of issue; raise StoreError if out of reach."""

    def changing(self, day: date) -> AbstractContextManager[Held]:
        """Lend the fresh day to one writer at a time; commit at the end, nothing if it raises."""

    def signals(self) -> Sequence[Signal]:
        """Return what is raised now."""

    def raise_signal(self, signal: Signal) -> None:
        """Raise a signal, in place of the one of the same kind and name."""

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Lower a signal; nothing happens if it is not raised."""

    def version(self) -> int:
        """Return a number that grows with every change by any process."""

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until the version differs from `seen`, at most `timeout` seconds; return it."""

    def forget_before(self, day: date) -> None:
        """Delete the tickets of earlier days for good."""

    @property
    def outbox(self) -> "Outbox":
        """The print jobs of this machine."""

    def close(self) -> None:
        """Let go of files and connections."""


class Outbox(Protocol):
    """The print jobs and printers of one machine, shared by its processes."""

    def add(self, job: Job) -> None:
        """Keep a new job; on disk when it returns."""

    def change(self, job: UUID, move: Callable[[Job], Job]) -> Job | None:
        """Change the fresh job, on disk when it returns; None if it is gone."""

    def jobs(self) -> Sequence[Job]:
        """Return the jobs that are kept, the oldest first."""

    def printers(self) -> Sequence[PrinterState]:
        """Return what is known of each printer."""

    def put_printer(self, state: PrinterState) -> None:
        """Keep what is known of a printer."""

    def raise_signal(self, signal: Signal) -> None:
        """Tell the office of a printer's trouble."""

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Tell the office that the trouble is over."""

    def version(self) -> int:
        """Return a number that grows with every change by any process."""

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until the version differs from `seen`, at most `timeout` seconds; return it."""


class Outcome(StrEnum):
    """What became of a slip."""

    PRINTED = "printed"
    NOT_SENT = "not_sent"
    INTERRUPTED = "interrupted"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    PREVIEW = "preview"
    OFF = "off"


@dataclass(frozen=True)
class Printed:
    """The outcome of one slip, with the reason if it failed and the picture if it was kept."""

    outcome: Outcome
    reason: str = ""
    picture: Path | None = None
    trouble: Trouble | None = None
    near_end: bool = False
    """Whether the paper will soon be at its end."""
    job: UUID | None = None
    """The job, if it can be printed again."""


Told = Callable[[Printed], None]
"""Is told what became of a slip, and again when that changes, from a thread of the printer's."""


class Printer(Protocol):
    """Where slips go."""

    def start(self) -> None:
        """Get ready in the background, and look after the printer from now on; return at once."""

    def print(self, slip: Slip) -> Printed:
        """Deliver a slip; a fault is an outcome with a reason, never an exception."""

    def post(self, slip: Slip, told: Told) -> None:
        """Take on a slip and return; a fault is an outcome that is told."""

    def again(self, job: UUID) -> None:
        """Print a slip of which nobody knew whether it was whole once more, marked."""

    def leave(self) -> None:
        """Forget who waits for slips: what is not on its way is not printed for the next one."""

    def state(self) -> PrinterState | None:
        """Return what is known of the printer, at once; None before it was first looked at."""

    def jobs(self) -> Sequence[Job]:
        """Return the printer's jobs, the oldest first; raise StoreError if out of reach."""

    def check(self) -> str:
        """Return one line on the printer's state, or raise PrinterError saying what to do."""

    def close(self) -> None:
        """Let go of devices and processes."""


class SpeechEvent(StrEnum):
    """What a voice reports."""

    WORD = "word"
    """It begins to say the words at `place` of the utterance's text."""
    FINISHED = "finished"
    """It has said an utterance to the end."""
    WITHHELD = "withheld"
    """It kept an utterance to itself: it is private, and there is no headset."""
    HEADSET = "headset"
    """A headset was plugged in or out."""
    FAULT = "fault"
    """It can't speak any more, or can again; see `fault`."""


@dataclass(frozen=True)
class SpeechReport:
    """Something that happened to a voice."""

    event: SpeechEvent
    utterance: Utterance | None = None
    place: tuple[int, int] = (0, 0)
    """Where in the text, from the first letter to behind the last."""


class Voice(Protocol):
    """What speaks; every call returns at once, from any thread."""

    def say(self, utterance: Utterance) -> None:
        """Stop what is being said and say this."""

    def stop(self) -> None:
        """Be silent at once."""

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Get fixed prompts ready while nothing is said, so that they are heard at once."""

    def speaks(self, language: str) -> bool:
        """Tell whether there is a voice for a language; no other voice ever reads it."""

    def louder(self, steps: int) -> int:
        """Change the volume by steps of 6 dB, from -3 to +3; return the step it is at."""

    def faster(self, steps: int) -> int:
        """Change the rate by steps, from -1 to +1; return the step it is at."""

    def allow_loudspeaker(self, *, allowed: bool) -> None:
        """Note whether the visitor wants private things said aloud in this visit."""

    def reset(self) -> None:
        """Forget the visit: volume, rate, permission, and all sounds but fixed prompts."""

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Report what happens from now on, from a thread of the voice's own."""

    @property
    def headset(self) -> bool:
        """Whether a headset is plugged in."""

    @property
    def fault(self) -> str:
        """One sentence on why nothing can be heard, or an empty string."""

    def close(self) -> None:
        """Let go of the sound device and of processes."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""

    def today(self) -> date:
        """Return the office's local day."""


class Words(Protocol):
    """The words of one language."""

    @property
    def language(self) -> str:
        """The language's id, such as de_simple."""

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""

    @property
    def draft(self) -> bool:
        """Whether no person has reviewed it yet."""

    def __call__(self, text: Text, **values: str) -> str:
        """Return a text in this language, placeholders filled."""

    def date(self, at: datetime) -> str:
        """Return the day of a moment in words, such as 25. November 2026."""

    def time(self, at: datetime) -> str:
        """Return the time of a moment on the wall clock here, such as 15:05."""

    def day(self, day: dt.date) -> str:
        """Return a day with its weekday, such as Dienstag, 1. Dezember 2026."""


class Dictionary(Protocol):
    """The words of every language of the office, loaded when asked for."""

    def __getitem__(self, language: str) -> Words:
        """Return the words of a language; raise ContentError if its file is broken."""

    def holds(self, language: str) -> bool:
        """Tell whether a language is at hand; if not, it takes a moment to load."""

    def says(self, language: str, text: Text) -> str:
        """Return one text in a language without loading it; German where there is none."""

    def names(self) -> Mapping[str, str]:
        """Return each language's name in that language, by id, in the office's order."""

    def __iter__(self) -> Iterator[str]:
        """Yield the languages' ids in the office's order."""
