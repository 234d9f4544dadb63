"""What a reviewer judges: items in chapters, each with its texts, facts and evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.catalog import Evidence, Text


@dataclass(frozen=True)
class Said:
    """A text of the content and what it is for, such as "Wo es das gibt"."""

    label: str
    text: Text


@dataclass(frozen=True)
class Part:
    """A piece of a fact; `path` names the item it is about."""

    text: str
    path: str = ""


@dataclass(frozen=True)
class Fact:
    """Something true of an item, in German."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to tick."""

    path: str
    """Where it stands in the content, such as concern.homeless.hint.account."""
    kind: str
    name: str
    """How lists call it, in German."""
    texts: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    evidence: Evidence | None = None
    unsure: tuple[str, ...] = ()
    """What of it no source confirms, in German."""
    spoken: str = ""
    """What the voice says, where that is more than the texts."""


class Form(Enum):
    """How items of a section are set."""

    WHOLE = "whole"
    WORDS = "words"
    """A table of short texts."""
    RULES = "rules"
    """A table of facts."""


@dataclass(frozen=True)
class Section:
    """Items of one kind."""

    title: str
    items: tuple[Item, ...]
    form: Form = Form.WHOLE


@dataclass(frozen=True)
class Chapter:
    """What can be given to one reviewer."""

    id: str
    title: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> Iterator[Item]:
        """Yield the items of all sections."""
        return (item for section in self.sections for item in section.items)


def fact(label: str, text: str) -> tuple[Fact, ...]:
    """Return a fact, or none if there is nothing to say."""
    return (Fact(label, (Part(text),)),) if text else ()
