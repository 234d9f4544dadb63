"""Whether the content makes sense: what no single file can tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content_check import (
    changes,
    conditions,
    coverage,
    dates,
    drafts,
    easy_german,
    fit,
    interface_words,
    names,
    ways,
)
from kiosk.content_check.content import Content, Finding, Weight
from kiosk.loader import problems, unreadable

_FAMILIES = (names, conditions, ways, dates, changes, drafts, easy_german)


@dataclass(frozen=True)
class Report:
    """One sentence for each fault and each note, and one line for each language."""

    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    """What is allowed, and could be better."""
    languages: tuple[str, ...] = ()


def report(folder: Path, today: date) -> Report:
    """Return all there is to say about a content; of one with broken files, only their faults."""
    wrong = tuple(problems(folder))
    if wrong and unreadable(folder):
        return Report(faults=wrong)
    content = Content(folder, today)
    found = list(_findings(content))
    return Report(
        faults=(*wrong, *_of(Weight.FAULT, found)),
        notes=_of(Weight.NOTE, found),
        details=_of(Weight.DETAIL, found),
        languages=tuple(coverage.coverage(content)),
    )


def faults(folder: Path, today: date) -> list[str]:
    """Return one sentence for everything that must be mended."""
    return list(report(folder, today).faults)


def warnings(folder: Path, today: date) -> list[str]:
    """Return one sentence for everything that should be looked at."""
    return list(report(folder, today).notes)


def _findings(content: Content) -> Iterator[Finding]:
    for family in _FAMILIES:
        yield from family.findings(content)
    wordless = list(interface_words.findings(content))
    # Without all words no page can be laid out.
    yield from wordless or fit.findings(content)


def _of(weight: Weight, found: list[Finding]) -> tuple[str, ...]:
    return tuple(finding.sentence for finding in found if finding.weight is weight)
