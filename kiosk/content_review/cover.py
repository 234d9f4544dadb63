"""The cover of a review pack: language, day and state, how to use it, and counts."""

from collections.abc import Callable, Mapping
from html import escape

from babel.dates import format_date

from kiosk.content_review.item import Item
from kiosk.content_review.marks import Mark, marks, notes
from kiosk.content_review.markup import element, language_of, rows
from kiosk.content_review.pack import Pack

_UNREVIEWED = frozenset({"", "none"})
_HOW = (
    (
        "Kreuzen Sie bei jedem Punkt „stimmt“ oder „ändern“ an. Schreiben Sie auf die Linie, was "
        "anders sein muss. Sie müssen nicht alles lesen: Jedes Kapitel steht für sich."
    ),
    (
        "Gepunktet unterstrichen ist, was das Gerät einsetzt, zum Beispiel der Name der Leistung. "
        "Umrandet ist ein Platz, für den heute kein Wert gilt: Das Gerät lässt den ganzen Satz weg."
    ),
    (
        "Lässt jemand eine Frage offen, so stehen Papiere, die von ihr abhängen, unter "
        "„vielleicht“. Hinweise „bald“ und „gut zu wissen“ erscheinen dann auch, andere nicht."
    ),
    "„Die Stimme sagt“ ist, was vorgelesen wird. Wo das fehlt, liest sie den Text, wie er dasteht.",
    "Was mehrere Anliegen brauchen, steht ganz beim ersten; die anderen nennen die Seite.",
)
_ALL = "zusammen"


def cover(pack: Pack) -> str:
    """Return the cover."""
    name = element("bdi", escape(pack.tongue.name), **language_of(pack.tongue))
    facts = {
        "Sprache": f"{name} ({escape(pack.tongue.words.language)})",
        "Stand": escape(format_date(pack.day, "long", locale="de")),
        "Außenstelle": escape(pack.office),
        "Geprüft": escape(_status(pack)),
        "Übersetzt": escape(pack.tongue.made),
    }
    if not pack.tongue.made:
        del facts["Übersetzt"]
    inside = (
        element("h1", f"Prüfmappe {name}"),
        element("table", rows((escape(key), value) for key, value in facts.items()), "cover"),
        element("h2", "So geht es"),
        element("ul", (element("li", escape(line)) for line in _HOW)),
        element("h2", "Auf einen Blick"),
        _counts(pack),
    )
    return element("header", inside, lang="de", dir="ltr")


def _status(pack: Pack) -> str:
    """Say who has reviewed the language."""
    tongue = pack.tongue
    if tongue.is_german:
        return "deutscher Ausgangstext; bei jedem Punkt steht, ob eine Quelle ihn bestätigt"
    if tongue.reviewed.lower() in _UNREVIEWED:
        return "Entwurf, den noch kein Mensch geprüft hat (X-Review: none)"
    return f"X-Review: {tongue.reviewed}"


def _counts(pack: Pack) -> str:
    by_kind: dict[str, list[Item]] = {}
    for item in pack.items:
        by_kind.setdefault(item.kind, []).append(item)
    by_kind[_ALL] = list(pack.items)
    columns = _columns(pack)
    counted = (
        (escape(kind), *(str(sum(map(holds, items)) or "–") for holds in columns.values()))
        for kind, items in by_kind.items()
    )
    head = element("thead", rows([("", *map(escape, columns))], "th"))
    return element("table", head + element("tbody", rows(counted)), "counts")


def _columns(pack: Pack) -> Mapping[str, Callable[[Item], bool]]:
    marked: dict[str, Callable[[Item], bool]] = {
        "Punkte": lambda _: True,
        Mark.REVIEW.value: lambda item: Mark.REVIEW in marks(item, pack),
        Mark.PARTLY.value: lambda item: Mark.PARTLY in marks(item, pack),
        Mark.HIDDEN.value: lambda item: Mark.HIDDEN in marks(item, pack),
    }
    if pack.tongue.is_german:
        return marked
    lacks = pack.tongue.lacks
    return marked | {
        "ohne Übersetzung": lambda item: any(lacks(said.text) for said in item.texts),
        "mit Anmerkung": lambda item: any(notes(item, pack)),
    }
