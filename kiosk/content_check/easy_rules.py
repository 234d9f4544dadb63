"""The rules of easy German that a program can check (BITV 2.0, annex 2; Netzwerk Leichte Sprache).

A text that keeps them is not easy yet: only people who read it can tell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

_MOST_WORDS, _BETTER_WORDS = 12, 10
_MOST_ITEMS = 3
_LONGEST_PART = 13
_SHORT = 5
"""Words up to this length are spelled in one way only."""

_SUBORDINATE = (
    "dass weil wenn ob obwohl damit sodass bevor nachdem während falls indem sobald bis der die "
    "das den dem welche welcher welches welchen welchem wo wie was wer um"
)
_PAST = "bekam kam ging stand gab schrieb fand blieb hieß nahm rief ließ lag sprach"
_REGULAR_PAST = "sagte machte brachte zahlte wohnte lebte fragte"
_CAPITALS = "EU IBAN EKS AOK PC SMS ALFA DE"
"""Names and short forms that people know."""
_COUNTED = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Tag Mal"
)
"""Before these a number is an ordinal, and meant as one."""


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


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
        rf",\s*{_any(_SUBORDINATE)}\b",
        "says {!r}, so two things in one sentence",
        "make two sentences",
    ),
    (
        r"\b(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
        "says {!r}",
        "write numbers as digits",
    ),
    (r"(?<!Hartz )\b[IVX]{2,}\b", "says {!r}, a Roman numeral", "write numbers as digits"),
    (
        rf"\b(?:{_any(_PAST)}(?:en)?|{_any(_REGULAR_PAST)}n?)\b",
        "says {!r}, of the past",
        'say it in the present, or with "haben"',
    ),
)
"""What must not stand in a text, what is said of it, and what to do."""
_SAME_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"\b(?:Unterlage|Dokument)\w*", "says {!r}", 'say "Papier", as everywhere'),
    (r"\b(?:Theke|Tresen)\b", "says {!r}", 'say "Schalter", as everywhere'),
)
"""Must not stand in a sentence; a title may quote a letter."""
_SHORT_FORM = (
    rf"(?<!\w)(?!{_any(_CAPITALS)}\b)(?![IVX]+\b)[A-ZÄÖÜ]{{2,}}\b",
    "shortens a name to {!r}",
    "write it in full",
)
_NUMBER_BEFORE_STOP = (
    rf"(?<!\w)\d[\d ]*\.(?=\s|$)(?! {_any(_COUNTED)}\b)",
    "says {!r}, which a voice may read as an ordinal",
    "put the number inside the sentence",
)
_NEGATION = (
    r"\b(?i:nicht|kein\w*|nie|niemals|niemand|nichts|weder)\b",
    "says {!r}",
    "say what is, where that is possible",
)

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_WORD = re.compile(r"[\w€'-]+")
_SPELLED = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")
_LAST_ITEM = re.compile(r"\b(?:und|oder)\b")
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


def hard(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield why a text is not easy; a title need not be a short sentence."""
    yield from _found(said, _RULES if title else (*_RULES, *_SAME_WORDS))
    for sentence, count in () if title else _counted(said):
        if count > _MOST_WORDS:
            yield f"has {count} words in {sentence!r}; make it at most {_MOST_WORDS}"


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


def short_forms(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield the names that are shortened to capitals, in titles too."""
    del title
    yield from _found(said, (_SHORT_FORM,))


def numbers_before_stops(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield the numbers that end a sentence, in titles too."""
    del title
    yield from _found(said, (_NUMBER_BEFORE_STOP,))


def long_lists(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield the sentences that list more than is easy to keep in mind."""
    for sentence, _ in () if title else _counted(said):
        if (count := _items(sentence)) > _MOST_ITEMS:
            yield f"lists {count} things in {sentence!r}; make it at most {_MOST_ITEMS}"


def details(said: str, *, title: bool = False) -> Iterator[str]:
    """Yield what is allowed, and could be better."""
    for sentence, count in () if title else _counted(said):
        if _BETTER_WORDS < count <= _MOST_WORDS:
            yield f"has {count} words in {sentence!r}; {_BETTER_WORDS} are better"
    yield from _found(said, (_NEGATION,))


def _found(said: str, rules: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for pattern, what, advice in rules:
        for found in re.finditer(pattern, said):
            yield f"{what.format(found[0].lstrip(', '))}; {advice}"


def _items(sentence: str) -> int:
    """Count what a sentence lists, such as A, B und C."""
    before, comma, last = sentence.rpartition(", ")
    return before.count(", ") + 2 + bool(_LAST_ITEM.search(last)) if comma else 1


def _counted(said: str) -> Iterator[tuple[str, int]]:
    for sentence in _SENTENCE_END.split(said):
        yield sentence, len(_WORD.findall(sentence))


SOFT: tuple[Callable[..., Iterator[str]], ...] = (short_forms, numbers_before_stops, long_lists)
"""Rules that a text had better keep."""
