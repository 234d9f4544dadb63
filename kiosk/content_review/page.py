"""A review pack as one HTML page: the cover, what to look at first, then every chapter."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kiosk.content_review.cover import cover
from kiosk.content_review.first import first
from kiosk.content_review.item import Chapter
from kiosk.content_review.markup import element, language_of, link
from kiosk.content_review.pack import Pack
from kiosk.content_review.sheet import Sheet

_STYLE = Path(__file__).with_name("review.css")


def page_of(pack: Pack) -> str:
    """Return the whole page; nothing on it is fetched from anywhere."""
    sheet = Sheet(pack)
    lists = [(name, title, element("div", table)) for name, title, table in first(pack)]
    chapters = [(f"chapter.{c.id}", c.title, "".join(_sections(c, sheet))) for c in pack.chapters]
    contents = (_entry(name, title) for name, title, _ in (*lists, *chapters))
    body = (
        cover(pack),
        _chapter("contents", "Inhalt", element("ol", contents, "contents")),
        *(_chapter(*each) for each in (*lists, *chapters)),
    )
    head = (
        '<meta charset="utf-8">',
        element("title", escape(f"Prüfmappe {pack.tongue.name}, {pack.office}")),
        element("style", _STYLE.read_text(encoding="utf-8")),
    )
    whole = element("head", head) + element("body", body)
    return f"<!DOCTYPE html>\n{element('html', whole, **language_of(pack.tongue))}\n"


def _chapter(name: str, title: str, inside: str) -> str:
    heading = element("h2", escape(title))
    return element("section", heading + inside, "chapter", id=name, lang="de", dir="ltr")


def _entry(name: str, title: str) -> str:
    return element("li", link(name, escape(title)))


def _sections(chapter: Chapter, sheet: Sheet) -> Iterator[str]:
    for section in chapter.sections:
        if section.items:
            if section.title:
                yield element("h3", escape(section.title))
            yield sheet.section(section)
