"""What people read again when a law has changed: nothing that rests on it is left out."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.catalog import Catalog
from kiosk.cli import kiosk
from kiosk.content_folder import SHIPPED
from kiosk.legal import Sections, sections
from kiosk.loader import load_catalog
from kiosk.new_office import new_office
from kiosk.reread import Rereading, items, law_changes, rereading
from kiosk.translations import texts

REFORM = date(2026, 7, 1)
SAMPLE = Path(__file__).parent / "sample" / "content"
CHANGED = ["3a", "7b", "10", "12", "15", "15a", "22", "31", "31a", "31b", "32", "65a"]
"""What the reform changed in the SGB II, whether or not with a value."""


@pytest.fixture(scope="module")
def reform(catalog: Catalog) -> Rereading:
    return rereading(SHIPPED, catalog, REFORM, frozenset())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample, with evidence that names laws."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    legal = {
        "law.toml": ("value = 3", 'value = 3\nlegal = "§ 56 Abs. 1 SGB II"'),
        "notices.toml": ("[companion]", '[companion]\nlegal = "§ 13 Abs. 4 SGB X"'),
        "concerns/renewal.toml": ('id = "sick"', 'id = "sick"\nlegal = "§§ 31a, 56 bis 59 SGB II"'),
    }
    for file, (old, new) in legal.items():
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def reread(*arguments: str, content: Path = SHIPPED) -> Result:
    command = ["--content", str(content), "content", "reread", *arguments]
    return CliRunner().invoke(kiosk, command)


def as_json(*arguments: str, content: Path = SHIPPED) -> dict[str, list[dict[str, Any]]]:
    done = reread(*arguments, "--json", content=content)
    assert done.exit_code == 0, done.output
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def named(legal: str) -> set[str]:
    """Return sections in short, such as SGB II 22–22c; the end of a law is …"""
    return {" ".join(filter(None, (each.law, _span(each)))) for each in sections(legal)}


def _span(found: Sections) -> str:
    if found == Sections(found.law):
        return ""
    first, last = ("".join(map(str, place)) for place in (found.first, found.last))
    end = "…" if found.last == Sections("").last else last
    return first if first == end else f"{first}–{end}"


@pytest.mark.parametrize(
    ("legal", "expected"),
    [
        ("§ 22 SGB II", {"SGB II 22"}),
        ("§ 22 Abs. 1, 4 und 6 SGB II", {"SGB II 22"}),
        ("§ 7 Abs. 3 und 3a, § 9 Abs. 5 SGB II", {"SGB II 7", "SGB II 9"}),
        ("§§ 22 Abs. 7 bis 9, 24 Abs. 1 SGB II", {"SGB II 22", "SGB II 24"}),
        (
            "§§ 31 Abs. 1 Satz 2, 31a Abs. 2 und 3, 32 SGB II",
            {"SGB II 31", "SGB II 31a", "SGB II 32"},
        ),
        (
            "§§ 21 Abs. 7, 22, 22a-c, 37 SGB II",
            {"SGB II 21", "SGB II 22", "SGB II 22a–22c", "SGB II 37"},
        ),
        ("§§ 11 bis 11b SGB II", {"SGB II 11–11b"}),
        ("§§ 64 und 66 SGB I", {"SGB I 64", "SGB I 66"}),
        ("§§ 41 ff. SGB XII", {"SGB XII 41–…"}),
        ("§ 42 SGB I, §§ 24 Abs. 1, 42 Abs. 2 SGB II", {"SGB I 42", "SGB II 24", "SGB II 42"}),
        ("§ 59 SGB II i.V.m. § 309 Abs. 3 SGB III", {"SGB II 59", "SGB III 309"}),
        ("§ 22 Abs. 1 SGB II (13. SGB II-ÄndG)", {"SGB II 22"}),
        ("§§ 7b Abs. 4, 32 SGB II (Fassung ab 1.7.2026)", {"SGB II 7b", "SGB II 32"}),
        ("§ 7b SGB II, ErrV", {"SGB II 7b", "ErrV"}),
        ("MuKStiftG §§ 2, 4; § 203 StGB", {"MuKStiftG 2", "MuKStiftG 4", "StGB 203"}),
        (
            "§ 20 SGB II, Anlage zu § 28 SGB XII, RBSFV 2026",
            {"SGB II 20", "SGB XII 28", "RBSFV"},
        ),
        ("BSG B 14 AS 45/07 R; Fachliche Weisungen § 37 SGB II", {"SGB II 37"}),
        ("§ 7 Abs. 1 SGB II, FreizügG/EU", {"SGB II 7", "FreizügG/EU"}),
        ("SGB II", {"SGB II"}),
        ("Nr. 2500 VV RVG", {"RVG"}),
        ("Praxis; nicht im Gesetz", set()),
        ("§ 22", set()),
        ("", set()),
    ],
)
def test_a_line_names_sections(legal: str, expected: set[str]) -> None:
    assert named(legal) == expected


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("§ 22 SGB II", "§ 22 Abs. 8 SGB II", True),
        ("§ 22 SGB II", "§ 22 SGB III", False),
        ("§ 22 SGB II", "§ 22a SGB II", False),
        ("§ 31a SGB II", "§§ 31 bis 32 SGB II", True),
        ("§ 33 SGB II", "§§ 31 bis 32 SGB II", False),
        ("§ 45 SGB XII", "§§ 41 ff. SGB XII", True),
        ("SGB II", "§ 1 SGB II", True),
        ("§ 4 ErrV", "§ 7b SGB II, ErrV", True),
    ],
)
def test_two_lines_meet_in_a_section(one: str, other: str, *, meets: bool) -> None:
    pairs = [(a, b) for a in sections(one) for b in sections(other)]
    assert any(a.meets(b) for a, b in pairs) is meets
    assert any(b.meets(a) for a, b in pairs) is meets


def test_every_line_of_the_content_that_names_a_section_is_understood(catalog: Catalog) -> None:
    assert [item for item in items(catalog) if "§" in item.legal and not sections(item.legal)] == []


def test_the_reform_of_july_2026_changed_the_name_of_the_money(reform: Rereading) -> None:
    (benefit,) = (change for change in reform.changes if change.place == "law.benefit")
    assert (benefit.before, benefit.says) == ("Bürgergeld", "Grundsicherungsgeld")
    assert benefit.valid_from == REFORM


def test_every_text_that_says_a_changed_value_is_listed(
    catalog: Catalog, reform: Rereading
) -> None:
    changed = [f"{{{change.place.removeprefix('law.')}}}" for change in reform.changes]
    german = {t.context for t in texts(catalog) if any(name in t.german for name in changed)}
    assert german <= {mention.place for mention in reform.mentions}
    assert all("de" in m.languages for m in reform.mentions if m.place in german)
    assert {language for m in reform.mentions for language in m.languages} >= {"de", "en", "tr"}


def test_what_names_a_changed_section_rests_on_it(reform: Rereading) -> None:
    places = {item.place for item in reform.items}
    assert "concern.rent_heating" in places
    assert "concern.rent_heating.hint.rent_too_high" in places
    assert "triage.hint.eviction" in places
    assert not any("SGB" not in item.legal for item in reform.items)
    assert places.isdisjoint(change.place for change in reform.changes)


def test_what_rests_on_a_section_that_changed_without_a_value_is_listed(reform: Rereading) -> None:
    places = {item.place for item in reform.items}
    assert "concern.first_application.hint.interview" in places
    assert "concern.renewal.hint.name_change" in places
    assert "document.plan_letter" in places


def test_every_section_that_the_reform_changed_is_recorded(
    catalog: Catalog, reform: Rereading
) -> None:
    changed = sections(f"§§ {', '.join(CHANGED)} SGB II")
    recorded = [
        sections(change.legal) for change in law_changes(SHIPPED) if change.valid_from == REFORM
    ]
    assert changed == frozenset().union(*recorded)
    resting = {
        item.place
        for item in items(catalog)
        if any(one.meets(other) for one in sections(item.legal) for other in changed)
    }
    values = {change.place for change in reform.changes}
    assert resting - values == {item.place for item in reform.items}


def test_a_change_before_the_day_is_not_listed(reform: Rereading) -> None:
    assert "law.changes.first_talk" in {change.place for change in reform.changes}
    assert "law.changes.refused_work" not in {change.place for change in reform.changes}


def record(folder: Path, name: str, section: str, what: str) -> None:
    """Record a change of the SGB II on 1 January 2027."""
    with (folder / "law.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[[changes]]\nid = "{name}"\nday = 2027-01-01\nlaw = "SGB II"\n'
            f'sections = ["{section}"]\nwhat = "{what}"\nsource = "gii_sgb2"\n'
        )


def test_a_recorded_change_is_printed_with_what_rests_on_it(content: Path) -> None:
    record(content, "illness", "56", "Anders krank")
    assert reread("--since", "2027-01-01", content=content).stdout == (
        "What has changed (1):\n"
        "  law.changes.illness: § 56 SGB II: Anders krank from 2027-01-01\n"
        "Law values that rest on it (1):\n"
        "  law.sick_days: § 56 Abs. 1 SGB II: 3 since 2011-01-01\n"
        "Hints that rest on it (1):\n"
        "  concern.renewal.hint.sick: §§ 31a, 56 bis 59 SGB II: Melden Sie sich krank. Das Papier "
        "muss am {sick_days}. Tag da sein. …\n"
        "Claims that rest on it (1):\n"
        "  entitlement.renewal: §§ 31a, 56 bis 59 SGB II: Weiter Geld\n"
    )


def test_an_office_adds_its_changes_to_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own"
    new_office(own, {})
    assert law_changes(own) == law_changes(SHIPPED)
    record(own, "rent_2027", "22a", "Neue Richtlinie")
    with (own / "law.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[changes]]\nid = "first_talk"\nday = 2027-01-01\n')
    assert load_catalog(own).law == load_catalog(SHIPPED).law
    shipped, (*kept, added) = law_changes(SHIPPED), law_changes(own)
    assert (added.place, added.legal) == ("law.changes.rent_2027", "§ 22a SGB II")
    assert [change.place for change in kept] == [change.place for change in shipped]
    (moved,) = set(kept) - set(shipped)
    assert (moved.legal, moved.valid_from) == ("§ 15 SGB II", date(2027, 1, 1))


def test_what_is_asked_for_is_listed_whatever_the_day(content: Path) -> None:
    assert [
        item["place"] for item in as_json("--law", "§ 57 SGB II", content=content)["items"]
    ] == [
        "concern.renewal.hint.sick",
        "entitlement.renewal",
    ]
    places = [item["place"] for item in as_json("--law", "SGB II", content=content)["items"]]
    assert places == ["law.sick_days", "concern.renewal.hint.sick", "entitlement.renewal"]


def test_a_value_that_changed_brings_its_texts_and_its_section(content: Path) -> None:
    found = as_json("--since", "2011-01-01", content=content)
    assert [change["place"] for change in found["changes"]] == [
        "law.benefit",
        "law.benefit",
        "law.sick_days",
    ]
    assert {m["place"]: (m["values"], m["languages"]) for m in found["mentions"]} == {
        "question.receives.text": (["benefit"], ["de", "en"]),
        "concern.renewal.hint.sick": (["sick_days"], ["de", "en"]),
    }
    assert [item["kind"] for item in found["items"]] == ["hint", "claim"]


def test_a_translation_alone_may_say_the_value(content: Path) -> None:
    file = content / "concerns/renewal.toml"
    file.write_text(file.read_text("utf-8").replace("am {sick_days}. Tag", "bald"), "utf-8")
    (mention,) = (
        m
        for m in as_json("--since", "2011-01-01", content=content)["mentions"]
        if m["place"] == "concern.renewal.hint.sick"
    )
    assert mention["languages"] == ["en"]


def test_it_is_printed_in_one_line_each_under_a_heading(content: Path) -> None:
    done = reread("--since", "2026-07-01", "--law", "§ 13 SGB X", content=content)
    assert done.stdout == (
        "What has changed (1):\n"
        "  law.benefit: Grundsicherungsgeld from 2026-07-01, before Bürgergeld\n"
        "Texts that say them (1):\n"
        "  question.receives.text: {benefit}: Bekommen Sie {benefit}? (de, en)\n"
        "Notices that rest on it (1):\n"
        "  notice.companion: § 13 Abs. 4 SGB X: Sie dürfen eine Person mitbringen.\n"
    )


def test_where_nothing_has_changed_it_says_so() -> None:
    assert reread("--since", "2099-01-01").stdout == "Nothing rests on it.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say what has changed: --since DATE, --law LAW, or both."),
        (["--law", "SGB 2"], "--law: nothing rests on 'SGB 2'; known are "),
        (["--law", "§ 22"], "--law: nothing rests on '§ 22'; known are "),
    ],
)
def test_a_question_that_says_nothing_is_refused(arguments: list[str], sentence: str) -> None:
    done = reread(*arguments)
    assert str(done.exception).startswith(sentence)
    assert getattr(done.exception, "exit_code", None) == 2


def test_a_day_that_is_none_is_refused() -> None:
    assert reread("--since", "July").exit_code == 2
