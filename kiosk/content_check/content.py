"""What the rules look at, and how they say what they find."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property
from pathlib import Path

from kiosk.catalog import Catalog
from kiosk.content_folder import layers
from kiosk.loader import load_catalog
from kiosk.loader.tables import Tables
from kiosk.publication import published
from kiosk.texts import Library
from kiosk.translations import SOURCE, Translations, languages, po_file, read_translations

_FOLDERS = ("questions", "documents", "partners")
_MOST_NAMED = 5
"""More than these are no help in a sentence."""
_NAME = re.compile(r"\w+")


class Weight(Enum):
    """How much a finding matters."""

    FAULT = auto()
    """Must be mended."""
    NOTE = auto()
    """Should be looked at."""
    DETAIL = auto()
    """Is allowed, and could be better."""


@dataclass(frozen=True)
class Finding:
    """One sentence: where, what, and what to do."""

    sentence: str
    weight: Weight


@dataclass(frozen=True, eq=False)
class Content:
    """The content of a folder on a day."""

    folder: Path
    today: date

    @cached_property
    def catalog(self) -> Catalog:
        """All of it, drafts too."""
        return load_catalog(self.folder)

    @cached_property
    def shown(self) -> Catalog:
        """What of it visitors may see."""
        return published(self.catalog)

    @cached_property
    def library(self) -> Library:
        """The words of what visitors may see."""
        return Library(self.folder, self.shown, lambda: self.today)

    @cached_property
    def translations(self) -> Mapping[str, Translations]:
        """The PO files by language."""
        found = languages(self.folder)
        return {each: read_translations(self.folder, each) for each in found if each != SOURCE}

    @cached_property
    def said(self) -> Mapping[str, AbstractSet[str]]:
        """The places that each of them says something of."""
        return {
            language: {str(message.context) for message in file.messages if message.string}
            for language, file in self.translations.items()
        }

    def fault(self, file: str, key: str, reason: str) -> Finding:
        """Return a fault of a file of the content."""
        return self._found(file, key, reason, Weight.FAULT)

    def note(self, file: str, key: str, reason: str) -> Finding:
        """Return a note on a file of the content."""
        return self._found(file, key, reason, Weight.NOTE)

    def detail(self, file: str, key: str, reason: str) -> Finding:
        """Return a note on a detail."""
        return self._found(file, key, reason, Weight.DETAIL)

    def file_of(self, kind: str, name: str) -> str:
        """Return the file in which a question, a document, a partner or a concern stands."""
        return self._files.get(kind, {}).get(name, f"{kind}/{name}.toml")

    def words_of(self, language: str) -> str:
        """Return the file of a translation; the German words stand in many."""
        return "" if language == SOURCE else str(po_file(Path(), language))

    def holder(self, file: str, key: str) -> Path:
        """Return the folder whose file says what a key names; the office's own counts first."""
        if not file:
            return self.folder
        holding = [layer for layer in reversed(layers(self.folder)) if (layer / file).exists()]
        saying = (layer for layer in holding[:-1] if _says(layer / file, key))
        return next(saying, holding[-1] if holding else self.folder)

    @cached_property
    def _files(self) -> Mapping[str, Mapping[str, str]]:
        tables = Tables(self.folder)
        return {
            kind: {
                name: f"{file}.toml"
                for file, table in tables.named(kind).items()
                for name in table or ()
            }
            for kind in _FOLDERS
        }

    def _found(self, file: str, key: str, reason: str, weight: Weight) -> Finding:
        place = self.holder(file, key).resolve().name
        path = f"{place}/{file}" if file else place
        return Finding(f"{path}: {key}: {reason}.", weight)


def few(names: Sequence[str]) -> str:
    """Name some of many things, and say how many more there are."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _says(file: Path, key: str) -> bool:
    """Tell whether a file itself has a text, a table or an entry of a list that a key names."""
    if file.suffix != ".toml":
        return file.is_file() and f'\nmsgctxt "{key}"\n' in file.read_text(encoding="utf-8")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = (value for value in table.values() if isinstance(value, list))
    ids = {entry.get("id") for held in lists for entry in held if isinstance(entry, dict)}
    return not ids.union(table).isdisjoint(_NAME.findall(key))
