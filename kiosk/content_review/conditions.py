"""Conditions in German words, for people who read no code; pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kiosk.catalog import Question, Text
from kiosk.condition import Always, And, Compare, Condition, Not, Or

Say = Callable[[Text], str]

ALWAYS = "immer"


def in_words(condition: Condition, questions: Mapping[str, Question], say: Say) -> str:
    """Return when something holds: immer, or which answers to which questions it takes."""
    match condition:
        case Always():
            return ALWAYS
        case Compare():
            return _compared(condition, questions, say)
        case Not(part):
            return f"NICHT {_enclosed(part, questions, say)}"
        case And(parts):
            return " UND ".join(_enclosed(part, questions, say) for part in parts)
        case Or(parts):
            return " ODER ".join(_enclosed(p, questions, say) for p in _gathered(parts))


def _enclosed(condition: Condition, questions: Mapping[str, Question], say: Say) -> str:
    words = in_words(condition, questions, say)
    return f"({words})" if isinstance(condition, And | Or) else words


def _compared(compare: Compare, questions: Mapping[str, Question], say: Say) -> str:
    question = questions[compare.question]
    texts = {option.id: say(option.text) for option in question.options}
    answers = " oder ".join(f"„{texts[option].rstrip('.')}“" for option in compare.options)
    negated = "nicht " if compare.operator == "!=" else ""
    return f"bei „{say(question.text)}“: {negated}{answers}"


def _gathered(parts: Sequence[Condition]) -> Iterator[Condition]:
    """Yield the parts, several answers to one question as one comparison."""
    options: dict[str, list[str]] = {}
    for part in parts:
        if isinstance(part, Compare) and part.operator != "!=":
            options.setdefault(part.question, []).extend(part.options)
    for part in parts:
        if not isinstance(part, Compare) or part.operator == "!=":
            yield part
        elif part.question in options:
            yield Compare(part.question, "in", tuple(options.pop(part.question)))
