"""Random visits in every language: no dead end, no missing word, nothing clipped on 40x11 cells.

FUZZ_PATHS=10000 makes that many in each language; without it they share 10,000.
"""

import os
import re
from collections.abc import Iterator

import pytest

from kiosk.catalog import Catalog, Text
from kiosk.content_folder import SHIPPED
from kiosk.texts import Words, load_words
from kiosk.translations import languages
from screens.visitor import steps
from screens.visitor.bidi import END, ISOLATE, cells
from screens.visitor.layout import lay_out
from screens.visitor.page import Page, Tone
from screens.visitor.visit import Visit
from tests.walks import DAY, around, done, walk

LANGUAGES = languages(SHIPPED)
PATHS = int(os.environ.get("FUZZ_PATHS", 10_000 // len(LANGUAGES)))
LENGTH = 30
MOST_PRESSES = 100


class OneLanguage:
    """A dictionary that has German and one more language, and no missing word in it."""

    def __init__(self, catalog: Catalog, language: str) -> None:
        self._german = load_words(SHIPPED, "de", catalog, lambda: DAY)
        self._words = load_words(SHIPPED, language, catalog, lambda: DAY)
        self.language = language

    def __getitem__(self, language: str) -> Words:
        return self._german if language == "de" else self._words

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(["de", self.language]))

    def holds(self, language: str) -> bool:
        return bool(language)

    def says(self, language: str, text: Text) -> str:
        return self[language](text)

    def names(self) -> dict[str, str]:
        return {language: language for language in self}


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_visits_meet_no_dead_end_and_no_missing_or_clipped_word(
    language: str, catalog: Catalog
) -> None:
    dictionary = OneLanguage(catalog, language)
    seen: set[tuple[object, ...]] = set()
    for seed in range(PATHS):
        visit = Visit(language=language)
        for each, page in walk(catalog, dictionary, language, seed, LENGTH):
            visit = each
            key = (page.title, page.paragraphs, page.choices, page.action, page.bar)
            if key not in seen:
                seen.add(key)
                assert_said(page)
                assert_complete(page)
        assert_leads_back(visit, catalog, dictionary)
    assert len(seen) > 200
    assert_translated(dictionary, catalog)
    assert_enter_ends_with_a_number(catalog, dictionary)


def assert_said(page: Page) -> None:
    assert page.title.strip(), page.step
    for text in words_of(page):
        assert text.strip(), (page.step, page.title)
        assert not set("{}") & set(text), (page.step, text)


def assert_complete(page: Page) -> None:
    """Every word is there, whole lines in their boxes, all boxes on the screen."""
    sheets = lay_out(page, 40, 11)
    shown: list[str] = []
    for sheet in sheets:
        for box in sheet.boxes:
            assert 0 <= box.x <= box.x + box.width <= 40, (page.step, page.title, box)
            assert 0 <= box.y <= box.y + box.height <= 11, (page.step, page.title, box)
            assert len(box.lines) <= box.height or box.role in {"giant", "picture"}, box
            if box.role not in {"giant", "picture"}:
                room = box.width - max(box.text_x, 0)
                assert all(cells(line) <= room for line in box.lines), (page.title, box)
            if box.role not in {"bar", "action", "title"}:
                shown += box.lines
    flow = letters(*shown)
    for text in words_of(page, compact=True):
        assert letters(text) in flow, (page.step, text)


def assert_leads_back(visit: Visit, catalog: Catalog, dictionary: OneLanguage) -> None:
    """Going back again and again ends on the start screen, or with the number that was taken."""
    for _ in range(len(visit.trail)):
        if visit.place.step in {"start", "number"}:
            return
        visit = steps.choose(visit, around(catalog, dictionary, visit.language), steps.BACK)
    assert visit.place.step in {"start", "number"}, visit.trail


def assert_enter_ends_with_a_number(catalog: Catalog, dictionary: OneLanguage) -> None:
    visit = Visit(language=dictionary.language)
    for presses in range(MOST_PRESSES):
        surroundings = around(catalog, dictionary, dictionary.language)
        page = steps.page_of(visit, surroundings)
        if page.step == "number":
            return
        ways = [page.action, *page.choices] if page.reads_on else [*page.choices, page.action]
        first = next(way.id for way in ways if way)
        named = {way.id for way in ways if way}
        visit = steps.choose(visit, surroundings, page.focus if page.focus in named else first)
        visit = done(visit, presses)
    raise AssertionError(f"no number after {MOST_PRESSES} presses: {visit.trail[-3:]}")


def assert_translated(dictionary: OneLanguage, catalog: Catalog) -> None:
    words = dictionary[dictionary.language]
    if dictionary.language != "de":
        said = [q.text for q in catalog.questions.values()]
        said += [d.title for d in catalog.documents.values()]
        assert all(text in words.translations for text in said)


def words_of(page: Page, *, compact: bool = False) -> Iterator[str]:
    yield from (p.text for p in page.paragraphs if not (compact and p.tone is Tone.ASIDE))
    for choice in page.choices:
        yield choice.label
        yield from filter(None, [choice.note, choice.beside])


def letters(*lines: str) -> str:
    return re.sub(rf"[\s☐☑☒{ISOLATE}{END}]", "", "".join(lines))
