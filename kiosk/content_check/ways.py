"""What no concern, hint or text leads to."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kiosk.catalog import Catalog, Hint
from kiosk.content_check.conditions import asking
from kiosk.content_check.content import Content, Finding
from kiosk.texts import load_words
from kiosk.translations import SOURCE, texts
from screens.visitor.glossary import terms_in

_WITH_TERMS = (
    *("question", "concern", "document", "partner", "letter", "entitlement", "triage"),
    *("area", "topic"),
)
"""Where words of the authorities are explained: the beginnings of contexts."""


def findings(content: Content) -> Iterator[Finding]:
    """Yield what visitors never come to."""
    catalog = content.catalog
    for question in sorted(catalog.questions.keys() - _asked(catalog)):
        yield _lost(content, "questions", question, "nothing asks it; ask it in a concern")
    for document in sorted(catalog.documents.keys() - _needed(catalog)):
        yield _lost(content, "documents", document, "no concern needs it; name it in one")
    for partner in sorted(_offered(catalog) - _named(catalog)):
        yield _lost(content, "partners", partner, "nothing leads there; give it topics or concerns")
    held = {topic for partner in catalog.partners.values() for topic in partner.topics}
    for topic in sorted(catalog.topics.keys() - held):
        yield content.note("topics.toml", topic, "no partner has it; delete it, or name it at one")
    for area in sorted(catalog.areas.keys() - {c.area for c in catalog.concerns.values()}):
        yield content.note("areas.toml", area, "no concern stands under it; delete it, or use it")
    yield from _unsaid_terms(content)


def _lost(content: Content, kind: str, name: str, reason: str) -> Finding:
    return content.note(content.file_of(kind, name), name, f"{reason}, or delete it")


def _asked(catalog: Catalog) -> AbstractSet[str]:
    return {question for asker in asking(catalog) for question in asker.questions} | {
        catalog.letters.question
    }


def _needed(catalog: Catalog) -> AbstractSet[str]:
    return {rule.document for concern in catalog.concerns.values() for rule in concern.documents}


def _offered(catalog: Catalog) -> AbstractSet[str]:
    return {partner.id for partner in catalog.partners.values() if partner.offered}


def _named(catalog: Catalog) -> AbstractSet[str]:
    """Return the partners that a concern or a hint names, or that name a concern or a topic."""
    by_hint = {partner for hint in _hints(catalog) for partner in hint.partners}
    by_concern = {partner for c in catalog.concerns.values() for partner in c.partners}
    themselves = {p.id for p in catalog.partners.values() if p.concerns or p.topics}
    return by_hint | by_concern | themselves


def _hints(catalog: Catalog) -> Iterator[Hint]:
    """Yield every hint."""
    yield from (hint for concern in catalog.concerns.values() for hint in concern.hints)
    yield from catalog.triage.hints


def _unsaid_terms(content: Content) -> Iterator[Finding]:
    """Yield one note on all words that stand in the list of words alone."""
    catalog = content.catalog
    german = load_words(content.folder, SOURCE, catalog, lambda: content.today)
    places = tuple(f"{place}." for place in _WITH_TERMS)
    said = [german(text) for text in texts(catalog) if text.context.startswith(places)]
    found = terms_in(catalog, said)
    unsaid = [name for name in catalog.glossary if name not in found]
    if unsaid:
        yield content.note(
            "glossary.toml",
            ", ".join(unsaid),
            "no text holds these words or their forms, so they stand in the list of all words "
            "alone; add the forms that texts use",
        )
