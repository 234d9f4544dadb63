"""How a language is said: its words, abbreviations, letters and forms, read from the content."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kiosk.content_folder import layers
from kiosk.errors import ContentError
from kiosk.translations import languages

Table = dict[str, str]

FORMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "pause": frozenset(),
        "and": frozenset(),
        "plus": frozenset(),
        "dot": frozenset(),
        "at": frozenset(),
        "slash": frozenset(),
        "dash": frozenset(),
        "underscore": frozenset(),
        "following": frozenset(),
        "clock": frozenset(),
        "currency": frozenset(),
        "time": frozenset({"hour", "minute"}),
        "time_zero": frozenset({"hour", "minute"}),
        "full_hour": frozenset({"hour"}),
        "euro": frozenset({"amount"}),
        "euro_one": frozenset(),
        "amount": frozenset({"euro", "cent"}),
        "amount_one": frozenset({"cent"}),
        "percent": frozenset({"number"}),
        "percent_one": frozenset({"number"}),
        "percent_few": frozenset({"number"}),
        "percent_many": frozenset({"number"}),
        "decimal": frozenset({"whole", "part"}),
        "range": frozenset({"first", "last"}),
        "position": frozenset({"number", "all"}),
        "section": frozenset({"numbers"}),
        "sections": frozenset({"numbers"}),
    }
)
"""The forms a file may give, each with its placeholders."""

_TABLES = ("words", "abbreviations", "letters", "forms")
_LIKE = "like"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OPEN = "*"
"""Ends a word of the dictionary that may go on, such as Wohngeld*."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pronunciation:
    """What stands in the pronunciation files of a language."""

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    """What is written and what is said instead; with * the word may go on."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    """The names of the Latin capitals."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """How numbers and signs are said; see FORMS."""

    def form(self, name: str, written: str, **values: str) -> str:
        """Return a form filled in, or what is written if the language has no such form."""
        return self.forms[name].format(**values) if name in self.forms else written

    def letter(self, capital: str) -> str:
        """Return the name of a letter, or the letter."""
        return self.letters.get(capital, capital)

    @property
    def pause(self) -> str:
        """The comma of the script."""
        return self.forms.get("pause", ",")

    @cached_property
    def dictionary(self) -> re.Pattern[str]:
        """Finds every word and abbreviation that is said otherwise, the longest first."""
        entries = sorted((*self.abbreviations, *self.words), key=len, reverse=True)
        found = "|".join(f"(?:{_sought(entry)})" for entry in entries)
        return re.compile(rf"(?<![\w§]){'(?:' + found + ')' if found else '(?!)'}")

    def said(self, written: str) -> str:
        """Return what is said for something the dictionary found."""
        return self._spoken[_bare(written)]

    @cached_property
    def _spoken(self) -> Mapping[str, str]:
        both = {**self.words, **self.abbreviations}
        return {_bare(entry): spoken for entry, spoken in both.items()}


def load_pronunciation(folder: Path, language: str) -> Pronunciation:
    """Read how a language is said, an office's own entries last, or raise ContentError."""
    return _load(folder, language, frozenset())


def pronunciation_problems(folder: Path) -> list[str]:
    """Return one sentence for every fault of the pronunciation files."""
    known = languages(folder)
    paths = (path for layer in layers(folder) for path in sorted(_folder(layer).glob("*")))
    return [fault for path in paths for fault in _problems(path, known)]


def _load(folder: Path, language: str, seen: frozenset[str]) -> Pronunciation:
    tables: dict[str, Table] = {name: {} for name in _TABLES}
    for layer in layers(folder):
        path = _folder(layer) / f"{language}.toml"
        if not path.exists():
            continue
        found, faults = _parsed(path)
        for fault in (*faults, *_faults(path, found)):
            raise ContentError(fault)
        like = found.get(_LIKE)
        if isinstance(like, str) and like not in seen | {language}:
            base = _load(folder, like, seen | {language})
            tables = {name: {**getattr(base, name), **tables[name]} for name in _TABLES}
        for name in _TABLES:
            tables[name] |= _table(found, name)
    return Pronunciation(language=language, **tables)


def _problems(path: Path, known: Iterable[str]) -> Iterator[str]:
    if path.suffix != ".toml" or path.stem not in known:
        yield f"{_place(path)} belongs to no language; known are {', '.join(known)}."
        return
    found, faults = _parsed(path)
    yield from faults
    yield from _faults(path, found)
    if isinstance(like := found.get(_LIKE), str) and like not in known:
        yield f"{_place(path)} like: there is no language {like}; name another."


def _parsed(path: Path) -> tuple[dict[str, object], list[str]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except tomllib.TOMLDecodeError as fault:
        return {}, [f"{_place(path)} {fault}; mend that line."]
    except UnicodeDecodeError:
        return {}, [f"{_place(path)} is not UTF-8; save it with that encoding."]
    except OSError as fault:
        return {}, [f"{_place(path)} can't be read ({fault.strerror}); put it there."]


def _faults(path: Path, found: Mapping[str, object]) -> Iterator[str]:
    for name, table in found.items():
        place = f"{_place(path)} {name}"
        if name == _LIKE:
            if not isinstance(table, str):
                yield f"{place}: must be the short name of a language in quotes."
        elif name not in _TABLES:
            yield f"{place}: {_unknown('table', name, _TABLES)}"
        elif not isinstance(table, dict):
            yield f"{place}: must be a [table]."
        else:
            for key, value in table.items():
                if fault := _fault(name, key, value):
                    yield f"{place}.{key}: {fault}"


def _fault(table: str, key: str, value: object) -> str | None:
    if not isinstance(value, str):
        return "must be a text in quotes."
    if not value.strip():
        return "is empty; say what is spoken, or delete the line."
    if not key.strip(f" {_OPEN}"):
        return "names nothing that could be written; delete the line."
    if table == "letters" and not (len(key) == 1 and key.isupper()):
        return "must be one capital letter."
    return _form_fault(key, value) if table == "forms" else None


def _form_fault(key: str, value: str) -> str | None:
    if key not in FORMS:
        return _unknown("form", key, FORMS)
    found = _PLACEHOLDER.findall(value)
    bare = _PLACEHOLDER.sub("", value)
    if "{" in bare or "}" in bare:
        return "has a curly bracket alone; close or remove it."
    if invented := set(found) - FORMS[key]:
        return f"has {{{min(invented)}}}, which is not filled in; remove it."
    if lost := FORMS[key] - set(found):
        return f"lacks {{{min(lost)}}}; put it in."
    return None


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"there is no {kind} {name}; " + (
        f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
    )


def _table(found: Mapping[str, object], name: str) -> Table:
    table = found.get(name)
    return {key: str(value) for key, value in table.items()} if isinstance(table, dict) else {}


def _sought(entry: str) -> str:
    """Turn an entry into what is looked for: spaces may be missing or narrow.

    A number with a full stop is an ordinal only if the sentence goes on.
    """
    word = r"[ \u00a0\u202f]?".join(map(re.escape, entry.removesuffix(_OPEN).split(" ")))
    if entry.endswith("."):
        return rf"{word}(?= [^\W\d_A-Z])" if entry[0].isdigit() else word
    return word if entry.endswith(_OPEN) else rf"{word}(?!\w)"


def _bare(written: str) -> str:
    return re.sub(r"[ \u00a0\u202f]", "", written.removesuffix(_OPEN))


def _folder(layer: Path) -> Path:
    return layer / "pronunciation"


def _place(path: Path) -> str:
    return f"{path.parent.parent.resolve().name}/pronunciation/{path.name}:"
