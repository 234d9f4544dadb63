"""The little language of `when`."""

import pytest

from kiosk.condition import Always, Chosen, Compare, ConditionError, comparisons, evaluate, parse

ANSWERS: dict[str, Chosen | bool | None] = {
    "housing": frozenset({"rent"}),
    "income": frozenset({"job", "pension"}),
    "age": None,
    "trip": False,
}


def value(text: str) -> bool | None:
    return evaluate(parse(text), ANSWERS.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", True),
        ("not always", False),
        ("housing == rent", True),
        ("housing != rent", False),
        ("housing == own", False),
        ("housing != own", True),
        ("housing in [own, rent]", True),
        ("housing in [own]", False),
        ("income has pension", True),
        ("income has minijob", False),
        ("not housing == own", True),
    ],
)
def test_an_answered_question_gives_true_or_false(text: str, *, expected: bool) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(
    "text", ["age == from_66", "age != from_66", "age in [from_66]", "not age == from_66"]
)
def test_a_skipped_question_is_unknown(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize("text", ["trip == holiday", "trip != holiday", "trip in [holiday]"])
def test_a_question_never_asked_is_false(text: str) -> None:
    assert value(text) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always or age == from_66", True),
        ("not always or age == from_66", None),
        ("always and age == from_66", None),
        ("not always and age == from_66", False),
    ],
)
def test_the_unknown_decides_only_where_the_rest_does_not(
    text: str, *, expected: bool | None
) -> None:
    assert value(text) is expected


def test_and_binds_closer_than_or_and_brackets_closest() -> None:
    assert value("always or always and not always") is True
    assert value("(always or always) and not always") is False


def test_comparisons_are_found_at_any_depth() -> None:
    condition = parse("not (a == x or b has y) and c in [z, w] and always")
    assert list(comparisons(condition)) == [
        Compare("a", "==", ("x",)),
        Compare("b", "has", ("y",)),
        Compare("c", "in", ("z", "w")),
    ]


def test_spaces_and_line_breaks_do_not_matter() -> None:
    assert parse(" a==x\n and  b  in[ y,z ] ") == parse("a == x and b in [y, z]")
    assert parse("always ") == Always()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ends too early"),
        ("housing", "ends too early"),
        ("housing ==", "ends too early"),
        ("housing = rent", "can't be read"),
        ("housing rent", "is not one of ==, !=, has, in"),
        ("housing == rent housing", "is left over"),
        ("housing in rent", "'[' is missing"),
        ("housing in [rent", "']' is missing"),
        ("(housing == rent", "')' is missing"),
        ("housing == and", "stands where a name belongs"),
        ("housing == rent; always", "can't be read"),
    ],
)
def test_a_broken_condition_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(text)
    assert reason in str(refused.value)
