"""What people read again when a law has changed: values, texts that say them, what rests on it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.catalog import Catalog, Evidence, Text
from kiosk.content_folder import layers
from kiosk.legal import LAW_CHANGES, Sections, sections
from kiosk.translations import PLACEHOLDER, SOURCE, languages, read_translations, texts


@dataclass(frozen=True, kw_only=True)
class Change:
    """A law value that is another since a day, or sections of a law that are."""

    place: str
    valid_from: date
    says: str
    before: str
    """What the value was until then; nothing if it is new."""
    legal: str


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A text that says changed values."""

    place: str
    values: tuple[str, ...]
    languages: tuple[str, ...]
    """In which it says one of them."""
    says: str


@dataclass(frozen=True)
class Item:
    """Something whose evidence names a section in question."""

    kind: str
    place: str
    legal: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Rereading:
    """All there is to read again."""

    changes: tuple[Change, ...]
    mentions: tuple[Mention, ...]
    items: tuple[Item, ...]


def rereading(
    folder: Path, catalog: Catalog, since: date | None, asked: frozenset[Sections]
) -> Rereading:
    """Return what rests on law values that changed on or after a day, and on what is asked for.

    Changed are the values with a period that begins then, and the sections that such a period or
    a recorded change names; what names one of these sections rests on them.
    """
    values = tuple(_changes(catalog, since)) if since else ()
    recorded = (change for change in law_changes(folder) if since and change.valid_from >= since)
    changes = (*values, *recorded)
    moved = asked.union(*(sections(change.legal) for change in changes))
    changed = {change.place for change in values}
    names = {place.removeprefix("law.") for place in changed}
    return Rereading(
        changes=changes,
        mentions=tuple(_mentions(folder, catalog, names)) if names else (),
        items=tuple(
            item for item in items(catalog) if item.place not in changed and _rests_on(item, moved)
        ),
    )


def law_changes(folder: Path) -> tuple[Change, ...]:
    """Return the changes that law.toml records, whose form the loader has checked."""
    entries: dict[str, dict[str, Any]] = {}
    for layer in layers(folder):
        for entry in _recorded(layer / "law.toml"):
            entries[entry["id"]] = {**entries.get(entry["id"], {}), **entry}
    return tuple(_law_change(entry) for entry in entries.values())


def items(catalog: Catalog) -> Iterator[Item]:
    """Yield everything that names a law, in the order of the content."""
    return (item for item in _evident(catalog) if item.legal)


def _recorded(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get(
        LAW_CHANGES, []
    )
    return found


def _law_change(entry: Mapping[str, Any]) -> Change:
    sign = "§§" if len(entry["sections"]) > 1 else "§"
    return Change(
        place=f"law.{LAW_CHANGES}.{entry['id']}",
        valid_from=entry["day"],
        says=" ".join(entry["what"].split()),
        before="",
        legal=f"{sign} {', '.join(entry['sections'])} {entry['law']}",
    )


def _rests_on(item: Item, moved: frozenset[Sections]) -> bool:
    return any(own.meets(other) for own in sections(item.legal) for other in moved)


def _changes(catalog: Catalog, since: date) -> Iterator[Change]:
    for name, periods in catalog.law.items():
        for earlier, period in zip((None, *periods), periods, strict=False):
            if period.valid_from >= since:
                yield Change(
                    place=f"law.{name}",
                    valid_from=period.valid_from,
                    says=period.text.german,
                    before=earlier.text.german if earlier else "",
                    legal=period.evidence.legal,
                )


def _mentions(folder: Path, catalog: Catalog, names: set[str]) -> Iterator[Mention]:
    """Yield each text that says one of the values, in German or in a translation."""
    german = {text.context: text.german for text in texts(catalog)}
    others = {language: _said(folder, language) for language in languages(folder)[1:]}
    for place, says in german.items():
        found = {
            language: names.intersection(PLACEHOLDER.findall(said.get(place, "")))
            for language, said in {SOURCE: german, **others}.items()
        }
        if any(found.values()):
            yield Mention(
                place=place,
                values=tuple(sorted(set().union(*found.values()))),
                languages=tuple(language for language, values in found.items() if values),
                says=says,
            )


def _said(folder: Path, language: str) -> Mapping[str, str]:
    messages = read_translations(folder, language).messages
    return {str(message.context): str(message.string) for message in messages}


def _evident(catalog: Catalog) -> Iterator[Item]:
    for name, periods in catalog.law.items():
        for period in periods:
            says = f"{period.text.german} since {period.valid_from}"
            yield Item("law value", f"law.{name}", period.evidence.legal, says)
    for kind, things in _kinds(catalog).items():
        for evidence, text in things:
            place = text.context.removesuffix(".title").removesuffix(".wants")
            yield Item(kind, place, evidence.legal, text.german)


def _kinds(catalog: Catalog) -> Mapping[str, Iterable[tuple[Evidence, Text]]]:
    concerns = catalog.concerns.values()
    hints = (*catalog.triage.hints, *(hint for concern in concerns for hint in concern.hints))
    return {
        "concern": ((concern.evidence, concern.title) for concern in concerns),
        "hint": ((hint.evidence, hint.text) for hint in hints),
        "claim": ((claim.hint.evidence, claim.title) for claim in catalog.entitlements.claims),
        "document": ((paper.evidence, paper.title) for paper in catalog.documents.values()),
        "letter": ((letter.evidence, letter.wants) for letter in catalog.letters.kinds.values()),
        "term": ((term.evidence, term.title) for term in catalog.glossary.values()),
        "notice": ((notice.evidence, notice.text) for notice in catalog.notices.values()),
        "partner": ((partner.evidence, partner.title) for partner in catalog.partners.values()),
    }
