from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops
from pyzbar import pyzbar

from kiosk.slip import Line, Slip, Style
from printer.layout import draw
from printer.paper import Paper
from printer.wording import isolated, wording
from tests.printers.slips import ALL, ARABIC, CODE, GERMAN, NUMBER_ONLY

WIDE, NARROW = Paper(576), Paper(384)
PAPERS = (WIDE, NARROW, Paper(512, 180 / 25.4))
BARE = Slip(language="de", office="", when="")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.width))
@pytest.mark.parametrize("slip", ALL.values(), ids=ALL)
def test_every_language_stays_between_the_margins(slip: Slip, paper: Paper) -> None:
    picture = draw(slip, paper)
    left, top, right, bottom = ink(picture)
    assert picture.mode == "1"
    assert picture.width == paper.width
    assert left >= 6
    assert right <= paper.width - 6
    assert top >= 8
    assert bottom <= picture.height - 8


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.width))
def test_the_number_is_at_least_ten_millimetres_high(paper: Paper) -> None:
    _, top, _, bottom = ink(draw(replace(BARE, number="A042"), paper))
    assert bottom - top >= 10 * paper.dots_per_mm
    assert bottom - top >= 80


def test_a_long_number_still_fits() -> None:
    left, _, right, _ = ink(draw(replace(BARE, number="W" * 30), NARROW))
    assert 6 <= left < right <= 378


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.width))
@pytest.mark.parametrize("slip", ALL.values(), ids=ALL)
def test_two_readers_read_the_code(slip: Slip, paper: Paper) -> None:
    picture = draw(slip, paper).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [CODE]
    assert [code.data.decode() for code in pyzbar.decode(picture)] == [CODE]


def test_a_module_of_the_code_is_a_millimetre() -> None:
    picture = draw(replace(BARE, code=CODE), NARROW)
    left, top, right, bottom = ink(picture)
    assert right - left == bottom - top == 29 * 8
    assert (left, picture.width - right) == (76, 76)


def test_a_code_too_large_for_the_paper_is_left_out() -> None:
    without = draw(NUMBER_ONLY, NARROW).height - draw(replace(NUMBER_ONLY, code=""), NARROW).height
    assert without > 0
    assert (
        draw(replace(NUMBER_ONLY, code="A" * 3000), NARROW).height
        < draw(NUMBER_ONLY, NARROW).height
    )


def test_boxes_to_tick_stand_where_reading_starts() -> None:
    line = (Line("x", Style.TICK),)
    left_to_right = ink(draw(replace(BARE, lines=line), NARROW))
    words = draw(replace(BARE, lines=line), NARROW).crop((0, 60, 384, 120))
    mirrored = draw(replace(BARE, rtl=True, lines=line), NARROW).crop((0, 60, 384, 120))
    assert left_to_right[0] == 6
    assert ink(words)[0] == 6
    assert ink(words)[2] < 80
    assert ink(mirrored)[2] == 378
    assert ink(mirrored)[0] > 300


def test_a_wrapped_line_hangs_beside_its_box() -> None:
    text = "Kontoauszüge der letzten 3 Monate von allen Konten und Sparbüchern"
    picture = draw(replace(BARE, lines=(Line(text, Style.TICK),)), NARROW)
    below_the_box = picture.crop((0, 102, 384, picture.height))
    assert ink(below_the_box)[0] >= 6 + 42


def test_every_script_has_lines_of_one_height() -> None:
    heights = {
        draw(replace(BARE, lines=(Line(text),)), WIDE).height
        for text in ("Miete", "عقد", "оренда", "ሰላም", "Hợp", "A → B")
    }
    assert len(heights) == 1


def test_the_same_slip_is_the_same_picture() -> None:
    assert draw(ARABIC, WIDE).tobytes() == draw(ARABIC, WIDE).tobytes()


def test_a_tick_is_seen() -> None:
    empty = draw(replace(BARE, lines=(Line("x", Style.TICK),)), WIDE)
    ticked = draw(replace(BARE, lines=(Line("x", Style.TICKED),)), WIDE)
    assert ImageChops.difference(empty.convert("L"), ticked.convert("L")).getbbox()


def test_an_endless_slip_ends() -> None:
    lines = tuple(Line("Unterlage", Style.TICK) for _ in range(5000))
    assert draw(replace(GERMAN, lines=lines), WIDE).height < 5000


@pytest.mark.parametrize(
    "text", ["", "\x00\x1b@\x10\x04\x01", "<b>&lt;</b> & 'x'", "\u202eevil", "\ud800"]
)
def test_hostile_text_is_only_drawn(text: str) -> None:
    slip = Slip(
        language='"><b',
        office=text,
        when=text,
        label=text,
        number=text,
        short_code=text,
        mark=text,
        lines=(Line(text, Style.TICK, text),),
    )
    assert draw(slip, NARROW).width == 384


def test_identifiers_are_isolated_in_text_from_right_to_left() -> None:
    assert wording("قبل 30.11.2026، Zimmer 2.14.", rtl=True) == (
        "\u200fقبل \u206630.11.2026\u2069، \u2066Zimmer\u00a02.14\u2069."
    )
    assert isolated("A042", rtl=True) == "\u200f\u2066A042\u2069"
    assert isolated("A042", rtl=False) == "A042"


def test_a_number_stays_with_its_unit() -> None:
    assert wording("etwa 15–25 Minuten, 563 € nach § 22", rtl=False) == (
        "etwa 15–\u206025\u00a0Minuten, 563\u00a0€ nach §\u00a022"
    )


def test_bidi_overrides_from_outside_are_dropped() -> None:
    assert wording("a\u202eb\u2066c", rtl=False) == "abc"
