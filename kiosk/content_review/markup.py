"""Pieces of HTML: every text escaped, German isolated, boxes to tick."""

from collections.abc import Iterable, Mapping
from html import escape

from kiosk.catalog import Text
from kiosk.content_review.tongue import Piece, Tongue
from screens.visitor.bidi import END, ISOLATE, isolated

TICKS = "<span>☐</span> stimmt <span>☐</span> ändern"
_CLASSES = {Piece.VALUE: "value", Piece.GAP: "gap"}
_WEB = ("https://", "http://")
_BREAK = "\u200b"
"""Stands before an element inside a line: WeasyPrint 70 may break the line too early without."""


def german(inner: str) -> str:
    """Return German words, escaped already, for a place where another language may stand."""
    return f'<bdi lang="de" dir="ltr">{inner}</bdi>'


def element(name: str, inner: str | Iterable[str], kind: str = "", **attributes: str) -> str:
    """Return an element around HTML that is escaped already."""
    held = {"class": kind, **attributes}
    said = "".join(f' {key}="{escape(value)}"' for key, value in held.items() if value)
    return f"<{name}{said}>{inner if isinstance(inner, str) else ''.join(inner)}</{name}>"


def text_of(tongue: Tongue, text: Text) -> str:
    """Return a text of the content in a language, values marked where that is possible."""
    if tongue.words.rtl:
        return from_right("".join(piece for piece, _ in tongue.pieces(text)))
    return "".join(_marked(piece, kind) for piece, kind in tongue.pieces(text))


def _marked(piece: str, kind: Piece) -> str:
    if kind in _CLASSES:
        return element("span", escape(piece), _CLASSES[kind])
    words = escape(piece)
    return words + _BREAK if words.endswith(" ") else words


def from_right(text: str) -> str:
    """Return text that is read from right to left, each German word and number isolated."""
    marked = escape(isolated(text)).replace(f" {ISOLATE}", f" {_BREAK}{ISOLATE}")
    return marked.replace(ISOLATE, '<bdi lang="de" dir="ltr">').replace(END, "</bdi>")


def language_of(tongue: Tongue) -> Mapping[str, str]:
    """Return the attributes of an element in this language."""
    return {"lang": tongue.code, "dir": "rtl" if tongue.words.rtl else "ltr"}


def link(path: str, inner: str) -> str:
    """Return a link to an item; on paper with the number of its page."""
    return element("a", inner, "page", href=f"#{path}")


def address(url: str) -> str:
    """Return a web address, to be followed if it is one."""
    shown = escape(url)
    return element("a", shown, href=url) if url.startswith(_WEB) else shown


def rows(cells: Iterable[Iterable[str]], name: str = "td") -> str:
    """Return rows of a table."""
    return "".join(element("tr", (element(name, cell) for cell in row)) for row in cells)
