"""The chapters beside the concerns: notices, words, partners, law, and what screens say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.catalog import Catalog, Contact, Heading, Notice, Partner, Period, Term, Text
from kiosk.content_review.item import Chapter, Fact, Form, Item, Part, Said, Section, fact
from kiosk.content_review.spoken import Voice
from kiosk.content_review.uses import uses
from kiosk.content_review.wording import (
    COSTS,
    HIDDEN,
    INTERFACE,
    LOCAL,
    NO_PERIOD,
    PARTNER_KINDS,
    SECRECIES,
)

_MOST_PLACES = 4
"""More places than these say no more of a value."""


@dataclass(frozen=True)
class Beside:
    """Makes items of what stands beside the concerns."""

    catalog: Catalog
    say: Callable[[Text], str]
    """Says a text in German."""
    voice: Voice
    with_staff: bool
    """Whether staff read this language too."""

    def chapters(self, before: Iterable[Chapter]) -> Iterator[Chapter]:
        """Yield the chapters that follow those before, whose values are looked up too."""
        catalog = self.catalog
        telling = (
            _chapter("notices", "Hinweise für alle", map(self._notice, catalog.notices.values())),
            _chapter("glossary", "Wörter vom Amt", map(self._term, catalog.glossary.values())),
            _chapter(
                "partners", "Hilfe in der Nähe", map(self._partner, catalog.partners.values())
            ),
        )
        yield from telling
        values = self._law(uses((*before, *telling)))
        yield _chapter("law", "Namen, Beträge und Fristen", values)
        yield Chapter("places", "Überschriften, Dienste und Schalter", tuple(self._places()))
        yield Chapter("interface", "Wörter der Bildschirme und Zettel", tuple(self._interface()))

    def _notice(self, notice: Notice) -> Item:
        return Item(
            path=f"notice.{notice.id}",
            kind="Hinweis für alle",
            name=self.say(notice.text),
            texts=(Said("", notice.text),),
            evidence=notice.evidence,
            spoken=self.voice.sentence(notice.text),
        )

    def _term(self, term: Term) -> Item:
        return Item(
            path=f"term.{term.id}",
            kind="Wort",
            name=self.say(term.title),
            texts=(Said("", term.title), Said("Erklärung", term.text)),
            facts=fact("Andere Formen", ", ".join(term.forms)),
            evidence=term.evidence,
            spoken=self.voice.page("word", term.id),
        )

    def _partner(self, partner: Partner) -> Item:
        contacts = (*partner.phones, *partner.webs)
        topics = (self.say(self.catalog.topics[topic].title) for topic in partner.topics)
        concerns = (self.say(self.catalog.concerns[name].title) for name in partner.concerns)
        return Item(
            path=f"partner.{partner.id}",
            kind="Hilfe",
            name=self.say(partner.title),
            texts=(
                Said("", partner.title),
                Said("Was sie tun", partner.does),
                Said("Wie man hinkommt", partner.access),
                *(Said(c.address, c.what) for c in contacts if c.what.context),
            ),
            facts=(
                *fact("Art", PARTNER_KINDS[partner.kind]),
                *fact("Kontakt", "; ".join(map(self._contact, contacts))),
                *fact("Kosten", COSTS[partner.cost]),
                *fact("Vertraulich", SECRECIES[partner.secrecy]),
                *fact("Auf Papier", "nur die Telefonnummern" if partner.discreet else ""),
                *fact("Ort", partner.place or (LOCAL if partner.local else "")),
                *fact("Zeiten", partner.hours),
                *fact("Hilft bei", ", ".join(topics)),
                *fact("Anliegen", ", ".join(concerns)),
            ),
            evidence=partner.evidence,
            unsure=tuple(
                f"{contact.address}: nicht bestätigt, {HIDDEN}"
                for contact in contacts
                if not contact.confirmed
            ),
            spoken=self.voice.page("partner", partner.id),
        )

    def _contact(self, contact: Contact) -> str:
        source = self.catalog.sources.get(contact.source, "").removesuffix(", ")
        sure = "bestätigt" if contact.confirmed else f"nicht bestätigt, {HIDDEN}"
        return f"{contact.address} ({', '.join(filter(None, (sure, source)))})"

    def _law(self, where: Mapping[str, Sequence[Part]]) -> Iterator[Item]:
        for name, periods in self.catalog.law.items():
            stands = where.get(name, ())
            if not periods:
                yield Item(
                    path=f"law.{name}",
                    kind="Örtlicher Wert",
                    name=f"{{{name}}}",
                    facts=(*fact("Wert", NO_PERIOD), *_stands(stands)),
                )
            yield from (_period(name, period, stands) for period in periods)

    def _places(self) -> Iterator[Section]:
        catalog = self.catalog
        yield _brief("Bereiche der Anliegen", "area", _titles(catalog.areas))
        yield _brief("Themen der Hilfe in der Nähe", "topic", _titles(catalog.topics))
        services = {s.id: s.title for s in catalog.office.services.values()}
        yield _brief("Dienste", "service", services)
        counters = {c.id: c.place for c in catalog.office.counters.values()}
        yield _brief("Schalter", "counter", counters)

    def _interface(self) -> Iterator[Section]:
        files: dict[str, dict[str, Text]] = {file: {} for file in INTERFACE}
        for key, text in self.catalog.interface.items():
            file, _, name = key.partition(".")
            files.setdefault(file, {})[name] = text
        for file, words in files.items():
            if words and (file != "staff" or self.with_staff):
                yield _brief(INTERFACE.get(file, file), f"interface.{file}", words)


def _period(name: str, period: Period, stands: Sequence[Part]) -> Item:
    said = period.text.german
    until = f" bis {period.valid_to:%d.%m.%Y}" if period.valid_to else ""
    word = bool(period.text.context)
    return Item(
        path=f"law.{name}.{period.valid_from}",
        kind="Name" if word else "Wert",
        name=f"{{{name}}}: {said}",
        texts=(Said("", period.text),) if word else (),
        facts=(
            *(() if word else fact("Wert", said)),
            *fact("Gilt", f"ab {period.valid_from:%d.%m.%Y}{until}"),
            *_stands(stands),
        ),
        evidence=period.evidence,
    )


def _stands(where: Sequence[Part]) -> tuple[Fact, ...]:
    more = len(where) - _MOST_PLACES
    rest = (Part(f"und {more} weitere"),) if more > 0 else ()
    return (Fact("Steht in", (*where[:_MOST_PLACES], *rest) or (Part("keinem Text"),)),)


def _chapter(name: str, title: str, items: Iterator[Item]) -> Chapter:
    return Chapter(name, title, (Section("", tuple(items)),))


def _brief(title: str, place: str, texts: Mapping[str, Text]) -> Section:
    items = (
        Item(
            path=f"{place}.{name}",
            kind="Wort am Bildschirm",
            name=text.german,
            texts=(Said("", text),),
        )
        for name, text in texts.items()
    )
    return Section(title, tuple(items), Form.WORDS)


def _titles(headings: Mapping[str, Heading]) -> Mapping[str, Text]:
    return {heading.id: heading.title for heading in headings.values()}
