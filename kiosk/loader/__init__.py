"""Reads content/ into a Catalog, or refuses it naming file, key, reason and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kiosk.catalog import Catalog, Text
from kiosk.errors import ContentError
from kiosk.loader.guide_files import (
    ConcernFile,
    DocumentShape,
    EntitlementsFile,
    HeadingShape,
    LettersFile,
    NoticeShape,
    PartnerShape,
    QuestionShape,
    TermShape,
    TriageFile,
)
from kiosk.loader.law_file import Changes, Values
from kiosk.loader.office_files import OfficeFile, SourceShape, ThemeFile
from kiosk.loader.rules import Known, Name, Wording, unknown
from kiosk.loader.tables import Tables
from kiosk.pronunciation import pronunciation_problems
from kiosk.publication import published
from kiosk.translations import texts, translation_problems

T = TypeVar("T")

_CODE_POINT = Annotated[int, Field(strict=True, ge=0x20, le=0x10FFFF)]

_OFFICE = TypeAdapter(OfficeFile)
_LAW = TypeAdapter(Values)
_CHANGES = TypeAdapter(Changes)
_SOURCES = TypeAdapter(dict[Name, SourceShape])
_PICTOGRAMS = TypeAdapter(dict[Name, _CODE_POINT])
_NOTICES = TypeAdapter(dict[Name, NoticeShape])
_HEADINGS = TypeAdapter(dict[Name, HeadingShape])
_LETTERS = TypeAdapter(LettersFile)
_ENTITLEMENTS = TypeAdapter(EntitlementsFile)
_GLOSSARY = TypeAdapter(dict[Name, TermShape])
_TRIAGE = TypeAdapter(TriageFile)
_QUESTIONS = TypeAdapter(dict[Name, QuestionShape])
_DOCUMENTS = TypeAdapter(dict[Name, DocumentShape])
_PARTNERS = TypeAdapter(dict[Name, PartnerShape])
_CONCERN = TypeAdapter(ConcernFile)
_THEME = TypeAdapter(ThemeFile)
_INTERFACE = TypeAdapter(dict[Name, Wording])

_REASONS = {
    "missing": "is missing; add it",
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number without quotes",
    "bool_type": "must be true or false",
    "date_type": "must be a day such as 2026-07-01, without quotes",
    "list_type": "must be a list in [square brackets]",
    "dict_type": "must be a [table]",
    "model_type": "must be a [table]",
    "too_short": "is empty; add at least one",
}


_PATTERNS = {
    "^[": "must be lower-case letters, digits and _, such as rent_heating",
    "^#": "must be a colour such as #1C2B33",
    "^(": "must be the short name of a Land, such as NW or BY",
    "^\\": "must be the number of a section, such as 22 or 15a",
}

_UNSAID = "has no translation; add one."


def load_catalog(folder: Path) -> Catalog:
    """Read the content of an office, or raise ContentError with the first fault."""
    catalog, faults = _read(folder)
    if catalog is None:
        raise ContentError(faults[0])
    return catalog


def problems(folder: Path) -> list[str]:
    """Return one sentence for every fault of the content, its translations and its speech."""
    catalog, faults = _read(folder)
    return [*faults, *_of_translations(folder, catalog), *pronunciation_problems(folder)]


def unreadable(folder: Path) -> list[str]:
    """Return one sentence for every fault that leaves no content to say more about."""
    _, faults = _read(folder)
    return [*faults, *translation_problems(folder, None)]


def _of_translations(folder: Path, catalog: Catalog | None) -> Iterator[str]:
    """Yield the faults of the translations; what visitors don't see yet may wait for its own."""
    hidden = _hidden(catalog) if catalog else ()
    waiting = tuple(f"content.po: {place}: {_UNSAID}" for place in hidden)
    found = translation_problems(folder, catalog)
    yield from (fault for fault in found if not fault.endswith(waiting))


def _hidden(catalog: Catalog) -> set[str]:
    every, shown = ({text.context for text in texts(c)} for c in (catalog, published(catalog)))
    return every - shown


def _read(folder: Path) -> tuple[Catalog | None, list[str]]:
    tables = Tables(folder)
    return _Builder(tables).catalog(), tables.faults


