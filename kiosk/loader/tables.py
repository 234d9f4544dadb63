"""Reads the content files as plain tables, and tells what names they define."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from kiosk.content_folder import layers
from kiosk.legal import LAW_CHANGES
from kiosk.loader.rules import Known
from kiosk.translations import languages

Table = dict[str, Any]

_ALONE = (
    "office",
    "law",
    "sources",
    "pictograms",
    "notices",
    "triage",
    "areas",
    "topics",
    "glossary",
    "letters",
    "entitlements",
)
_OFFICE = "office"
"""Taken as it is: what another office has would be wrong here."""
_FOLDERS = ("questions", "documents", "partners", "concerns", "interface", "themes")
_PRONUNCIATION, _TEMPLATE = "pronunciation", "new_office"
_READ_BY_OTHERS = re.compile(rf"locale/[^/]+/LC_MESSAGES|{_PRONUNCIATION}|{_TEMPLATE}(/.*)?")
_SUFFIXES = frozenset({".toml", ".po"})
_MERGED = {"questions": "question", "documents": "document", "partners": "partner"}


@dataclass
class Tables:
    """Every file, read once, and the faults found so far."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    @cached_property
    def layers(self) -> tuple[Path, ...]:
        """The folders whose files count; what stands in a later one wins."""
        return layers(self.folder)

    @cached_property
    def raw(self) -> dict[str, Table | None]:
        """Every file by kind and stem, such as concerns/renewal; None if it can't be read."""
        names = [*_ALONE, *(f"{kind}/{stem}" for kind in _FOLDERS for stem in self.stems(kind))]
        for path in sorted(self.folder.glob("*.toml")):
            if path.stem not in _ALONE:
                known = ", ".join(sorted(_ALONE))
                self.blame(path.stem, "", f"is no content file; known are {known}")
        self._blame_folders()
        return {name: self._read(name) for name in names}

    @cached_property
    def known(self) -> Known:
        """What the files define, faulty or not; kinds with an unreadable file are left out."""
        names: dict[str, Iterable[str] | None] = {
            "law value": self._law_values(),
            "source": self.raw["sources"],
            "pictogram": self.raw["pictograms"],
            "area": self.raw["areas"],
            "topic": self.raw["topics"],
            "hint": self._hints(),
            "service": _table(self.raw["office"], "services"),
            "language": languages(self.folder),
            "concern": self.stems("concerns"),
        }
        names |= {word: self._merged(kind) for kind, word in _MERGED.items()}
        return Known(
            names={kind: tuple(found) for kind, found in names.items() if found is not None},
            questions=dict(_sketches(self._merged("questions") or {})),
        )

    def stems(self, kind: str) -> list[str]:
        """Return the names of the files in a folder, in order."""
        paths = (path for layer in self.layers for path in (layer / kind).glob("*.toml"))
        return sorted({path.stem for path in paths})

    def named(self, kind: str) -> dict[str, Table | None]:
        """Return the tables of one kind by name, None where a file can't be read."""
        return {name: table for name, table in self.raw.items() if name.split("/", 1)[0] == kind}

    def asking(self, name: str, key: str) -> Known:
        """Narrow what is known to the questions a file asks, named under `key`."""
        asked = (self.raw[name] or {}).get(key)
        named = asked if isinstance(asked, list) else [asked]
        return replace(self.known, asked=[name for name in named if isinstance(name, str)])

    def blame(self, name: str, key: str, reason: str) -> None:
        """Note a fault in one sentence."""
        holding = (layer for layer in reversed(self.layers) if (layer / f"{name}.toml").exists())
        folder = next(holding, self.folder).resolve().name
        self._note(f"{folder}/{name}.toml: {key}{': ' if key else ''}{reason}")

    def _note(self, fault: str) -> None:
        self.faults.append(f"{fault}{'' if fault.endswith('?') else '.'}")

    def _blame_folders(self) -> None:
        """Note each folder with files that nothing reads, such as concern/ for concerns/."""
        for name in sorted(set(_holding(self.folder)).difference(_FOLDERS)):
            if not _READ_BY_OTHERS.fullmatch(name):
                known = ", ".join(
                    sorted((*_FOLDERS, "locale/LANGUAGE/LC_MESSAGES", _PRONUNCIATION))
                )
                place = f"{self.folder.resolve().name}/{name}/"
                self._note(f"{place}: is no content folder; known are {known}")

    def _hints(self) -> list[str] | None:
        """Name the hints of all concerns as concern.hint; None if one of the files is faulty."""
        try:
            return [
                f"{name.partition('/')[2]}.{hint['id']}"
                for name, table in self.named("concerns").items()
                for hint in (table or {}).get("hints", ())
            ]
        except (KeyError, TypeError, AttributeError):
            return None

    def _law_values(self) -> list[str] | None:
        law = self.raw["law"]
        return None if law is None else [name for name in law if name != LAW_CHANGES]

    def _merged(self, kind: str) -> Table | None:
        """All tables of a folder, or None if one of its files can't be read."""
        merged: Table = {}
        for table in self.named(kind).values():
            if table is None:
                return None
            merged |= table
        return merged

    def _read(self, name: str) -> Table | None:
        """Read a file of the shipped folder, with what the office's own says in its place."""
        whole = self.layers[-1:] if name == _OFFICE else self.layers
        holding = [layer for layer in whole if (layer / f"{name}.toml").exists()]
        read = [self._parsed(layer, name) for layer in holding or [self.folder]]
        return None if None in read else reduce(_overlaid, filter(None, read), {})

    def _parsed(self, layer: Path, name: str) -> Table | None:
        try:
            text = (layer / f"{name}.toml").read_text(encoding="utf-8")
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            self.blame(name, "", f"{fault}; mend that line")
        except UnicodeDecodeError:
            self.blame(name, "", "is not UTF-8; save it with that encoding")
        except OSError as fault:
            self.blame(name, "", f"can't be read ({fault.strerror}); put it there")
        return None


def _overlaid(base: Any, own: Any) -> Any:
    """Lay an office's own values over shipped ones: key by key, lists of tables by their ids."""
    if isinstance(base, dict) and isinstance(own, dict):
        both = {key: _overlaid(base[key], own[key]) for key in base.keys() & own.keys()}
        return {**base, **own, **both}
    if _is_identified(base) and _is_identified(own):
        by_id = {entry["id"]: entry for entry in base}
        return list(_overlaid(by_id, {entry["id"]: entry for entry in own}).values())
    return own


def _is_identified(value: Any) -> bool:
    is_list = isinstance(value, list) and value
    return bool(is_list) and all(isinstance(entry, dict) and "id" in entry for entry in value)


def _holding(folder: Path) -> Iterator[str]:
    """Yield for every content file below this folder where it lies; hidden folders don't count."""
    for path in folder.glob("[!.]*/**/*"):
        if path.suffix in _SUFFIXES:
            yield path.parent.relative_to(folder).as_posix()


def _table(table: Table | None, key: str) -> Table | None:
    found = (table or {}).get(key)
    return found if isinstance(found, dict) else None


def _sketches(tables: Table) -> Iterator[tuple[str, tuple[bool, frozenset[str]]]]:
    """Yield each question that can be read well enough to check conditions against it."""
    for name, table in tables.items():
        try:
            options = frozenset(str(option["id"]) for option in table["options"])
            yield name, (table["kind"] == "several", options)
        except (KeyError, TypeError):
            continue
