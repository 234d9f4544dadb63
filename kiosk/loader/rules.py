"""The rules that names, words and conditions of the content files obey."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import time
from difflib import get_close_matches
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, PlainValidator, StringConstraints, ValidationInfo

from kiosk.catalog import Span
from kiosk.condition import Compare, Condition, comparisons, parse
from kiosk.plain import plain
from kiosk.translations import PLACEHOLDER

_MOST_NAMES = 12
"""More than these are no help in a sentence."""


@dataclass(frozen=True)
class Known:
    """What all files together define; a kind whose files can't be read is not checked."""

    names: Mapping[str, Collection[str]]
    questions: Mapping[str, tuple[bool, Collection[str]]] = field(default_factory=dict)
    """Whether a question takes several answers, and its options."""
    asked: Collection[str] | None = None
    """The questions conditions may use here; None: all."""
    file: str = ""


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """Say that a name is unknown, and which ones are known."""
    near = get_close_matches(name, known, n=3)
    if near:
        return f"{kind} {name!r} is unknown; did you mean {' or '.join(near)}?"
    listed = sorted(known)[:_MOST_NAMES]
    more = f" and {len(known) - len(listed)} more" if len(known) > len(listed) else ""
    return f"{kind} {name!r} is unknown; known are {', '.join(listed) or 'none'}{more}"


def _known(info: ValidationInfo) -> Known:
    assert isinstance(info.context, Known)  # noqa: S101 - the loader always gives it
    return info.context


def _one_of(kind: str) -> AfterValidator:
    def check(name: str, info: ValidationInfo) -> str:
        known = _known(info).names.get(kind)
        if known is not None and name not in known:
            raise ValueError(unknown(kind, name, known))
        return name

    return AfterValidator(check)


def _folded(raw: str) -> str:
    if plain(raw, len(raw)) == raw.replace("\t", " "):
        return " ".join(raw.split())
    odd = next((c for c in raw if plain(c) not in {c, " "}), None)
    if odd is None:
        raise ValueError("holds letters with separate accents; type them again")
    raise ValueError(f"holds the invisible character U+{ord(odd):04X}; delete it")


def _spoken(raw: str) -> str:
    if not raw:
        raise ValueError("is empty; write a text")
    if set("{}") & set(PLACEHOLDER.sub("", raw)):
        raise ValueError("has a lone curly bracket; write placeholders like {benefit}")
    return raw


def _lawful(raw: str, info: ValidationInfo) -> str:
    known = _known(info).names.get("law value")
    for name in PLACEHOLDER.findall(raw):
        if known is not None and name not in known:
            raise ValueError(unknown("law value", name, known))
    return raw


def _condition(raw: object, info: ValidationInfo) -> Condition:
    if not isinstance(raw, str):
        raise ValueError("must be a text in quotes")  # noqa: TRY004 - pydantic collects ValueError
    condition = parse(raw)
    for compare in comparisons(condition):
        _check(compare, _known(info))
    return condition


def _check(compare: Compare, known: Known) -> None:
    questions, name = known.names.get("question"), compare.question
    if questions is not None and name not in questions:
        raise ValueError(unknown("question", name, known.asked or questions))
    if known.asked is not None and name not in known.asked:
        raise ValueError(f"question {name!r} is not asked here; add it to questions")
    if name not in known.questions:
        return
    several, options = known.questions[name]
    if several != (compare.operator == "has"):
        fitting = "has" if several else "==, != or in"
        raise ValueError(f"{compare.operator!r} does not fit question {name!r}; use {fitting}")
    for option in compare.options:
        if option not in options:
            raise ValueError(unknown(f"option of {name}", option, options))


def _time_span(raw: object) -> Span:
    found = _SPAN.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise ValueError("must be times such as 09:00-12:00 in quotes")
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if end <= begin:
        raise ValueError("ends before it begins; exchange the times")
    return Span(begin, end)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def distinct(things: list[T]) -> list[T]:
    """Refuse two things of one list with the same id."""
    seen: set[str] = set()
    for thing in things:
        if thing.id in seen:
            raise ValueError(f"id {thing.id!r} stands twice; rename one")
        seen.add(thing.id)
    return things


def _like_the_file(name: str, info: ValidationInfo) -> str:
    if name != _known(info).file:
        raise ValueError(f"must be the file's name, {_known(info).file!r}")
    return name


OWN_FILE = AfterValidator(_like_the_file)
"""The name of the file it stands in."""

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
TimeSpan = Annotated[Span, PlainValidator(_time_span)]
Land = Annotated[str, StringConstraints(pattern="^(|B[BEWY]|H[BEH]|MV|N[IW]|RP|S[HLNT]|TH)$")]
"""The short names of the Länder (ISO 3166-2:DE)."""
Colour = Annotated[str, StringConstraints(pattern="^#[0-9A-Fa-f]{6}$")]
Name = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$")]
Line = Annotated[str, AfterValidator(_folded)]
Wording = Annotated[str, AfterValidator(_folded), AfterValidator(_spoken)]
LawfulWording = Annotated[Wording, AfterValidator(_lawful)]
When = Annotated[Condition, PlainValidator(_condition)]
AreaName = Annotated[str, _one_of("area")]
ConcernName = Annotated[str, _one_of("concern")]
DocumentName = Annotated[str, _one_of("document")]
HintName = Annotated[str, _one_of("hint")]
LanguageName = Annotated[str, _one_of("language")]
PartnerName = Annotated[str, _one_of("partner")]
PictogramName = Annotated[str, _one_of("pictogram")]
QuestionName = Annotated[str, _one_of("question")]
ServiceName = Annotated[str, _one_of("service")]
SourceName = Annotated[str, _one_of("source")]
TopicName = Annotated[str, _one_of("topic")]
