"""What may stand in the files that guide a visitor, from the triage to the concerns."""

# ruff: noqa: RUF012 - pydantic copies the defaults of a table

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kiosk.catalog import (
    Concern,
    Contact,
    Document,
    DocumentRule,
    Hint,
    Level,
    Need,
    Notice,
    Option,
    Partner,
    Question,
    Text,
    Triage,
)
from kiosk.condition import Always
from kiosk.loader.rules import (
    OWN_FILE,
    ConcernName,
    DocumentName,
    LawfulWording,
    Line,
    Name,
    PartnerName,
    PictogramName,
    QuestionName,
    ServiceName,
    SourceName,
    When,
    distinct,
)
from kiosk.loader.shape import EvidentShape, Shape


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

    def value(self, place: str) -> Hint:
        """Return the hint of a concern or the triage."""
        return self.made(Hint, "", text=Text(f"{place}.hint.{self.id}", self.text))


Hints = Annotated[list[HintShape], AfterValidator(distinct)]


class TriageFile(Shape):
    """triage.toml."""

    question: QuestionName
    hints: Hints

    def value(self) -> Triage:
        """Return the triage."""
        return self.made(Triage, "", hints=tuple(hint.value("triage") for hint in self.hints))


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
    """`[[<partner>.phones]]` and `[[<partner>.webs]]`."""

    address: Line
    what: Line = ""
    confirmed: bool = False
    source: SourceName = ""

    def value(self) -> Contact:
        """Return the contact."""
        return self.made(Contact, "")


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
    needs: list[Name] = []
    phones: list[ContactShape] = []
    webs: list[ContactShape] = []
    place: Line = ""

    def value(self, name: str) -> Partner:
        """Return the partner of this id."""
        phones = tuple(phone.value() for phone in self.phones)
        webs = tuple(web.value() for web in self.webs)
        return self.made(Partner, f"partner.{name}", id=name, phones=phones, webs=webs)


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
    order: int
    pictogram: PictogramName
    title: LawfulWording
    description: LawfulWording
    service: ServiceName
    also: list[ServiceName] = []
    partners: list[PartnerName] = []
    questions: list[QuestionName] = []
    documents: list[RuleShape] = []
    hints: Hints = []

    def value(self) -> Concern:
        """Return the concern."""
        place = f"concern.{self.id}"
        documents = tuple(rule.value() for rule in self.documents)
        hints = tuple(hint.value(place) for hint in self.hints)
        return self.made(Concern, place, documents=documents, hints=hints)
