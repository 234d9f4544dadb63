"""What is said of the pages and choices a visitor can reach."""

from dataclasses import replace

import pytest

from kiosk.catalog import Catalog
from kiosk.texts import Library
from screens.visitor.frame import MORE, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Mark, Page, Paragraph
from screens.visitor.quotations import quoted
from screens.visitor.speaking import shown_line, spoken_focus, spoken_page
from screens.visitor.visit import Surroundings
from screens.visitor.wrapping import wrap
from tests.walks import around, walk

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


@pytest.fixture(scope="module")
def here(language: str, catalog: Catalog, dictionary: Library) -> Surroundings:
    return around(catalog, dictionary, language)


def all_ways(page: Page) -> dict[str, Choice]:
    ways = (*page.choices, *page.bar, *filter(None, (page.more, page.action)))
    return {way.id: way for way in ways}


def offered(choices: dict[str, Choice], sheet: Sheet) -> list[Choice]:
    return [choices[box.choice] for box in sheet.targets if box.role != "bar"]


def test_a_page_says_its_title_every_paragraph_and_every_label(
    pages: list[Page], here: Surroundings
) -> None:
    for page in pages:
        ways = all_ways(page)
        for width, height in SIZES:
            sheets = lay_out(page, width, height)
            first = sheets[0].targets[0].choice
            said = [spoken_page(page, sheet, first, here) for sheet in sheets]
            assert said[0].text.startswith(page.title)
            texts = [utterance.text for utterance in said]
            for paragraph in page.paragraphs:
                assert any(paragraph.text in text for text in texts)
            for sheet, utterance in zip(sheets, said, strict=True):
                assert all(choice.label in utterance.text for choice in offered(ways, sheet))
                assert utterance.language == here.words.language


def test_every_sheet_says_which_it_is_and_what_is_not_on_it_is_not_offered(
    catalog: Catalog, dictionary: Library
) -> None:
    german = around(catalog, dictionary, "de")
    choices = tuple(Choice(f"choice{n}", f"Wahl {n}.") for n in range(10))
    page = Page(step="x", title="Welche?", choices=choices, more=Choice(MORE, "Mehr", note="▼"))
    sheets = lay_out(page, 40, 11)
    first = spoken_page(page, sheets[0], "choice0", german).text
    last = spoken_page(page, sheets[-1], "choice9", german).text
    assert first.startswith(f"Welche? Seite 1 von {len(sheets)}.")
    assert last.startswith(f"Seite {len(sheets)} von {len(sheets)}.")
    assert ("Wahl 9" in first, "Wahl 9" in last) == (False, True)
    assert ("Mehr" in first, "Mehr" in last) == (True, False)


def test_every_focus_says_name_role_state_and_position(
    pages: list[Page], here: Surroundings
) -> None:
    roles = {here.say(role) for role in ("role_choice", "role_switch", "role_key")}
    for page in pages:
        ways = all_ways(page)
        for width, height in SIZES:
            for sheet in lay_out(page, width, height):
                for place, box in enumerate(sheet.targets, 1):
                    way = ways[box.choice]
                    said = spoken_focus(page, sheet, box.choice, here)
                    assert said.text.startswith(way.label)
                    assert way.state in said.text
                    count = str(len(sheet.targets))
                    assert here.say("place_of", place=str(place), count=count) in said.text
                    assert any(role in said.text for role in roles)


def test_the_name_of_a_language_is_said_in_that_language(here: Surroundings) -> None:
    tile, page_language = Choice("tr", "Türkçe", language="tr"), here.words.language
    page = Page(step="language", title="?", choices=(tile, Choice("x", "x")))
    (sheet,) = lay_out(page, 68, 20)
    focus, whole = spoken_focus(page, sheet, "tr", here), spoken_page(page, sheet, "x", here)
    assert (focus.language, whole.language) == ("tr", page_language)
    for said in (focus, whole):
        spoken = [(said.words(each), each.language) for each in said.stretches()]
        assert ("Türkçe.", "tr") in spoken
        assert {language for _, language in spoken} == {"tr", page_language}


def test_without_a_voice_the_name_of_a_language_leads_nothing(here: Surroundings) -> None:
    tile = Choice("tr", "Türkçe", note="text only", language="tr")
    page = Page(step="language", title="?", choices=(tile, Choice("x", "x")))
    (sheet,) = lay_out(page, 68, 20)
    mute = replace(here, hearing=replace(here.hearing, mute=frozenset({"tr"})))
    focus = spoken_focus(page, sheet, "tr", mute)
    assert focus.language == here.words.language
    others = [focus.words(each) for each in focus.stretches() if each.language != "tr"]
    assert "text only." in others[0]


def test_the_line_shown_is_the_one_with_the_words_said() -> None:
    text = "Zuerst das eine Wort. Danach das andere lange Wort, und dann Schluss."
    assert shown_line(text, (0, 6), 24) == "Zuerst das eine Wort."
    place = text.index("Schluss")
    assert "Schluss" in shown_line(text, (place, place + 7), 24)
    assert all(len(shown_line(text, (n, n), 24)) <= 24 for n in range(len(text)))


