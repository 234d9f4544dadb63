"""Reads content/ into a Catalog, or refuses it naming file, key, reason and what to do."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kiosk import content_files as shapes
from kiosk.catalog import Catalog, Text
from kiosk.content_rules import Known, Name, Wording
from kiosk.errors import ContentError
from kiosk.translations import languages, translation_problems

T = TypeVar("T")
Table = dict[str, Any]

_ALONE = ("office", "law", "sources", "pictograms", "notices", "triage")
_FOLDERS = ("questions", "documents", "partners", "concerns", "interface")
_ONE_OF_MANY = {"questions": "question", "documents": "document", "partners": "partner"}
_CODE_POINT = Annotated[int, Field(strict=True, ge=0x20, le=0x10FFFF)]

_OFFICE = TypeAdapter(shapes.OfficeFile)
_LAW = TypeAdapter(dict[Name, shapes.LawShape])
_SOURCES = TypeAdapter(dict[Name, shapes.SourceShape])
_PICTOGRAMS = TypeAdapter(dict[Name, _CODE_POINT])
_NOTICES = TypeAdapter(dict[Name, shapes.NoticeShape])
_TRIAGE = TypeAdapter(shapes.TriageFile)
_QUESTIONS = TypeAdapter(dict[Name, shapes.QuestionShape])
_DOCUMENTS = TypeAdapter(dict[Name, shapes.DocumentShape])
_PARTNERS = TypeAdapter(dict[Name, shapes.PartnerShape])
_CONCERN = TypeAdapter(shapes.ConcernFile)
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
    "string_pattern_mismatch": "must be lower-case letters, digits and _, such as rent_heating",
}


def load_catalog(folder: Path) -> Catalog:
    """Read the content of an office, or raise ContentError with the first fault."""
    catalog, faults = _read(folder)
    if catalog is None:
        raise ContentError(faults[0])
    return catalog


def problems(folder: Path) -> list[str]:
    """Return one sentence for every fault of the content and its translations."""
    catalog, faults = _read(folder)
    return [*faults, *translation_problems(folder, catalog)]


def _read(folder: Path) -> tuple[Catalog | None, list[str]]:
    reader = _Reader(folder)
    return reader.catalog(), reader.faults


@dataclass
class _Reader:
    """Reads every file once and collects the faults of all."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    def catalog(self) -> Catalog | None:
        law = self._tables("law", _LAW)
        sources = self._tables("sources", _SOURCES)
        questions = self._tables("questions", _QUESTIONS)
        documents = self._tables("documents", _DOCUMENTS)
        partners = self._tables("partners", _PARTNERS)
        notices = self._tables("notices", _NOTICES)
        pictograms = self._tables("pictograms", _PICTOGRAMS)
        office = self._file("office", _OFFICE, self.known)
        triage = self._file("triage", _TRIAGE, self._asking("triage", "question"))
        concerns = [self._concern(stem) for stem in self._stems("concerns")]
        interface = self._interface()
        if self.faults or office is None or triage is None:
            return None
        ordered = sorted((c.value() for c in concerns if c), key=lambda concern: concern.order)
        return Catalog(
            office=office.value(),
            questions=_frozen({name: shape.value(name) for name, shape in questions.items()}),
            documents=_frozen({name: shape.value(name) for name, shape in documents.items()}),
            concerns=_frozen({concern.id: concern for concern in ordered}),
            partners=_frozen({name: shape.value(name) for name, shape in partners.items()}),
            notices=_frozen({name: shape.value(name) for name, shape in notices.items()}),
            triage=triage.value(),
            law=_frozen({n: tuple(p.period(n) for p in shape.periods) for n, shape in law.items()}),
            sources=_frozen({name: f"{s.title}, {s.url}" for name, s in sources.items()}),
            interface=_frozen(interface),
            pictograms=_frozen(pictograms),
        )

    @cached_property
    def raw(self) -> dict[str, Table | None]:
        """Every file by kind and stem, such as concerns/renewal; None if it can't be read."""
        names = [*_ALONE, *(f"{kind}/{stem}" for kind in _FOLDERS for stem in self._stems(kind))]
        for path in sorted(self.folder.glob("*.toml")):
            if path.stem not in _ALONE:
                self._blame(path.stem, "", f"is no content file; known are {', '.join(_ALONE)}")
        return {name: self._parsed(name) for name in names}

    @cached_property
    def known(self) -> Known:
        """What the files define, faulty or not; kinds with an unreadable file are left out."""
        names: dict[str, Iterable[str] | None] = {
            "law value": self.raw["law"],
            "source": self.raw["sources"],
            "pictogram": self.raw["pictograms"],
            "service": _table(self.raw["office"], "services"),
            "language": languages(self.folder),
            "concern": self._stems("concerns"),
        }
        names |= {word: self._merged(kind) for kind, word in _ONE_OF_MANY.items()}
        return Known(
            names={kind: tuple(found) for kind, found in names.items() if found is not None},
            questions=dict(_sketches(self._merged("questions") or {})),
        )

    def _stems(self, kind: str) -> list[str]:
        return sorted(path.stem for path in (self.folder / kind).glob("*.toml"))

    def _parsed(self, name: str) -> Table | None:
        try:
            text = (self.folder / f"{name}.toml").read_text(encoding="utf-8")
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            self._blame(name, "", f"{fault}; mend that line")
        except UnicodeDecodeError:
            self._blame(name, "", "is not UTF-8; save it with that encoding")
        except OSError as fault:
            self._blame(name, "", f"can't be read ({fault.strerror}); put it there")
        return None

    def _of(self, kind: str) -> dict[str, Table | None]:
        return {name: table for name, table in self.raw.items() if name.split("/", 1)[0] == kind}

    def _merged(self, kind: str) -> Table | None:
        """All tables of a folder, or None if one of its files can't be read."""
        merged: Table = {}
        for table in self._of(kind).values():
            if table is None:
                return None
            merged |= table
        return merged

    def _tables(self, kind: str, adapter: TypeAdapter[dict[str, T]]) -> dict[str, T]:
        tables: dict[str, T] = {}
        places: dict[str, str] = {}
        for name in self._of(kind):
            for key, shape in (self._file(name, adapter, self.known) or {}).items():
                if key in places:
                    self._blame(name, key, f"also stands in {places[key]}.toml; rename one")
                tables[key], places[key] = shape, name
        return tables

    def _concern(self, stem: str) -> shapes.ConcernFile | None:
        name = f"concerns/{stem}"
        return self._file(name, _CONCERN, replace(self._asking(name, "questions"), file=stem))

    def _asking(self, name: str, key: str) -> Known:
        """Narrow what is known to the questions a file asks, named under `key`."""
        asked = (self.raw[name] or {}).get(key)
        named = asked if isinstance(asked, list) else [asked]
        return replace(self.known, asked=[name for name in named if isinstance(name, str)])

    def _interface(self) -> dict[str, Text]:
        return {
            f"{stem}.{key}": Text(f"interface.{stem}.{key}", words)
            for stem in self._stems("interface")
            for key, words in (
                self._file(f"interface/{stem}", _INTERFACE, self.known) or {}
            ).items()
        }

    def _file(self, name: str, adapter: TypeAdapter[T], known: Known) -> T | None:
        if self.raw[name] is None:
            return None
        try:
            return adapter.validate_python(self.raw[name], context=known)
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                self._blame(name, _key(error), _reason(error))
        return None

    def _blame(self, name: str, key: str, reason: str) -> None:
        place = f"{self.folder.name}/{name}.toml: {key}{': ' if key else ''}"
        self.faults.append(f"{place}{reason}{'' if reason.endswith('?') else '.'}")


def _frozen(found: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(found))


def _table(table: Table | None, key: str) -> Table | None:
    found = (table or {}).get(key)
    return found if isinstance(found, dict) else None


def _sketches(tables: Table) -> Iterator[tuple[str, tuple[bool, frozenset[str]]]]:
    """Yield each question that can be read well enough to check conditions against it."""
    for name, table in tables.items():
        try:
            options = frozenset(option["id"] for option in table["options"])
            yield name, (table["kind"] == "several", options)
        except (KeyError, TypeError):
            continue


def _key(error: ErrorDetails) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"])
    return "".join(steps).removeprefix(".").removesuffix(".[key]")


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    message = error["msg"].replace("Input should be", "must be")
    return _REASONS.get(error["type"], f"{message}, not {error['input']!r:.60}")
