"""What is known of languages: enough to write dates, not more than the memory is for."""

import pickle
from datetime import date

import pytest
from babel import localedata
from babel.dates import format_date, format_skeleton, get_day_names

from kiosk.cldr import locale_of

DAY = date(2026, 11, 26)
MOST = 30_000
"""Bytes of a language; whole ones have four times as many."""


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "de_DE"),
        ("de_simple", "de"),
        ("en", "en_DE"),
        ("tr", "tr"),
        ("zh_Hant", "zh_Hant"),
        ("nonsense", "de_DE"),
        ("", "de_DE"),
    ],
)
def test_a_language_is_as_it_is_written_here_or_else_german(language: str, name: str) -> None:
    assert str(locale_of(language)) == name


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", "Donnerstag, 26. November 2026"),
        ("tr", "26 Kasım 2026 Perşembe"),
        ("uk", "четвер, 26 листопада 2026\u202fр."),
        ("fa", "پنجشنبه 26 نوامبر 2026"),
    ],
)
def test_days_are_written_and_named(language: str, written: str) -> None:
    locale = locale_of(language)
    assert format_date(DAY, "full", locale=locale) == written
    assert format_skeleton("MMMMd", DAY, locale=locale)
    assert get_day_names("abbreviated", "format", locale)[0]
    assert locale.languages["de"]
    assert locale.plural_form(5)


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl"), ("ku", "ltr")])
def test_it_is_known_from_which_side_a_language_is_read(language: str, direction: str) -> None:
    assert locale_of(language).text_direction == direction


@pytest.mark.parametrize("language", ["de", "en", "ar", "ru", "fr"])
def test_what_is_not_used_takes_no_memory(language: str) -> None:
    whole = len(pickle.dumps(localedata.load("it")))
    kept = len(pickle.dumps(localedata.load(str(locale_of(language)))))
    assert kept < MOST < whole
