"""What to look at first: everything that is marked, with its reasons."""

from collections.abc import Iterable, Iterator
from html import escape

from kiosk.content_review.item import Item
from kiosk.content_review.marks import Mark, is_to_review, marks, notes, reasons
from kiosk.content_review.markup import element, link, rows
from kiosk.content_review.pack import Pack
from kiosk.plain import plain_line

_LONGEST = 90
"""Letters of a name in a list."""


def first(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield the lists as id, title and HTML; an item stands in the first that fits."""
    marked = [item for item in pack.items if any(reasons(item, pack)) and marks(item, pack)]
    review = [item for item in marked if is_to_review(item)]
    others = [item for item in marked if not is_to_review(item)]
    hidden = [item for item in others if Mark.HIDDEN in marks(item, pack)]
    partly = [item for item in others if Mark.HIDDEN not in marks(item, pack)]
    noted = [item for item in pack.items if any(notes(item, pack))]
    found = (
        ("list.review", "Bitte prüfen", _lines(review, pack)),
        ("list.hidden", "Nicht bestätigt und darum nicht gezeigt", _lines(hidden, pack)),
        ("list.partly", "Nur teilweise bestätigt", _lines(partly, pack)),
        ("list.noted", "Anmerkungen aus der Übersetzung", _noted(noted, pack)),
    )
    for name, title, lines in found:
        table = rows(lines)
        if table:
            yield name, title, element("table", table, "first")


def _lines(items: Iterable[Item], pack: Pack) -> Iterator[tuple[str, str]]:
    for item in items:
        badges = " ".join(
            element("span", escape(mark.value), "badge") for mark in marks(item, pack)
        )
        why = (element("p", escape(reason)) for reason in reasons(item, pack))
        yield _named(item), "".join((element("p", badges), *why))


def _noted(items: Iterable[Item], pack: Pack) -> Iterator[tuple[str, str]]:
    for item in items:
        yield _named(item), "".join(element("p", escape(note)) for note in notes(item, pack))


def _named(item: Item) -> str:
    name = escape(plain_line(item.name, _LONGEST))
    return element("p", link(item.path, name)) + element("code", item.path, "path")
