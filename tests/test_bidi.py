"""Languages that are read from the right: letters joined, words in order, the layout mirrored."""

import re
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from itertools import combinations, cycle
from pathlib import Path
from unicodedata import normalize

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from kiosk.catalog import Catalog
from kiosk.office import Office
from kiosk.store.memory import MemoryStore
from kiosk.texts import Library
from kiosk.translations import PLACEHOLDER, po_file, texts
from screens.pictures import Cell
from screens.visitor.bidi import END, ISOLATE, carried_on, cells, isolated, prepare, visual
from screens.visitor.frame import MORE, Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.painting import Painter
from screens.visitor.wrapping import cut, longest, wrap
from tests.clocks import StillClock
from tests.stores import DAY
from tests.visitors import Visitor, visitor
from tests.walks import walk

SIZES = [(40, 11), (68, 20), (80, 24), (120, 40), (160, 50)]
WALKS = 30
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ"
PERSIAN = "پچژگکی"
FONTS = [
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"),
]
MADE_UP = ("المال", "لأول", "مرة", "أو", "إلى", "مساعدة", "(Bescheid)", "السؤال", "الآن", "بلا")
HALL = f"{ISOLATE}Rathaus (West), Zimmer 1{END}"
ISOLATED = re.compile(f"{ISOLATE}(.*?){END}")
SIGNS = re.compile(f"[\\s☐☑☒{ISOLATE}{END}]")


def shown(text: str) -> str:
    return visual(isolated(text), rtl=True)


def read(line: str) -> str:
    """Return a drawn line of right-to-left words alone as it is read."""
    return normalize("NFKC", line[::-1])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("الرسالة (Bescheid).", ".(Bescheid) "),
        ("لا تنسوا Bescheid.", ".Bescheid "),
        ("(Bescheid) قرار", " (Bescheid)"),
        ("قولوا: «Ich stelle einen Antrag.» (أقدم طلبا)", ") «Ich stelle einen Antrag.» :"),
        ("«Mein Strom (mein Gas) ist weg» أو", " «Mein Strom (mein Gas) ist weg»"),
        ("قرار (z. B. Bescheid, Antrag) هنا", " (z. B. Bescheid, Antrag) "),
        ("يوم 24.12.2026, 9:00", "24.12.2026, 9:00 "),
        ("يوم 24.12.2026، الساعة 9:00.", ".9:00 "),
        ("اتصلوا: 0800 123 99 00.", ".0800 123 99 00 :"),
        ("هاتف +49 30 12 34 مجانا", " +49 30 12 34 "),
        ("صفحة 1/3", "1/3 "),
        ("رقمكم A042، الغرفة B 2.14.", ".B 2.14 "),
        ("وفق § 21 SGB II: نعم", " :§ 21 SGB II "),
        ("من 15–25 دقيقة، 563 € و 30%.", ".30% "),
        ("موقع https://www.jobcenter.digital/a?b", "https://www.jobcenter.digital/a"),
        ("بحث: Tacheles e.V. أو", " Tacheles e.V. "),
        ("مثلا Krankengeld، BAföG، Wohngeld", "Wohngeld ،BAföG ،Krankengeld "),
        ("مفتوح · Mietvertrag", "Mietvertrag · "),
        ("• Antrag وقرار", " Antrag •"),
    ],
)
def test_what_is_german_or_a_number_keeps_its_order_and_its_signs(text: str, seen: str) -> None:
    assert seen in shown(text)


@pytest.mark.parametrize(
    "text",
    ["Bescheid über Geld (SGB II).", "Wohin?", "www.hilfe.de/", "Русский", "1. Mai!", "Mo · Di"],
)
def test_a_text_without_arabic_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_words_are_read_from_the_right_with_their_letters_joined() -> None:
    assert shown("ماذا أحضر؟") == "؟ﺮﻀﺣﺃ ﺍﺫﺎﻣ"
    assert read(shown("ماذا أحضر؟")) == "ماذا أحضر؟"


