"""What is German: laws and streets in every language, ordinal numbers, gender signs, hyphens."""

import re

from kiosk.pronunciation import Pronunciation
from kiosk.speech.pronounce.days import pause_after

_GERMAN = ("de", "de_simple")
_EASY = "de_simple"

_UNITS = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    *("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn"),
    *("achtzehn", "neunzehn"),
)
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig")
_IRREGULAR = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_LAST_OF_TEENS = 19

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)
_MONTH = "|".join(_MONTHS)
_DAY = r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch"
_OBLIQUE = (
    r"(?:[Nn]ach|[Vv]or|[Ss]eit|[Aa]b|[Ii]n|[Mm]it|[Zz]u|[Vv]on|[Aa]us"
    r"|[Bb]ei|[Aa]n|[Aa]uf|[Ww]ährend) der"
    r"|[Aa]m|[Ii]m|[Vv]om|[Zz]um|[Zz]ur|[Bb]eim|[Dd]em|[Dd]en|[Dd]es|[Aa]b|[Ss]eit|[Bb]is|[Nn]ach"
    r"|[Vv]or|[Dd]iesem|[Dd]iesen|[Jj]edem|[Jj]eden|[Ee]inem|[Ii]hrem|[Ii]hren"
)
_DIRECT = r"[Dd]er|[Dd]ie|[Dd]as|[Dd]iese|[Jj]ede|[Ee]ine"
_MASCULINE = rf"{_MONTH}|Stock|Tag|Monat|Brief|Termin|Raum|Schritt|Geburtstag"
_NEUTER = r"OG|UG|Obergeschoss|Untergeschoss|Stockwerk|Jahr|Mal|Kind|Lebensjahr|Quartal|Halbjahr"
_FEMININE = r"Etage|Woche|Person|Klasse|Seite|Mahnung|Frist|Tür|Stufe"
_ORDINAL = re.compile(
    rf"(?:\b({_OBLIQUE})(?: (?:{_DAY}),?(?: dem| den)?)? |\b({_DIRECT}) )?"
    rf"(?<![\w.,])([1-5]?\d)\.(?=(?: (?P<masculine>{_MASCULINE})| (?P<neuter>{_NEUTER})"
    rf"| (?P<feminine>{_FEMININE})| (?P<low>[a-zäöü])| (?P<noun>[A-ZÄÖÜ])|(?P<end>\s*$))?)"
)
_SHORT_DATE = re.compile(
    rf"(?:\b({_OBLIQUE}) ((?:{_DAY}),? (?:dem |den )?)?)?"
    r"(?<![\w.,])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?:(\d\d)(?![\d.])|(?!\d))"
)
_LONG_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(0?[1-9]|1[0-2])\.\s?(\d{4})(?!\d)")

_CLAUSE = r"\d+[a-z]?"
_CLAUSES = rf"{_CLAUSE}(?:(?:, ?| und | bis |-|–| ){_CLAUSE}(?![\w]))*"
_SECTIONS = re.compile(rf"§§ ?({_CLAUSES})")
_SECTION = re.compile(rf"§ ?({_CLAUSE})")
_FOLLOWING = re.compile(r"(?<=[\da-z]) ff\.?(?!\w)")
_NEXT = re.compile(r"(?<=[\da-z]) f\.(?!\w)")
_LETTERED = re.compile(r"\b(\d+)([a-z])\b")

_GENDER = re.compile(r"(?<=[a-zäöüß])(?:[:*_]|/-?)(in(?:nen)?|r|n|e)\b")
_CAPITAL_I = re.compile(r"(?<=[a-zäöüß])I(?=n(?:nen)?\b)")
_COMPOUND = re.compile(r"(?<![\w-])[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)+(?![\w-])")
_STREET = re.compile(r"\b([A-ZÄÖÜ](?:[\w-]*[a-zäöüß](?=s)|[\w-]*-(?=S)))([sS])tr\.")
_NUMBER = re.compile(r"(?<=[a-zäöüß])nr\.")
_WEEKDAYS = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
}
_WEEKDAY = re.compile(
    rf"(?<![\w.-])({'|'.join(_WEEKDAYS)})(?![\w.–-])"
    rf"(?=$|[,;:/+&)]| [+&(]| \d| (?:{'|'.join(_WEEKDAYS)}|und|oder|bis|ab|von|nur|geschlossen"
    r"|vormittags?|nachmittags?|morgens|abends|sowie)\b)"
)
"""Without a full stop, where nothing follows that could be the rest of a name."""
_SUNDAY = re.compile(
    r"((?:(?:Mon|Diens|Donners|Frei|Sams)tag|Mittwoch)(?:,| und| oder|/| ?&| ?\+) ?)So(?![\w.-])"
)
"""Only beside another day: it is a word as well."""
_ROOM = re.compile(r"\b(Raum|Zimmer|Zi\.) (\d+)\.(\d+)\b")


