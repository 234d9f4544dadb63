"""What concerns and answers lead to: the next question, one merged checklist, the hints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.catalog import Catalog, Claim, Concern, Hint, Level, Need, Question
from kiosk.condition import Chosen, Condition, evaluate

Answers = Mapping[str, Chosen]
"""The options chosen for each question seen; an empty set says "don't know / rather not say"."""

_STRENGTH = tuple(Need)
_URGENCY = tuple(Level)
_SHOWN_IF_UNKNOWN = frozenset({Level.SOON, Level.INFO})


@dataclass(frozen=True)
class Item:
    """A line of the checklist."""

    document: str
    need: Need


def questions(catalog: Catalog, concerns: Sequence[str], answers: Answers) -> tuple[Question, ...]:
    """Return the questions of this visit in order, each once, as the answers stand.

    Without a concern they are those that find out what the visitor may be entitled to.
    """
    asked = dict.fromkeys(q for concern in _of(catalog, concerns) for q in concern.questions)
    if not concerns:
        asked = dict.fromkeys(catalog.entitlements.questions)
    knows = _Knowledge(catalog, asked, answers)
    return tuple(catalog.questions[q] for q in asked if knows.asks(q))


def next_question(catalog: Catalog, concerns: Sequence[str], answers: Answers) -> Question | None:
    """Return the first question that has no answer yet."""
    open_ones = (q for q in questions(catalog, concerns, answers) if q.id not in answers)
    return next(open_ones, None)


def claims(catalog: Catalog, answers: Answers, today: date) -> tuple[tuple[Claim, bool], ...]:
    """Return what is worth asking about: what the answers say, then what they leave open.

    Each comes with whether it is sure that it fits.
    """
    knows = _Knowledge(catalog, catalog.entitlements.questions, answers)
    values = [
        (claim, knows.value(claim.when))
        for claim in catalog.entitlements.claims
        if _is_valid(claim.hint, today)
    ]
    sure = [(claim, True) for claim, value in values if value is True]
    return (*sure, *((claim, False) for claim, value in values if value is None))


def checklist(catalog: Catalog, concerns: Sequence[str], answers: Answers) -> tuple[Item, ...]:
    """Return one merged list for all concerns: a document once, with its strongest need."""
    needs: dict[str, Need] = {}
    for concern in _of(catalog, concerns):
        knows = _Knowledge(catalog, concern.questions, answers)
        for rule in concern.documents:
            need = _need(knows.value(rule.when), rule.need)
            if need is not None:
                needs[rule.document] = min(needs.get(rule.document, need), need, key=_rank)
    return tuple(
        Item(document, need) for document, need in sorted(needs.items(), key=lambda n: _rank(n[1]))
    )


def hints(
    catalog: Catalog, concerns: Sequence[str], answers: Answers, today: date
) -> tuple[Hint, ...]:
    """Return the hints that hold today, the most urgent first, each text once."""
    held = [
        hint
        for concern in _of(catalog, concerns)
        for hint in _held(catalog, concern, answers, today)
    ]
    found: dict[str, Hint] = {}
    for hint in sorted(held, key=lambda hint: _URGENCY.index(hint.level)):
        found.setdefault(hint.text.german, hint)
    return tuple(found.values())


def emergencies(catalog: Catalog, chosen: Chosen) -> tuple[Hint, ...]:
    """Return what to do at once in the acute cases chosen."""
    triage = catalog.triage
    knows = _Knowledge(catalog, (triage.question,), {triage.question: chosen})
    return tuple(hint for hint in triage.hints if knows.value(hint.when) is True)


def services(catalog: Catalog, concerns: Sequence[str]) -> tuple[str, ...]:
    """Return the services a visit with these concerns needs, each once, in order."""
    return tuple(dict.fromkeys(concern.service for concern in _of(catalog, concerns)))


def partners(catalog: Catalog, concerns: Sequence[str], shown: Iterable[Hint]) -> tuple[str, ...]:
    """Return the other help that fits: those of the hints first, then those of the concerns."""
    by_hint = [partner for hint in shown for partner in hint.partners]
    by_concern = [partner for concern in _of(catalog, concerns) for partner in concern.partners]
    chosen = set(concerns)
    offered = [p.id for p in catalog.partners.values() if chosen & set(p.concerns)]
    return tuple(dict.fromkeys([*by_hint, *by_concern, *offered]))


def jumps(concerns: Sequence[str], shown: Iterable[Hint]) -> tuple[str, ...]:
    """Return the further concerns that hints lead to."""
    found = (hint.concern for hint in shown if hint.concern)
    return tuple(concern for concern in dict.fromkeys(found) if concern not in concerns)


def answered(question: Question, answers: Answers, option: str) -> Chosen:
    """Return the options of a question after `option` was tapped: exclusive ones stand alone."""
    tapped = {o.id: o for o in question.options}
    held = answers.get(question.id, frozenset())
    if not question.several or tapped[option].exclusive:
        return frozenset() if held == {option} else frozenset({option})
    kept = {o for o in held if not tapped[o].exclusive}
    return frozenset(kept ^ {option})


class _Knowledge:
    """What the answers say to conditions: never asked is False, not answered is unknown."""

    def __init__(self, catalog: Catalog, asked: Iterable[str], answers: Answers) -> None:
        self._questions = catalog.questions
        self._asked = frozenset(asked)
        self._answers = answers
        self._open: set[str] = set()

    def value(self, condition: Condition) -> bool | None:
        return evaluate(condition, self._known)

    def asks(self, question: str) -> bool:
        if question not in self._asked:
            return False
        if question in self._open:
            return True
        self._open.add(question)
        asked = self.value(self._questions[question].ask_when) is not False
        self._open.discard(question)
        return asked

    def _known(self, question: str) -> Chosen | bool | None:
        if not self.asks(question):
            return False
        return self._answers.get(question) or None


def _of(catalog: Catalog, concerns: Sequence[str]) -> Iterator[Concern]:
    return (catalog.concerns[concern] for concern in concerns)


def _held(catalog: Catalog, concern: Concern, answers: Answers, today: date) -> Iterator[Hint]:
    knows = _Knowledge(catalog, concern.questions, answers)
    for hint in concern.hints:
        value = knows.value(hint.when)
        holds = value is True or (value is None and hint.level in _SHOWN_IF_UNKNOWN)
        if holds and _is_valid(hint, today):
            yield hint


def _is_valid(hint: Hint, today: date) -> bool:
    return hint.valid_to is None or today <= hint.valid_to


def _need(value: bool | None, need: Need) -> Need | None:
    if value is None:
        return Need.PERHAPS
    return need if value else None


def _rank(need: Need) -> int:
    return _STRENGTH.index(need)
