"""What may stand in the files that guide a visitor, from the triage to the concerns."""

# ruff: noqa: RUF012 - pydantic copies the defaults of a table

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from kiosk.catalog import (
    NO_TEXT,
    Claim,
    Concern,
    Contact,
    Document,
    DocumentRule,
    Entitlements,
    Evidence,
    Heading,
    Hint,
    Letter,
    Letters,
    Level,
    Need,
    Notice,
    Option,
    Partner,
    Question,
    Term,
    Text,
    Triage,
)
from kiosk.condition import Always
from kiosk.loader.rules import (
    OWN_FILE,
    AreaName,
    ConcernName,
    DocumentName,
    HintName,
    LawfulWording,
    Line,
    Name,
    PartnerName,
    PictogramName,
    QuestionName,
    ServiceName,
    SourceName,
    TopicName,
    When,
    distinct,
)
from kiosk.loader.shape import EvidentShape, Shape

_VIOLENCE = "violence"
"""The topic whose help nobody must find on a slip."""


class NoticeShape(EvidentShape):
    """`[<id>]` of the notices."""

    text: LawfulWording

    def value(self, name: str) -> Notice:
        """Return the notice of this id."""
        return self.made(Notice, "", id=name, text=Text(f"notice.{name}", self.text))


class HintShape(EvidentShape):
    """`[[hints]]` of a concern or the triage."""

    id: Name
    level: Annotated[Level, Field(strict=False)]
    when: When = Always()
    text: LawfulWording
    partners: list[PartnerName] = []
    concern: ConcernName | None = None
    valid_to: date | None = None

    def value(self, place: str, whole: Evidence) -> Hint:
        """Return the hint of a concern, on whose evidence it rests, or of the triage."""
        text = Text(f"{place}.hint.{self.id}", self.text)
        return self.made(Hint, "", text=text, evidence=self.evidence_within(whole))


Hints = Annotated[list[HintShape], AfterValidator(distinct)]


class TriageFile(Shape):
    """triage.toml."""

    question: QuestionName
    hints: Hints

    def value(self) -> Triage:
        """Return the triage."""
        hints = tuple(hint.value("triage", Evidence()) for hint in self.hints)
        return self.made(Triage, "", hints=hints)


class OptionShape(Shape):
    """`[[<question>.options]]`."""

    id: Name
    text: LawfulWording
    exclusive: bool = False
    pictogram: PictogramName = ""

    def value(self, place: str) -> Option:
        """Return the option of a question."""
        return self.made(Option, "", text=Text(f"{place}.option.{self.id}", self.text))


class QuestionShape(Shape):
    """`[<id>]` of a file in questions/."""

    kind: Literal["one", "several"]
    text: LawfulWording
    sensitive: bool = False
    ask_when: When = Always()
    options: Annotated[list[OptionShape], AfterValidator(distinct), Field(min_length=1)]

    def value(self, name: str) -> Question:
        """Return the question of this id."""
        place = f"question.{name}"
        options = tuple(option.value(place) for option in self.options)
        several = self.kind == "several"
        return self.made(Question, place, id=name, options=options, several=several)


class DocumentShape(EvidentShape):
    """`[<id>]` of a file in documents/."""

    title: LawfulWording
    code: Line = ""
    kind: Literal["form", "proof", "letter", "own_text"]
    pictogram: PictogramName = ""
    form_of: Literal["copy", "show", "original", "either"]
    looks: LawfulWording
    where: LawfulWording
    without: LawfulWording

    def value(self, name: str) -> Document:
        """Return the document of this id."""
        return self.made(Document, f"document.{name}", id=name)


class ContactShape(Shape):
    """`[[<partner>.webs]]`."""

    address: Line
    what: Line = ""
    confirmed: bool = False
    source: SourceName = ""

    def value(self, place: str) -> Contact:
        """Return the contact."""
        spot = f"{place}.{''.join(self.address.split())}"
        return self.made(Contact, "", what=Text(spot, self.what) if self.what else NO_TEXT)


class PhoneShape(ContactShape):
    """`[[<partner>.phones]]`."""

    @field_validator("address")
    @classmethod
    def _can_be_dialled(cls, address: str) -> str:
        if not any(map(str.isdecimal, address)):
            raise ValueError(f"{address!r:.40} holds no digits; write a telephone number")
        return address


