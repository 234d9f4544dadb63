"""What is known of languages: enough to write dates, not more than the memory is for."""

import pickle
import subprocess
import sys
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


TOGETHER = """
import sys
from threading import Barrier, Thread
from kiosk.cldr import locale_of
sys.setswitchinterval(1e-6)
faults = []
def load(language, begin):
    begin.wait()
    try:
        locale_of(language)
    except Exception as fault:
        faults.append(repr(fault))
for language in ("de", "en", "tr", "ar", "fr", "pl", "ru", "vi"):
    begin = Barrier(6)
    threads = [Thread(target=load, args=(language, begin)) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
sys.exit(", ".join(faults) or 0)
"""


def test_threads_may_load_a_language_together() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
