"""Whether every page fits the smallest screen, in every language of the office."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from unicodedata import normalize

from kiosk.content_check.content import Content, Finding
from kiosk.texts import Words
from kiosk.translations import SOURCE, texts
from screens.visitor.bidi import END, ISOLATE, cells
from screens.visitor.every_page import every_page
from screens.visitor.frame import Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Page, Tone

WIDTH, HEIGHT = 40, 11
"""The cells of a screen with the largest text."""

_DRAWN = frozenset({"giant", "picture"})
_BREAK = re.compile(r"[\s-]+")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
"""Can't be said shorter."""
_ISOLATION = dict.fromkeys(map(ord, (ISOLATE, END)))


def findings(content: Content) -> Iterator[Finding]:
    """Yield what is cut off on the smallest screen, and which words are broken there."""
    for language in content.library:
        found = _of_language(content, language)
        yield from {finding.sentence: finding for finding in found}.values()


def clipped(sheet: Sheet, width: int = WIDTH, height: int = HEIGHT) -> Iterator[tuple[Box, str]]:
    """Yield the boxes of a sheet that can't be seen whole, and why."""
    for box in sheet.boxes:
        rows = max(box.height - 2 * box.padded, 0)
        if len(box.lines) > rows and box.role not in _DRAWN:
            lines = "1 line" if len(box.lines) == 1 else f"{len(box.lines)} lines"
            yield box, f"is {lines} high where {rows} fit"
        elif not _is_on_screen(box, width, height):
            yield box, "goes beyond the edge"
        elif any(cells(line) > box.width - max(box.text_x, 0) for line in box.lines):
            yield box, "is cut off at the end of a line"
    for one, other in combinations(sheet.boxes, 2):
        if _overlap(one, other):
            yield one, "lies under something else"


def broken_words(page: Page, sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the words of a page that stand nowhere in one piece."""
    shown = set(_words(line for sheet in sheets for box in sheet.boxes for line in box.lines))
    yield from (word for word in dict.fromkeys(_words(_said(page))) if word not in shown)


def _of_language(content: Content, language: str) -> Iterator[Finding]:
    words = content.library[language]
    places = {words(text): text.context for text in reversed(list(texts(content.shown)))}
    borrowed = _borrowed(content, words)
    file = content.words_of(language)
    for place, page in every_page(content.shown, content.library, language, content.today):
        sheets = lay_out(page, WIDTH, HEIGHT)
        where = f"on the page {' '.join(filter(None, (place.step, place.about)))}"
        for box, reason in (found for sheet in sheets for found in clipped(sheet)):
            key = _key(_label(page, box), places, language)
            if key not in borrowed:
                size = f"at {WIDTH}×{HEIGHT} cells"
                yield content.fault(file, key, f"{reason} {where} {size}; say it shorter")
        for word in broken_words(page, sheets):
            key = _key(word, places, language)
            if key not in borrowed:
                reason = f"{word!r} does not fit a line of {WIDTH} cells"
                yield content.note(file, key, f"{reason}; put a hyphen into it, or say it shorter")


def _borrowed(content: Content, words: Words) -> AbstractSet[str]:
    """Return the places that speak German for want of a translation: the German pages tell."""
    if words.language == SOURCE or SOURCE not in content.library:
        return frozenset()
    return {text.context for text in texts(content.shown) if text not in words.translations}


def _key(said: str, places: Mapping[str, str], language: str) -> str:
    """Return the place of what is said, or of a text that holds it, or the language."""
    holding = (context for text, context in places.items() if said in text)
    return places.get(said) or next(holding, language)


def _label(page: Page, box: Box) -> str:
    choices = (*page.choices, *page.bar, *filter(None, (page.action, page.more)))
    labels = {choice.id: choice.label for choice in choices}
    return labels.get(box.choice) or (page.title if box.role == "title" else " ".join(box.lines))


def _said(page: Page) -> Iterator[str]:
    yield page.title
    yield from (p.text for p in page.paragraphs if p.tone is not Tone.ASIDE)
    for choice in page.choices:
        yield from (choice.label, choice.note)


def _words(said: Iterable[str]) -> Iterator[str]:
    for text in said:
        plain = normalize("NFC", _ADDRESS.sub("", text.translate(_ISOLATION)))
        yield from (word for word in _BREAK.split(plain) if word)


def _is_on_screen(box: Box, width: int, height: int) -> bool:
    within = box.x >= 0 and box.x + box.width <= width
    return within and box.y >= 0 and box.y + box.height <= height


def _overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or above)
