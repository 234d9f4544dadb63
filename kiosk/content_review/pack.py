"""What a review pack holds: the chapters in one language, what is hidden, what to look at first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.catalog import Catalog
from kiosk.content_review.beside import Beside
from kiosk.content_review.guiding import Guiding
from kiosk.content_review.item import Chapter, Item
from kiosk.content_review.shared import Shared
from kiosk.content_review.spoken import Voice
from kiosk.content_review.tongue import Tongue, tongue
from kiosk.publication import published
from kiosk.texts import Library, load_words
from kiosk.translations import SOURCE, texts
from screens.visitor.visit import Surroundings


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything a reviewer of one language judges."""

    office: str
    day: date
    german: Tongue
    tongue: Tongue
    chapters: tuple[Chapter, ...]
    sources: dict[str, tuple[str, str]]
    """Title and address by name."""
    hidden: frozenset[str]
    """The paths of what visitors don't see."""

    @property
    def items(self) -> Iterator[Item]:
        """Yield all items."""
        return (item for chapter in self.chapters for item in chapter.items)


def pack_of(folder: Path, catalog: Catalog, language: str, day: date) -> Pack:
    """Return the pack of a language, or raise ContentError if its file is broken.

    It holds what no source confirms too; values are those that visitors are told.
    """
    public = published(catalog)
    told = replace(catalog, law=public.law)
    library = Library(folder, told, lambda: day)
    words = replace(load_words(folder, language, catalog, lambda: day), law=public.law)
    name = catalog.interface["visitor.language_name"]
    around = Surroundings(catalog=told, dictionary=library, words=words, today=day)
    chapters = tuple(
        chapter for chapter in _chapters(catalog, library, Voice(around)) if any(chapter.items)
    )
    return Pack(
        office=catalog.office.name,
        day=day,
        german=tongue(folder, library[SOURCE], name),
        tongue=tongue(folder, words, name),
        chapters=chapters,
        sources={name: _source(line) for name, line in catalog.sources.items()},
        hidden=frozenset(_hidden(catalog, public, chapters)),
    )


def _chapters(catalog: Catalog, library: Library, voice: Voice) -> Iterator[Chapter]:
    german = library[SOURCE]
    guiding = Guiding(catalog, german, voice, Shared(catalog, german, voice))
    guided = (
        *map(guiding.concern, catalog.concerns.values()),
        guiding.triage(),
        guiding.entitlements(),
        guiding.letters(),
        guiding.rest(),
    )
    with_staff = voice.around.words.language == catalog.office.languages[0]
    yield from guided
    yield from Beside(catalog, german, voice, with_staff).chapters(guided)


def _hidden(catalog: Catalog, public: Catalog, chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Yield the paths of items that are not published, and of rules for papers that are not."""
    unseen = {text.context for text in texts(catalog)} - {text.context for text in texts(public)}
    papers = {f"document.{name}" for name in catalog.documents.keys() - public.documents.keys()}
    for item in (item for chapter in chapters for item in chapter.items):
        first = item.texts[0].text.context if item.texts else ""
        of_paper = {part.path for fact in item.facts for part in fact.parts} & papers
        unsure = item.evidence is not None and not item.evidence.is_public
        if first in unseen or unsure or (of_paper and not item.texts):
            yield item.path


def _source(line: str) -> tuple[str, str]:
    title, _, address = line.rpartition(", ")
    return title, address
