"""What concerns and answers lead to, on a small catalog of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.catalog import (
    Catalog,
    Concern,
    DocumentRule,
    Hint,
    Level,
    Need,
    Option,
    Partner,
    Question,
    Text,
    Triage,
)
from kiosk.condition import Condition, parse
from kiosk.guide import (
    Item,
    answered,
    checklist,
    emergencies,
    hints,
    next_question,
    partners,
    questions,
    services,
)
from kiosk.loader import load_catalog

SAMPLE = Path(__file__).parent / "sample" / "content"
TODAY = date(2026, 11, 25)
NOT_SAID: frozenset[str] = frozenset()
BOTH = ("rent", "letter")


def chosen(*options: str) -> frozenset[str]:
    return frozenset(options)


def a_question(name: str, options: str, *, when: str = "always", several: bool = False) -> Question:
    return Question(
        id=name,
        text=Text(name, f"{name}?"),
        options=tuple(
            Option(id=option, text=Text(option, option), exclusive=option == "none")
            for option in options.split()
        ),
        several=several,
        ask_when=parse(when),
    )


def a_hint(
    name: str, level: Level, when: str = "always", *, text: str = "", **facts: object
) -> Hint:
    hint = Hint(id=name, level=level, when=parse(when), text=Text(name, text or name))
    return replace(hint, **facts)  # type: ignore[arg-type]


def rules(**needs: tuple[str, Need]) -> tuple[DocumentRule, ...]:
    return tuple(
        DocumentRule(document=document, when=parse(when), need=need)
        for document, (when, need) in needs.items()
    )


def a_concern(name: str, order: int, service: str = "benefits", **facts: object) -> Concern:
    concern = Concern(
        id=name,
        area="money",
        order=order,
        pictogram=name,
        title=Text(name, name),
        description=Text(name, name),
        service=service,
    )
    return replace(concern, **facts)  # type: ignore[arg-type]


def a_partner(name: str, *concerns: str) -> Partner:
    text = Text(name, name)
    return Partner(
        id=name,
        kind="help",
        title=text,
        does=text,
        access=text,
        cost="free",
        secrecy="anonymous",
        concerns=concerns,
    )


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    asked = [
        a_question("housing", "rent own", several=False),
        a_question("heating", "gas oil", when="housing == rent"),
        a_question("tank", "full empty", when="heating == oil"),
        a_question("income", "job pension none", several=True),
        a_question("acute", "no_food violence none", several=True),
    ]
    offered = [
        a_concern(
            "rent",
            1,
            questions=("housing", "heating", "tank"),
            documents=rules(
                lease=("housing == rent", Need.REQUIRED),
                identity=("always", Need.IF_ASKED),
                statements=("always", Need.HELPFUL),
                oil_bill=("tank == empty", Need.REQUIRED),
            ),
            hints=(
                a_hint("entitled", Level.ENTITLED),
                a_hint("info", Level.INFO, "housing == rent"),
                a_hint("today", Level.TODAY, "heating == oil"),
                a_hint("same_in_rent", Level.INFO, text="the same words"),
                a_hint("old", Level.NOW, valid_to=TODAY - timedelta(days=1)),
                a_hint("last_day", Level.SOON, valid_to=TODAY, partners=("tenants",)),
            ),
            partners=("advice", "tenants"),
        ),
        a_concern(
            "letter",
            2,
            "placement",
            questions=("income", "housing"),
            documents=rules(
                lease=("housing == rent", Need.HELPFUL),
                identity=("always", Need.REQUIRED),
                pay_slips=("income has job", Need.REQUIRED),
            ),
            hints=(
                a_hint("same_in_letter", Level.NOW, text="the same words"),
                a_hint("same_again", Level.ENTITLED, text="the same words"),
            ),
            partners=("advice",),
        ),
        a_concern("other", 3, questions=("heating",)),
    ]
    others = [a_partner("volunteers", "letter"), a_partner("tenants"), a_partner("advice")]
    acute = (
        a_hint("violence", Level.NOW, "acute has violence"),
        a_hint("no_food", Level.NOW, "acute has no_food"),
    )
    return replace(
        load_catalog(SAMPLE),
        questions={question.id: question for question in asked},
        concerns={concern.id: concern for concern in offered},
        partners={partner.id: partner for partner in others},
        triage=Triage(question="acute", hints=acute),
    )


def ids(found: Sequence[Question | Hint]) -> list[str]:
    return [each.id for each in found]


def test_a_question_of_several_concerns_is_asked_once(catalog: Catalog) -> None:
    assert ids(questions(catalog, BOTH, {})) == ["housing", "heating", "tank", "income"]
    assert ids(questions(catalog, ("letter", "rent"), {})) == [
        "income",
        "housing",
        "heating",
        "tank",
    ]


def test_each_question_is_asked_until_it_is_answered_or_skipped(catalog: Catalog) -> None:
    answers: dict[str, frozenset[str]] = {}
    seen = []
    while following := next_question(catalog, BOTH, answers):
        seen.append(following.id)
        answers[following.id] = NOT_SAID
    assert seen == ["housing", "heating", "tank", "income"]


def test_what_an_answer_rules_out_is_not_asked(catalog: Catalog) -> None:
    asked = questions(catalog, BOTH, {"housing": chosen("own")})
    assert ids(asked) == ["housing", "income"]
    asked = questions(catalog, BOTH, {"housing": chosen("rent"), "heating": chosen("gas")})
    assert ids(asked) == ["housing", "heating", "income"]


def test_a_changed_answer_takes_back_what_followed_from_it(catalog: Catalog) -> None:
    answers = {"housing": chosen("rent"), "heating": chosen("oil"), "tank": chosen("empty")}
    assert Item("oil_bill", Need.REQUIRED) in checklist(catalog, ["rent"], answers)
    assert "today" in ids(hints(catalog, ["rent"], answers, TODAY))
    changed = {**answers, "housing": chosen("own")}
    assert {item.document for item in checklist(catalog, ["rent"], changed)} == {
        "identity",
        "statements",
    }
    assert "today" not in ids(hints(catalog, ["rent"], changed, TODAY))


def test_a_condition_on_a_question_of_no_chosen_concern_is_not_asked_for(catalog: Catalog) -> None:
    assert questions(catalog, ["other"], {}) == ()
    assert next_question(catalog, ["other"], {"housing": chosen("rent")}) is None


def test_one_list_holds_each_paper_once_with_its_strongest_need(catalog: Catalog) -> None:
    answers = {
        "housing": chosen("rent"),
        "heating": chosen("gas"),
        "income": chosen("job", "pension"),
    }
    assert checklist(catalog, BOTH, answers) == (
        Item("lease", Need.REQUIRED),
        Item("identity", Need.REQUIRED),
        Item("pay_slips", Need.REQUIRED),
        Item("statements", Need.HELPFUL),
    )
    assert set(checklist(catalog, ("letter", "rent"), answers)) == set(
        checklist(catalog, BOTH, answers)
    )


def test_the_needs_stand_in_their_order(catalog: Catalog) -> None:
    found = checklist(catalog, ["rent"], {"housing": chosen("rent")})
    assert [item.need for item in found] == [
        Need.REQUIRED,
        Need.HELPFUL,
        Need.IF_ASKED,
        Need.PERHAPS,
    ]


def test_what_a_skipped_question_leaves_open_is_perhaps_needed(catalog: Catalog) -> None:
    skipped = dict.fromkeys(("housing", "heating", "tank", "income"), NOT_SAID)
    found = {item.document: item.need for item in checklist(catalog, BOTH, skipped)}
    assert found == {
        "identity": Need.REQUIRED,
        "statements": Need.HELPFUL,
        "lease": Need.PERHAPS,
        "oil_bill": Need.PERHAPS,
        "pay_slips": Need.PERHAPS,
    }
    assert checklist(catalog, BOTH, {}) == checklist(catalog, BOTH, skipped)


def test_a_sure_need_of_one_concern_beats_a_perhaps_of_another(catalog: Catalog) -> None:
    unsure = replace(
        catalog.concerns["letter"], documents=rules(statements=("income has job", Need.REQUIRED))
    )
    both = replace(catalog, concerns={**catalog.concerns, "letter": unsure})
    assert Item("statements", Need.HELPFUL) in checklist(both, BOTH, {})


def test_hints_stand_in_order_of_urgency_each_once(catalog: Catalog) -> None:
    answers = {"housing": chosen("rent"), "heating": chosen("oil")}
    for concerns in (BOTH, BOTH[::-1]):
        found = hints(catalog, concerns, answers, TODAY)
        assert ids(found) == ["same_in_letter", "today", "last_day", "info", "entitled"]


def test_a_hint_holds_through_its_last_day(catalog: Catalog) -> None:
    tomorrow = TODAY + timedelta(days=1)
    yesterday = TODAY - timedelta(days=1)
    assert "old" in ids(hints(catalog, ["rent"], {}, yesterday))
    assert "old" not in ids(hints(catalog, ["rent"], {}, TODAY))
    assert "last_day" in ids(hints(catalog, ["rent"], {}, TODAY))
    assert "last_day" not in ids(hints(catalog, ["rent"], {}, tomorrow))


@pytest.mark.parametrize("level", Level)
def test_of_unsure_hints_only_those_that_frighten_nobody_are_shown(
    catalog: Catalog, level: Level
) -> None:
    unsure = replace(catalog.concerns["rent"], hints=(a_hint("unsure", level, "housing == rent"),))
    only = replace(catalog, concerns={"rent": unsure})
    shown = hints(only, ["rent"], {"housing": NOT_SAID}, TODAY)
    assert bool(shown) is (level in {Level.SOON, Level.INFO})
    assert hints(only, ["rent"], {"housing": chosen("rent")}, TODAY)
    assert not hints(only, ["rent"], {"housing": chosen("own")}, TODAY)


def test_each_service_is_one_stop_in_order_of_the_concerns(catalog: Catalog) -> None:
    assert services(catalog, ("rent", "letter", "other")) == ("benefits", "placement")
    assert services(catalog, ("letter", "rent")) == ("placement", "benefits")
    assert services(catalog, ()) == ()


def test_partners_of_hints_come_first_then_those_of_concerns_then_those_who_offer(
    catalog: Catalog,
) -> None:
    shown = hints(catalog, ["rent"], {}, TODAY)
    assert partners(catalog, BOTH, shown) == ("tenants", "advice", "volunteers")
    assert partners(catalog, BOTH, ()) == ("advice", "tenants", "volunteers")
    assert partners(catalog, ["other"], ()) == ()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("no_food", "violence"), ["violence", "no_food"]),
        (("no_food",), ["no_food"]),
        (("none",), []),
        ((), []),
    ],
)
def test_in_an_emergency_only_what_was_chosen_is_answered(
    catalog: Catalog, options: tuple[str, ...], told: list[str]
) -> None:
    assert ids(emergencies(catalog, chosen(*options))) == told


@pytest.mark.parametrize(
    ("question", "held", "tapped", "after"),
    [
        ("housing", (), "rent", {"rent"}),
        ("housing", ("rent",), "own", {"own"}),
        ("housing", ("rent",), "rent", set()),
        ("income", (), "job", {"job"}),
        ("income", ("job",), "pension", {"job", "pension"}),
        ("income", ("job", "pension"), "job", {"pension"}),
        ("income", ("job", "pension"), "none", {"none"}),
        ("income", ("none",), "job", {"job"}),
        ("income", ("none",), "none", set()),
    ],
)
def test_a_tap_switches_an_option_and_exclusive_ones_stand_alone(
    catalog: Catalog, question: str, held: tuple[str, ...], tapped: str, after: set[str]
) -> None:
    answers = {question: chosen(*held), "acute": chosen("no_food")}
    assert answered(catalog.questions[question], answers, tapped) == after


@pytest.mark.parametrize("when", ["housing == rent", "housing != rent", "not housing == rent"])
def test_a_question_never_asked_decides_and_a_skipped_one_does_not(
    catalog: Catalog, when: str
) -> None:
    condition: Condition = parse(when)
    rule = (DocumentRule(document="lease", when=condition),)
    asking = replace(catalog.concerns["rent"], documents=rule)
    silent = replace(asking, questions=())
    asks, asks_not = (replace(catalog, concerns={"rent": c}) for c in (asking, silent))
    assert checklist(asks, ["rent"], {"housing": NOT_SAID}) == (Item("lease", Need.PERHAPS),)
    never = checklist(asks_not, ["rent"], {"housing": chosen("own")})
    assert never == ((Item("lease", Need.REQUIRED),) if when.startswith("not") else ())
