"""Where on a sheet the words stand that are being said."""

import re
from collections.abc import Iterator

import pytest

from kiosk.catalog import Catalog
from kiosk.texts import Library
from screens.visitor.following import spoken_box
from screens.visitor.frame import MORE, Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.speaking import spoken_focus, spoken_page
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
            seen = " ".join(line for box in sheet.boxes for line in box.lines)
            for paragraph in (box.says.text for box in sheet.boxes if box.says):
                start = said.index(paragraph)
                for word in WORD.finditer(paragraph):
                    box = spoken_box(said, start + word.start(), page, sheet)
                    assert box is not None
                    assert word[0][:2] in " ".join(box.lines) or word[0] not in seen
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