def spoken(text: str, said: Pronunciation) -> str:
    """Say what is written in the German way."""
    text = _SECTIONS.sub(
        lambda found: said.form("sections", found[0], numbers=_all(found[1], said)), text
    )
    text = _SECTION.sub(lambda found: said.form("section", found[0], numbers=_one(found[1])), text)
    text = _STREET.sub(_street, text)
    following = said.form("following", "ff.")
    text = _FOLLOWING.sub(f" {following}", text)
    text = _NEXT.sub(" folgender" if said.language in _GERMAN else f" {following}", text)
    return _in_german(text, said) if said.language in _GERMAN else text


def _in_german(text: str, said: Pronunciation) -> str:
    text = _WEEKDAY.sub(lambda found: _WEEKDAYS[found[1]], text)
    text = _SUNDAY.sub(r"\1Sonntag", text)
    text = _NUMBER.sub("nummer", text)
    text = _ROOM.sub(lambda room: f"{room[1]} {room[2]}, {' '.join(room[3])}", text)
    text = _GENDER.sub(r" \1", text)
    text = _CAPITAL_I.sub(" i", text)
    text = _LONG_DATE.sub(lambda f: f"{f[1]}. {_MONTHS[int(f[2]) - 1]} {f[3]}", text)
    text = _SHORT_DATE.sub(lambda found: _short_date(found, said), text)
    text = _ORDINAL.sub(_ordinal, text)
    return _COMPOUND.sub(lambda f: _joined(f[0], said), text) if said.language == _EASY else text


def ordinal(number: int, ending: str) -> str:
    """Return an ordinal number below 60 as a word: 4, "en" is vierten."""
    if number in _IRREGULAR:
        return f"{_IRREGULAR[number]}{ending}"
    if number <= _LAST_OF_TEENS:
        return f"{_UNITS[number]}t{ending}"
    tens, unit = divmod(number, 10)
    before = f"{'ein' if unit == 1 else _UNITS[unit]}und" if unit else ""
    return f"{before}{_TENS[tens]}st{ending}"


def _ordinal(found: re.Match[str]) -> str:
    number, led = int(found[3]), bool(found[1] or found[2])
    follows = found["masculine"] or found["neuter"] or found["feminine"] or found["low"]
    if not number or not (follows or (led and (found["noun"] or found["end"] is not None))):
        return found[0]
    before = found[0][: found.start(3) - found.start()]
    if before.endswith(("tag, ", "woch, ")):
        before += "dem "
    end = "." if found["end"] is not None else ""
    return f"{before}{ordinal(number, _ending(found))}{end}"


def _ending(found: re.Match[str]) -> str:
    if found[1]:
        return "en"
    if found[2]:
        return "e"
    return "er" if found["masculine"] else "es" if found["neuter"] else "e"


def _short_date(found: re.Match[str], said: Pronunciation) -> str:
    before = f"{found[1]} {found[2] or ''}" if found[1] else ""
    year = f" {'20' + found[5]}" if found[5] else pause_after(found, said)
    return f"{before}{int(found[3])}. {_MONTHS[int(found[4]) - 1]}{year}"


def _street(found: re.Match[str]) -> str:
    number = found.string[found.end() : found.end() + 1].isdigit()
    return f"{found[1]}{found[2]}traße{' ' if number else ''}"


def _one(clause: str) -> str:
    return _LETTERED.sub(r"\1 \2", clause)


def _all(clauses: str, said: Pronunciation) -> str:
    """Say several clauses as a list: 45, 48 und 50."""
    both = said.form("and", "und")
    listed = re.sub(
        r"(\d+[a-z]?)(?:-|–| bis )(\d+[a-z]?)",
        lambda found: said.form("range", found[0], first=found[1], last=found[2]),
        clauses,
    )
    listed = re.sub(r"(\d[a-z]?) (?=\d)", r"\1, ", listed).replace(" und ", f" {both} ")
    if f" {both} " not in listed:
        head, comma, last = listed.rpartition(",")
        listed = f"{head} {both} {last.strip()}" if comma else listed
    return _one(listed)


def _joined(compound: str, said: Pronunciation) -> str:
    """Close a compound that easy German divides, unless the dictionary knows it as it is."""
    if compound in said.words or f"{compound.partition('-')[0]}-*" in said.words:
        return compound
    first, *others = compound.split("-")
    return first + "".join(other[0].lower() + other[1:] for other in others)
