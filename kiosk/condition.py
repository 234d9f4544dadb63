"""The little language of `when`: three-valued, so that "I don't know" is an answer.

    always · not A · A and B · A or B · ( A )
    question == option · question != option · question in [option, option] · question has option

`==`, `!=` and `in` are for questions with one answer, `has` for those with several. A value is
True (needed), False (not shown) or None (unknown: perhaps), by Kleene's strong logic.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

Chosen = frozenset[str]
"""The options chosen for one question."""

Known = Callable[[str], Chosen | bool | None]
"""Tells of a question the options chosen, None if unknown, False if it is never asked."""

_TOKEN = re.compile(r"\s*(==|!=|[()\[\],]|[A-Za-z_][A-Za-z0-9_]*)")


class ConditionError(ValueError):
    """The condition can't be read; the sentence says where."""


@dataclass(frozen=True)
class Always:
    """True whatever was answered."""


@dataclass(frozen=True)
class Compare:
    """A question compared with some of its options."""

    question: str
    operator: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Not:
    """The opposite; unknown stays unknown."""

    part: "Condition"


@dataclass(frozen=True)
class And:
    """True if all parts are, False if one is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Or:
    """True if one part is, False if all are."""

    parts: tuple["Condition", ...]


Condition = Always | Compare | Not | And | Or


def evaluate(condition: Condition, known: Known) -> bool | None:
    """Return True, False, or None for unknown."""
    match condition:
        case Always():
            return True
        case Not(part):
            value = evaluate(part, known)
            return None if value is None else not value
        case And(parts):
            return _all(evaluate(part, known) for part in parts)
        case Or(parts):
            value = _all(_opposite(evaluate(part, known)) for part in parts)
            return _opposite(value)
        case Compare():
            return _compare(condition, known(condition.question))


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Yield every comparison in the condition, left to right."""
    match condition:
        case Compare():
            yield condition
        case Not(part):
            yield from comparisons(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from comparisons(part)
        case Always():
            return


def parse(text: str) -> Condition:
    """Read a condition, or raise ConditionError."""
    return _Reader(text).whole()


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(values: Iterator[bool | None]) -> bool | None:
    seen = list(values)
    if False in seen:
        return False
    return None if None in seen else True


def _compare(compare: Compare, chosen: Chosen | bool | None) -> bool | None:
    if chosen is False or chosen is None:
        return chosen
    hit = bool(set(compare.options) & chosen) if isinstance(chosen, frozenset) else False
    return not hit if compare.operator == "!=" else hit


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._split())
        self.place = 0

    def whole(self) -> Condition:
        condition = self._either()
        if self.place < len(self.tokens):
            self._fail(f"{self.tokens[self.place]!r} is left over")
        return condition

    def _split(self) -> Iterator[str]:
        place, text = 0, self.text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                self._fail(f"{text[place : place + 10]!r} can't be read")
            yield match[1]
            place = match.end()

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._next_is("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._single()]
        while self._next_is("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _single(self) -> Condition:
        if self._next_is("not"):
            return Not(self._single())
        if self._next_is("("):
            condition = self._either()
            self._expect(")")
            return condition
        if self._next_is("always"):
            return Always()
        return self._comparison()

    def _comparison(self) -> Compare:
        question, operator = self._name(), self._take()
        if operator in {"==", "!=", "has"}:
            return Compare(question, operator, (self._name(),))
        if operator != "in":
            self._fail(f"{operator!r} is not one of ==, !=, has, in")
        self._expect("[")
        options = [self._name()]
        while self._next_is(","):
            options.append(self._name())
        self._expect("]")
        return Compare(question, operator, tuple(options))

    def _next_is(self, token: str) -> bool:
        found = self.place < len(self.tokens) and self.tokens[self.place] == token
        self.place += found
        return found

    def _take(self) -> str:
        if self.place >= len(self.tokens):
            self._fail("it ends too early")
        self.place += 1
        return self.tokens[self.place - 1]

    def _name(self) -> str:
        token = self._take()
        if not token.isidentifier() or token in {"and", "or", "not", "in", "has", "always"}:
            self._fail(f"{token!r} stands where a name belongs")
        return token

    def _expect(self, token: str) -> None:
        if not self._next_is(token):
            self._fail(f"{token!r} is missing")

    def _fail(self, reason: str) -> NoReturn:
        raise ConditionError(f"{reason} in {self.text!r}")
