"""Items of a review pack as HTML: texts, facts, evidence, and room to answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from kiosk.catalog import Evidence
from kiosk.content_review.item import Fact, Form, Item, Part, Said, Section, fact
from kiosk.content_review.marks import marks
from kiosk.content_review.markup import (
    TICKS,
    address,
    element,
    from_right,
    german,
    language_of,
    link,
    rows,
    text_of,
)
from kiosk.content_review.pack import Pack
from kiosk.content_review.wording import AS_WRITTEN, CONFIRMED, UNTRANSLATED

_ANSWER = element("p", f"{TICKS} <i>Bemerkung:</i>", "answer")


@dataclass(frozen=True)
class Sheet:
    """Sets the items of a pack."""

    pack: Pack

    def section(self, section: Section) -> str:
        """Return the items of a section, in its form."""
        if section.form is Form.WHOLE:
            return "".join(map(self._whole, section.items))
        if section.form is Form.WORDS:
            return element("table", map(self._words, section.items), "words")
        head = element("thead", rows([("Papier", "Wie nötig", "Wann", "", "Bemerkung")], "th"))
        return element("table", head + "".join(map(self._rule, section.items)), "rules")

    def _whole(self, item: Item) -> str:
        """Return an item with boxes to tick and a line for a remark."""
        badges = self._badges(item)
        head = (element("b", escape(item.kind)), element("code", item.path), badges)
        inside = (
            element("p", " ".join(head), "head"),
            *(self._said(said, is_title=len(item.texts) > 1) for said in item.texts),
            *self._facts(item),
            *self._spoken(item),
            _ANSWER,
        )
        return element("article", inside, "item marked" if badges else "item", id=item.path)

    def _words(self, item: Item) -> str:
        """Return an item of one short text as a row."""
        (said,) = item.texts
        tongue = self.pack.tongue
        words = text_of(self.pack.german, said.text)
        cells = [element("td", f"{words} {element('code', item.path)}")]
        if not tongue.is_german:
            beside = (text_of(tongue, said.text), *self._notes(said))
            cells.append(element("td", beside, **language_of(tongue)))
        return element("tr", (*cells, *_room()), id=item.path)

    def _rule(self, item: Item) -> str:
        """Return an item of nothing but facts as a row."""
        first, *others = ("; ".join(map(_part, fact.parts)) for fact in item.facts)
        named = f"{first} {element('code', item.path)} {self._badges(item)}"
        cells = (element("td", cell) for cell in (named, *others))
        return element("tr", (*cells, *_room()), id=item.path)

    def _badges(self, item: Item) -> str:
        found = marks(item, self.pack)
        return " ".join(element("span", escape(mark.value), "badge") for mark in found)

    def _said(self, said: Said, *, is_title: bool) -> str:
        """Return a text, the translation beside the German."""
        tongue = self.pack.tongue
        label = f"{element('small', escape(said.label))} " if said.label else ""
        kind = "title" if is_title and not label else "said"
        words = text_of(self.pack.german, said.text)
        if tongue.is_german:
            return element("p", label + words, kind)
        beside = (text_of(tongue, said.text), *self._notes(said))
        target = element("div", beside, **language_of(tongue))
        return element("div", element("div", label + german(words)) + target, f"pair {kind}")

    def _notes(self, said: Said) -> Iterator[str]:
        tongue = self.pack.tongue
        if tongue.lacks(said.text):
            yield element("p", german(UNTRANSLATED), "note missing")
        if note := tongue.notes.get(said.text.context):
            yield element("p", german(escape(note)), "note")

    def _facts(self, item: Item) -> Iterator[str]:
        as_written = fact("Stimme", AS_WRITTEN if _is_as_written(item, self.pack) else "")
        yield from _joined((*item.facts, *as_written))
        if item.evidence:
            yield from _joined(_evidence(item.evidence))
            yield from self._sources(item.evidence)

    def _sources(self, evidence: Evidence) -> Iterator[str]:
        found = (self.pack.sources[name] for name in evidence.sources)
        said = "; ".join(f"{escape(title)} {address(url)}".rstrip() for title, url in found)
        if said:
            yield element("p", f"{element('small', 'Quellen')} {said}", "sources")

    def _spoken(self, item: Item) -> Iterator[str]:
        if not item.spoken or _is_as_written(item, self.pack):
            return
        tongue = self.pack.tongue
        words = from_right(item.spoken) if tongue.words.rtl else escape(item.spoken)
        label = element("small", "Die Stimme sagt")
        yield element("div", label + element("p", words, **language_of(tongue)), "spoken")


def _is_as_written(item: Item, pack: Pack) -> bool:
    """Tell whether the voice says the one text of an item as it stands."""
    written = ["".join(piece for piece, _ in pack.tongue.pieces(said.text)) for said in item.texts]
    return written in ([item.spoken], [item.spoken.removesuffix(".")])


def _room() -> tuple[str, str]:
    """Return the cells to tick and to write in."""
    return element("td", TICKS, "ticks"), element("td", "", "line")


def _joined(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield facts as a paragraph, if there are any."""
    said = (
        f"{element('small', escape(fact.label))} {'; '.join(map(_part, fact.parts))}"
        for fact in facts
    )
    if whole := " · ".join(said):
        yield element("p", whole, "facts")


def _part(part: Part) -> str:
    return link(part.path, escape(part.text)) if part.path else escape(part.text)


def _evidence(evidence: Evidence) -> Iterator[Fact]:
    yield from fact("Gesetz", evidence.legal)
    yield from fact("Bestätigt", CONFIRMED[evidence.confirmed])
    yield from fact("Zu prüfen", evidence.review_note)
