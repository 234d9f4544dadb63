"""Days: dates by the name of their month, days of the week, and from one to another."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import dates

from kiosk.cldr import locale_of
from kiosk.pronunciation import Pronunciation

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_LEAP_YEAR = 2000
"""Stands in for a year that is not written: it has a 29th of February."""

_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DATE_OF_CENTURY = re.compile(rf"(?<![\w.,])({_DAY})\.({_MONTH})\.(\d\d)(?![\d.])")
_SHORT_DATE = re.compile(rf"(?<![\w.,])({_DAY})\.({_MONTH})\.(?!\d)")
_PLAIN_MONTH = re.compile(r"0[1-9]|1[0-2]")
_POINT_DIVIDES = "en"
"""The language in which 1.5 is a number, even where a sentence ends: its months have two digits."""
_WRITTEN = rf"{_DAY}\.{_MONTH}\.(?:\d{{4}}|\d\d)?"
_DATES = re.compile(rf"(?<![\w.,])({_WRITTEN}) ?[–-] ?({_WRITTEN})(?![\d.])")

_DAYS = re.compile(
    rf"(?<![\w.,])({_DAY})\. ?[–-] ?({_DAY}\.({_MONTH})\.(?:\d{{4}}|\d\d)?)(?![\d.])"
)
"""Two days of one month, which is written once."""

_DASH = re.compile("[–-]")
_GERMAN = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
"""The short names on German doors, from Monday."""


def from_to(text: str, said: Pronunciation) -> str:
    """Say from which day to which: Mo–Fr, 12.03.–15.03."""
    if not _DASH.search(text):
        return text  # the names of days take a while to load
    text = _DAYS.sub(lambda found: _range(said, f"{found[1]}.{found[3]}.", found[2]), text)
    text = _DATES.sub(lambda found: _range(said, found[1], found[2]), text)
    names = _names(said.language)
    return _week(said.language).sub(
        lambda found: _range(said, names[found[1]], names[found[3]]), text
    )


def dated(text: str, said: Pronunciation) -> str:
    """Say a day by the name of its month."""
    text = _DATE.sub(lambda found: _long(said, found[0], found[3], found[2], found[1]), text)
    text = _ISO_DATE.sub(lambda found: _long(said, found[0], found[1], found[2], found[3]), text)
    text = _DATE_OF_CENTURY.sub(
        lambda found: _long(said, found[0], f"20{found[3]}", found[2], found[1]), text
    )
    return _SHORT_DATE.sub(lambda found: _short(said, found), text)


def pause_after(found: re.Match[str], said: Pronunciation) -> str:
    """Return a comma if a capital follows: the full stop of a day may have ended a sentence."""
    rest = found.string[found.end() :].lstrip()
    return said.pause if rest[:1].isupper() else ""


def _long(said: Pronunciation, written: str, year: str, month: str, day: str) -> str:
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return written
    return dates.format_date(date, "long", locale=locale_of(said.language))


def _short(said: Pronunciation, found: re.Match[str]) -> str:
    if said.language == _POINT_DIVIDES and not _PLAIN_MONTH.fullmatch(found[2]):
        return found[0]
    try:
        date = dt.date(_LEAP_YEAR, int(found[2]), int(found[1]))
    except ValueError:
        return found[0]
    day: str = dates.format_skeleton("MMMMd", date, locale=locale_of(said.language))
    return day + pause_after(found, said)


def _range(said: Pronunciation, first: str, last: str) -> str:
    return said.form("range", f"{first}-{last}", first=first, last=last)


@cache
def _names(language: str) -> Mapping[str, str]:
    """Return the full name of a day of the week by what may be written for it."""
    locale = locale_of(language)
    full = _from_monday(dates.get_day_names("wide", "stand-alone", locale).items())
    short = _from_monday(dates.get_day_names("abbreviated", "format", locale).items())
    written = (
        *zip(_GERMAN, full, strict=True),
        *((name.rstrip("."), day) for name, day in zip(short, full, strict=True)),
        *((name, name) for name in full),
    )
    return {
        variant: day for name, day in written for variant in (name, name[:1].upper() + name[1:])
    }


def _from_monday(names: Iterable[tuple[int, str]]) -> list[str]:
    return [name for _, name in sorted(names)]


@cache
def _week(language: str) -> re.Pattern[str]:
    """Find from which day of the week to which; a full stop belongs to both names or to none."""
    name = "|".join(map(re.escape, sorted(_names(language), key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])({name})(\.)? ?[–-] ?({name})(?![\w-])(?(2)\.?)")
