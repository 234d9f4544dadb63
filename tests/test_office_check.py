"""What is said of an office's own folder: its faults, at the file that holds them, and no other."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.catalog import Partner
from kiosk.content_check import dates, easy_german, fit, report
from kiosk.content_check.content import Content, Finding
from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog
from kiosk.new_office import new_office
from kiosk.publication import published
from kiosk.texts import Library
from kiosk.ticket_slip import SlipWriter, way_to
from kiosk.translations import po_file

DAY = date(2026, 11, 25)
LOCAL = "partners/local.toml"
RENT_HEATING = "concerns/rent_heating.toml"
SHELTER = """
[shelter]
title = "Frauenhaus"
kind = "help"
does = "Schutz vor Gewalt."
access = "Tag und Nacht."
cost = "free"
secrecy = "anonymous"
discreet = false
topics = ["shelter", "violence"]
place = "Geheim"
confirmed = "yes"

[[shelter.phones]]
address = "0123 456789"
confirmed = true
"""
LEASE_QUESTION = """
id = "lease_question"
area = "home"
order = 45
pictogram = "house"
title = "Frage zum Mietvertrag"
description = "Sie verstehen etwas nicht."
service = "partner"
questions = ["housing"]
confirmed = "yes"

[[documents]]
document = "lease"
when = "housing == rent"

[[hints]]
id = "both"
level = "soon"
when = "housing == rent and housing == own"
text = "Beides."
"""
OWN_HINT = '[[hints]]\nid = "local_limit"\ntext = "Die Grenze, die gilt, steht in Zimmer 12."\n'
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragung"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's folder as `kiosk content new-office` writes it."""
    folder = tmp_path / "own"
    new_office(folder, {})
    return folder


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")


def speak(folder: Path, *languages: str) -> None:
    """Let an office offer these languages alone."""
    office = (folder / "office.toml").read_text(encoding="utf-8")
    before, _, rest = office.partition("languages = [")
    listed = ", ".join(f'"{language}"' for language in languages)
    write(folder, "office.toml", f"{before}languages = [{listed}]{rest.partition(']')[2]}")
    assert load_catalog(folder).office.languages == languages


def sentences(*findings: Finding) -> list[str]:
    return [finding.sentence for finding in findings]


# Help with violence


def slip(folder: Path, partner: Partner) -> list[str]:
    shown = published(load_catalog(folder))
    writer = SlipWriter(shown, Library(folder, shown, lambda: DAY), "de")
    return [line.text for line in writer.partner(partner)]


def test_of_all_help_with_violence_paper_shows_plain_numbers_alone(own: Path) -> None:
    write(own, LOCAL, SHELTER)
    partners = published(load_catalog(own)).partners
    found = {name: p for name, p in partners.items() if "violence" in p.topics}
    assert found.keys() >= {"womens_violence_line", "emergency_call", "shelter"}
    for partner in found.values():
        assert slip(own, partner) == [phone.address for phone in partner.sure_phones]
        assert way_to(partner) == ""


def test_an_office_can_not_make_help_with_violence_indiscreet(own: Path) -> None:
    write(own, "partners/emergency.toml", "[emergency_call]\ndiscreet = false\n")
    write(own, "partners/family_and_health.toml", "[womens_violence_line]\ndiscreet = false\n")
    partners = load_catalog(own).partners
    assert partners["emergency_call"].discreet
    assert partners["womens_violence_line"].discreet


# What is said of a folder


def test_a_missing_translation_hides_no_other_fault(own: Path) -> None:
    speak(own, "de", "tr")
    write(own, "concerns/lease_question.toml", LEASE_QUESTION)
    found = report(own, DAY)
    untranslated = [
        fault for fault in found.faults if fault.endswith("has no translation; add one.")
    ]
    assert untranslated
    assert all(f.startswith("own/locale/tr/LC_MESSAGES/content.po: ") for f in untranslated)
    assert [fault for fault in found.faults if fault not in untranslated] == [
        (
            "own/concerns/lease_question.toml: hint both.when: no answer makes it true; "
            "correct or delete it."
        )
    ]
    assert any("school_first" in note for note in found.notes)
    assert [line.partition(":")[0] for line in found.languages][:2] == ["de", "ar"]


