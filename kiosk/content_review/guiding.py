"""The chapters of the concerns: each with its questions, papers and hints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.catalog import Catalog, Claim, Concern, Hint, Letter, Text
from kiosk.content_review.item import Chapter, Fact, Form, Item, Part, Said, Section, fact
from kiosk.content_review.shared import Shared
from kiosk.content_review.spoken import Voice
from kiosk.content_review.wording import LEVELS


@dataclass(frozen=True)
class Guiding:
    """Makes the chapters of what guides a visitor."""

    catalog: Catalog
    say: Callable[[Text], str]
    """Says a text in German."""
    voice: Voice
    shared: Shared

    def concern(self, concern: Concern) -> Chapter:
        """Return the chapter of a concern."""
        path = f"concern.{concern.id}"
        sections = (
            Section("Das Anliegen", (self._concern(path, concern),)),
            Section("Fragen", tuple(self.shared.questions(concern.questions, (concern.id,)))),
            Section(
                "Welche Papiere wann", tuple(self.shared.rules(path, concern.documents)), Form.RULES
            ),
            Section(
                "Papiere", tuple(self.shared.papers(rule.document for rule in concern.documents))
            ),
            Section("Hinweise", tuple(self._hint(f"{path}.hint", hint) for hint in concern.hints)),
        )
        return Chapter(path, self.say(concern.title), sections)

    def triage(self) -> Chapter:
        """Return the chapter of the acute cases."""
        triage = self.catalog.triage
        sections = (
            Section("Frage", tuple(self.shared.questions((triage.question,)))),
            Section("Hinweise", tuple(self._hint("triage.hint", hint) for hint in triage.hints)),
        )
        return Chapter("triage", "Hilfe sofort", sections)

    def entitlements(self) -> Chapter:
        """Return the chapter of what somebody may be entitled to."""
        entitled = self.catalog.entitlements
        sections = (
            Section("Fragen", tuple(self.shared.questions(entitled.questions))),
            Section("Ansprüche", tuple(map(self._claim, entitled.claims))),
        )
        return Chapter("entitlements", "Was steht mir vielleicht zu?", sections)

    def letters(self) -> Chapter:
        """Return the chapter of the letters."""
        letters = self.catalog.letters
        sections = (
            Section("Frage", tuple(self.shared.questions((letters.question,)))),
            Section("Briefe", tuple(map(self._letter, letters.kinds.values()))),
        )
        return Chapter("letters", "Einen Brief verstehen", sections)

    def rest(self) -> Chapter:
        """Return the chapter of questions and papers that occur nowhere else."""
        sections = (
            Section("Fragen", tuple(self.shared.questions(self.catalog.questions))),
            Section("Papiere", tuple(self.shared.papers(self.catalog.documents))),
        )
        return Chapter("rest", "Fragen und Papiere, die kein Anliegen braucht", sections)

    def _hint(self, place: str, hint: Hint) -> Item:
        jump = self.catalog.concerns[hint.concern].title if hint.concern else None
        return Item(
            path=f"{place}.{hint.id}",
            kind="Hinweis",
            name=self.say(hint.text) or hint.text.german,
            texts=(Said("", hint.text),),
            facts=(
                *fact("Stufe", LEVELS[hint.level]),
                *fact("Wann", self.shared.when(hint.when)),
                *fact("Gilt bis", f"{hint.valid_to:%d.%m.%Y}" if hint.valid_to else ""),
                *self._partners(hint.partners),
                *fact("Führt zu", self.say(jump) if jump else ""),
            ),
            evidence=hint.evidence,
            spoken=self.voice.sentence(hint.text),
        )

    def _concern(self, path: str, concern: Concern) -> Item:
        services = self.catalog.office.services
        questions = (self.catalog.questions[name] for name in concern.questions)
        links = tuple(Part(self.say(q.text), f"question.{q.id}") for q in questions)
        return Item(
            path=path,
            kind="Anliegen",
            name=self.say(concern.title),
            texts=(Said("", concern.title), Said("Beschreibung", concern.description)),
            facts=(
                *fact("Bereich", self.say(self.catalog.areas[concern.area].title)),
                *fact("Man wartet für", self.say(services[concern.service].title)),
                *fact(
                    "Vielleicht auch", ", ".join(self.say(services[s].title) for s in concern.also)
                ),
                *self._partners(concern.partners),
                *((Fact("Es fragt", links),) if links else ()),
            ),
            evidence=concern.evidence,
            spoken=self.voice.tile(concern),
        )

    def _claim(self, claim: Claim) -> Item:
        concern = self.catalog.concerns[claim.concern].title if claim.concern else None
        return Item(
            path=f"entitlement.{claim.id}",
            kind="Anspruch",
            name=self.say(claim.title),
            texts=(Said("", claim.title),),
            facts=(
                Fact("Hinweis", (Part(self.say(claim.hint.text), claim.hint.text.context),)),
                *fact("Wann", self.shared.when(claim.when)),
                *fact("Nummer für", self.say(concern) if concern else "eine andere Stelle"),
            ),
            spoken=self.voice.page("claim", claim.id),
        )

    def _letter(self, letter: Letter) -> Item:
        (option,) = (
            option
            for option in self.catalog.questions[self.catalog.letters.question].options
            if option.id == letter.id
        )
        return Item(
            path=f"letter.{letter.id}",
            kind="Brief",
            name=self.say(option.text),
            texts=(
                Said("Was der Brief will", letter.wants),
                Said("Bis wann", letter.until),
                Said("Was zu tun ist", letter.todo),
                Said("So sieht er aus", letter.looks),
            ),
            facts=fact("So kann es oben stehen", ", ".join(letter.headlines)),
            evidence=letter.evidence,
            spoken=self.voice.page("letter", letter.id),
        )

    def _partners(self, names: Sequence[str]) -> tuple[Fact, ...]:
        titles = (self.catalog.partners[name].title for name in names)
        parts = tuple(
            Part(self.say(title), f"partner.{name}")
            for name, title in zip(names, titles, strict=True)
        )
        return (Fact("Wer hilft", parts),) if parts else ()
