"""What the rules look at, and how they say what they find."""

from collections.abc import Mapping
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
from kiosk.translations import SOURCE, po_file

_FOLDERS = ("questions", "documents", "partners")


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
        """Return the file in which a question, a document or a partner stands."""
        return self._files[kind].get(name, f"{kind}/")

    def words_of(self, language: str) -> str:
        """Return the file of a translation; the German words stand in many."""
        return "" if language == SOURCE else str(po_file(Path(), language))

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
        holding = (layer for layer in reversed(layers(self.folder)) if (layer / file).exists())
        place = next(holding, self.folder).resolve().name
        path = f"{place}/{file}" if file else place
        return Finding(f"{path}: {key}: {reason}.", weight)
