"""Every slip in every language, read back from the bytes, and its code read by two readers."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pyzbar import pyzbar

from kiosk import come_back, ticket_code
from kiosk.catalog import Catalog, Span
from kiosk.content_folder import SHIPPED
from kiosk.leaving_slip import LeavingSlipWriter
from kiosk.loader import load_catalog
from kiosk.opening import Meeting
from kiosk.plain import END, ISOLATE
from kiosk.slip import Slip
from kiosk.slip_json import from_json, to_json
from kiosk.texts import Library
from kiosk.ticket_slip import SlipWriter
from printer.document import Kind, document
from printer.layout import draw
from printer.paper import Paper
from printer.raster import encode
from printer.trial import trial
from printer.wording import wording
from tests.printers.raster_reader import read
from tests.stores import AT, DAY, a_ticket

LANGUAGES = load_catalog(SHIPPED).office.languages
PAPERS = [Paper(width, dots) for width in (576, 384) for dots in (8.0, 180 / 25.4)]
KEY = b"k" * 32
TICKET = a_ticket(42, issued_at=AT)
CODE = ticket_code.encode(TICKET, "x", KEY, "HTTPS://LOTSE.EXAMPLE/")
TOLD = come_back.come_back(TICKET, AT + timedelta(minutes=20), DAY + timedelta(days=7))
BILL = {"rent_topic": frozenset({"bill"}), "receives": frozenset({"never"})}
HAS = {"pay_slips": False, "service_charge_bill": True, "lease": False}


def slips(
    catalog: Catalog, dictionary: Library, language: str, *, large: bool = False
) -> Iterator[Slip]:
    """Yield one of each kind."""
    writer = SlipWriter(catalog, dictionary, language, large=large)
    leaving = LeavingSlipWriter(catalog, dictionary, language, large=large)
    code = come_back.encode(TOLD, "x", KEY)
    yield writer.number(TICKET, CODE, writer.checklist(["rent_heating"], BILL, HAS, DAY))
    yield writer.number(TICKET, CODE)
    yield writer.referral(AT, catalog.partners["tenants_association"])
    yield leaving.come_back(TOLD, code, AT, ["lease"])
    yield leaving.proof(TICKET, AT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_the_picture_in_every_language_width_and_density(
    language: str, catalog: Catalog, dictionary: Library
) -> None:
    usual, *others = slips(catalog, dictionary, language)
    large = next(slips(catalog, dictionary, language, large=True))
    on = [(usual, paper) for paper in PAPERS]
    on += [(slip, PAPERS[count % len(PAPERS)]) for count, slip in enumerate([*others, large])]
    for slip, paper in on:
        picture = draw(slip, paper)
        printed = read(encode(picture), paper.width)
        assert printed.picture.tobytes() == picture.tobytes()
        assert printed.cuts == 1


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_two_readers_read_the_code_of_every_language(
    paper: Paper, catalog: Catalog, dictionary: Library
) -> None:
    for language in LANGUAGES:
        slip = next(slips(catalog, dictionary, language))
        printed = read(encode(draw(slip, paper)), paper.width).picture.convert("L")
        assert codes(printed) == ([CODE], [CODE])


def seen_by_a_phone(paper: Image.Image, pixels_a_mm: float, blur: float) -> Image.Image:
    """Return what a camera sees: 5 pixels a millimetre are 720p at 20 cm, 7.5 are 1080p."""
    size = (round(paper.width / 8 * pixels_a_mm), round(paper.height / 8 * pixels_a_mm))
    small = paper.resize(size, Image.Resampling.BOX)
    return small.filter(ImageFilter.GaussianBlur(blur))


def faded(paper: Image.Image, contrast: float) -> Image.Image:
    return paper.point([round(235 - (255 - grey) * contrast * 0.9) for grey in range(256)])


def with_dead_dots(paper: Image.Image, columns: int) -> Image.Image:
    """Leave columns white all the way, spread over the head."""
    burnt = paper.copy()
    pen = ImageDraw.Draw(burnt)
    for column in range(columns):
        x = round((column + 0.5) * paper.width / columns)
        pen.line([(x, 0), (x, paper.height)], fill=255)
    return burnt


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize(
    ("contrast", "dead", "phone"),
    [
        (1.0, 0, (5.0, 1.5)),
        (1.0, 0, (7.5, 2.2)),
        (0.4, 0, (5.0, 0.8)),
        (0.25, 0, (5.0, 0.8)),
        (1.0, 8, (5.0, 1.5)),
    ],
)
def test_the_code_is_read_blurred_faded_and_with_dead_dots(
    width: int, contrast: float, dead: int, phone: tuple[float, float], german: SlipWriter
) -> None:
    printed = read(encode(draw(german.number(TICKET, CODE), Paper(width))), width)
    paper = with_dead_dots(faded(printed.picture.convert("L"), contrast), dead)
    assert codes(seen_by_a_phone(paper, *phone)) == ([CODE], [CODE])


def codes(picture: Image.Image) -> tuple[list[str], list[str]]:
    """Return what zxing and zbar read."""
    return (
        [code.text for code in zxingcpp.read_barcodes(picture)],
        [code.data.decode() for code in pyzbar.decode(picture)],
    )


@pytest.fixture(scope="module")
def german(catalog: Catalog, dictionary: Library) -> SlipWriter:
    return SlipWriter(catalog, dictionary, "de")


def test_large_print_is_larger_and_its_code_is_the_same(
    catalog: Catalog, dictionary: Library
) -> None:
    usual = draw(next(slips(catalog, dictionary, "de")), PAPERS[0])
    large = draw(next(slips(catalog, dictionary, "de", large=True)), PAPERS[0])
    assert large.height > usual.height * 1.4
    assert codes(large.convert("L")) == ([CODE], [CODE])


@pytest.mark.parametrize("large", [False, True])
def test_no_word_of_a_slip_touches_the_edges(
    catalog: Catalog, dictionary: Library, *, large: bool
) -> None:
    for language in ("de", "ar", "vi", "fa"):
        for slip in slips(catalog, dictionary, language, large=large):
            picture = draw(slip, Paper(384))
            left, _, right, _ = ImageChops.invert(picture).getbbox() or (0, 0, 0, 0)
            assert left >= 3
            assert right <= 384 - 3


def test_a_picture_holds_the_very_dots_that_are_printed(
    catalog: Catalog, dictionary: Library, tmp_path: object
) -> None:
    slip = next(slips(catalog, dictionary, "ar"))
    file = f"{tmp_path}/slip.png"
    with open(file, "wb") as png:  # noqa: PTH123
        png.write(document(slip, PAPERS[0], Kind.PNG))
    with Image.open(file) as picture:
        assert picture.convert("1").tobytes() == draw(slip, PAPERS[0]).tobytes()


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_place_is_read_from_the_left_and_stands_apart_from_the_time(
    language: str, catalog: Catalog, dictionary: Library
) -> None:
    meeting = Meeting(DAY, Span(time(8), time(12)), "Rathaus (West), Zimmer 12")
    writer = SlipWriter(catalog, dictionary, language)
    _, line = writer.meetings([meeting])
    for slip in (line.text, from_json(to_json(writer.plain(AT, [line]))).lines[0].text):
        set_ = wording(slip, rtl=True)
        assert set_.endswith(f"{ISOLATE}12:00{END}: {ISOLATE}Rathaus (West), Zimmer\u00a012{END}")


def test_what_is_german_as_a_whole_is_set_from_the_left_as_a_whole() -> None:
    name = "Anlage KDU (Miete und Heizung): neu."
    assert wording(name, rtl=True) == f"\u200f{ISOLATE}{name}{END}"
    assert wording(f"نعم\n{name}", rtl=True) == f"\u200fنعم\n\u200f{ISOLATE}{name}{END}"
    assert wording("هنا «Ich gehe.»", rtl=True) == f"\u200fهنا «{ISOLATE}Ich gehe.{END}»"


def test_a_range_keeps_its_order_and_stays_on_its_line() -> None:
    minutes = wording("من 15–25 دقيقة", rtl=True)
    assert minutes == f"\u200fمن {ISOLATE}15–\u206025{END}\u00a0دقيقة"


def test_marks_of_direction_are_kept_only_where_they_isolate_german() -> None:
    for loose in (f"\u202e{END}هنا{ISOLATE}", f"{ISOLATE}هنا{END}\u2067"):
        assert wording(loose, rtl=True) == "\u200fهنا"
    assert wording(f"{ISOLATE}A{END} hier", rtl=False) == "A hier"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_strip_is_one_page_and_a_long_slip_fills_columns_of_a4(
    language: str, catalog: Catalog, dictionary: Library
) -> None:
    slip = next(slips(catalog, dictionary, language, large=True))
    strip, pages = (document(slip, PAPERS[0], kind) for kind in (Kind.PDF, Kind.A4))
    assert strip.count(b"/Type /Page ") == 1
    assert b"/MediaBox [ 0 0 204.09" in strip
    assert pages.count(b"/Type /Page ") == 2
    assert pages.count(b"/MediaBox [ 0 0 595.2") == 2
    for pdf in (strip, pages):
        assert b"/FontFile" in pdf
        assert b"/Image" not in pdf


def test_the_test_slip_has_both_ends_of_the_paper_and_a_code() -> None:
    for paper in PAPERS:
        picture = draw(trial(paper, "heute"), paper)
        ink = ImageChops.invert(picture).getbbox()
        assert ink
        assert (ink[0], ink[2]) == (0, paper.width)
        read_back = read(encode(picture), paper.width).picture
        assert read_back.tobytes() == picture.tobytes()
        for found in codes(read_back.convert("L")):
            assert len(found) == 1
            assert found[0].startswith("LOTSE PROBE")