def test_the_last_line_shown_is_no_lonely_word() -> None:
    text = "Stecken Sie einen Kopfhörer ein, oder wählen Sie: Alles laut vorlesen."
    assert wrap(text, 60)[-1] == "vorlesen."
    for place in (text.index("vorlesen"), len(text)):
        line = shown_line(text, (place, place), 60)
        assert line == "einen Kopfhörer ein, oder wählen Sie: Alles laut vorlesen."
    assert shown_line("Ja.", (3, 3), 60) == "Ja."
    assert shown_line("W" * 70, (70, 70), 60) == "W" * 10


def test_every_switch_says_its_state(pages: list[Page]) -> None:
    switches = [c for page in pages for c in page.choices if c.mark is not Mark.NONE]
    states = {mark: {c.state for c in switches if c.mark is mark} for mark in Mark if mark}
    assert all(states.values())
    assert all(states[Mark.ON].isdisjoint(states[mark]) for mark in (Mark.OFF, Mark.LACKING))
    assert "" not in set().union(*states.values())


def test_pages_that_tell_why_somebody_came_are_private(
    pages: list[Page], here: Surroundings
) -> None:
    private = {page.step for page in pages if page.private}
    assert {"concerns", "question", "checklist", "document", "hints", "partner"} <= private
    assert private.isdisjoint({"start", "language", "menu", "person", "number"})
    for page in pages:
        sheet = lay_out(page, 68, 20)[0]
        assert spoken_page(page, sheet, "", here).private is page.private
        for box in sheet.targets:
            focus = spoken_focus(page, sheet, box.choice, here)
            assert focus.private is (page.private and box.role == "tile"), "the bar tells nothing"


def test_it_is_said_in_whole_sentences_without_signs_for_the_eye(
    pages: list[Page], here: Surroundings
) -> None:
    for page in pages:
        sheet = lay_out(page, 68, 20)[0]
        texts = [spoken_focus(page, sheet, box.choice, here).text for box in sheet.targets]
        for said in (*texts, spoken_page(page, sheet, "", here).text):
            assert not any(fault in said for fault in ("..", "?.", "!.", ".;", " .")), said
            assert not set("☐☑☒←→▼›") & set(said), said


def test_a_page_with_a_number_says_it(here: Surroundings) -> None:
    page = Page(step="number", title="Ihre Nummer", giant="A042", paragraphs=(Paragraph("Da"),))
    said = spoken_page(page, lay_out(page, 68, 20)[0], "", here).text
    assert said == "Ihre Nummer. A042. Da."


def test_the_note_of_a_choice_and_its_german_term_are_said_and_the_signs_of_buttons_are_not(
    catalog: Catalog, dictionary: Library
) -> None:
    lease = Choice(
        "lease", "Lease", note="perhaps", beside="Mietvertrag", mark=Mark.ON, state="Got it"
    )
    page = Page(
        step="checklist", title="Papers", choices=(lease,), bar=(Choice("back", "Back", note="←"),)
    )
    (sheet,) = lay_out(page, 68, 20)
    english = around(catalog, dictionary, "en")
    said = spoken_focus(page, sheet, "lease", english)
    assert said.text == "Lease. perhaps. Mietvertrag. tick box. Got it. 1 of 2."
    assert [said.words(each) for each in said.apart] == ["Mietvertrag."]
    assert said.apart[0].language == "de"
    assert spoken_focus(page, sheet, "back", english).text == "Back. key. 2 of 2."


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Deyin: “Ich stelle einen Antrag.” (Başvuruyorum.)", ["Ich stelle einen Antrag."]),
        ("Скажіть: «Ich stelle einen Antrag», будь ласка.", ["Ich stelle einen Antrag"]),
        ("„Bescheid” i „Antrag”, a nie „tak”", ["Bescheid", "Antrag"]),
        ("«Ich stelle einen \u2066Antrag\u2069» ثم", ["Ich stelle einen \u2066Antrag\u2069"]),
        ("Ich stelle einen Antrag.", []),
        ("“Başvuruyorum.”", []),
    ],
)
def test_german_between_quotation_marks_is_found_in_a_translation(
    text: str, quotes: list[str]
) -> None:
    german = "Sagen Sie: Ich stelle einen Antrag.\nEin Bescheid oder ein Antrag\nnie tak"
    assert [text[each.start : each.end] for each in quoted(text, german)] == quotes


def test_quoted_german_is_said_by_a_german_voice_in_other_languages_alone(
    catalog: Catalog, dictionary: Library
) -> None:
    page = Page(step="x", title="“Antrag” or “Application”?", choices=(Choice("y", "Yes"),))
    (sheet,) = lay_out(page, 68, 20)
    for language, german in (("en", ["Antrag"]), ("de", []), ("de_simple", [])):
        here = replace(around(catalog, dictionary, language), german="Ein Antrag.")
        said = spoken_page(page, sheet, "", here)
        assert [said.words(each) for each in said.apart] == german
