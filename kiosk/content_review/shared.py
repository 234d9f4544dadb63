"""Questions and papers, which concerns share: each stands whole where it first occurs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.catalog import Catalog, Document, DocumentRule, Question, Text
from kiosk.condition import Always, Condition
from kiosk.content_review.conditions import in_words
from kiosk.content_review.item import Fact, Item, Part, Said, fact
from kiosk.content_review.spoken import Voice
from kiosk.content_review.wording import DOCUMENT_KINDS, FORMS_OF, NEEDS


@dataclass
class Shared:
    """Makes items of questions, papers and the rules for them."""

    catalog: Catalog
    say: Callable[[Text], str]
    """Says a text in German."""
    voice: Voice
    told: set[str] = field(default_factory=set)
    """The paths of those that stand already."""

    def questions(self, names: Iterable[str], concerns: tuple[str, ...] = ()) -> Iterator[Item]:
        """Yield the questions that were not told yet."""
        for name in names:
            if f"question.{name}" not in self.told:
                yield self._question(self.catalog.questions[name], concerns)

    def papers(self, names: Iterable[str]) -> Iterator[Item]:
        """Yield the papers that were not told yet."""
        for name in names:
            if f"document.{name}" not in self.told:
                yield self._document(self.catalog.documents[name])

    def rules(self, place: str, rules: Sequence[DocumentRule]) -> Iterator[Item]:
        """Yield what decides on each paper."""
        counts = Counter(rule.document for rule in rules)
        seen: Counter[str] = Counter()
        for rule in rules:
            seen[rule.document] += 1
            nth = f".{seen[rule.document]}" if counts[rule.document] > 1 else ""
            name = self.say(self.catalog.documents[rule.document].title)
            yield Item(
                path=f"{place}.document.{rule.document}{nth}",
                kind="Papier-Regel",
                name=name,
                facts=(
                    Fact("Papier", (Part(name, f"document.{rule.document}"),)),
                    *fact("Wie nötig", NEEDS[rule.need]),
                    *fact("Wann", self.when(rule.when)),
                ),
            )

    def when(self, condition: Condition) -> str:
        """Return a condition in words."""
        return in_words(condition, self.catalog.questions, self.say)

    def _question(self, question: Question, concerns: tuple[str, ...]) -> Item:
        self.told.add(f"question.{question.id}")
        options = (Said("○", option.text) for option in question.options)
        alone = (self.say(option.text) for option in question.options if option.exclusive)
        asked = self.when(question.ask_when) if question.ask_when != Always() else ""
        return Item(
            path=f"question.{question.id}",
            kind="Frage",
            name=self.say(question.text),
            texts=(Said("", question.text), *options),
            facts=(
                *fact("Antworten", "mehrere möglich" if question.several else "eine"),
                *fact("Steht allein", ", ".join(f"„{answer.rstrip('.')}“" for answer in alone)),
                *fact("Nur fragen", asked),
                *fact("Heikel", "wird nie laut gesprochen" if question.sensitive else ""),
            ),
            spoken=self.voice.question(question, concerns),
        )

    def _document(self, document: Document) -> Item:
        self.told.add(f"document.{document.id}")
        return Item(
            path=f"document.{document.id}",
            kind="Papier",
            name=self.say(document.title),
            texts=(
                Said("", document.title),
                Said("So sieht es aus", document.looks),
                Said("Wo es das gibt", document.where),
                Said("Ohne das Papier", document.without),
            ),
            facts=(
                *fact("Art", DOCUMENT_KINDS[document.kind]),
                *fact("Kürzel", document.code),
                *fact("So bringt man es mit", FORMS_OF[document.form_of]),
            ),
            evidence=document.evidence,
            spoken=self.voice.document(document.id),
        )
