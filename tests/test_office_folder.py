"""An office's own folder: what it says changes what depends on it, and nothing else."""

import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import guide
from kiosk.catalog import Catalog, Partner
from kiosk.cli import kiosk
from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog, problems
from kiosk.new_office import new_office
from kiosk.office import Office
from kiosk.opening import opening
from kiosk.public_holidays import is_public_holiday
from kiosk.publication import published
from kiosk.reread import law_changes
from kiosk.slip import Line
from kiosk.store.memory import MemoryStore
from kiosk.texts import Library, load_words
from kiosk.ticket_slip import SlipWriter
from kiosk.translations import languages, texts
from screens.visitor.page import Page
from screens.visitor.steps import page_of
from screens.visitor.visit import Visit
from tests.clocks import StillClock
from tests.visitors import visitor
from tests.walks import DAY, around

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "content.md"
HINT = "concern.rent_heating.hint.local_limit"
RENT_HEATING = "concerns/rent_heating.toml"
MONEY_AND_HOME = "partners/money_and_home.toml"
LOCAL = "partners/local.toml"
RENT_LIMITS = """
[[rent_limits.periods]]
valid_from = 2026-01-01
value = "1 Person 450 Euro"
confirmed = "yes"
"""
FOOD_BANK = """
[food_bank]
place = "Lindenstraße 7"
hours = "Mo und Do 10-12 Uhr"
confirmed = "yes"
"""
OWN_HINT = '[[hints]]\nid = "local_limit"\ntext = "Die Grenze steht in Zimmer 12."\n'
OWN_CONCERN = """
id = "lease_question"
area = "home"
order = 45
pictogram = "house"
title = "Frage zum Mietvertrag"
description = "Sie verstehen etwas in Ihrem Mietvertrag nicht."
service = "partner"
confirmed = "yes"

[[documents]]
document = "lease"
when = "always"
"""
SLOW = {"kiosk content check", "kiosk content review --language tr --output pruefen"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's folder as `kiosk content new-office` writes it."""
    folder = tmp_path / "own"
    new_office(folder, {})
    return folder


def say(folder: Path, file: str, text: str) -> Catalog:
    """Say something in a file of the folder, in place of what stood there."""
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    return load_catalog(folder)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(folder: Path, catalog: Catalog, language: str = "de") -> Mapping[str, str]:
    """Return every text by its place, as visitors see it on the day of the tests."""
    words = load_words(folder, language, published(catalog), lambda: DAY)
    return {text.context: words(text) for text in texts(catalog)}


def different(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    """Return the places that two offices fill differently."""
    return {place for place in one.keys() | other.keys() if one.get(place) != other.get(place)}


def faults(folder: Path) -> set[str]:
    """Return what is wrong, without the name of the folder."""
    return {fault.partition("/")[2] for fault in problems(folder)}


def page(folder: Path, catalog: Catalog, step: str, about: str) -> Page:
    shown = published(catalog)
    surroundings = around(shown, Library(folder, shown, lambda: DAY), "de")
    return page_of(Visit(language="de").to(step, about), surroundings)


def read(shown: Page) -> list[str]:
    return [paragraph.text for paragraph in shown.paragraphs]


def choices(shown: Page) -> list[str]:
    return [choice.id for choice in shown.choices]


def slip(folder: Path, catalog: Catalog, partner: Partner) -> tuple[Line, ...]:
    library = Library(folder, catalog, lambda: DAY)
    return SlipWriter(published(catalog), library, "de").partner(partner)


def test_a_new_folder_says_what_is_shipped(own: Path, catalog: Catalog) -> None:
    assert replace(load_catalog(own), office=catalog.office) == catalog


def test_a_local_value_changes_the_texts_that_say_it_and_no_other(own: Path) -> None:
    before = load_catalog(own)
    after = say(own, "law.toml", RENT_LIMITS)
    saying = {text.context for text in texts(before) if "{rent_limits}" in text.german}
    assert HINT in saying
    for language in ("de", "tr", "ar"):
        changed = different(said(own, before, language), said(own, after, language))
        assert changed == saying
        assert "1 Person 450 Euro" in said(own, after, language)[HINT]
    assert said(own, before)[HINT] == ""
    assert replace(after, law=before.law) == before
    assert after.law.keys() == before.law.keys()


def test_a_german_sentence_changes_itself_alone(own: Path) -> None:
    before = load_catalog(own)
    after = say(own, RENT_HEATING, OWN_HINT)
    assert different(said(own, before), said(own, after)) == {HINT}
    assert different(said(own, before, "tr"), said(own, after, "tr")) == {HINT}
    assert said(own, after, "tr")[HINT] == "Die Grenze steht in Zimmer 12."
    concerns = {**after.concerns, "rent_heating": before.concerns["rent_heating"]}
    assert concerns == before.concerns


def test_a_stale_translation_is_reported_in_every_language(own: Path) -> None:
    before = faults(own)
    say(own, RENT_HEATING, OWN_HINT)
    reason = "the German text has changed; compare and translate again."
    assert faults(own) - before == {
        f"locale/{language}/LC_MESSAGES/content.po: {HINT}: {reason}"
        for language in languages(SHIPPED)[1:]
    }


def test_a_hint_keeps_what_the_office_does_not_say(own: Path, catalog: Catalog) -> None:
    (hint,) = (h for h in catalog.concerns["rent_heating"].hints if h.text.context == HINT)
    after = say(own, RENT_HEATING, OWN_HINT)
    (changed,) = (h for h in after.concerns["rent_heating"].hints if h.text.context == HINT)
    assert replace(changed, text=hint.text) == hint


def test_the_file_of_the_office_changes_the_office_alone(own: Path) -> None:
    before = load_catalog(own)
    edit(own / "office.toml", '"Meine Außenstelle"', '"Bibliothek West"')
    edit(own / "office.toml", 'land = ""', 'land = "NW"')
    after = load_catalog(own)
    assert replace(after, office=before.office) == before
    assert replace(before.office, name="Bibliothek West", land="NW") == after.office


def test_address_and_hours_of_a_partner_stand_on_its_page_and_slip(own: Path) -> None:
    before = say(own, MONEY_AND_HOME, '[food_bank]\nconfirmed = "yes"\n')
    after = say(own, MONEY_AND_HOME, FOOD_BANK)
    partner = after.partners["food_bank"]
    assert replace(partner, place="", hours="") == before.partners["food_bank"]
    shown = read(page(own, after, "partner", "food_bank"))
    printed = [line.text for line in slip(own, after, partner)]
    for line in ("Ort: Lindenstraße 7", "Zeiten: Mo und Do 10-12 Uhr"):
        assert line in shown
        assert line in printed
    assert set(shown) - set(read(page(own, before, "partner", "food_bank"))) == {
        "Ort: Lindenstraße 7",
        "Zeiten: Mo und Do 10-12 Uhr",
    }


def test_a_partner_with_an_address_is_listed_first(own: Path) -> None:
    listed = choices(page(own, load_catalog(own), "topic", "food"))
    assert listed[0] != "clothing_store"
    address = 'place = "Lindenstraße 7"\nconfirmed = "yes"\n'
    after = say(own, MONEY_AND_HOME, f"[clothing_store]\n{address}")
    assert choices(page(own, after, "topic", "food"))[0] == "clothing_store"


def test_a_partner_that_nobody_confirmed_is_shown_once_the_office_confirms_it(own: Path) -> None:
    assert not load_catalog(SHIPPED).partners["food_bank"].evidence.is_public
    assert "food_bank" not in choices(page(own, load_catalog(own), "topic", "food"))
    after = say(own, MONEY_AND_HOME, FOOD_BANK)
    assert choices(page(own, after, "topic", "food"))[0] == "food_bank"


def test_a_partner_that_is_not_offered_is_named_nowhere(own: Path) -> None:
    after = say(own, MONEY_AND_HOME, "[debt_advice]\noffered = false\n")
    shown = published(after)
    assert "debt_advice" not in shown.partners
    assert "debt_advice" not in choices(page(own, after, "topic", "debts"))
    hints = [hint for concern in shown.concerns.values() for hint in concern.hints]
    hints += [*shown.triage.hints, *(claim.hint for claim in shown.entitlements.claims)]
    assert not any("debt_advice" in hint.partners for hint in hints)
    assert not any("debt_advice" in c.partners for c in shown.concerns.values())
    concerns = tuple(shown.concerns)
    assert "debt_advice" not in guide.partners(shown, concerns, hints)
    before = published(load_catalog(SHIPPED))
    assert "debt_advice" in guide.partners(before, concerns, ())
    assert before.partners.keys() - shown.partners.keys() == {"debt_advice"}


def test_a_concern_that_is_not_offered_leads_nowhere(own: Path) -> None:
    after = say(own, RENT_HEATING, "offered = false\n")
    shown = published(after)
    assert "rent_heating" not in shown.concerns
    assert "rent_heating" not in choices(page(own, after, "area", "home"))
    hints = [hint for concern in shown.concerns.values() for hint in concern.hints]
    assert not any(h.concern == "rent_heating" for h in (*hints, *shown.triage.hints))
    assert not any(claim.concern == "rent_heating" for claim in shown.entitlements.claims)


def test_a_concern_of_its_own_stands_among_the_others(own: Path) -> None:
    before = choices(page(own, load_catalog(own), "area", "home"))
    after = say(own, "concerns/lease_question.toml", OWN_CONCERN)
    shown = choices(page(own, after, "area", "home"))
    assert [choice for choice in shown if choice not in before] == ["lease_question"]
    assert shown.index("rent_heating") < shown.index("lease_question")
    items = guide.checklist(published(after), ["lease_question"], {})
    assert [item.document for item in items] == ["lease"]
    assert guide.services(published(after), ["lease_question"]) == ("partner",)


def test_what_nobody_confirmed_is_not_shown(own: Path) -> None:
    unsure = OWN_CONCERN.replace('confirmed = "yes"\n', "")
    after = say(own, "concerns/lease_question.toml", unsure)
    assert "lease_question" in after.concerns
    assert "lease_question" not in published(after).concerns


def test_a_partner_of_its_own_is_found_by_what_people_seek(own: Path) -> None:
    edit(own / LOCAL, (own / LOCAL).read_text(encoding="utf-8"), examples(own / LOCAL))
    after = load_catalog(own)
    assert "repair_cafe" in choices(page(own, after, "topic", "take_part"))
    shown = read(page(own, after, "partner", "repair_cafe"))
    assert "Ort: Quartierszentrum, Lindenstraße 7" in shown
    assert any("0123 456789" in line for line in shown)


def test_a_name_that_is_taken_is_refused(own: Path) -> None:
    taken = examples(own / LOCAL).replace("repair_cafe", "debt_advice")
    (own / LOCAL).write_text(taken, encoding="utf-8")
    assert any("debt_advice: also stands in partners/" in fault for fault in problems(own))


ALL_SAINTS = date(2027, 11, 1)


@pytest.mark.parametrize(
    ("land", "day", "is_holiday"),
    [
        ("NW", ALL_SAINTS, True),
        ("BE", ALL_SAINTS, False),
        ("", ALL_SAINTS, False),
        ("BE", date(2027, 3, 8), True),
        ("NW", date(2027, 3, 8), False),
        ("NW", date(2027, 12, 25), True),
        ("BE", date(2027, 12, 25), True),
        ("", date(2027, 12, 25), False),
    ],
)
def test_each_land_has_its_own_holidays(land: str, day: date, *, is_holiday: bool) -> None:
    assert is_public_holiday(land, day) is is_holiday


@pytest.mark.parametrize(("land", "is_open"), [("NW", False), ("BE", True), ("", True)])
def test_on_a_holiday_of_its_land_an_office_is_closed(
    own: Path, land: str, *, is_open: bool
) -> None:
    edit(own / "office.toml", 'land = ""', f'land = "{land}"')
    with (own / "office.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[presences]]\nmonday = ["09:00-12:00"]\n')
    facts = load_catalog(own).office
    monday = datetime.combine(ALL_SAINTS, datetime.min.time()).replace(hour=10)
    found = opening(facts, monday, partial(is_public_holiday, facts.land))
    assert found.is_open is is_open
    assert found.meetings[0].day == (ALL_SAINTS if is_open else date(2027, 11, 8))


# `kiosk content new-office`


def run(*arguments: str) -> Result:
    return CliRunner().invoke(kiosk, ["content", "new-office", *arguments])


def examples(file: Path) -> str:
    """Return a file with its examples taken in; a # before a space begins an explanation."""
    return re.sub(r"^#(?=[^# \n])", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_a_new_office_has_no_fault_of_its_own(own: Path) -> None:
    assert faults(own) == faults(SHIPPED)


def test_the_facts_of_a_new_office_are_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "Bücherei Süd-West"
    name = 'Bücherei "Süd" \\ West'
    done = run(str(folder), "--name", name, "--address", "Am Ring 1", "--land", "BY")
    assert done.exit_code == 0, done.output
    facts = load_catalog(folder).office
    assert (facts.id, facts.name) == ("buecherei_sued_west", name)
    assert (facts.address, facts.land) == ("Am Ring 1", "BY")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert done.stdout.splitlines()[:-1] == [str(path) for path in sorted(files)]


def test_without_facts_there_are_examples(own: Path) -> None:
    assert load_catalog(own).office.name == "Meine Außenstelle"
    assert load_catalog(own).office.id == "own"


def test_a_number_alone_makes_an_id_too(tmp_path: Path) -> None:
    new_office(tmp_path / "2", {})
    assert load_catalog(tmp_path / "2").office.id == "office_2"


def test_everybody_may_read_the_folder(own: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (own, *own.rglob("*"))}
    assert modes == {0o755, 0o644}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(str(tmp_path / "empty")).exit_code == 0
    assert (tmp_path / "empty/office.toml").exists()


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("here")
    done = run(str(tmp_path))
    assert str(done.exception).endswith("is not empty: choose a new directory.")
    assert getattr(done.exception, "exit_code", None) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--land", "XX", "land: must be the short name of a Land, such as NW or BY."),
        ("--name", "{", "name: has a lone curly bracket; write placeholders like {benefit}."),
    ],
)
def test_a_fact_that_cant_be_so_is_refused_and_nothing_is_written(
    tmp_path: Path, option: str, value: str, reason: str
) -> None:
    done = run(str(tmp_path / "new"), option, value)
    assert str(done.exception) == reason
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(str(tmp_path / "file" / "new"))
    assert "file/new can't be written" in str(done.exception)


def test_the_loader_does_not_take_the_template_for_content(catalog: Catalog) -> None:
    assert (SHIPPED / "new_office/office.toml").exists()
    assert catalog.office.id != "my_office"
    assert "repair_cafe" not in catalog.partners


def test_a_new_office_speaks_every_shipped_language(catalog: Catalog) -> None:
    assert load_catalog(SHIPPED / "new_office").office.languages == catalog.office.languages


def test_a_new_office_has_a_place_for_every_partner_nearby(catalog: Catalog) -> None:
    prepared = {
        name: path.name
        for path in (SHIPPED / "new_office/partners").glob("*.toml")
        for name in tomllib.loads(path.read_text(encoding="utf-8"))
    }
    shipped = {
        name: path.name
        for path in (SHIPPED / "partners").glob("*.toml")
        for name in tomllib.loads(path.read_text(encoding="utf-8"))
    }
    assert prepared.keys() == {name for name, p in catalog.partners.items() if p.local}
    assert all(shipped[name] == file for name, file in prepared.items())


def test_a_new_office_is_asked_to_confirm_what_nobody_has(own: Path, catalog: Catalog) -> None:
    asked: set[str] = set()
    for path in (own / "partners").glob("*.toml"):
        tables = tomllib.loads(examples(path))
        asked |= {name for name, table in tables.items() if "confirmed" in table}
    unsure = {name for name, p in catalog.partners.items() if not p.evidence.is_public}
    assert asked - {"repair_cafe"} == {name for name in unsure if catalog.partners[name].local}


def test_a_new_office_names_every_topic_and_land() -> None:
    local = (SHIPPED / "new_office" / LOCAL).read_text(encoding="utf-8")
    topics = tomllib.loads((SHIPPED / "topics.toml").read_text(encoding="utf-8"))
    assert [topic for topic in topics if not re.search(rf"\b{topic}\b", local)] == []


def test_the_examples_of_a_new_office_hold(own: Path) -> None:
    before = faults(own)
    for file in own.rglob("*.toml"):
        edit(file, file.read_text(encoding="utf-8"), examples(file).replace("offered = false", ""))
    commented = (own / RENT_HEATING).read_text(encoding="utf-8").split("# Die Datei heißt")[0]
    concern = [line[4:] for line in commented.split("\n") if re.match("#   |#$", line)]
    (own / "concerns/lease_question.toml").write_text("\n".join(concern), encoding="utf-8")
    catalog = load_catalog(own)
    assert {"lease_question", "rent_heating"} <= published(catalog).concerns.keys()
    assert "repair_cafe" in published(catalog).partners
    assert len(catalog.office.presences) == 3
    assert all(published(catalog).law[name] for name in ("rent_limits", "emergency_shelter"))
    translations = re.compile(
        "locale/.*(has no translation; add one|the German text has changed; .*)"
    )
    assert [f for f in faults(own) - before if not translations.match(f)] == []


async def test_the_kiosk_starts_with_a_new_office(own: Path, tmp_path: Path) -> None:
    catalog = published(load_catalog(own))
    dictionary = Library(own, catalog, lambda: DAY)
    with closing(MemoryStore()) as store:
        office = Office(catalog, store, StillClock())
        async with visitor(office, dictionary, tmp_path) as person:
            assert person.step == "start"
            assert "Meine Außenstelle" in person.seen


# docs/content.md


def blocks(kind: str) -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_every_command_of_the_guide_works_as_shown(tmp_path: Path) -> None:
    """One after the other, in one shell; those that take long are tested elsewhere."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert set(lines) >= SLOW
    script = "\n".join(line for line in lines if line not in SLOW)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bibliothek_west/locale/nl/LC_MESSAGES/content.po").exists()
    assert (tmp_path / "lotse.pot").exists()


def test_every_example_of_the_guide_holds(own: Path) -> None:
    sentence, value, partner, hours, concern, change = blocks("toml")
    top, presences = hours.split("\n\n", 1)
    before = faults(own)
    kept = [
        line
        for line in (own / "office.toml").read_text(encoding="utf-8").split("\n")
        if not line.startswith(("land =", "closed ="))
    ]
    say(own, RENT_HEATING, sentence)
    say(own, "law.toml", value + change)
    say(own, MONEY_AND_HOME, partner)
    say(own, "concerns/lease_question.toml", concern)
    office = say(own, "office.toml", "\n".join([top, *kept, presences])).office
    catalog = load_catalog(own)
    assert office.land == "NW"
    assert office.closed == (date(2026, 12, 24), date(2026, 12, 31))
    assert [presence.is_here for presence in office.presences] == [True, True, False]
    assert "1 Person 450 Euro" in said(own, catalog)[HINT]
    assert catalog.partners["food_bank"].hours
    assert "law.changes.rent_2027" in {change.place for change in law_changes(own)}
    assert "lease_question" in published(catalog).concerns
    assert [fault for fault in faults(own) - before if not fault.startswith("locale/")] == []


def test_every_condition_of_the_guide_can_be_read(own: Path) -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \| (?:immer|bei|wenn|verbunden)", GUIDE.read_text(), re.MULTILINE
    )
    assert len(rows) == 6
    rules = "".join(f'[[documents]]\ndocument = "lease"\nwhen = "{row}"\n' for row in rows)
    asked = 'confirmed = "yes"\nquestions = ["housing", "income"]\n\n'
    own_concern = OWN_CONCERN.replace('confirmed = "yes"\n', asked).split("[[")[0]
    say(own, "concerns/lease_question.toml", own_concern + rules)


def test_every_file_the_guide_names_is_there() -> None:
    named: Iterator[str] = (
        name
        for line in GUIDE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and re.match(r"\| `[a-z_]+(\.toml|/)`", line)
        for name in re.findall(r"`([a-z_]+(?:\.toml|/))`", line.split("|")[1])
    )
    names = list(named)
    assert len(names) > 10
    assert [name for name in names if not (SHIPPED / name).exists()] == []
