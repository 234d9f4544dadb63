"""Where on a sheet the words stand that are being said."""

import re
from collections.abc import Iterator

import pytest

from kiosk.catalog import Catalog
from kiosk.plain import END, ISOLATE
from kiosk.texts import Library
from screens.visitor.following import spoken_box
from screens.visitor.frame import MORE, Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.speaking import spoken_focus, spoken_page
from screens.visitor.wrapping import line_with
from tests.walks import around, walk

WORD = re.compile(r"\S+")
PAGE = Page(
    step="x",
    title="Das ist der Titel",
    paragraphs=(
        Paragraph("Der erste Absatz hat so viele Worte, dass er zwei Zeilen braucht."),
        Paragraph("Der zweite.", Tone.STRONG),
    ),
    choices=(Choice("yes", "Ja, der erste"), Choice("no", "Nein")),
    more=Choice(MORE, "Mehr", note="▼"),
)


def stands(word: str, box: Box) -> bool:
    """Tell whether a word, or its begin where a line is broken in it, stands in a box."""
    line, word = plain_of(" ".join(box.lines)), plain_of(word)
    parts = [word[:end] for end in range(len(word), 0, -1)]
    return word in line or any(line.endswith(part) for part in parts)


def plain_of(text: str) -> str:
    return text.replace(ISOLATE, "").replace(END, "")


def boxes(page: Page, sheet: Sheet, said: str) -> Iterator[tuple[str, Box | None]]:
    """Yield every word that is said, and where it stands."""
    for word in WORD.finditer(said):
        yield word[0], spoken_box(said, word.start(), page, sheet)


def test_title_paragraphs_by_their_lines_and_choices_are_found(
    catalog: Catalog, dictionary: Library
) -> None:
    here = around(catalog, dictionary, "de")
    (sheet,) = lay_out(PAGE, 60, 24)
    said = spoken_page(PAGE, sheet, "yes", here).after("Die Ansage ist an.").text
    lines = [(box.role, box.lines[0]) for _, box in boxes(PAGE, sheet, said) if box]
    assert list(dict.fromkeys(lines)) == [
        ("title", "Das ist der Titel"),
        ("text", "Der erste Absatz hat so viele Worte, dass er zwei"),
        ("text", "Zeilen braucht."),
        ("strong", "Der zweite."),
        ("tile", "Ja, der erste"),
        ("tile", "Nein"),
    ]
    first, *_ = boxes(PAGE, sheet, said)
    assert first == ("Die", None), "what stands nowhere is marked nowhere"
    assert spoken_box(said, len(said), PAGE, sheet) is None


@pytest.mark.parametrize("language", ["de", "tr", "ar"])
@pytest.mark.parametrize("size", [(40, 11), (68, 20)])
def test_every_word_of_every_paragraph_stands_where_it_is_marked(
    catalog: Catalog, dictionary: Library, language: str, size: tuple[int, int]
) -> None:
    here = around(catalog, dictionary, language)
    marked = 0
    for _, page in walk(catalog, dictionary, language, seed=3, length=15):
        for sheet in lay_out(page, *size):
            said = spoken_page(page, sheet, "", here).text
            seen = plain_of(" ".join(line for box in sheet.boxes for line in box.lines))
            for paragraph in (box.says.text for box in sheet.boxes if box.says):
                start = said.index(paragraph)
                for word in WORD.finditer(paragraph):
                    box = spoken_box(said, start + word.start(), page, sheet)
                    if box is None:  # it goes on on the next sheet
                        assert paragraph not in seen
                        continue
                    assert stands(word[0], box), (word[0], box.lines)
                    marked += 1
    assert marked > 50


def test_what_has_the_focus_is_marked_by_the_focus_alone(
    catalog: Catalog, dictionary: Library
) -> None:
    here = around(catalog, dictionary, "de")
    (sheet,) = lay_out(PAGE, 60, 24)
    said = spoken_focus(PAGE, sheet, "no", here).text
    found = {box.choice for _, box in boxes(PAGE, sheet, said) if box}
    assert found == {"no"}


def test_a_label_within_another_is_not_mistaken_for_it(
    catalog: Catalog, dictionary: Library
) -> None:
    here = around(catalog, dictionary, "de")
    labels = ("Habe ich", "Habe ich nicht", "1", "11", "Weiterbewilligung")
    page = Page(
        step="x",
        title="Was?",
        choices=tuple(Choice(str(n), label) for n, label in enumerate(labels)),
        action=Choice("go_on", "Weiter", note="→"),
    )
    (sheet,) = lay_out(page, 60, 24)
    for place, label in enumerate(labels):
        said = spoken_focus(page, sheet, str(place), here).text
        assert {box.choice for _, box in boxes(page, sheet, said) if box} == {str(place)}, label
    said = spoken_page(page, sheet, "", here).text
    found = [box.choice for _, box in boxes(page, sheet, said) if box and box.choice]
    assert list(dict.fromkeys(found)) == ["0", "1", "2", "3", "4", "go_on"]


def test_lines_that_are_broken_at_a_hyphen_are_told_apart() -> None:
    lines = ["Das Job-", "Center und das", "Jobcenter"]
    text = "Das Job-Center und das Jobcenter"
    found = [line_with(text, word.start(), lines) for word in WORD.finditer(text)]
    assert found == [0, 0, 1, 1, 2]
    assert line_with(text, text.index("Center"), lines) == 1
    assert line_with(text, text.index("Center"), lines[:1]) is None
