"""`kiosk content preview`: the screens and the slip of a visit, as text and as pictures."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk import guide
from kiosk.catalog import Catalog
from kiosk.cli import kiosk
from kiosk.content_folder import SHIPPED
from kiosk.content_preview.case import Case, case_of, read_answers
from kiosk.content_preview.played import Player, Screen
from kiosk.content_preview.shown import Monitor, slip_picture, slip_text
from kiosk.slip import text_of
from kiosk.texts import Library
from printer.layout import draw
from printer.paper import Paper
from screens.pictures import sixel
from screens.visitor.bidi import visual
from screens.visitor.sixel import pixels
from screens.visitor.stills import CELL, Stills
from screens.visitor.visit import Surroundings
from tests.stores import DAY

KIOSK = Path(sys.executable).parent / "kiosk"
ANSWERS = "sleep_place=street,has_id=no"
HEAD = re.compile(r"^── \d+\. (\w+) ?(\w*)", re.MULTILINE)
Preview = Callable[..., str]


@pytest.fixture
def preview(capsys: pytest.CaptureFixture[str]) -> Preview:
    """Run the command here and return what it prints."""

    def run(*arguments: str) -> str:
        kiosk.main(["content", "preview", *arguments], standalone_mode=False)
        return capsys.readouterr().out

    return run


def played(
    catalog: Catalog,
    dictionary: Library,
    *concerns: str,
    answers: str = "",
    language: str = "de",
) -> tuple[Player, Case]:
    case = case_of(catalog, concerns, read_answers(answers), language, DAY)
    around = Surroundings(
        catalog=catalog, dictionary=dictionary, words=dictionary[language], today=DAY
    )
    return Player(case, around, "A"), case


def sections(text: str) -> dict[str, str]:
    """Return what stands under each head, by its words."""
    parts = re.split(r"^── (?:\d+\. )?(.*?)(?:, sheet .*?)? ─*$", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        found[name] = found.get(name, "") + part
    return found


def test_the_visit_goes_from_the_menu_over_questions_and_papers_to_number_and_slip(
    preview: Preview,
) -> None:
    said = preview("--concern", "homeless", "--answers", ANSWERS)
    steps = list(dict.fromkeys(step for step, _ in HEAD.findall(said)))
    assert steps == [
        *("menu", "concerns", "area", "question", "hints", "checklist", "document"),
        *("whats_next", "nearby", "topic", "partner", "share", "paper", "number"),
    ]
    assert list(sections(said))[-1] == "slip"


@pytest.mark.parametrize("concern", ["rent_heating", "homeless", "other_benefits"])
def test_each_question_paper_and_partner_has_its_page(
    concern: str, catalog: Catalog, dictionary: Library
) -> None:
    player, case = played(catalog, dictionary, concern)
    seen = [(screen.page.step, screen.about) for screen in player.screens()]
    hints = guide.hints(catalog, [concern], case.answers, DAY)
    for question in guide.questions(catalog, [concern], {}):
        assert ("question", question.id) in seen
    for item in guide.checklist(catalog, [concern], case.answers):
        assert ("document", item.document) in seen
    for partner in guide.partners(catalog, [concern], hints):
        assert ("partner", partner) in seen
    assert len(seen) == len(set(seen))


def test_every_concern_can_be_played_alone_and_all_together(
    catalog: Catalog, dictionary: Library
) -> None:
    for concerns in (*((name,) for name in catalog.concerns), tuple(catalog.concerns)):
        player, _ = played(catalog, dictionary, *concerns)
        assert [screen.page.step for screen in player.screens()][-1] == "number"


def test_what_is_tapped_is_the_answer_and_otherwise_that_one_does_not_know(
    catalog: Catalog, dictionary: Library
) -> None:
    player, _ = played(
        catalog, dictionary, "rent_heating", answers="rent_topic=bill+new_rent,housing=rent"
    )
    screens = {screen.about: screen for screen in player.screens() if screen.page.step}
    marked = {c.id: c.mark for c in screens["rent_topic"].page.choices if c.mark}
    assert {name for name, mark in marked.items() if mark == "on"} == {"bill", "new_rent"}
    assert screens["rent_topic"].tapped == "forward"
    assert screens["housing"].tapped == "rent"
    assert screens["receives"].tapped == "skip"


def test_a_paper_says_what_to_do_without_it(
    preview: Preview, catalog: Catalog, dictionary: Library
) -> None:
    said = sections(preview("--concern", "homeless"))
    without = dictionary["de"](catalog.documents["identity_card"].without)
    assert without in " ".join(said["document identity_card"].split())


def test_answers_decide_which_papers_are_listed_and_which_hints_are_said(
    preview: Preview, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary["de"]
    street = preview("--concern", "homeless", "--answers", "sleep_place=street")
    shelter = preview("--concern", "homeless", "--answers", "sleep_place=shelter")
    title = words(catalog.documents["shelter_certificate"].title)
    assert title not in sections(street)["slip"]
    assert title in sections(shelter)["slip"]
    assert "document shelter_certificate" in sections(shelter)
    assert "Ich brauche heute einen Schlafplatz" in " ".join(sections(street)["hints"].split())
    assert "Ich brauche heute einen Schlafplatz" not in " ".join(sections(shelter)["hints"].split())


def test_the_slip_is_the_one_with_number_and_list(catalog: Catalog, dictionary: Library) -> None:
    player, case = played(catalog, dictionary, "rent_heating", language="en")
    slip = player.slip("")
    assert slip.number == "A042"
    assert len(slip.code) == 39
    listed = {line.text for line in slip.lines}
    for item in guide.checklist(catalog, case.concerns, case.answers):
        assert dictionary["en"](catalog.documents[item.document].title) in listed
    assert text_of(slip) in slip_text(slip)


def test_several_concerns_are_chosen_in_their_areas_whatever_their_order(
    preview: Preview,
) -> None:
    said = preview("--concern", "job_placement", "--concern", "rent_heating")
    heads = HEAD.findall(said)
    assert ("area", "home") in heads
    assert ("area", "work") in heads
    assert said.replace("job_placement", "") == preview(
        "--concern", "rent_heating", "--concern", "job_placement"
    ).replace("job_placement", "")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that knows for sure what the benefit is called in both years."""
    shipped = (SHIPPED / "office.toml").read_text(encoding="utf-8")
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "office.toml").write_text(f'extends = "lotse"\n{shipped}', encoding="utf-8")
    (folder / "law.toml").write_text(
        """
[[benefit.periods]]
valid_from = 2023-01-01
valid_to = 2026-06-30
text = "Bürgergeld"
source = "gii_sgb2"
confirmed = "yes"

[[benefit.periods]]
valid_from = 2026-07-01
text = "Grundsicherungsgeld"
source = "gii_sgb2"
confirmed = "yes"
""",
        encoding="utf-8",
    )
    return folder


