"""Words in a language, with the law of the day."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Text
from kiosk.errors import ContentError
from kiosk.loader import load_catalog
from kiosk.texts import Library, Words, format_date, format_time, load_words

SAMPLE = Path(__file__).parent / "sample" / "content"
PO = "locale/en/LC_MESSAGES/content.po"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(SAMPLE)


def words(catalog: Catalog, language: str = "de", day: str = "2026-11-22") -> Words:
    return load_words(SAMPLE, language, catalog, lambda: date.fromisoformat(day))


def edit(content: Path, old: str, new: str) -> None:
    text = (content / PO).read_text(encoding="utf-8")
    assert old in text
    (content / PO).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_german_needs_no_file(catalog: Catalog) -> None:
    assert words(catalog)(catalog.interface["visitor.next"]) == "Weiter"


def test_another_language_is_looked_up(catalog: Catalog) -> None:
    assert words(catalog, "en")(catalog.interface["visitor.next"]) == "Next"


def test_a_text_without_translation_is_said_in_german(catalog: Catalog) -> None:
    assert words(catalog, "en")(Text("interface.visitor.new", "Neu")) == "Neu"


def test_a_changed_german_text_is_said_in_german(catalog: Catalog) -> None:
    changed = replace(catalog.interface["visitor.next"], german="Weiter gehen")
    assert words(catalog, "en")(changed) == "Weiter gehen"


def test_a_fuzzy_translation_is_not_used(content: Path, catalog: Catalog) -> None:
    edit(content, 'msgctxt "interface.visitor.next"', '#, fuzzy\nmsgctxt "interface.visitor.next"')
    english = load_words(content, "en", catalog, lambda: date(2026, 11, 22))
    assert english(catalog.interface["visitor.next"]) == "Weiter"


def test_given_values_are_filled_in(catalog: Catalog) -> None:
    assert words(catalog, "en")(catalog.interface["visitor.ahead"], count="3") == "Ahead of you: 3"


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2026-06-30", "de", "Bekommen Sie Bürgergeld?"),
        ("2026-07-01", "de", "Bekommen Sie Grundsicherungsgeld?"),
        ("2026-06-30", "en", "Do you get basic income support?"),
        ("2026-07-01", "en", "Do you get basic income?"),
    ],
)
def test_the_law_of_the_day_is_filled_in(
    catalog: Catalog, day: str, language: str, said: str
) -> None:
    assert words(catalog, language, day)(catalog.questions["receives"].text) == said


def test_a_new_day_changes_the_words_without_a_restart(catalog: Catalog) -> None:
    days = iter([date(2026, 6, 30), date(2026, 7, 1)])
    german = load_words(SAMPLE, "de", catalog, lambda: next(days))
    text = catalog.questions["receives"].text
    assert [german(text), german(text)] == [
        "Bekommen Sie Bürgergeld?",
        "Bekommen Sie Grundsicherungsgeld?",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Melden Sie sich krank. Kommen Sie danach wieder."),
        ("en", "Report sick."),
    ],
)
def test_a_sentence_whose_value_is_unknown_is_left_out_and_noted(
    catalog: Catalog, language: str, said: str
) -> None:
    later = words(catalog, language, "2027-01-01")
    assert later(catalog.concerns["renewal"].hints[0].text) == said
    assert later.gaps == {"sick_days"}


def test_an_ordinal_number_does_not_end_a_sentence(catalog: Catalog) -> None:
    said = words(catalog)(catalog.concerns["renewal"].hints[0].text)
    assert "am 3. Tag da sein." in said


def test_a_translation_with_an_invented_placeholder_does_no_harm(
    content: Path, catalog: Catalog
) -> None:
    edit(content, "Ahead of you: {count}", "Welcome. Ahead: {number}")
    english = load_words(content, "en", catalog, lambda: date(2026, 11, 22))
    assert english(catalog.interface["visitor.ahead"], count="3") == "Welcome."
    assert english.gaps == {"number"}


@pytest.mark.parametrize(
    ("review", "draft"), [("none", True), ("", True), ("A. Lee, 2026-11-20", False)]
)
def test_the_header_says_whether_it_is_a_draft(
    content: Path, catalog: Catalog, review: str, *, draft: bool
) -> None:
    edit(content, "X-Review: none", f"X-Review: {review}")
    assert load_words(content, "en", catalog, date.today).draft is draft


def test_a_header_wrapped_by_an_editor_is_read(content: Path, catalog: Catalog) -> None:
    edit(content, '"X-Review: none\\n"', '"X-Review: A. Lee, "\n"2026-11-20\\n"')
    assert not load_words(content, "en", catalog, date.today).draft


def test_an_invisible_character_of_a_translation_is_dropped(
    content: Path, catalog: Catalog
) -> None:
    edit(content, 'msgstr "Next"', 'msgstr "Ne\u202ext"')
    english = load_words(content, "en", catalog, date.today)
    assert english(catalog.interface["visitor.next"]) == "Next"


def test_german_is_no_draft(catalog: Catalog) -> None:
    assert not words(catalog).draft


def test_a_broken_file_is_refused_with_its_name(content: Path, catalog: Catalog) -> None:
    edit(content, 'msgid "Weiter"', "msgid Weiter")
    with pytest.raises(ContentError, match=PO):
        load_words(content, "en", catalog, date.today)


def test_a_file_that_is_not_utf_8_is_refused(content: Path, catalog: Catalog) -> None:
    raw = (content / PO).read_bytes()
    (content / PO).write_bytes(raw.replace("ü".encode(), "ü".encode("latin-1")))
    with pytest.raises(ContentError, match="UTF-8"):
        load_words(content, "en", catalog, date.today)


def test_a_language_without_file_is_refused(catalog: Catalog) -> None:
    with pytest.raises(ContentError, match="locale/tr"):
        load_words(SAMPLE, "tr", catalog, date.today)


def test_the_library_reads_a_language_only_once(catalog: Catalog) -> None:
    library = Library(SAMPLE, catalog, date.today)
    assert library["en"] is library["en"]
    assert list(library) == ["de", "en"]
    assert library.names() == {"de": "Deutsch", "en": "English"}


@pytest.mark.parametrize(
    ("language", "rtl"), [("de", False), ("de_simple", False), ("ar", True), ("fa_AF", True)]
)
def test_the_direction_of_writing_is_known(
    content: Path, catalog: Catalog, language: str, *, rtl: bool
) -> None:
    shutil.copytree(content / "locale/en", content / "locale" / language)
    assert load_words(content, language, catalog, date.today).rtl is rtl


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("A042", "\u2066A042\u2069"),
        ("0800 1 (free)", "\u20660800 1 (free)\u2069"),
        ("12:00", "12:00"),
        ("3", "3"),
        ("ثلاثة B", "ثلاثة B"),
        ("", ""),
    ],
)
def test_a_value_keeps_its_order_in_a_sentence_that_is_read_from_right_to_left(
    content: Path, catalog: Catalog, value: str, said: str
) -> None:
    shutil.copytree(content / "locale/en", content / "locale/ar")
    file = content / PO.replace("/en/", "/ar/")
    file.write_text(file.read_text(encoding="utf-8").replace("Ahead of you", "أمامكم"), "utf-8")
    arabic = load_words(content, "ar", catalog, lambda: date(2026, 11, 22))
    ahead = catalog.interface["visitor.ahead"]
    assert arabic(ahead, count=value) == f"أمامكم: {said}"
    assert arabic(replace(ahead, german="Nur {count}"), count=value) == f"Nur {value}"
    foreign = replace(ahead, german="أمامكم: {count}")
    assert words(catalog, "en")(foreign, count=value) == f"أمامكم: {value}"


def test_a_language_is_called_by_its_own_name(content: Path, catalog: Catalog) -> None:
    office = replace(catalog.office, languages=("de", "en", "rom"))
    library = Library(content, replace(catalog, office=office), date.today)
    assert library.names() == {"de": "Deutsch", "en": "English", "rom": "rom"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "25. November 2026"),
        ("de_simple", "25. November 2026"),
        ("en", "25 November 2026"),
        ("tr", "25 Kasım 2026"),
        ("rom", "25. November 2026"),
    ],
)
def test_a_day_is_written_as_the_language_does(language: str, said: str) -> None:
    assert format_date(language, date(2026, 11, 25)) == said


def test_the_words_of_a_language_write_days_and_times(catalog: Catalog) -> None:
    moment = datetime(2026, 11, 25, 14, 5).astimezone()
    assert words(catalog, "en").date(moment.astimezone(UTC)) == "25 November 2026"
    assert words(catalog, "en").time(moment.astimezone(UTC)) == "14:05"


def test_a_moment_is_shown_in_the_time_of_the_place() -> None:
    moment = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
    assert format_time("en", moment, timezone(timedelta(hours=1))) == "15:05"