@dataclass
class _Builder:
    """Turns the tables into values and collects their faults."""

    tables: Tables

    def catalog(self) -> Catalog | None:
        law = self._tables("law", _LAW)
        self._file("law", _CHANGES, self.tables.known)
        sources = self._tables("sources", _SOURCES)
        questions = self._tables("questions", _QUESTIONS)
        documents = self._tables("documents", _DOCUMENTS)
        partners = self._tables("partners", _PARTNERS)
        areas = self._tables("areas", _HEADINGS)
        topics = self._tables("topics", _HEADINGS)
        glossary = self._tables("glossary", _GLOSSARY)
        notices = self._tables("notices", _NOTICES)
        pictograms = self._tables("pictograms", _PICTOGRAMS)
        office = self._file("office", _OFFICE, self.tables.known)
        triage = self._file("triage", _TRIAGE, self.tables.asking("triage", "question"))
        letters = self._letters()
        entitlements = self._file(
            "entitlements", _ENTITLEMENTS, self.tables.asking("entitlements", "questions")
        )
        concerns = [self._concern(stem) for stem in self.tables.stems("concerns")]
        themes = {stem: self._theme(stem) for stem in self.tables.stems("themes")}
        interface = self._interface()
        if self.tables.faults or not (office and triage and letters and entitlements):
            return None
        ordered = sorted((c.value() for c in concerns if c), key=lambda concern: concern.order)
        by_name = {concern.id: concern for concern in ordered}
        return Catalog(
            office=office.value(),
            questions=_frozen({name: shape.value(name) for name, shape in questions.items()}),
            documents=_frozen({name: shape.value(name) for name, shape in documents.items()}),
            concerns=_frozen(by_name),
            partners=_frozen({name: shape.value(name) for name, shape in partners.items()}),
            areas=_frozen({name: shape.value("area", name) for name, shape in areas.items()}),
            topics=_frozen({name: shape.value("topic", name) for name, shape in topics.items()}),
            letters=letters.value(),
            entitlements=entitlements.value(by_name),
            glossary=_frozen({name: shape.value(name) for name, shape in glossary.items()}),
            notices=_frozen({name: shape.value(name) for name, shape in notices.items()}),
            triage=triage.value(),
            law=_frozen({n: tuple(p.period(n) for p in shape.periods) for n, shape in law.items()}),
            sources=_frozen({name: f"{s.title}, {s.url}" for name, s in sources.items()}),
            interface=_frozen(interface),
            pictograms=_frozen(pictograms),
            themes=_frozen({name: _frozen(t.value()) for name, t in themes.items() if t}),
        )

    def _tables(self, kind: str, adapter: TypeAdapter[dict[str, T]]) -> dict[str, T]:
        tables: dict[str, T] = {}
        places: dict[str, str] = {}
        for name in self.tables.named(kind):
            for key, shape in (self._file(name, adapter, self.tables.known) or {}).items():
                if key in places:
                    self.tables.blame(name, key, f"also stands in {places[key]}.toml; rename one")
                tables[key], places[key] = shape, name
        return tables

    def _concern(self, stem: str) -> ConcernFile | None:
        name = f"concerns/{stem}"
        return self._file(name, _CONCERN, replace(self.tables.asking(name, "questions"), file=stem))

    def _letters(self) -> LettersFile | None:
        letters = self._file("letters", _LETTERS, self.tables.known)
        if letters is None or letters.question not in self.tables.known.questions:
            return letters
        _, options = self.tables.known.questions[letters.question]
        for kind in letters.kinds:
            if kind not in options:
                place = f"kinds.{kind}"
                self.tables.blame("letters", place, unknown("answer", kind, options))
        return letters

    def _theme(self, stem: str) -> ThemeFile | None:
        return self._file(f"themes/{stem}", _THEME, replace(self.tables.known, file=stem))

    def _interface(self) -> dict[str, Text]:
        return {
            f"{stem}.{key}": Text(f"interface.{stem}.{key}", words)
            for stem in self.tables.stems("interface")
            for key, words in (
                self._file(f"interface/{stem}", _INTERFACE, self.tables.known) or {}
            ).items()
        }

    def _file(self, name: str, adapter: TypeAdapter[T], known: Known) -> T | None:
        if self.tables.raw[name] is None:
            return None
        try:
            return adapter.validate_python(self.tables.raw[name], context=known)
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                self.tables.blame(name, _key(error), _reason(error))
        return None


def _frozen(found: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(found))


def _key(error: ErrorDetails) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"])
    return "".join(steps).removeprefix(".").removesuffix(".[key]")


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(error["ctx"]["pattern"][:2], _PATTERNS["^["])
    message = error["msg"].replace("Input should be", "must be")
    return _REASONS.get(error["type"], f"{message}, not {error['input']!r:.60}")
