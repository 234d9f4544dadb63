"""Numbers: tickets, telephones, times, amounts, shares, ranges."""

import re
from collections.abc import Callable
from functools import partial

from kiosk.cldr import locale_of
from kiosk.pronunciation import Pronunciation

Rule = Callable[[Pronunciation, re.Match[str]], str]

_CURRENCY = r"€|EUR\b|[Ee]uro|[Ee]uros|[Ee]uró|евро|євро|يورو|یورو|[Aa]vro|[Ee]wro|ơ rô"
_BEFORE = r"(?<![\w.,:§/+-])"

_TICKET = re.compile(r"(?<![\w'’])([A-Z])[ -]?(\d{3,4})(?!\w)")
_SPACED_TICKET = re.compile(r"(?<![\w'’])([A-Z])((?: +\d){3,4})(?![\w,])")
_BETWEEN = r"(?: ?\(\d{1,5}\) ?[/-]? ?| ?[/-] ?|(?<=\d{3}) ?– ?| )"
_PHONE = re.compile(
    rf"(?<![\w.,§+])(?<!\d:)(?:\((?:0|\+\d)[\d ]*\) ?[/-]? ?\d+(?:{_BETWEEN}\d+)*"
    rf"|(?:\+|0)\d*(?:{_BETWEEN}\d+)+"
    r"|\+?0\d{5,}|\+\d{6,}|116 ?\d{3}(?!\d)|\d{7,})(?![\w%])"
)
"""With what may stand between its groups: spaces, slashes, dashes, a group in brackets."""
_SHORTEST = 5
"""Digits that make a telephone number; fewer in a row are something else."""
_EMERGENCY = re.compile(rf"{_BEFORE}(11[025])(?!\w| *(?:{_CURRENCY}|%|\d)|[.,]\d)")
_POSTCODE = re.compile(r"(?<=, )(\d{5})(?= [A-ZÄÖÜ])")
_TIME = re.compile(r"(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?(?![\d:])")
_THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,3})((?P<sign>[.,’'])\d{3}(?:(?P=sign)\d{3})*)(?!(?P=sign)?\d)"
)
_SPACED_THOUSANDS = re.compile(
    rf"(?<![\d.,])(\d{{1,3}})((?: \d{{3}})+)(?=(?:,\d+)? *(?:de )?(?:{_CURRENCY}))"
)
_AMOUNT = re.compile(rf"(?<![\d.,])(\d+)[,.](\d{{2}}) *(?:{_CURRENCY})")
_AMOUNT_AFTER = re.compile(r"€ ?(\d+)(?:[,.](\d{2}))?(?!\d)")
_WHOLE_AMOUNT = re.compile(r"(?<![\d.,])(\d+) *€")
_ONE_EURO = re.compile(rf"(?<![\w.,:/–-])1 *(?:{_CURRENCY})(?!\w)")
_PERCENT = re.compile(r"(?<![\d.,])(\d+)(?:[.,](\d+))? *[%٪]")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[,.](\d{1,2})(?![\d.,]\d|\d)")
_RANGE = re.compile(r"(?<![\w.,-])(\d+) ?[–-] ?(\d+)(?![\w-])")
_COMMA_DIVIDES = "en"
"""The language that writes 1,234.56."""
_POSITION = re.compile(r"(?<![\w/.])(\d+)/(\d+)(?![\w/])")


def spoken(text: str, said: Pronunciation) -> str:
    """Say numbers as people do."""
    text = _clock(said.forms.get("clock", "")).sub(partial(_time, said), text)
    for pattern, rule in _RULES:
        text = pattern.sub(partial(rule, said), text)
    return text


def _ticket(said: Pronunciation, found: re.Match[str]) -> str:
    digits = found[2].replace(" ", "")
    return f"{said.pause} ".join((said.letter(found[1]), *digits))


def _digits(said: Pronunciation, found: re.Match[str]) -> str:
    abroad = found[0].startswith(("+", "(+", "00"))
    groups = re.findall(r"\d+", found[0].replace("(0)", " ") if abroad else found[0])
    plus = f"{said.form('plus', '+')} " if "+" in found[0] else ""
    return plus + f"{said.pause} ".join(" ".join(group) for group in groups)


def _telephone(said: Pronunciation, found: re.Match[str]) -> str:
    short = len(re.sub(r"\D", "", found[0])) < _SHORTEST
    return found[0] if short else _digits(said, found)


def _emergency(said: Pronunciation, found: re.Match[str]) -> str:
    clause, *_ = said.forms.get("section", "§").split("{")
    before = found.string[: found.start()].rstrip()
    return found[0] if before.endswith(clause.rstrip() or "§") else _digits(said, found)


def _time(said: Pronunciation, found: re.Match[str]) -> str:
    hour, minute = str(int(found[1])), str(int(found[2]))
    name = "full_hour" if minute == "0" else "time" if found[2][0] != "0" else "time_zero"
    name = name if name in said.forms else "time"
    return said.form(name, found[0], hour=hour, minute=minute)


def _thousands(said: Pronunciation, found: re.Match[str]) -> str:
    comma_divides = said.language == _COMMA_DIVIDES
    other = "." if comma_divides else ","
    return found[0] if other in found[2] else found[1] + re.sub(r"\D", "", found[2])


def _amount(said: Pronunciation, found: re.Match[str]) -> str:
    if not found[2] or int(found[2]) == 0:
        return _euros(said, found[1], found[0])
    cent = str(int(found[2]))
    if found[1] == "1" and "amount_one" in said.forms:
        return said.form("amount_one", found[0], cent=cent)
    return said.form("amount", found[0], euro=found[1], cent=cent)


def _whole_amount(said: Pronunciation, found: re.Match[str]) -> str:
    return _euros(said, found[1], found[0])


def _one_euro(said: Pronunciation, found: re.Match[str]) -> str:
    return said.form("euro_one", found[0])


def _euros(said: Pronunciation, amount: str, written: str) -> str:
    one = amount == "1" and "euro_one" in said.forms
    return said.form("euro_one" if one else "euro", written, amount=amount)


def _percent(said: Pronunciation, found: re.Match[str]) -> str:
    number = _decimal(said, found) if found[2] else found[1]
    form = f"percent_{_plural(said.language, found[1], found[2])}"
    form = form if form in said.forms else "percent"
    return said.form(form, found[0], number=number)


def _position(said: Pronunciation, found: re.Match[str]) -> str:
    return said.form("position", found[0], number=found[1], all=found[2])


def _range(said: Pronunciation, found: re.Match[str]) -> str:
    return said.form("range", found[0], first=found[1], last=found[2])


def _decimal(said: Pronunciation, found: re.Match[str]) -> str:
    return said.form("decimal", found[0], whole=found[1], part=" ".join(found[2]))


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_TICKET, _ticket),
    (_SPACED_TICKET, _ticket),
    (_TIME, _time),
    (_SPACED_THOUSANDS, _thousands),
    (_PHONE, _telephone),
    (_EMERGENCY, _emergency),
    (_POSTCODE, _digits),
    (_THOUSANDS, _thousands),
    (_AMOUNT, _amount),
    (_AMOUNT_AFTER, _amount),
    (_ONE_EURO, _one_euro),
    (_WHOLE_AMOUNT, _whole_amount),
    (_PERCENT, _percent),
    (_POSITION, _position),
    (_RANGE, _range),
    (_DECIMAL, _decimal),
)
"""In this order: longer forms come before their parts."""


def _clock(word: str) -> re.Pattern[str]:
    """Find a time with the word after it that its form already has, such as 10.30 Uhr."""
    if not word:
        return re.compile("(?!)")
    return re.compile(rf"(?<![\d:.,])([01]?\d|2[0-3])[:.]([0-5]\d) *{re.escape(word)}\b")


def _plural(language: str, whole: str, part: str | None) -> str:
    return "other" if part else str(locale_of(language).plural_form(int(whole)))