def test_brackets_and_quotation_marks_open_towards_what_they_hold() -> None:
    assert shown("أ (ب) «ج» د")[2:-2] == "«ﺝ» (ﺏ)"


def test_persian_letters_are_joined() -> None:
    assert shown("چیزی") == "ﯼﺰﯿﭼ"
    assert shown("گرگ ژپک") == "ﮏﭘﮊ ﮒﺮﮔ"


def test_the_non_joiner_parts_letters_and_takes_no_cell() -> None:
    joined, parted = shown("میشود"), shown("می\u200cشود")
    assert cell_len(parted) == len(parted) == len(joined) == 5
    assert parted != joined
    assert read(parted) == "میشود"


@pytest.mark.parametrize("ezafe", ["شماره\u0654", "شمار\u06c0"])
def test_the_ezafe_stays_on_its_letter(ezafe: str) -> None:
    assert shown(f"{ezafe} شما").endswith(" ﻩ\u0654ﺭﺎﻤﺷ")
    assert cells(isolated(ezafe)) == 5


def test_marks_stay_on_their_letter() -> None:
    assert shown("لطفا\u064b") == "ﺎ\u064bﻔﻄﻟ"
    assert shown("مكر\u0651ر") == "ﺭﺮ\u0651ﻜﻣ"


def test_letters_in_parts_are_put_together() -> None:
    assert shown("ا\u0654ين") == shown("أين")


def test_lam_and_alef_share_a_cell() -> None:
    assert [cells(isolated(word)) for word in ("لا", "الآن", "سؤال", "ولأول")] == [1, 3, 4, 4]


def test_the_name_of_god_is_not_squeezed_into_a_cell() -> None:
    assert cell_len(shown("الله")) == 4


def test_arabic_in_a_german_line_is_read_from_the_right_and_the_rest_stays() -> None:
    line = visual("Willkommen · أهلا وسهلا · خوش آمدید!", rtl=False)
    assert line == "Willkommen · ﻼﻬﺳﻭ ﻼﻫﺃ · ﺪﯾﺪﻣﺁ ﺵﻮﺧ!"
    assert visual("Nur Deutsch (§ 1).", rtl=False) == "Nur Deutsch (§ 1)."


def test_foreign_direction_marks_have_no_say() -> None:
    assert shown("\u202eأب\u202c \u2067Bescheid\u2069\u200f") == shown("أب Bescheid")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ربما · Anlage KDU (Miete und Heizung)", "Anlage KDU (Miete und Heizung) · ﺎﻤﺑﺭ"),
        ("Anlage KDU (Miete)\u00a0· ربما", "ﺎﻤﺑﺭ ·\u00a0Anlage KDU (Miete)"),
        ("ربما · § 5, Satz 1; §§ 7, 8 SGB II · لا", "ﻻ · § 5, Satz 1; §§ 7, 8 SGB II · ﺎﻤﺑﺭ"),
        ("ربما · Bescheid …", "… Bescheid · ﺎﻤﺑﺭ"),
        ("ربما · 12:00", "12:00 · ﺎﻤﺑﺭ"),
    ],
)
def test_what_middle_dots_part_keeps_its_own_order(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"12:00: {HALL}", "Rathaus (West), Zimmer 1 :12:00"),
        (f"2026 {HALL}، {HALL}", "Rathaus (West), Zimmer 1 ،Rathaus (West), Zimmer 1 2026"),
        (f"«Ich bin in {HALL}.»", "«Ich bin in Rathaus (West), Zimmer 1.»"),
        (f"(§ 5 {HALL})", "(§ 5 Rathaus (West), Zimmer 1)"),
        (f"({HALL} oder (dort))", "(Rathaus (West), Zimmer 1 oder (dort))"),
    ],
)
def test_what_is_isolated_already_keeps_its_order_and_goes_with_quotation_and_brackets(
    text: str, seen: str
) -> None:
    assert shown(f"{text} هنا") == f"ﺎﻨﻫ {seen}"


