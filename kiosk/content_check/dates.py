"""Law values that are missing or will be soon, and hints that end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kiosk.catalog import Hint, Period
from kiosk.content_check.content import Content, Finding
from kiosk.translations import PLACEHOLDER, texts

_SOON = 60
"""Days ahead in which what ends is told."""
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")


def findings(content: Content) -> Iterator[Finding]:
    """Yield what has no value, and what ends within the next weeks."""
    yield from _of_law(content)
    for concern in content.catalog.concerns.values():
        yield from _of_hints(content, f"concerns/{concern.id}.toml", concern.hints)
    yield from _of_hints(content, "triage.toml", content.catalog.triage.hints)


def _sentences_with(content: Content) -> Counter[str]:
    """Count the German sentences that visitors may see by the placeholder in them."""
    said = dict.fromkeys(texts(content.shown))
    sentences = (part for text in said for part in _SENTENCE_END.split(text.german))
    return Counter(name for part in sentences for name in set(PLACEHOLDER.findall(part)))


def _of_law(content: Content) -> Iterator[Finding]:
    for name, count in sorted(_sentences_with(content).items()):
        if not content.catalog.law.get(name):
            continue  # filled in by the program, or a local value no office has given yet
        gap = _first_gap(content.shown.law[name], content.today)
        if gap == content.today:
            yield content.fault(
                "law.toml",
                name,
                f"has no confirmed value on {gap}, so that {_sentences(count)} left out; "
                "add a period, or confirm one",
            )
        elif gap:
            yield content.note(
                "law.toml",
                name,
                f"has no confirmed value from {gap} on, so that {_sentences(count)} left out then; "
                "add a period",
            )


def _first_gap(periods: Sequence[Period], today: date) -> date | None:
    """Return the first day from now on without a value, if it comes soon."""
    days = (today + timedelta(days=ahead) for ahead in range(_SOON + 1))
    return next((day for day in days if not any(_holds(period, day) for period in periods)), None)


def _holds(period: Period, day: date) -> bool:
    return period.valid_from <= day <= (period.valid_to or date.max)


def _sentences(count: int) -> str:
    return "1 sentence is" if count == 1 else f"{count} sentences are"


def _of_hints(content: Content, file: str, hints: Sequence[Hint]) -> Iterator[Finding]:
    for hint in hints:
        if hint.valid_to is None:
            continue
        if hint.valid_to < content.today:
            reason = "delete it, or give it a later valid_to"
            yield content.note(file, f"hint {hint.id}", f"ended on {hint.valid_to}; {reason}")
        elif hint.valid_to <= content.today + timedelta(days=_SOON):
            reason = "see what holds then"
            yield content.note(file, f"hint {hint.id}", f"ends on {hint.valid_to}; {reason}")