class PartnerShape(EvidentShape):
    """`[<id>]` of a file in partners/."""

    title: LawfulWording
    kind: Literal["help", "hotline", "authority", "court"]
    pictogram: PictogramName = ""
    does: LawfulWording
    access: LawfulWording
    cost: Literal["free", "mostly_free", "small_fee"]
    secrecy: Literal["anonymous", "professional", "confidential", "official"]
    local: bool = False
    discreet: bool = False
    concerns: list[ConcernName] = []
    topics: list[TopicName] = []
    phones: list[PhoneShape] = []
    webs: list[ContactShape] = []
    place: Line = ""
    hours: Line = ""
    offered: bool = True

    def value(self, name: str) -> Partner:
        """Return the partner of this id; help with violence is discreet, whatever the file says."""
        place = f"partner.{name}"
        discreet = self.discreet or _VIOLENCE in self.topics
        phones = tuple(phone.value(f"{place}.phone") for phone in self.phones)
        webs = tuple(web.value(f"{place}.web") for web in self.webs)
        return self.made(Partner, place, id=name, discreet=discreet, phones=phones, webs=webs)


class HeadingShape(Shape):
    """`[<id>]` of the areas and of the topics."""

    title: LawfulWording
    pictogram: PictogramName

    def value(self, kind: str, name: str) -> Heading:
        """Return the area or topic of this id."""
        return self.made(Heading, f"{kind}.{name}", id=name)


class LetterShape(EvidentShape):
    """`[kinds.<answer>]` of the letters."""

    headlines: list[Line] = Field(min_length=1)
    looks: LawfulWording
    wants: LawfulWording
    until: LawfulWording
    todo: LawfulWording


class LettersFile(Shape):
    """letters.toml."""

    question: QuestionName
    concern: ConcernName
    kinds: dict[Name, LetterShape]

    def value(self) -> Letters:
        """Return the kinds of letters."""
        kinds = {n: s.made(Letter, f"letter.{n}", id=n) for n, s in self.kinds.items()}
        return self.made(Letters, "", kinds=MappingProxyType(kinds))


class ClaimShape(Shape):
    """`[[claims]]` of the entitlements."""

    id: Name
    title: LawfulWording
    hint: HintName
    when: When = Always()
    concern: ConcernName | None = None

    def value(self, concerns: Mapping[str, Concern]) -> Claim:
        """Return the claim, with the hint it names."""
        concern, _, hint = self.hint.partition(".")
        (found,) = (each for each in concerns[concern].hints if each.id == hint)
        return self.made(Claim, f"entitlement.{self.id}", hint=found)


class EntitlementsFile(Shape):
    """entitlements.toml."""

    questions: list[QuestionName] = Field(min_length=1)
    claims: Annotated[list[ClaimShape], AfterValidator(distinct)]

    def value(self, concerns: Mapping[str, Concern]) -> Entitlements:
        """Return what is asked and what may be worth asking about."""
        claims = tuple(claim.value(concerns) for claim in self.claims)
        return self.made(Entitlements, "", claims=claims)


class TermShape(EvidentShape):
    """`[<id>]` of the glossary."""

    title: LawfulWording
    forms: list[Line] = []
    text: LawfulWording

    def value(self, name: str) -> Term:
        """Return the term of this id."""
        return self.made(Term, f"term.{name}", id=name)


class RuleShape(Shape):
    """`[[documents]]` of a concern."""

    document: DocumentName
    when: When = Always()
    need: Literal["required", "helpful", "if_asked"] = "required"

    def value(self) -> DocumentRule:
        """Return the rule."""
        return self.made(DocumentRule, "", need=Need(self.need))


class ConcernFile(EvidentShape):
    """A file in concerns/."""

    id: Annotated[Name, OWN_FILE]
    area: AreaName
    order: int
    pictogram: PictogramName
    title: LawfulWording
    description: LawfulWording
    service: ServiceName
    also: list[ServiceName] = []
    offered: bool = True
    partners: list[PartnerName] = []
    questions: list[QuestionName] = []
    documents: list[RuleShape] = []
    hints: Hints = []

    def value(self) -> Concern:
        """Return the concern."""
        place = f"concern.{self.id}"
        documents = tuple(rule.value() for rule in self.documents)
        hints = tuple(hint.value(place, self.evidence) for hint in self.hints)
        return self.made(Concern, place, documents=documents, hints=hints)
