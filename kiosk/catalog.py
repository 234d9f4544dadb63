"""The content of an office as values: what can be asked, brought, said and found nearby."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from kiosk.condition import Always, Condition


@dataclass(frozen=True)
class Text:
    """A German text and the path of its place; other languages are looked up by both."""

    context: str
    german: str


NO_TEXT = Text("", "")
"""Says nothing and needs no translation."""


class Need(StrEnum):
    """How much a document matters; the order is that of the checklist."""

    REQUIRED = "required"
    HELPFUL = "helpful"
    IF_ASKED = "if_asked"
    PERHAPS = "perhaps"
    """The answers leave it open."""


class Level(StrEnum):
    """How urgent a hint is; the order is that in which hints are shown."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    INFO = "info"
    ENTITLED = "entitled"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a statement rests on, and whether a source confirms it."""

    legal: str = ""
    sources: tuple[str, ...] = ()
    confirmed: str = "no"
    """yes, partly or no."""
    review: bool = False
    """Whether an expert still has to look at it."""
    review_note: str = ""

    @property
    def is_public(self) -> bool:
        """Whether visitors may see it: what no source confirms is for reviewers alone."""
        return self.confirmed != "no"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to a question."""

    id: str
    text: Text
    exclusive: bool = False
    """Choosing it takes back all others."""
    pictogram: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question all concerns share: asked once a visit, and every one may be skipped."""

    id: str
    text: Text
    options: tuple[Option, ...]
    several: bool = False
    sensitive: bool = False
    ask_when: Condition = field(default_factory=Always)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper: how it looks, where to get it, what to do without it."""

    id: str
    kind: str
    """form, proof, letter or own_text."""
    form_of: str
    """copy, show, original or either."""
    title: Text
    looks: Text
    where: Text
    without: Text
    code: str = ""
    """The official short name of a form, such as HA or KDU."""
    pictogram: str = ""
    """Without one, the pictogram called like the kind is shown."""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class DocumentRule:
    """When a concern needs a document, and how much."""

    document: str
    when: Condition
    need: Need = Need.REQUIRED


@dataclass(frozen=True, kw_only=True)
class Hint:
    """Something the visitor must not miss or may be entitled to."""

    id: str
    level: Level
    when: Condition
    text: Text
    partners: tuple[str, ...] = ()
    concern: str | None = None
    """Another concern to offer."""
    valid_to: date | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What a visitor comes with."""

    id: str
    area: str
    """The heading it stands under."""
    order: int
    pictogram: str
    title: Text
    description: Text
    service: str
    also: tuple[str, ...] = ()
    """Further services that may be needed."""
    offered: bool = True
    """An office takes away what it does not do."""
    partners: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    hints: tuple[Hint, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A telephone number or web address of a partner."""

    address: str
    what: Text = NO_TEXT
    """Whose number or page it is, or when it answers."""
    confirmed: bool = False
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Other help nearby."""

    id: str
    kind: str
    """help, hotline, authority or court."""
    title: Text
    does: Text
    access: Text
    cost: str
    """free, mostly_free or small_fee."""
    secrecy: str
    """anonymous, professional, confidential or official."""
    local: bool = False
    discreet: bool = False
    """Paper shows plain numbers alone: whoever finds the slip must not learn what it is about."""
    concerns: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """What people seek this help for."""
    phones: tuple[Contact, ...] = ()
    webs: tuple[Contact, ...] = ()
    place: str = ""
    """The address nearby, filled in by the office."""
    hours: str = ""
    """When somebody is there, filled in by the office."""
    offered: bool = True
    """An office takes away what there is not nearby."""
    pictogram: str = ""
    """Without one, the pictogram called like the kind is shown."""
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def sure_phones(self) -> tuple[Contact, ...]:
        """The telephone numbers that a source confirms; no others are shown."""
        return tuple(phone for phone in self.phones if phone.confirmed)

    @property
    def sure_webs(self) -> tuple[Contact, ...]:
        """The web addresses that a source confirms; no others are shown."""
        return tuple(web for web in self.webs if web.confirmed)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What choices are grouped under: an area of concerns, a topic of help nearby."""

    id: str
    title: Text
    pictogram: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A kind of letter from the authorities: how to know it, and what to do."""

    id: str
    """The answer to the letters' question."""
    headlines: tuple[str, ...]
    """What may stand at its top, in German."""
    looks: Text
    wants: Text
    until: Text
    todo: Text
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Letters:
    """The kinds of letters, the question they answer, and the concern that goes on from there."""

    question: str
    concern: str
    kinds: Mapping[str, Letter]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Something the visitor may be entitled to, and when it is worth asking about."""

    id: str
    title: Text
    hint: Hint
    """Says what it is, by which law, and who helps."""
    when: Condition
    concern: str | None = None
    """What to take a number for; None: another authority is in charge."""


@dataclass(frozen=True, kw_only=True)
class Entitlements:
    """What is asked to find out what may be worth asking about."""

    questions: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the authorities and what it means."""

    id: str
    title: Text
    text: Text
    forms: tuple[str, ...] = ()
    """Other forms of the word, as they stand in letters."""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A sentence shown whatever the concern."""

    id: str
    text: Text
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Triage:
    """The acute cases: asked apart, answered at once."""

    question: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, kw_only=True)
class Period:
    """What a law value or term is between two days, both included."""

    valid_from: date
    valid_to: date | None
    text: Text
    """A value such as 563 has an empty context: it is the same in all languages."""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Service:
    """What a counter does; people wait for it."""

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Where staff serve, and what for."""

    id: str
    services: tuple[str, ...]
    place: Text
    """How the call names it, such as "Schalter 1"."""


