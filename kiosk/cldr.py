"""What the Unicode CLDR knows of a language: names of days and languages, dates, its direction."""

from functools import cache

from babel import Locale, UnknownLocaleError, localedata

_USED = frozenset(
    {
        *("character_order", "days", "languages", "months", "eras", "day_periods", "quarters"),
        *("date_formats", "time_formats", "datetime_formats", "datetime_skeletons"),
        "plural_form",
    }
)
"""Currencies, units and zones of every country would take a megabyte for each language."""


@cache
def locale_of(language: str) -> Locale:
    """Return the locale: the language as written in Germany, the language, or German."""
    plain, *_ = language.split("_")
    for name in (f"{language}_DE", language, f"{plain}_DE", plain):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        _slim(plain, str(locale))
        return locale
    return locale_of("de")


def _slim(*names: str) -> None:
    """Forget what is not used; babel keeps what it has read for good."""
    for name in ("root", *names):
        data = localedata.load(name)
        for part in data.keys() - _USED:
            data.pop(part, None)  # another thread may be at it
