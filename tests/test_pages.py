"""Every page a visitor can reach is complete at every size, in every language."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from kiosk.catalog import Catalog
from kiosk.texts import Library
from screens.visitor.bidi import END, ISOLATE, cells
from screens.visitor.frame import Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Page, Tone
from tests.walks import walk

SIZES = [(40, 11), (68, 20), (80, 24), (120, 40), (160, 50)]
LANGUAGES = ["de", "de_simple", "en", "ar", "uk"]
WALKS = 60


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest, catalog: Catalog, dictionary: Library) -> list[Page]:
    """Return the different pages of many random visits in one language."""
    found = {
        (page.title, page.paragraphs, page.choices, page.action): page
        for seed in range(WALKS)
        for _, page in walk(catalog, dictionary, request.param, seed)
    }
    return list(found.values())


def every_sheet(pages: list[Page]) -> Iterator[tuple[Page, int, int, Sheet]]:
    for page in pages:
        for width, height in SIZES:
            for pictures in (False, True):
                for sheet in lay_out(page, width, height, pictures=pictures):
                    yield page, width, height, sheet


def test_many_different_pages_are_reached(pages: list[Page]) -> None:
    assert len(pages) > 100
    steps = {page.step for page in pages}
    assert {"start", "menu", "concerns", "question", "hints", "checklist", "document"} <= steps
    assert {"share", "paper", "number", "nearby", "partner", "acute", "at_once"} <= steps


def test_every_box_lies_on_the_screen(pages: list[Page]) -> None:
    for page, width, height, sheet in every_sheet(pages):
        for box in sheet.boxes:
            inside = box.x >= 0 and box.x + box.width <= width and box.y + box.height <= height
            assert inside, (page.step, page.title, width, height, box)


def test_no_two_boxes_overlap(pages: list[Page]) -> None:
    for page, width, height, sheet in every_sheet(pages):
        for one, other in combinations(sheet.boxes, 2):
            assert not overlap(one, other), (page.step, page.title, width, height, one, other)


def test_every_target_can_be_hit(pages: list[Page]) -> None:
    for page, _, height, sheet in every_sheet(pages):
        assert sheet.targets, page.title
        for box in sheet.targets:
            assert box.width >= 4, (page.title, box)
            assert box.height >= 2, (page.title, box)
            assert box.y + box.height < height, (page.title, box)


def test_no_word_is_cut_off(pages: list[Page]) -> None:
    for page in pages:
        for width, height in SIZES:
            sheets = lay_out(page, width, height)
            content = [b for s in sheets for b in s.boxes if b.role not in {"bar", "action"}]
            flow = [
                *sheets[0].boxes[0].lines,
                *(x for b in content[1:] if b.role != "title" for x in b.lines),
            ]
            shown = letters(flow)
            compact = width < 56 or height < 16
            for text in texts(page, compact=compact):
                assert letters([text]) in shown, (page.step, width, height, text)


def test_no_line_is_wider_than_its_box(pages: list[Page]) -> None:
    for page, width, height, sheet in every_sheet(pages):
        for box in sheet.boxes:
            room = box.width - max(box.text_x, 0)
            if box.role not in {"giant", "picture"}:
                too_wide = [line for line in box.lines if cells(line) > room]
                assert not too_wide, (page.step, width, height, too_wide)


def test_every_choice_is_on_some_sheet(pages: list[Page]) -> None:
    for page in pages:
        for width, height in SIZES:
            sheets = lay_out(page, width, height)
            offered = {box.choice for sheet in sheets for box in sheet.targets}
            assert {choice.id for choice in (*page.choices, *page.bar)} <= offered


def test_labels_of_a_page_line_up(pages: list[Page]) -> None:
    for page in pages:
        for width, height in SIZES:
            sheets = lay_out(page, width, height, pictures=True)
            tiles = [box for sheet in sheets for box in sheet.boxes if box.role == "tile"]
            assert len({box.text_x for box in tiles}) <= 1, (page.step, page.title, width)
            assert all(box.text_x >= 6 for box in tiles if box.pictogram), (page.title, width)


def test_pictograms_cost_no_sheet_and_break_no_word(pages: list[Page]) -> None:
    for page in (page for page in pages if not page.picture):
        for width, height in SIZES:
            plain, pictured = (lay_out(page, width, height, pictures=p) for p in (False, True))
            assert len(pictured) <= len(plain), (page.title, width, height)
            assert broken(page, pictured) <= broken(page, plain), (page.title, width, height)


def test_every_pictogram_of_a_page_is_known(pages: list[Page], catalog: Catalog) -> None:
    named = {choice.pictogram for page in pages for choice in page.choices} - {""}
    assert named <= catalog.pictograms.keys()


def test_no_placeholder_is_left_unfilled(pages: list[Page]) -> None:
    for page in pages:
        for text in texts(page, compact=False):
            assert not re.search(r"[{}]", text), (page.step, text)
            assert text.strip(), page.step


def broken(page: Page, sheets: tuple[Sheet, ...]) -> set[str]:
    """Return the words of labels that are nowhere in one piece."""
    boxes = (box for sheet in sheets for box in sheet.boxes)
    lines = [re.sub(f"[{ISOLATE}{END}]", "", line) for box in boxes for line in box.lines]
    whole = {word for line in lines for word in re.split(r"[\s-]+", line)}
    return {w for choice in page.choices for w in re.split(r"[\s-]+", choice.label)} - whole


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or above)


def letters(lines: Iterator[str] | list[str]) -> str:
    return re.sub(rf"[\s☐☑☒{ISOLATE}{END}]", "", "".join(lines))


def texts(page: Page, *, compact: bool) -> Iterator[str]:
    yield page.title
    for paragraph in page.paragraphs:
        if not (compact and paragraph.tone is Tone.ASIDE):
            yield paragraph.text
    for choice in page.choices:
        yield choice.label