@dataclass(frozen=True)
class Span:
    """From one time of a day to another, on the wall clock."""

    begin: time
    end: time


@dataclass(frozen=True, kw_only=True)
class Presence:
    """When and where the Jobcenter is: here, or at another place nearby."""

    week: Mapping[int, tuple[Span, ...]]
    """The times by weekday, Monday is 0."""
    weeks: tuple[int, ...] = ()
    """Only the first, second … such weekday of a month; empty: every week."""
    place: str = ""
    """Where, if not here."""

    @property
    def is_here(self) -> bool:
        """Whether it is this outpost."""
        return not self.place


@dataclass(frozen=True, kw_only=True)
class OfficeFacts:
    """What is true of this outpost."""

    id: str
    name: str
    address: str
    languages: tuple[str, ...]
    services: Mapping[str, Service]
    counters: Mapping[str, Counter]
    reception: str
    """The service for whoever does not know which one they need."""
    calls: int = 3
    """How often a number is called before the visitor counts as absent."""
    pause_minutes: int = 5
    """How long an absent visitor's number is not offered again."""
    keep_hours: int = 24
    """How long a day's tickets stay after its end."""
    land: str = ""
    """Whose public holidays are kept, such as NW; none if empty."""
    closed: tuple[date, ...] = ()
    """Further days on which nobody is here."""
    presences: tuple[Presence, ...] = ()
    """When the Jobcenter is here and nearby; without one here, numbers are always issued."""


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """All content of an office; immutable, so every process and thread may share it."""

    office: OfficeFacts
    questions: Mapping[str, Question]
    documents: Mapping[str, Document]
    concerns: Mapping[str, Concern]
    """In the order in which they are offered."""
    partners: Mapping[str, Partner]
    areas: Mapping[str, Heading]
    """What concerns are grouped under, in the order in which they are offered."""
    topics: Mapping[str, Heading]
    """What help nearby is grouped under, in the order in which it is offered."""
    glossary: Mapping[str, Term]
    letters: Letters
    entitlements: Entitlements
    notices: Mapping[str, Notice]
    triage: Triage
    law: Mapping[str, Sequence[Period]]
    sources: Mapping[str, str]
    interface: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    """Words of the screens and slips, by `file.key`."""
    pictograms: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Code points of the pictogram font, by name."""
    themes: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Colours of the screens as #RRGGBB, by theme and role; `dark` is "yes" or "no"."""