def test_what_does_not_fit_is_told_once_until_it_is_translated(own: Path) -> None:
    speak(own, "de", "tr")
    title = f'title = "{LONG}"'
    write(
        own,
        "concerns/lease_question.toml",
        LEASE_QUESTION.replace('title = "Frage zum Mietvertrag"', title),
    )
    assert sentences(*fit.findings(Content(own, DAY))) == [
        (
            f"own: concern.lease_question.title: {LONG!r} does not fit a line of 40 cells; "
            "put a hyphen into it, or say it shorter."
        )
    ]


def test_an_office_without_easy_german_hears_nothing_of_it(own: Path) -> None:
    write(own, RENT_HEATING, OWN_HINT)
    speak(own, "de")
    assert list(easy_german.findings(Content(own, DAY))) == []


def test_what_an_office_has_not_said_in_easy_german_is_not_judged(own: Path) -> None:
    write(own, RENT_HEATING, OWN_HINT)
    own_findings = sentences(*easy_german.findings(Content(own, DAY)))
    shipped = sentences(*easy_german.findings(Content(SHIPPED, DAY)))
    assert own_findings == shipped


def test_an_easy_sentence_is_judged_in_the_file_that_holds_it(own: Path) -> None:
    write(own, RENT_HEATING, OWN_HINT)
    context = "concern.rent_heating.hint.local_limit"
    german = load_catalog(own).concerns["rent_heating"].hints
    (text,) = (hint.text.german for hint in german if hint.text.context == context)
    entry = f'msgctxt "{context}"\nmsgid "{text}"\nmsgstr "Die Grenze ist in Zimmer 12."\n'
    header = 'msgid ""\nmsgstr "Language: de_simple\\n"\n\n'
    write(own, str(po_file(Path(), "de_simple")), header + entry)
    found = sentences(*easy_german.findings(Content(own, DAY)))
    (mine,) = (sentence for sentence in found if sentence.startswith("own/"))
    assert mine.startswith(f"own/locale/de_simple/LC_MESSAGES/content.po: {context}: says '12.'")
    shipped = sentences(*easy_german.findings(Content(SHIPPED, DAY)))
    assert [sentence for sentence in found if sentence != mine] == shipped


def test_a_note_names_the_file_that_holds_the_value(own: Path) -> None:
    assert [
        sentence.partition(":")[0]
        for sentence in sentences(*dates.findings(Content(own, DAY)))
        if "school_first" in sentence
    ] == ["content/law.toml"]
    period = "[[school_first.periods]]\nvalid_from = 2024-01-01\nvalid_to = 2026-12-31\n"
    write(own, "law.toml", f'{period}value = 140\nconfirmed = "yes"\n')
    found = {
        name: sentence.partition(":")[0]
        for sentence in sentences(*dates.findings(Content(own, DAY)))
        for name in ("school_first", "school_second")
        if name in sentence
    }
    assert found == {"school_first": "own/law.toml", "school_second": "content/law.toml"}


def test_a_note_on_a_hint_names_the_file_that_holds_it(own: Path) -> None:
    write(own, "concerns/other_benefits.toml", "order = 99\n")
    (shipped,) = sentences(*(f for f in dates.findings(Content(own, DAY)) if "hint" in f.sentence))
    assert shipped.startswith("content/concerns/other_benefits.toml: hint early_pension: ends on ")
    hint = '[[hints]]\nid = "early_pension"\nvalid_to = 2026-12-15\n'
    write(own, "concerns/other_benefits.toml", hint)
    (mine,) = sentences(*(f for f in dates.findings(Content(own, DAY)) if "hint" in f.sentence))
    assert mine.startswith("own/concerns/other_benefits.toml: hint early_pension: ends on ")
