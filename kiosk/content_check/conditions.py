"""Conditions that can't change anything, and questions that are never asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from types import MappingProxyType

from kiosk import guide
from kiosk.catalog import NO_TEXT, Catalog, Concern, DocumentRule, Need, Question
from kiosk.condition import Always, Chosen, Compare, Condition, comparisons
from kiosk.content_check.content import Content, Finding
from kiosk.guide import Answers

_PROBE = "probe"
_VALUES: Mapping[Need | None, bool | None] = {None: False, Need.PERHAPS: None, Need.REQUIRED: True}


@dataclass(frozen=True)
class Asking:
    """What asks questions and decides by the answers: a concern, the entitlements, the triage."""

    file: str
    questions: tuple[str, ...]
    conditions: Mapping[str, Condition]
    """By what they decide on."""


def asking(catalog: Catalog) -> Iterator[Asking]:
    """Yield everything that asks questions."""
    for concern in catalog.concerns.values():
        yield Asking(
            f"concerns/{concern.id}.toml",
            concern.questions,
            {
                **{f"documents[{n}]": rule.when for n, rule in enumerate(concern.documents)},
                **{f"hint {hint.id}": hint.when for hint in concern.hints},
            },
        )
    claims, triage = catalog.entitlements, catalog.triage
    yield Asking(
        "entitlements.toml",
        claims.questions,
        {f"claim {claim.id}": claim.when for claim in claims.claims},
    )
    yield Asking(
        "triage.toml",
        (triage.question,),
        {f"hint {hint.id}": hint.when for hint in triage.hints},
    )


def findings(content: Content) -> Iterator[Finding]:
    """Yield what is wrong with conditions."""
    catalog = content.catalog
    askers = list(asking(catalog))
    for asker in askers:
        yield from _of_conditions(content, asker)
        yield from _of_questions(content, asker)
    yield from _needless(content, askers)
    yield from _helpless(content)


def outcomes(catalog: Catalog, asked: Sequence[str], condition: Condition) -> set[bool | None]:
    """Return what a condition can be once its questions are answered; stop at both ways."""
    found: set[bool | None] = set()
    value = _Probe(catalog, asked, condition).value
    for answers in _all_answers(catalog, asked, condition):
        found.add(value(answers))
        if {True, False} <= found:
            break
    return found


def _of_conditions(content: Content, asker: Asking) -> Iterator[Finding]:
    for thing, condition in asker.conditions.items():
        if isinstance(condition, Always):
            continue
        found = outcomes(content.catalog, asker.questions, condition)
        if True not in found:
            yield content.fault(
                asker.file, f"{thing}.when", "no answer makes it true; correct or delete it"
            )
        elif False not in found:
            yield content.fault(
                asker.file, f"{thing}.when", 'every answer makes it true; write "always"'
            )


def _of_questions(content: Content, asker: Asking) -> Iterator[Finding]:
    catalog = content.catalog
    used = {c.question for when in asker.conditions.values() for c in comparisons(when)}
    used |= {c.question for q in asker.questions for c in _needs(catalog.questions[q])}
    for place, name in enumerate(asker.questions):
        question = catalog.questions[name]
        key = f"questions[{place}]"
        if True not in outcomes(catalog, asker.questions, question.ask_when):
            yield content.fault(
                asker.file, key, f"{name!r} is never asked here; take it out, or mend its ask_when"
            )
        elif late := [
            c.question for c in _needs(question) if c.question in asker.questions[place:]
        ]:
            yield content.fault(
                asker.file, key, f"{name!r} depends on {late[0]!r}; put it behind that"
            )
        if name not in used:
            yield content.note(
                asker.file, key, f"{name!r} changes nothing here; take it out, or use it"
            )


def _needless(content: Content, askers: Sequence[Asking]) -> Iterator[Finding]:
    """Yield the questions whose ask_when holds wherever they are asked."""
    for question in content.catalog.questions.values():
        if isinstance(question.ask_when, Always):
            continue
        found = [
            outcomes(content.catalog, asker.questions, question.ask_when)
            for asker in askers
            if question.id in asker.questions
        ]
        if found and not any(False in each for each in found):
            yield content.fault(
                content.file_of("questions", question.id),
                f"{question.id}.ask_when",
                "every answer makes it true; delete it",
            )


def _helpless(content: Content) -> Iterator[Finding]:
    """Yield the acute cases for which there is no hint."""
    triage = content.catalog.triage
    for option in content.catalog.questions[triage.question].options:
        chosen = frozenset({option.id})
        if not option.exclusive and not guide.emergencies(content.catalog, chosen):
            yield content.fault(
                "triage.toml", "hints", f"none says what to do about {option.id!r}; add one"
            )


def _needs(question: Question) -> Iterator[Compare]:
    return comparisons(question.ask_when)


class _Probe:
    """Asks the guide itself what a condition is: as that of the only paper of a concern."""

    def __init__(self, catalog: Catalog, asked: Sequence[str], condition: Condition) -> None:
        rule = DocumentRule(document=_PROBE, when=condition)
        concern = Concern(
            id=_PROBE,
            area="",
            order=0,
            pictogram="",
            title=NO_TEXT,
            description=NO_TEXT,
            service="",
            questions=tuple(asked),
            documents=(rule,),
        )
        self._catalog = replace(catalog, concerns=MappingProxyType({_PROBE: concern}))

    def value(self, answers: Answers) -> bool | None:
        items = guide.checklist(self._catalog, (_PROBE,), answers)
        return _VALUES[items[0].need if items else None]


def _all_answers(catalog: Catalog, asked: Sequence[str], condition: Condition) -> Iterator[Answers]:
    """Yield every way to answer what a condition depends on, as far as it makes a difference."""
    mentioned = _mentioned(catalog, asked, condition)
    ways = [_ways(catalog.questions[name], options) for name, options in mentioned.items()]
    for chosen in product(*ways):
        yield dict(zip(mentioned, chosen, strict=True))


def _mentioned(
    catalog: Catalog, asked: Iterable[str], condition: Condition
) -> Mapping[str, set[str]]:
    """Return the options a condition names by question, and those which decide what is asked."""
    found: dict[str, set[str]] = {}
    waiting = list(comparisons(condition))
    while waiting:
        compare = waiting.pop()
        if compare.question not in found and compare.question in asked:
            waiting += _needs(catalog.questions[compare.question])
        found.setdefault(compare.question, set()).update(compare.options)
    return found


def _ways(question: Question, named: set[str]) -> list[Chosen]:
    """Return the answers that differ: all options not named are one."""
    others = [option.id for option in question.options if option.id not in named][:1]
    kept = [option for option in question.options if option.id in named]
    together = [option.id for option in kept if question.several and not option.exclusive]
    alone = [option.id for option in kept if option.id not in together]
    sets = chain.from_iterable(combinations(together, n) for n in range(1, len(together) + 1))
    return [frozenset(chosen) for chosen in (*((one,) for one in (*alone, *others)), *sets)]
