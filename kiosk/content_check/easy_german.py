"""The rules of easy German that a program can check (BITV 2.0, annex 2; Netzwerk Leichte Sprache).

A text that keeps them is not easy yet: only people who read it can tell.
"""

import re
from collections.abc import Iterator, Mapping

from kiosk.catalog import Text
from kiosk.content_check.content import Content, Finding
from kiosk.texts import EASY, Words, load_words
from kiosk.translations import PLACEHOLDER, languages, texts

_NOT_FOR_VISITORS = ("interface.staff.",)
_NAMES = ("law.", "counter.", "service.")
"""Names are what they are."""

_MOST_WORDS, _BETTER_WORDS = 12, 10
_LONGEST_PART = 13
_SHORT = 5
"""Words up to this length are spelled in one way only."""
_SOME_NUMBER = "3"
"""Stands for a number that is filled in on the screen."""

_SUBORDINATE = (
    "dass weil wenn ob obwohl damit sodass bevor nachdem während falls indem sobald bis der die "
    "das den dem welche welcher welches welchen welchem wo wie was wer um"
)
_RULES: tuple[tuple[str, str, str], ...] = (
    (r"[()\[\]/&%§„“”\"»«;–—…*+=<>#|]", "holds {!r}", "write it in words, without signs"),
    (
        r"\b(?:z\. ?B|d\. ?h|usw|bzw|ca|Nr|Abs|inkl|evtl|ggf|u\. ?a|etc|vgl|Tel|Str)\.",
        "shortens {!r}",
        "write it in full",
    ),
    (
        r"\b(?:wird|werden|wurde|wurden|worden)\b",
        "says {!r}, as passive and future do",
        "say who does it now",
    ),
    (
        r"\b(?:(?:könnte|müsste|sollte|würde|dürfte|hätte|wäre|möchte|bräuchte)\w*|gäbe)\b",
        "says {!r}, a Konjunktiv",
        "say what is",
    ),
    (
        r"\b(?:des|eines|meines|Ihres|ihres|dessen|deren|wessen)\b",
        "says {!r}, a genitive",
        'say it with "von"',
    ),
    (r"\bman\b", "says {!r}", 'write "Sie"'),
    (
        rf",\s*(?:{'|'.join(_SUBORDINATE.split())})\b",
        "says {!r}, so two things in one sentence",
        "make two sentences",
    ),
    (
        r"\b(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
        "says {!r}",
        "write numbers as digits",
    ),
)
"""What must not stand in a text, what is said of it, and what to do."""
_BROKEN = tuple((re.compile(pattern), what, advice) for pattern, what, advice in _RULES)

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_WORD = re.compile(r"[\w€'-]+")
_SPELLED = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")
_ONE_WORD = frozenset(
    {
        "Alphabetisierung",
        "Entschuldigung",
        "Erreichbarkeit",
        "Schwangerschaft",
        "Schwangerschafts",
        "Unterschreiben",
    }
)
"""Long nouns that are not put together from others."""


def findings(content: Content) -> Iterator[Finding]:
    """Yield what is not easy in the easy German texts."""
    if EASY not in languages(content.folder):
        return
    easy = load_words(content.folder, EASY, content.catalog, lambda: content.today)
    said = {text.context: _filled(easy, text) for text in dict.fromkeys(texts(content.catalog))}
    file = content.words_of(EASY)
    checked = {place: words for place, words in said.items() if _is_checked(place)}
    for place, words in checked.items():
        for reason in hard(words, title=_is_title(place)):
            yield content.fault(file, place, reason)
        for reason in long_compounds(words):
            yield content.note(file, place, reason)
        for reason in rather_long(words, title=_is_title(place)):
            yield content.detail(file, place, reason)
    for place, reason in spelled_twice(checked):
        yield content.note(file, place, reason)


def hard(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield why a text is not easy; a title need not be a short sentence."""
    for pattern, what, advice in _BROKEN:
        for found in pattern.finditer(said):
            yield f"{what.format(found[0].lstrip(', '))}; {advice}"
    for sentence, count in () if title else _counted(said):
        if count > _MOST_WORDS:
            yield f"has {count} words in {sentence!r}; make it at most {_MOST_WORDS}"


def rather_long(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield what is allowed, but longer than good."""
    for sentence, count in () if title else _counted(said):
        if _BETTER_WORDS < count <= _MOST_WORDS:
            yield f"has {count} words in {sentence!r}; {_BETTER_WORDS} are better"


def long_compounds(said: str) -> Iterator[str]:
    """Yield the nouns that need a hyphen."""
    for word in _SPELLED.findall(said):
        for part in word.split("-"):
            if len(part) > _LONGEST_PART and part[0].isupper() and part not in _ONE_WORD:
                yield f"holds the long word {part!r}; put a hyphen into it, or say it shorter"


def spelled_twice(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield words that have a hyphen in one text and not in another, with the place of one."""
    spellings: dict[str, dict[str, tuple[str, str]]] = {}
    for place, words in said.items():
        for word in _SPELLED.findall(words):
            if len(word) > _SHORT:
                ways = spellings.setdefault(word.replace("-", "").lower(), {})
                ways.setdefault(word.lower(), (place, word))
    for (other, known), *odd in map(dict.values, spellings.values()):
        for place, word in odd:
            yield place, f"spells {word!r} where {other} spells {known!r}; choose one"


def _counted(said: str) -> Iterator[tuple[str, int]]:
    for sentence in _SENTENCE_END.split(said):
        yield sentence, len(_WORD.findall(sentence))


def _filled(easy: Words, text: Text) -> str:
    """Return a text with its placeholders filled, whether or not there is a value today."""
    said = easy.translations.get(text, text.german)
    return PLACEHOLDER.sub(lambda place: _value(easy, place[1]), said)


def _value(easy: Words, name: str) -> str:
    return easy(Text("", f"{{{name}}}")) if name in easy.law else _SOME_NUMBER


def _is_checked(place: str) -> bool:
    is_term = place.startswith("term.") and place.endswith(".title")
    return not (place.startswith((*_NOT_FOR_VISITORS, *_NAMES)) or is_term)


def _is_title(place: str) -> bool:
    return place.endswith(".title") or ".option." in place
