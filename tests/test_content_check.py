"""The rules of meaning: each finds what it is for, and the shipped content keeps them."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner

from kiosk.cli import kiosk
from kiosk.condition import parse
from kiosk.content_check import Report, easy_german, faults, report, warnings
from kiosk.content_check.conditions import outcomes
from kiosk.content_check.fit import broken_words, clipped
from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog
from kiosk.translations import PLACEHOLDER, texts
from screens.visitor.frame import Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Mark, Page

SAMPLE = Path(__file__).parent / "sample" / "content"
DAY = date(2026, 7, 15)
EASY_PO = "locale/de_simple/LC_MESSAGES/content.po"

CONCERN = "concerns/renewal.toml"
QUESTIONS = "questions/all.toml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample in German alone, made complete."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    shutil.copytree(SHIPPED / "interface", folder / "interface", dirs_exist_ok=True)
    shutil.rmtree(folder / "locale")
    edit(folder, "office.toml", '["de", "en"]', '["de"]')
    edit(folder, "partners/all.toml", "cost =", 'topics = ["letters"]\nconfirmed = "yes"\ncost =')
    edit(folder, "documents/all.toml", "form_of =", 'confirmed = "yes"\nform_of =')
    edit(folder, "triage.toml", "level =", 'confirmed = "yes"\nlevel =')
    edit(folder, CONCERN, "questions =", 'confirmed = "yes"\nquestions =')
    edit(folder, "law.toml", "value = 3", 'value = 3\nconfirmed = "yes"')
    edit(folder, "law.toml", '"Grundsicherungsgeld"', '"Grundsicherungsgeld"\nconfirmed = "yes"')
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_content_has_no_fault_and_is_checked_in_time() -> None:
    begun = monotonic()
    found = report(SHIPPED, date(2026, 11, 25))
    assert found.faults == ()
    assert monotonic() - begun < 25


def test_there_is_nothing_to_say_of_the_sample_once_it_is_complete(content: Path) -> None:
    found = report(content, DAY)
    assert (found.faults, found.notes) == ((), ())


FAULTS = [
    # what is wrong, file, old, new, the sentence
    (
        "a hint for answers that nobody can give",
        (CONCERN, 'when = "always"', 'when = "receives == never and receives == yes_now"'),
        f"{CONCERN}: hint sick.when: no answer makes it true; correct or delete it.",
    ),
    (
        "a paper for answers that everybody gives",
        (CONCERN, "receives == yes_now", "receives in [yes_now, never]"),
        f'{CONCERN}: documents[0].when: every answer makes it true; write "always".',
    ),
    (
        "a claim for answers that nobody can give",
        ("entitlements.toml", "receives == yes_now", "not receives in [yes_now, never]"),
        "entitlements.toml: claim renewal.when: no answer makes it true; correct or delete it.",
    ),
    (
        "an acute case that stands alone and with another",
        ("triage.toml", "acute has no_food", "acute has no_food and acute has none"),
        "triage.toml: hint no_food.when: no answer makes it true; correct or delete it.",
    ),
    (
        "an acute case without help",
        (QUESTIONS, 'id = "none"', 'id = "no_roof"\ntext = "Obdach"\n\n[[acute.options]]\nid = "none"'),
        "triage.toml: hints: none says what to do about 'no_roof'; add one.",
    ),
    (
        "a question whose condition always holds",
        (QUESTIONS, "[receives]", '[receives]\nask_when = "receives != never or receives == never"'),
        f"{QUESTIONS}: receives.ask_when: every answer makes it true; delete it.",
    ),
    (
        "a law value that has ended",
        ("law.toml", "valid_to = 2026-12-31", "valid_to = 2026-06-30"),
        (
            "law.toml: sick_days: has no confirmed value on 2026-07-15, so that 1 sentence is "
            "left out; add a period, or confirm one."
        ),
    ),
    (
        "a law value that nothing confirms",
        ("law.toml", 'value = 3\nconfirmed = "yes"', "value = 3"),
        (
            "law.toml: sick_days: has no confirmed value on 2026-07-15, so that 1 sentence is "
            "left out; add a period, or confirm one."
        ),
    ),
    (
        "words of the screens that are not there",
        ("interface/visitor.toml", "more = ", "moore = "),
        "interface/visitor.toml: more: is missing; copy it from the shipped content.",
    ),
    (
        "a title that leaves no room for an answer",
        (QUESTIONS, "Bekommen Sie", "Was ist mit " + "dem langen Satz " * 18 + "oder bekommen Sie"),
        (
            "question.receives.option.yes_now: takes 1 lines where there is room for 0 on the page "
            "question receives at 40×11 cells; say it shorter."
        ),
    ),
    (
        "an answer that is taller than the screen",
        (QUESTIONS, '"Ja."', f'"Ja, {"und noch etwas mehr Text " * 10}."'),
        (
            "question.receives.option.yes_now: takes 8 lines where there is room for 6 on the page "
            "question receives at 40×11 cells; say it shorter."
        ),
    ),
]


@pytest.mark.parametrize(
    ("change", "sentence"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named(content: Path, change: tuple[str, str, str], sentence: str) -> None:
    edit(content, *change)
    assert sentence in [fault.partition("/")[2].removeprefix(" ") or fault for fault in found(content)]


def found(content: Path) -> list[str]:
    return [re.sub(r"^content: ", "content/", fault) for fault in faults(content, DAY)]
