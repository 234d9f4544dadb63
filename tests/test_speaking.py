"""What is said of the pages and choices a visitor can reach."""

import pytest

from kiosk.catalog import Catalog
from kiosk.texts import Library
from screens.visitor.frame import MORE
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Mark, Page, Paragraph
from screens.visitor.speaking import spoken_focus, spoken_page
from tests.walks import walk

SIZES = [(40, 11), (68, 20)]
WALKS = 25


@pytest.fixture(scope="module", params=["de", "de_simple", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(language: str, catalog: Catalog, dictionary: Library) -> list[Page]:
    """Return the different pages of many random visits in one language."""
    found = {
        (page.title, page.paragraphs, page.choices): page
        for seed in range(WALKS)
        for _, page in walk(catalog, dictionary, language, seed)
    }
    return list(found.values())


def all_ways(page: Page) -> dict[str, Choice]:
    ways = (*page.choices, *page.bar, *filter(None, (page.more, page.action)))
    return {way.id: way for way in ways}


def test_a_page_says_its_title_every_paragraph_and_every_label_on_the_sheet(
    pages: list[Page], language: str
) -> None:
    for page in pages:
        ways = all_ways(page)
        for width, height in SIZES:
            for sheet in lay_out(page, width, height):
                said = spoken_page(page, sheet, language)
                assert said.text.startswith(page.title)
                assert all(paragraph.text in said.text for paragraph in page.paragraphs)
                labels = [ways[box.choice].label for box in sheet.targets]
                assert all(label in said.text for label in labels), (said, labels)
                assert said.language == language


def test_what_is_not_on_the_sheet_is_not_offered() -> None:
    choices = tuple(Choice(f"choice{n}", f"Wahl {n}.") for n in range(10))
    page = Page(step="x", title="Welche?", choices=choices, more=Choice(MORE, "Mehr", note="▼"))
    first, *_, last = lay_out(page, 40, 11)
    said = spoken_page(page, first, "de").text
    assert "Wahl 0" in said
    assert "Wahl 9" not in said
    assert said.endswith("Mehr.")
    assert "Mehr" not in spoken_page(page, last, "de").text


def test_every_focus_says_label_state_and_position(pages: list[Page], language: str) -> None:
    for page in pages:
        ways = all_ways(page)
        for width, height in SIZES:
            for sheet in lay_out(page, width, height):
                for place, box in enumerate(sheet.targets, 1):
                    said = spoken_focus(page, sheet, box.choice, language)
                    way = ways[box.choice]
                    assert said.text.startswith(way.label)
                    assert way.state in said.text
                    assert said.text.endswith(f" {place}/{len(sheet.targets)}.")
                    assert said.language == language


def test_every_switch_says_its_state(pages: list[Page]) -> None:
    switches = [c for page in pages for c in page.choices if c.mark is not Mark.NONE]
    states = {mark: {c.state for c in switches if c.mark is mark} for mark in Mark if mark}
    assert all(states.values())
    assert all(states[Mark.ON].isdisjoint(states[mark]) for mark in (Mark.OFF, Mark.LACKING))
    assert "" not in set().union(*states.values())


def test_pages_that_tell_why_somebody_came_are_private(pages: list[Page], language: str) -> None:
    private = {page.step for page in pages if page.private}
    assert {"concerns", "question", "checklist", "document", "hints", "partner"} <= private
    assert private.isdisjoint({"start", "language", "menu", "person", "number"})
    for page in pages:
        sheet = lay_out(page, 68, 20)[0]
        assert spoken_page(page, sheet, language).private is page.private
        focus = spoken_focus(page, sheet, sheet.targets[0].choice, language)
        assert focus.private is page.private


def test_it_is_said_in_whole_sentences_without_signs_for_the_eye(
    pages: list[Page], language: str
) -> None:
    for page in pages:
        sheet = lay_out(page, 68, 20)[0]
        texts = [spoken_focus(page, sheet, box.choice, language).text for box in sheet.targets]
        for said in (*texts, spoken_page(page, sheet, language).text):
            assert not any(fault in said for fault in ("..", "?.", "!.", ".;", " .")), said
            assert not set("☐☑☒←→▼›") & set(said), said


def test_a_number_is_said_figure_by_figure() -> None:
    page = Page(step="number", title="Ihre Nummer", giant="A042", paragraphs=(Paragraph("Da"),))
    said = spoken_page(page, lay_out(page, 68, 20)[0], "de").text
    assert said == "Ihre Nummer. A 0 4 2. Da."


def test_the_note_under_a_choice_is_said_and_the_sign_of_a_button_is_not() -> None:
    page = Page(
        step="checklist",
        title="Papiere",
        choices=(Choice("lease", "Lease", note="Mietvertrag", mark=Mark.ON, state="I have it"),),
        bar=(Choice("back", "Back", note="←"),),
    )
    (sheet,) = lay_out(page, 68, 20)
    assert spoken_focus(page, sheet, "lease", "en").text == "Lease. Mietvertrag. I have it. 1/2."
    assert spoken_focus(page, sheet, "back", "en").text == "Back. 2/2."