def test_a_text_without_arabic_stays_as_it_is_whatever_is_isolated_in_it() -> None:
    assert shown(f"Ort: {HALL}") == "Ort: Rathaus (West), Zimmer 1"


@pytest.mark.parametrize(
    "text", [f"{END}أب{ISOLATE} A", f"{ISOLATE}أب{END} A", f"{ISOLATE}{ISOLATE}أب A{END}"]
)
def test_an_isolate_that_is_not_whole_or_holds_arabic_has_no_say(text: str) -> None:
    assert shown(text) == "A ﺏﺃ"


def test_no_isolate_reaches_the_cells() -> None:
    assert visual(f"Zimmer {HALL}{ISOLATE} أب", rtl=False) == "Zimmer Rathaus (West), Zimmer 1 ﺏﺃ"
    for line in (*wrap(f"في {HALL}", 9, rtl=True), f"في {HALL}"[:9]):
        assert not {ISOLATE, END} & set(painter().caption(line, 40, rtl=True).text)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_every_german_name_of_a_paper_beside_a_note_is_read_from_left_to_right(
    language: str, catalog: Catalog, dictionary: Library
) -> None:
    perhaps = dictionary[language](catalog.interface["visitor.need_perhaps"])
    for document in catalog.documents.values():
        choice = Choice("it", "", note=perhaps, beside=document.title.german)
        for width in (24, 36, 64):
            lines = wrap(choice.under, width, rtl=True)
            parts = [part for line in lines for part in ISOLATED.findall(line)]
            assert bare(parts) == bare([document.title.german])
            assert len(parts) <= len(lines)
            drawn = "\n".join(visual(line, rtl=True) for line in lines)
            assert all(part in drawn for part in parts)


def test_a_quotation_that_goes_on_in_the_next_line_keeps_its_order() -> None:
    lines = wrap("قولوا: «Ich stelle heute einen Antrag.» نعم", 25, rtl=True)
    seen = [visual(line, rtl=True) for line in lines]
    assert seen == ["Ich stelle heute» :ﺍﻮﻟﻮﻗ", "ﻢﻌﻧ «einen Antrag."]


def test_lines_are_as_full_as_joined_letters_allow() -> None:
    assert len(wrap("لا لا لا", 5, rtl=True)) == 1
    assert len(wrap("لا لا لا", 5)) == 2
    assert longest("لالا", rtl=True) == 2


def test_what_is_too_long_is_cut_at_its_end() -> None:
    assert visual(cut(isolated("واحد اثنان ثلاثة"), 8, rtl=True), rtl=True).startswith("…")
    assert cells(cut(isolated("واحد اثنان ثلاثة"), 8, rtl=True)) <= 8


TEXTS = st.text(ARABIC + PERSIAN + "لا\u064b\u0654\u200c  .،:;()«»-–/%€§·1230abcÄß", max_size=60)

MARKED = st.lists(TEXTS | st.sampled_from([HALL, ISOLATE, END])).map("".join)


@given(TEXTS)
def test_no_letter_is_lost_and_the_measure_is_true(text: str) -> None:
    seen = shown(text)
    assert cell_len(seen) == cells(isolated(text))
    assert not {ISOLATE, END, "\u200c"} & set(seen)
    assert letters_of(seen) == letters_of(text)


@given(TEXTS | MARKED, st.integers(1, 30))
def test_lines_fit_hold_everything_and_isolate_whole_runs(text: str, width: int) -> None:
    lines = wrap(text, width, rtl=True)
    assert all(cells(line) <= width for line in lines)
    assert normalize("NFC", bare(lines)) == normalize("NFC", bare([text]))
    assert all(line.count(ISOLATE) == line.count(END) for line in lines)
    assert not any(re.search(f"{ISOLATE}[^{END}]*{ISOLATE}", line) for line in lines)


