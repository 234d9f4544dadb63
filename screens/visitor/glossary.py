"""The words of the authorities, explained wherever they occur."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from kiosk.catalog import Catalog, Term, Text
from kiosk.ports import Words
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit, german

WORDS, WORD = "words", "word"
EXPLAINED = frozenset(
    {
        *("concerns", "area", "question", "hints", "checklist", "document", "letter"),
        *("claims", "claim", "nearby", "topic", "partner", "acute", "at_once", WORD),
    }
)
"""The steps that show texts of the content; a letter's kinds have the way to all words."""

_ENDINGS = ("", "e", "en", "er", "es", "em", "s", "n")
_MOST_NOTED = 3
_AROUND_A_WORD = ".,:;?!()„“\"'»«"


class Listening:
    """Gives words, and remembers all it gave in German, also in easy German."""

    def __init__(self, words: Words, german: Words) -> None:
        self._words = words
        self._german = german
        self.language, self.rtl, self.draft = words.language, words.rtl, words.draft
        self.date, self.time, self.day = words.date, words.time, words.day
        self.heard: list[str] = []

    def __call__(self, text: Text, **values: str) -> str:
        """Return a text in the visitor's language."""
        german, said = self._german(text, **values), self._words(text, **values)
        in_german = said != german and self.language.startswith("de")
        self.heard += [german, said] if in_german else [german]
        return said


class TermList:
    """The words that occur on the page before."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """List the words, the German one beside each."""
        terms = [around.catalog.glossary[name] for name in _named(visit, around)]
        return Page(
            step=WORDS,
            title=around.say("hard_words"),
            choices=tuple(
                Choice(term.id, around.words(term.title), beside=around.beside(term.title))
                for term in terms
            ),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Look at one."""
        return visit.to(WORD, choice)


class OneTerm:
    """A word and what it means."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Explain it."""
        term = around.catalog.glossary[visit.place.about]
        beside = german(around.beside(term.title), Tone.STRONG)
        return Page(
            step=WORD,
            title=around.words(term.title),
            paragraphs=(*beside, Paragraph(around.words(term.text))),
            choices=(Choice("go_on", around.say("go_on"), pictogram="next"),),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go back to where the word stood."""
        return replace(visit.back(), focus="")


def explained(
    page: Page, heard: list[str], about: str, around: Surroundings
) -> tuple[Page, tuple[str, ...]]:
    """Return a page with the way to the words that occur on it, and their names.

    A word that is being explained does not lead to itself.
    """
    if page.step not in EXPLAINED:
        return page, ()
    itself = {about} if page.step == WORD else set()
    found = tuple(name for name in terms_in(around.catalog, heard) if name not in itself)
    if not found:
        return page, ()
    titles = [around.words(around.catalog.glossary[name].title) for name in found[:_MOST_NOTED]]
    note = " · ".join(titles) + (" …" if len(found) > _MOST_NOTED else "")
    choice = Choice(WORDS, around.say("hard_words"), note=note, pictogram="info")
    return replace(page, choices=(*page.choices, choice)), found


def terms_in(catalog: Catalog, german: list[str]) -> tuple[str, ...]:
    """Return the terms that occur in German texts, in the order of the glossary."""
    forms = _forms(tuple(catalog.glossary.values()))
    phrases = {form: term for form, term in forms.items() if " " in form}
    found = {forms[word] for text in german for word in _words(text) if word in forms}
    found |= {term for form, term in phrases.items() if any(form in text for text in german)}
    return tuple(name for name in catalog.glossary if name in found)


def _named(visit: Visit, around: Surroundings) -> Iterator[str]:
    wanted = visit.place.about.split(",") if visit.place.about else around.catalog.glossary
    return (name for name in wanted if name in around.catalog.glossary)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text; one that hyphens make easier also in one piece."""
    for word in (word.strip(_AROUND_A_WORD) for word in text.split()):
        yield word
        if "-" in word:
            first, *others = word.split("-")
            yield first + "".join(part[:1].lower() + part[1:] for part in others)


@lru_cache(maxsize=4)
def _forms(terms: tuple[Term, ...]) -> Mapping[str, str]:
    """Return every form of every term, with its endings, also as it begins a sentence."""
    named = [(form, term.id) for term in terms for form in (term.title.german, *term.forms)]
    begun = [(form[:1].upper() + form[1:], term) for form, term in named]
    forms: dict[str, str] = {}
    for form, term in (*named, *begun):
        for ending in _ENDINGS:
            forms.setdefault(form + ending, term)
    return forms


STEPS: dict[str, Step] = {WORDS: TermList(), WORD: OneTerm()}