def test_the_day_decides_what_the_benefit_is_called(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    for day in ("2026-06-30", "2026-07-01"):
        arguments = ["content", "preview", "--concern", "first_application", "--as-of", day]
        kiosk.main(["--content", str(office), *arguments], standalone_mode=False)
        said[day] = sections(capsys.readouterr().out)
    papers = {day: " ".join(s["document form_main_application"].split()) for day, s in said.items()}
    assert "Ich beantrage Bürgergeld." in papers["2026-06-30"]
    assert "Ich beantrage Grundsicherungsgeld." in papers["2026-07-01"]
    assert "30. Juni 2026" in said["2026-06-30"]["slip"]


def test_before_the_first_day_of_a_law_its_sentences_are_left_out(preview: Preview) -> None:
    arguments = ("--concern", "first_application", "--as-of")
    now, then = (preview(*arguments, day) for day in ("2026-07-01", "2020-01-01"))
    assert "Ich beantrage" in now
    assert "Ich beantrage" not in then
    assert "benefit" in then.splitlines()[-1]


def test_sentences_without_a_value_are_left_out_and_that_is_said(preview: Preview) -> None:
    said = preview("--concern", "homeless", "--answers", "sleep_place=street")
    assert "{" not in said
    assert said.splitlines()[-1] == ("Sentences are left out for want of: emergency_shelter.")


@pytest.mark.parametrize("size", ["40x11", "68x20", "104x40"])
def test_every_line_fits_the_screen_and_every_sheet_is_as_tall_as_it(
    size: str, preview: Preview
) -> None:
    width, height = map(int, size.split("x"))
    said = preview("--concern", "rent_heating", "--size", size)
    screens, _ = said.split("── slip")
    sheets = re.split(r"^── \d+\. .*\n", screens, flags=re.MULTILINE)[1:]
    assert {sheet.removesuffix("\n\n").count("\n") + 1 for sheet in sheets} == {height}
    assert max(len(line) for sheet in sheets for line in sheet.splitlines()) <= width


def test_what_is_tapped_is_marked_on_the_screen(preview: Preview) -> None:
    said = sections(preview("--concern", "homeless", "--answers", ANSWERS))
    assert "›Nein, verloren oder abgelaufen." in said["question has_id"]
    assert "›Weiter‹" in said["checklist"]


def test_the_number_is_drawn_in_giant_digits(preview: Preview) -> None:
    said = sections(preview("--concern", "homeless"))
    assert sum("██" in line for line in said["number"].splitlines()) > 5


def test_another_language_is_spoken_throughout(
    preview: Preview, catalog: Catalog, dictionary: Library
) -> None:
    english = dictionary["en"]
    said = sections(preview("--concern", "homeless", "--language", "en"))
    assert english(catalog.questions["has_id"].text) in said["question has_id"]
    assert english(catalog.interface["slip.bring"]) in said["slip"]


def test_text_from_the_right_stands_in_the_order_of_the_cells(
    preview: Preview, catalog: Catalog, dictionary: Library
) -> None:
    arabic = dictionary["ar"]
    said = sections(preview("--concern", "homeless", "--language", "ar"))
    question = visual(arabic(catalog.questions["has_id"].text), rtl=True)
    (line,) = (line for line in said["question has_id"].splitlines() if question in line)
    assert line.endswith(question)
    assert len(line) == 65


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--concern", "nothing"], ["'nothing' is unknown", "rent_heating", "homeless"]),
        (
            ["--concern", "homeless", "--answers", "income=job"],
            ["'income' is not asked", "sleep_place", "has_account"],
        ),
        (
            ["--concern", "homeless", "--answers", "has_id=perhaps"],
            ["option of has_id 'perhaps' is unknown", "yes, no"],
        ),
        (["--concern", "homeless", "--answers", "has_id=yes+no"], ["'yes' alone"]),
        (["--concern", "homeless", "--answers", "has_id"], ["'has_id' is no answer", "question="]),
        (["--concern", "homeless", "--answers", "has_id=no,has_id=yes"], ["answered twice"]),
        (["--concern", "homeless", "--language", "tlh"], ["'tlh' is unknown", "de_simple", "ar"]),
        (["--concern", "homeless", "--as-of", "1.7.2026"], ["'1.7.2026'", "2026-07-01"]),
        (["--concern", "homeless", "--size", "20x5"], ["'20x5'", "68x20", "from 40x11"]),
        (["--concern", "homeless", "--paper", "70"], ["'70'", "'58'", "'80'"]),
        ([], ["--concern"]),
    ],
)
def test_what_is_unknown_is_refused_in_a_sentence_that_names_what_is_known(
    arguments: list[str], words: list[str]
) -> None:
    done = subprocess.run(
        [KIOSK, "content", "preview", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1
    assert not [word for word in words if word not in done.stderr], done.stderr


def test_with_a_folder_every_sheet_and_the_slip_become_pictures(
    preview: Preview, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "pictures"
    options = ["--concern", "homeless", "--answers", ANSWERS]
    said = preview(*options, "--picture", str(folder))
    names = sorted(file.name for file in folder.iterdir())
    sheets = sum(line.startswith("── ") for line in said.splitlines())
    assert len(names) == sheets
    assert names[0] == "01-menu.png"
    assert names[-1] == "slip.png"
    assert f"{sheets} pictures are in {folder}." in said
    for file in folder.glob("[0-9]*.png"):
        with Image.open(file) as picture:
            assert picture.size == (68 * CELL.width, 20 * CELL.height)


@pytest.mark.parametrize(("paper", "dots"), [(58, 384), (80, 576)])
def test_the_picture_of_the_slip_is_the_one_that_is_printed(
    paper: int, dots: int, catalog: Catalog, dictionary: Library
) -> None:
    player, _ = played(catalog, dictionary, "homeless", language="ar")
    slip = player.slip("")
    picture = slip_picture(slip, paper)
    assert picture.width == dots
    assert picture.tobytes() == draw(slip, Paper(dots)).tobytes()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [
            *(KIOSK, "content", "preview", "--concern", "homeless"),
            *("--picture", tmp_path / "file" / "inside"),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert f"Error: {tmp_path}/file/inside can't be written" in done.stderr


def first_picture(catalog: Catalog, screen: Screen) -> Image.Image:
    return next(picture for _, picture in Monitor(catalog, (68, 20)).pictures([screen]))


def ink(picture: Image.Image, box: tuple[int, int, int, int], colour: str) -> int:
    """Count the dots of a colour in a rectangle of cells."""
    left, top, right, bottom = box
    cut = picture.crop(
        (left * CELL.width, top * CELL.height, right * CELL.width, bottom * CELL.height)
    )
    rgb = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum(count for count, found in cut.getcolors(1 << 20) or [] if found == rgb)


def test_pictures_have_the_colours_of_the_theme_and_the_pictograms(
    catalog: Catalog, dictionary: Library
) -> None:
    player, _ = played(catalog, dictionary, "homeless")
    menu = next(player.screens())
    picture = first_picture(catalog, menu)
    colours = catalog.themes["lotse"]
    assert picture.getpixel((0, 0)) == (0xEC, 0xE7, 0xDD)
    whole = (0, 0, 68, 20)
    for role in ("background", "surface", "panel", "accent"):
        assert ink(picture, whole, colours[role]) > 1000, role
    in_front_of_words = (3, 3, 11, 16)
    assert ink(picture, in_front_of_words, colours["foreground"]) > 500


def test_a_screen_from_the_right_is_drawn_from_the_right(
    catalog: Catalog, dictionary: Library
) -> None:
    colours = catalog.themes["lotse"]
    for language, side, other in (("de", (0, 34), (46, 68)), ("ar", (34, 68), (0, 22))):
        player, _ = played(catalog, dictionary, "homeless", language=language)
        picture = first_picture(catalog, next(player.screens()))
        title = (1, 2)
        assert ink(picture, (side[0], title[0], side[1], title[1]), colours["foreground"]) > 100
        assert not ink(picture, (other[0], title[0], other[1], title[1]), colours["foreground"])


def test_every_role_of_the_stylesheet_has_a_style(catalog: Catalog) -> None:
    stills = Stills(catalog.themes["lotse"], {})
    roles = {"title", "text", "strong", "quiet", "urgent", "giant", "tile", "note", "action"}
    styles = {role: stills.style_of(role) for role in (*roles, "bar", "focus")}
    assert all(style.color for style in styles.values())
    assert styles["title"].bold
    assert not styles["text"].bold


def test_sixel_data_is_read_back_as_it_was_drawn() -> None:
    grey = Image.new("L", (13, 15))
    grey.paste(255, (2, 3, 9, 14))
    ink, ground = (28, 43, 51), (253, 251, 246)
    found = pixels(f"\x1b7\x1b[5;8H{sixel(grey, ink, ground, hollow=True)}\x1b8")
    assert found is not None
    corner, size, rgba = found
    assert (corner, size) == ((7, 4), (13, 15))
    drawn = Image.frombytes("RGBA", size, rgba)
    for x in range(13):
        for y in range(15):
            *colour, alpha = drawn.getpixel((x, y))  # type: ignore[misc] # four bands
            inside = 2 <= x < 9 and 3 <= y < 14
            assert alpha == 255 * inside
            assert not inside or all(abs(a - b) <= 2 for a, b in zip(colour, ink, strict=True))
    assert pixels("no picture") is None


def test_a_preview_leaves_nothing_behind(tmp_path: Path) -> None:
    state = tmp_path / "state"
    subprocess.run(
        [KIOSK, "--state-dir", state, "content", "preview", "--concern", "homeless"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert not list(tmp_path.iterdir())


def test_a_preview_without_pictures_loads_neither_printer_nor_pdf() -> None:
    look = (
        "import sys; from kiosk.cli import kiosk;"
        "kiosk.main(['content', 'preview', '--concern', 'homeless'], standalone_mode=False);"
        "heavy = {'weasyprint', 'cairocffi', 'escpos', 'sqlite3', 'printer'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
