import re
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageChops
from pyzbar import pyzbar

from kiosk.slip import Line, Slip, Style
from printer.layout import draw
from printer.paper import Paper
from printer.raster import encode, harmless
from tests.printers.raster_reader import read
from tests.printers.slips import ALL, CODE, GERMAN, NUMBER_ONLY

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("slip", ALL.values(), ids=ALL)
@pytest.mark.parametrize("doubling", [True, False])
def test_the_paper_shows_the_picture_dot_for_dot(slip: Slip, width: int, *, doubling: bool) -> None:
    drawn = draw(slip, Paper(width))
    paper = read(encode(drawn, doubling=doubling), width)
    assert paper.picture.tobytes() == drawn.tobytes()
    assert (paper.cuts, paper.fences) == (1, 2)
    assert paper.tallest <= 64


def test_the_code_is_sent_in_a_quarter_of_its_bytes() -> None:
    for width in (576, 384):
        drawn = draw(NUMBER_ONLY, Paper(width))
        assert len(encode(drawn)) < len(encode(drawn, doubling=False)) - 6_000


def test_a_picture_of_any_bytes_keeps_its_dots_but_for_those_that_mend_commands() -> None:
    chance = Random(11)
    for width in (384, 420, 412, 8):
        for _ in range(10):
            stride = -(-width // 8)
            noise = bytes(chance.choice(b"\x10\x04\x05\x14\x00\xff") for _ in range(stride * 130))
            picture = harmless(ImageChops.invert(Image.frombytes("1", (width, 130), noise)))
            job = encode(picture)
            assert not REAL_TIME.search(job)
            assert ImageChops.difference(read(job, width).picture, picture).getbbox() is None


@pytest.mark.parametrize("width", [576, 384])
def test_two_readers_read_the_code_from_the_paper(width: int) -> None:
    printed = read(encode(draw(GERMAN, Paper(width))), width).picture.convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(printed)] == [CODE]
    assert [code.data.decode() for code in pyzbar.decode(printed)] == [CODE]


def test_no_picture_holds_a_real_time_command() -> None:
    bytes_of_commands = bytes([0x10, 0x04, 0x05, 0x14, 0x10, 0x10])
    chance = Random(7)
    for _ in range(20):
        noise = bytes(chance.choice(bytes_of_commands) for _ in range(48 * 70))
        picture = ImageChops.invert(Image.frombytes("1", (384, 70), noise))
        assert REAL_TIME.search(noise)
        job = encode(picture)
        assert not REAL_TIME.search(job)
        assert read(job, 384).picture.size == picture.size


def test_no_slip_holds_a_real_time_command() -> None:
    for width in (576, 512, 384):
        for slip in ALL.values():
            assert not REAL_TIME.search(encode(draw(slip, Paper(width))))


def test_control_characters_in_a_slip_never_become_commands() -> None:
    def job(text: str) -> bytes:
        line = Line(text, Style.STRONG, text)
        slip = Slip(language="de", office=text, when=text, number=text, lines=(line,))
        return encode(draw(slip, Paper(384)))

    assert job("A\x1bp\x00\x10\x14\x01\x1dV\x00B") == job("ApVB")


def test_blank_paper_is_fed() -> None:
    job = encode(Image.new("1", (576, 1000), 255))
    assert len(job) < 40
    assert read(job, 576).picture.height == 1000


def test_a_wide_number_slip_stays_small() -> None:
    assert len(encode(draw(NUMBER_ONLY, Paper(576)))) <= 36_000