def test_what_is_not_open_is_not_carried_on() -> None:
    assert list(carried_on(["a", f"{ISOLATE}b", "c", f"d{END} e", "f"])) == [
        "a",
        f"{ISOLATE}b{END}",
        f"{ISOLATE}c{END}",
        f"{ISOLATE}d{END} e",
        "f",
    ]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_terminals_font_has_every_form_of_every_letter(font: Path) -> None:
    prepare()
    glyphs = TTFont(font).getBestCmap()
    forms = (f"{x} ب{x}ب ب{x} {x}ب ب{x}\u064b لا ب{x} لأ لإ لآ بلا بلأ" for x in ARABIC + PERSIAN)
    needed = set("".join(map(shown, forms))) | set("،؛؟«»\u0654☐☑☒←→▼…")
    assert not {letter for letter in needed if ord(letter) not in glyphs}


def letters_of(text: str) -> list[str]:
    """Return what is to be seen of a text, whatever its order and the shape of its letters."""
    plain = normalize("NFKC", normalize("NFC", text)).translate({ord(c): None for c in "()«»‹›"})
    return sorted(letter for letter in normalize("NFKD", plain) if letter != "\u200c")


def bare(lines: list[str]) -> str:
    return SIGNS.sub("", "".join(lines))


@pytest.fixture(scope="module")
def arabic(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Every text of the content in made-up Arabic, as long as the German one, with German terms."""
    folder = tmp_path_factory.mktemp("content")
    file = po_file(folder, "ar")
    file.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"'
    entries = {
        text.context: f"msgctxt {quoted(text.context)}\nmsgid {quoted(text.german)}\n"
        f"msgstr {quoted(made_up(text.german))}"
        for text in texts(catalog)
    }
    file.write_text("\n\n".join([header, *entries.values()]) + "\n", encoding="utf-8")
    return Library(folder, spoken(catalog), lambda: DAY)


@pytest.fixture(scope="module")
def pages(catalog: Catalog, arabic: Library) -> list[Page]:
    found = {
        (page.title, page.paragraphs, page.choices, page.action): page
        for seed in range(WALKS)
        for _, page in walk(spoken(catalog), arabic, "ar", seed)
        if page.rtl
    }
    return list(found.values())


def spoken(catalog: Catalog) -> Catalog:
    """Return the content of an office that speaks German and Arabic."""
    return replace(catalog, office=replace(catalog.office, languages=("de", "ar")))


def made_up(german: str) -> str:
    words = cycle(MADE_UP)
    said = [
        word if PLACEHOLDER.search(word) or re.search(r"\d", word) else arabic_word(word, words)
        for word in german.split(" ")
    ]
    return " ".join(said)


def arabic_word(german: str, words: Iterator[str]) -> str:
    end = german[-1:] if german[-1:] in {".", "?", ":", "!"} else ""
    return next(words) + end.replace("?", "؟")


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def every_sheet(pages: list[Page]) -> Iterator[tuple[Page, int, int, Sheet]]:
    for page in pages:
        for width, height in SIZES:
            for pictures in (False, True):
                for sheet in lay_out(page, width, height, pictures=pictures):
                    yield page, width, height, sheet


def test_many_mirrored_pages_are_reached(pages: list[Page]) -> None:
    assert len(pages) > 100
    steps = {page.step for page in pages}
    assert {"menu", "concerns", "question", "hints", "checklist", "document", "number"} <= steps


def test_every_mirrored_box_lies_on_the_screen_and_on_no_other(pages: list[Page]) -> None:
    for page, width, height, sheet in every_sheet(pages):
        for box in sheet.boxes:
            inside = box.x >= 0 and box.x + box.width <= width and box.y + box.height <= height
            assert inside, (page.step, width, height, box)
        for one, other in combinations(sheet.boxes, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            above = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or above, (page.step, width, height, one, other)


def test_no_mirrored_line_is_wider_than_its_box(pages: list[Page]) -> None:
    for page, width, height, sheet in every_sheet(pages):
        for box in sheet.boxes:
            room = box.width - max(box.text_x, 0)
            if box.role not in {"giant", "picture"}:
                too_wide = [x for x in box.lines if cell_len(visual(x, rtl=True)) > room]
                assert not too_wide, (page.step, width, height, too_wide)


def test_every_mirrored_page_is_complete(pages: list[Page]) -> None:
    for page in pages:
        for width, height in SIZES:
            sheets = lay_out(page, width, height)
            lines = [line for sheet in sheets for box in sheet.boxes for line in box.lines]
            repeated = len(sheets[0].boxes[0].lines)
            content = [
                line
                for sheet in sheets
                for box in sheet.boxes[1:]
                if box.role not in {"bar", "action"}
                for line in box.lines
            ]
            seen = bare([*lines[:repeated], *content])
            compact = width < 56 or height < 16
            aside = Tone.ASIDE if compact else None
            said = [p.text for p in page.paragraphs if p.tone is not aside]
            for text in (page.title, *said, *(choice.label for choice in page.choices)):
                assert bare([text]) in seen, (page.step, width, height, text)


def test_a_mirrored_page_has_the_same_boxes_in_the_same_order(
    catalog: Catalog, dictionary: Library
) -> None:
    for _, page in walk(catalog, dictionary, "de", seed=1):
        for width, height in SIZES:
            straight = lay_out(page, width, height, pictures=True)
            mirrored = lay_out(replace(page, rtl=True), width, height, pictures=True)
            assert len(straight) == len(mirrored)
            for one, other in zip(straight, mirrored, strict=True):
                assert [turned(box, width) for box in one.boxes] == [place(b) for b in other.boxes]


def turned(box: Box, width: int) -> tuple[str, int, int, int, int]:
    return place(replace(box, x=width - box.x - box.width))


def place(box: Box) -> tuple[str, int, int, int, int]:
    return (box.choice or box.role, box.x, box.y, box.width, box.height)


LIST = Page(
    step="checklist",
    title="أحضروا معكم",
    paragraphs=(Paragraph("قرار (Bescheid)."), Paragraph("Mietvertrag", Tone.QUIET)),
    choices=(
        Choice("lease", "عقد الإيجار", note="Mietvertrag", mark=Mark.ON, pictogram="next"),
        Choice("pass", "جواز السفر", note="Pass", mark=Mark.OFF, pictogram="pass"),
        *(Choice(f"paper{n}", f"ورقة {n}", mark=Mark.LACKING, pictogram="pass") for n in range(6)),
    ),
    action=Choice("forward", "التالي", note="→"),
    bar=(
        Choice("back", "رجوع إلى الصفحة", note="←"),
        Choice("person", "مساعدة من شخص", note="?"),
        Choice("language", "اللغة", note="AR"),
    ),
    more=Choice(MORE, "المزيد", note="▼"),
    rtl=True,
)


def boxes(page: Page, width: int, height: int) -> dict[str, Box]:
    return {b.choice: b for sheet in lay_out(page, width, height) for b in sheet.boxes if b.choice}


def test_the_first_choice_is_at_the_right_and_first_in_focus() -> None:
    (sheet,) = lay_out(LIST, 80, 24)
    assert [box.choice for box in sheet.targets[:2]] == ["lease", "pass"]
    assert boxes(LIST, 80, 24)["lease"].x > boxes(LIST, 80, 24)["pass"].x


def test_back_is_at_the_right_and_the_way_on_at_the_left() -> None:
    placed = boxes(LIST, 80, 24)
    assert placed["back"].x + placed["back"].width == 80 - 3
    assert placed["forward"].x == 3
    assert placed["back"].x > placed["person"].x > placed["language"].x > placed["forward"].x


def test_signs_on_the_bar_point_the_other_way() -> None:
    placed = boxes(replace(LIST, action=Choice("on", "إلى الصفحة " * 3, note="→")), 40, 11)
    signs = [placed[choice].lines for choice in ("back", "person", "on")]
    assert signs == [("→",), ("؟",), ("←",)]


def painter() -> Painter:
    return Painter(lambda _: Style.parse("white on black"), Cell(20, 40), {"next": 0xF061})


def rows(page: Page, width: int = 80, height: int = 24, focused: str = "") -> list[str]:
    (sheet,) = lay_out(page, width, height, pictures=True)
    return [strip.text for strip in painter().paint(sheet, focused, width, height)]


def test_title_text_and_german_lines_end_at_the_right_margin() -> None:
    lines = rows(LIST)
    for words in ("ﻢﻜﻌﻣ ﺍﻭﺮﻀﺣﺃ", ".(Bescheid) ﺭﺍﺮﻗ", "Mietvertrag"):
        line = next(line for line in lines if words in line)
        assert line == words.rjust(80 - 3).ljust(80)


def test_the_mark_is_right_of_the_label_and_the_focus_right_of_both() -> None:
    line = next(line for line in rows(LIST, focused="lease") if "☑" in line)
    assert "ﺭﺎﺠﻳﻹﺍ ﺪﻘﻋ ☑‹" in line
    assert "ﺮﻔﺴﻟﺍ ﺯﺍﻮﺟ ☐ " in line
    note = next(line for line in rows(LIST) if "Pass" in line)
    assert note.index("Pass") + len("Pass") == line.index(" ☐")


def test_pictograms_are_at_the_right_of_a_tile_and_arrows_turned() -> None:
    (sheet,) = lay_out(LIST, 80, 24, pictures=True)
    box = next(box for box in sheet.boxes if box.choice == "lease")
    assert {key[0] for key in painter().pictograms(sheet)} == {0xF060, 0}
    strip = painter().paint(sheet, "", 80, 24)[box.y + box.height - 1]
    drawn = [segment.text for segment in strip if segment.control]
    left = int(re.findall(r"\x1b\[\d+;(\d+)H", drawn[0])[0]) - 1
    assert box.x + box.width - box.text_x <= left < box.x + box.width


def test_captions_end_at_the_right() -> None:
    words = "هل لديكم Mietvertrag؟ "
    line = painter().caption(words.strip(), 40, rtl=True).text
    assert line == "؟Mietvertrag ﻢﻜﻳﺪﻟ ﻞﻫ".rjust(40 - 1).ljust(40)
    cut_off = painter().caption(words * 9, 40, rtl=True).text
    assert cut_off.lstrip().startswith("…")
    assert cut_off.endswith("ﻞﻫ ")


@pytest.fixture
def come(catalog: Catalog, arabic: Library, tmp_path: Path) -> AbstractAsyncContextManager[Visitor]:
    """Let a visitor come to the terminal of an office that speaks Arabic."""
    office = Office(spoken(catalog), MemoryStore(), StillClock())
    return visitor(office, arabic, tmp_path)


async def test_a_visitor_finds_arabic_on_the_german_screen_and_gets_a_mirrored_one(
    come: AbstractAsyncContextManager[Visitor],
) -> None:
    async with come as person:
        await person.press("enter")
        assert visual(person.app.dictionary.names()["ar"], rtl=True) in person.seen
        await person.tap("ar")
        assert person.step == "menu"
        assert all(box.rtl for box in person.app.view.sheet.boxes)
        title = person.seen.split("\n")[1]
        assert cell_len(title) == 68 - 3
        assert person.focus == "number"
        await person.press("down")
        assert person.focus == "needed"
        await person.press("f2")
        caption = person.seen.split("\n")[-1]
        assert cell_len(caption) == 67
