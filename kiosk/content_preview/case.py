"""What a visitor comes with, checked: concerns, answers, a language and a day."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kiosk import guide
from kiosk.catalog import Catalog, Question
from kiosk.condition import Chosen
from kiosk.errors import UsageFault
from kiosk.plain import plain_line

_SIZE = re.compile(r"(\d{1,3})x(\d{1,3})")
_LEAST, _MOST = (40, 11), (300, 100)
"""Cells: of the largest text, and of a large monitor."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A visitor as one may imagine them; what is not answered, they don't know."""

    concerns: tuple[str, ...]
    answers: Mapping[str, Chosen]
    language: str
    day: date


def case_of(
    catalog: Catalog,
    concerns: Collection[str],
    answers: Mapping[str, Sequence[str]],
    language: str,
    day: date,
) -> Case:
    """Return the case, or raise UsageFault if a concern or an answer does not exist."""
    for concern in concerns:
        refuse_unknown("concern", concern, catalog.concerns)
    ordered = tuple(c for c in catalog.concerns if c in concerns)
    chosen = {question: frozenset(options) for question, options in answers.items()}
    asked = {question.id: question for question in guide.questions(catalog, ordered, chosen)}
    for question, options in answers.items():
        if question not in asked:
            raise UsageFault(
                f"The question {_quoted(question)} is not asked with these concerns and answers; "
                f"asked are: {', '.join(asked) or 'none'}."
            )
        _refuse_wrong(asked[question], options)
    return Case(concerns=ordered, answers=MappingProxyType(chosen), language=language, day=day)


def read_answers(text: str) -> dict[str, tuple[str, ...]]:
    """Read `question=option+option,question=option`, or raise UsageFault."""
    answers: dict[str, tuple[str, ...]] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        question, equals, options = (piece.strip() for piece in part.partition("="))
        if not (question and equals and options):
            raise UsageFault(
                f"--answers: {_quoted(part)} is no answer; write question=option, several options "
                "as question=option+option, several answers with a comma between."
            )
        if question in answers:
            raise UsageFault(f"--answers: the question {_quoted(question)} is answered twice.")
        answers[question] = tuple(option.strip() for option in options.split("+"))
    return answers


def read_day(text: str) -> date:
    """Read a day, or raise UsageFault."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise UsageFault(
            f"--as-of is {_quoted(text)}, but must be a day such as 2026-07-01."
        ) from fault


def read_size(text: str) -> tuple[int, int]:
    """Read the cells of a screen, or raise UsageFault."""
    found = _SIZE.fullmatch(text.strip())
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(
        least <= cells <= most for least, cells, most in zip(_LEAST, size, _MOST, strict=True)
    ):
        raise UsageFault(
            f"--size is {_quoted(text)}, but must be columns and rows such as 68x20, "
            f"from {_LEAST[0]}x{_LEAST[1]} to {_MOST[0]}x{_MOST[1]}."
        )
    return size


def refuse_unknown(kind: str, name: str, known: Collection[str]) -> None:
    """Raise UsageFault naming what is known, if the name is not."""
    if name not in known:
        raise UsageFault(f"The {kind} {_quoted(name)} is unknown; known are: {', '.join(known)}.")


def _refuse_wrong(question: Question, options: Sequence[str]) -> None:
    known = {option.id: option for option in question.options}
    for option in options:
        refuse_unknown(f"option of {question.id}", option, known)
    alone = [option for option in options if known[option].exclusive or not question.several]
    if alone and len(options) > 1:
        raise UsageFault(
            f"The question {question.id!r} takes {alone[0]!r} alone, without a second option."
        )


def _quoted(text: str) -> str:
    return repr(plain_line(text, 40))
