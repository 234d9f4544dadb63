"""The shapes of the content files: what may stand in them, and the values they become."""

from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from kiosk.catalog import (
    Concern,
    Contact,
    Counter,
    Document,
    DocumentRule,
    Evidence,
    Hint,
    Level,
    Need,
    Notice,
    OfficeFacts,
    Option,
    Partner,
    Period,
    Question,
    Service,
    Text,
    Triage,
)
from kiosk.condition import Always
from kiosk.content_rules import (
    ConcernName,
    DocumentName,
    LanguageName,
    LawfulWording,
    Line,
    Name,
    PartnerName,
    PictogramName,
    QuestionName,
    ServiceName,
    SourceName,
    When,
    Wording,
    distinct,
    known_of,
    unknown,
)

Value = TypeVar("Value")
Confirmed = Literal["yes", "partly", "no"]


class _Shape(BaseModel):
    """A table of a content file; refuses unknown keys and says which ones are known."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        for key in data if isinstance(data, dict) else ():
            if key not in cls.model_fields:
                raise ValueError(unknown("key", key, cls.model_fields))
        return data

    def _made(self, kind: type[Value], place: str, /, **own: Any) -> Value:
        """Make a value of the fields with the same names, texts with their place."""
        for part in fields(kind):  # type: ignore[arg-type] # every kind is a dataclass
            if part.name not in own:
                held: Any = getattr(self, part.name)
                if part.type is Text:
                    held = Text(f"{place}.{part.name}", held)
                own[part.name] = tuple(held) if isinstance(held, list) else held
        return kind(**own)


class _Evident(_Shape):
    """A table that says what it rests on."""

    legal: Line = ""
    sources: list[SourceName] = []
    confirmed: Confirmed = "no"
    review: bool = False
    review_note: Line = ""

    @property
    def evidence(self) -> Evidence:
        """What the table rests on."""
        return self._made(Evidence, "")


class ServiceShape(_Shape):
    """`[services.<id>]` of the office."""

    title: Wording

    def value(self, name: str) -> Service:
        """Return the service of this id."""
        return self._made(Service, "", id=name, title=Text(f"service.{name}", self.title))


class CounterShape(_Shape):
    """`[counters.<id>]` of the office."""

    place: Wording
    services: list[ServiceName] = Field(min_length=1)

    def value(self, name: str) -> Counter:
        """Return the counter of this id."""
        return self._made(Counter, "", id=name, place=Text(f"counter.{name}", self.place))


class OfficeFile(_Shape):
    """office.toml."""

    id: Name
    name: Wording
    address: Wording
    languages: list[LanguageName] = Field(min_length=1)
    calls: int = Field(default=3, ge=1, le=9)
    pause_minutes: int = Field(default=5, ge=0, le=120)
    keep_hours: int = Field(default=24, ge=0, le=720)
    services: dict[Name, ServiceShape] = Field(min_length=1)
    counters: dict[Annotated[str, StringConstraints(pattern="^[A-Za-z0-9]{1,4}$")], CounterShape]

    @field_validator("counters")
    @classmethod
    def _serve_all(
        cls, counters: dict[str, CounterShape], info: ValidationInfo
    ) -> dict[str, CounterShape]:
        served = {service for counter in counters.values() for service in counter.services}
        for service in info.data.get("services", {}):
            if service not in served:
                raise ValueError(f"no counter serves {service!r}; add it to a counter's services")
        return counters

    def value(self) -> OfficeFacts:
        """Return what is true of the office."""
        services = {name: shape.value(name) for name, shape in self.services.items()}
        counters = {name: shape.value(name) for name, shape in self.counters.items()}
        return self._made(OfficeFacts, "", services=services, counters=counters)


class PeriodShape(_Shape):
    """`[[<name>.periods]]` of the law: a term or a value, from one day to another."""

    valid_from: date
    valid_to: date | None = None
    text: Wording | None = None
    value: int | Wording | None = None
    legal: Line = ""
    source: SourceName = ""
    confirmed: Confirmed = "no"
    review: bool = False
    note: Line = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.text is None) == (self.value is None):
            raise ValueError("needs either text or value")
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("ends before it begins; correct valid_from or valid_to")
        return self

    def period(self, name: str) -> Period:
        """Return the period of a law value of this name."""
        text = Text("", str(self.value))
        if self.text is not None:
            text = Text(f"law.{name}.{self.valid_from}", self.text)
        sources = (self.source,) if self.source else ()
        evidence = self._made(Evidence, "", sources=sources, review_note=self.note)
        return self._made(Period, "", text=text, evidence=evidence)


class LawShape(_Shape):
    """`[<name>]` of the law."""

    periods: list[PeriodShape] = Field(min_length=1)

    @field_validator("periods")
    @classmethod
    def _apart(cls, periods: list[PeriodShape]) -> list[PeriodShape]:
        ordered = sorted(periods, key=lambda period: period.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(
                    f"the period from {earlier.valid_from} runs into the one from "
                    f"{later.valid_from}; give it an earlier valid_to"
                )
        return ordered


class SourceShape(_Shape):
    """`[<id>]` of the sources."""

    title: Line
    url: Line


class NoticeShape(_Evident):
    """`[<id>]` of the notices."""

    text: LawfulWording

    def value(self, name: str) -> Notice:
        """Return the notice of this id."""
        return self._made(Notice, "", id=name, text=Text(f"notice.{name}", self.text))


class HintShape(_Evident):
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
        return self._made(Hint, "", text=Text(f"{place}.hint.{self.id}", self.text))


Hints = Annotated[list[HintShape], AfterValidator(distinct)]


class TriageFile(_Shape):
    """triage.toml."""

    question: QuestionName
    hints: Hints

    def value(self) -> Triage:
        """Return the triage."""
        return self._made(Triage, "", hints=tuple(hint.value("triage") for hint in self.hints))


class OptionShape(_Shape):
    """`[[<question>.options]]`."""

    id: Name
    text: LawfulWording
    exclusive: bool = False

    def value(self, place: str) -> Option:
        """Return the option of a question."""
        return self._made(Option, "", text=Text(f"{place}.option.{self.id}", self.text))


class QuestionShape(_Shape):
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
        return self._made(Question, place, id=name, options=options, several=several)


class DocumentShape(_Evident):
    """`[<id>]` of a file in documents/."""

    title: LawfulWording
    code: Line = ""
    kind: Literal["form", "proof", "letter", "own_text"]
    form_of: Literal["copy", "show", "original", "either"]
    looks: LawfulWording
    where: LawfulWording
    without: LawfulWording

    def value(self, name: str) -> Document:
        """Return the document of this id."""
        return self._made(Document, f"document.{name}", id=name)


class ContactShape(_Shape):
    """`[[<partner>.phones]]` and `[[<partner>.webs]]`."""

    address: Line
    what: Line = ""
    confirmed: bool = False
    source: SourceName = ""

    def value(self) -> Contact:
        """Return the contact."""
        return self._made(Contact, "")


class PartnerShape(_Evident):
    """`[<id>]` of a file in partners/."""

    title: LawfulWording
    kind: Literal["help", "hotline", "authority", "court"]
    does: LawfulWording
    access: LawfulWording
    cost: Literal["free", "mostly_free", "small_fee"]
    secrecy: Literal["anonymous", "professional", "confidential", "official"]
    local: bool = False
    concerns: list[ConcernName] = []
    needs: list[Name] = []
    phones: list[ContactShape] = []
    webs: list[ContactShape] = []
    place: Line = ""

    def value(self, name: str) -> Partner:
        """Return the partner of this id."""
        phones = tuple(phone.value() for phone in self.phones)
        webs = tuple(web.value() for web in self.webs)
        return self._made(Partner, f"partner.{name}", id=name, phones=phones, webs=webs)


class RuleShape(_Shape):
    """`[[documents]]` of a concern."""

    document: DocumentName
    when: When = Always()
    need: Literal["required", "helpful", "if_asked"] = "required"

    def value(self) -> DocumentRule:
        """Return the rule."""
        return self._made(DocumentRule, "", need=Need(self.need))


class ConcernFile(_Evident):
    """A file in concerns/."""

    id: Name
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

    @field_validator("id")
    @classmethod
    def _like_the_file(cls, name: str, info: ValidationInfo) -> str:
        if name != known_of(info).file:
            raise ValueError(f"must be the file's name, {known_of(info).file!r}")
        return name

    def value(self) -> Concern:
        """Return the concern."""
        place = f"concern.{self.id}"
        documents = tuple(rule.value() for rule in self.documents)
        hints = tuple(hint.value(place) for hint in self.hints)
        return self._made(Concern, place, documents=documents, hints=hints)
