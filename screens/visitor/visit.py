"""A visit as a value: where the visitor is and what was chosen; nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol
from uuid import UUID, uuid4

from kiosk.any_slip import term_beside
from kiosk.catalog import Catalog, Text
from kiosk.come_back import ComeBack
from kiosk.condition import Chosen
from kiosk.opening import Opening
from kiosk.ports import Dictionary, Printed, Words
from kiosk.qr_code import Modules
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.waiting import Estimate
from screens.visitor.hearing import Hearing
from screens.visitor.page import Page, Paragraph, Tone, partly_german


@dataclass(frozen=True)
class Place:
    """A step of a visit and what it is about: a question, a document, a partner."""

    step: str
    about: str = ""


@dataclass(frozen=True)
class Taken:
    """The number, and what can be said about the wait."""

    ticket: Ticket
    ahead: int
    estimate: Estimate | None
    printed: Printed | None = None
    """None while the slip is on its way."""
    slip: Slip | None = None
    """What the slip says, for terminals that can't show its picture."""
    code: Modules = ()
    """The slip's QR code, for the screen if no paper comes."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Everything a visit holds; a new one is made for the next person."""

    language: str
    ticket_id: UUID = field(default_factory=uuid4)
    """Made before the tap that takes the number: a repeated tap is the same ticket."""
    trail: tuple[Place, ...] = (Place("start"),)
    concerns: tuple[str, ...] = ()
    answers: Mapping[str, Chosen] = field(default_factory=lambda: MappingProxyType({}))
    papers: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    """Whether the visitor has a document."""
    share: bool = False
    with_list: bool = False
    urgent: bool = False
    come_back: ComeBack | None = None
    """What the slip says of somebody who is back."""
    taken: Taken | None = None
    referral: Printed | None = None
    asked_again: UUID | None = None
    """The print job that the visitor just asked to be printed once more."""
    focus: str = ""
    """The choice that has the focus, if not the page's first."""

    @property
    def place(self) -> Place:
        """Where the visitor is."""
        return self.trail[-1]

    def to(self, step: str, about: str = "") -> "Visit":
        """Go on to a step."""
        return replace(self, trail=(*self.trail, Place(step, about)), focus="")

    def back(self) -> "Visit":
        """Go one step back; the answer given on the page that is left is dropped."""
        if len(self.trail) == 1:
            return self
        left = self.place
        answers = {q: a for q, a in self.answers.items() if (left.step, left.about) != (ASK, q)}
        return replace(
            self,
            trail=self.trail[:-1],
            answers=MappingProxyType(answers),
            focus=left.about or left.step,
        )

    def answer(self, question: str, chosen: Chosen) -> "Visit":
        """Keep an answer; an empty one says "don't know / rather not say"."""
        return replace(self, answers=MappingProxyType({**self.answers, question: chosen}))

    def paper(self, document: str, *, has: bool) -> "Visit":
        """Keep whether the visitor has a document."""
        return replace(self, papers=MappingProxyType({**self.papers, document: has}))


ASK = "question"
"""The step that asks a question."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a page draws on: the content, the words, the day."""

    catalog: Catalog
    dictionary: Dictionary
    words: Words
    today: date
    can_enlarge: bool = False
    """Whether the terminal can show larger text."""
    message: str = ""
    """A line from staff to the waiting room."""
    opening: Opening = field(default_factory=Opening)
    """Whether the Jobcenter is here, and when it is next."""
    no_slips: bool = False
    """Whether it is known that the printer does not print."""
    hearing: Hearing = field(default_factory=Hearing)
    """What the voice does."""
    german: str = ""
    """All German texts, of which translations quote what to say at the desk."""

    def say(self, key: str, **values: str) -> str:
        """Return a word of the visitor's screens."""
        return self.words(self.catalog.interface[f"visitor.{key}"], **values)

    def beside(self, text: Text) -> str:
        """Return the German official term where the screen says it in other words."""
        return term_beside(text, self.words, self.dictionary["de"])

    def not_here(self) -> str:
        """Return that the Jobcenter is not here now, or nothing while it is."""
        return "" if self.opening.is_open else self.say("not_here_now")


def german(beside: str, tone: Tone) -> list[Paragraph]:
    """Return the German official term as a paragraph."""
    return [partly_german(beside, beside, tone)] if beside else []


class Step(Protocol):
    """One kind of page."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Return what is shown."""

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Return where a choice leads."""
