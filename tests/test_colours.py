"""Colours as they are rendered: contrast is computed, and no meaning is in a colour alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region

from kiosk.catalog import Catalog
from kiosk.office import Office
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from screens.visitor.page import Page
from screens.visitor.sheet import SheetView
from tests.clocks import StillClock
from tests.visitors import Come, Visitor, visitor
from tests.walks import walk

LEAST = {"lotse": 4.5, "lotse-contrast": 7.0}
"""The contrast that the text of a theme needs (WCAG 2.2: 1.4.3 and 1.4.6)."""
SIZES = [(40, 11), (68, 20), (120, 40)]
FOCUS_SIGN = "›"
BLOCKS = set(" ▀▄█")


@pytest.fixture
def come(catalog: Catalog, dictionary: Library, tmp_path: Path) -> Iterator[Come]:
    """Let a visitor come to a terminal of a new office."""
    store = SqliteStore(tmp_path / "queue.db")
    yield partial(visitor, Office(catalog, store, StillClock()), dictionary, tmp_path)
    store.close()


@pytest.fixture(scope="module")
def pages(catalog: Catalog, dictionary: Library) -> list[Page]:
    """Return the different pages of random visits, those of every step and language among them."""
    found = {
        (page.step, page.title, page.paragraphs, page.choices): page
        for language in dictionary
        for seed in range(12)
        for _, page in walk(catalog, dictionary, language, seed)
    }
    return list(found.values())


@pytest.fixture(scope="module")
def one_of_each(pages: list[Page]) -> list[Page]:
    return list({page.step: page for page in pages}.values())


def rendered(view: SheetView) -> Iterator[tuple[int, int, Segment]]:
    """Yield the segments on the glass with their places."""
    width, height = view.size
    for y, strip in enumerate(view.render_lines(Region(0, 0, width, height))):
        x = 0
        for segment in strip:
            yield x, y, segment
            x += segment.cell_length


def written(view: SheetView) -> Iterator[tuple[str, Color, Color]]:
    """Yield what is to be read, with its colour and its ground; the edges of boxes are not."""
    giants = [box for box in view.sheet.boxes if box.role == "giant"]
    for _, y, segment in rendered(view):
        in_giant = any(box.y <= y < box.y + box.height for box in giants)
        edge = set(segment.text) <= BLOCKS and not in_giant
        if segment.text.strip() and not edge:
            style = segment.style
            assert style is not None, segment
            assert style.color is not None, segment
            assert style.bgcolor is not None, segment
            assert not style.reverse, segment
            assert not style.dim, segment
            yield segment.text, style.color, style.bgcolor


def contrast(one: Color, other: Color) -> float:
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: Color) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.get_truecolor().normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def wear(person: Visitor, theme: str) -> None:
    person.app.theme = theme
    await person.pilot.pause()


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize("size", SIZES)
async def test_everything_written_has_enough_contrast(
    come: Come,
    pages: list[Page],
    theme: str,
    size: tuple[int, int],
) -> None:
    async with come(size=size) as person:
        view = person.app.view
        await wear(person, theme)
        seen = set()
        for page in pages:
            view.show(page)
            view.follow(page.title, None)
            while True:
                seen |= {(text, ink, ground) for text, ink, ground in written(view)}
                if not view.turn(1):
                    break
        pairs = {(ink, ground): text for text, ink, ground in seen}
        faint = [
            (text, ink.name, ground.name, round(contrast(ink, ground), 2))
            for (ink, ground), text in pairs.items()
            if contrast(ink, ground) < LEAST[theme]
        ]
        assert not faint
        assert len(pairs) >= 5


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize("size", SIZES)
async def test_the_focus_is_seen_by_a_sign_and_read_well_wherever_it_is(
    come: Come,
    one_of_each: list[Page],
    theme: str,
    size: tuple[int, int],
) -> None:
    async with come(size=size) as person:
        view = person.app.view
        await wear(person, theme)
        for page in one_of_each:
            view.show(page)
            for _ in view.sheet.targets:
                view.move(1)
                signs = [
                    view.sheet.at(x + segment.text.index(FOCUS_SIGN), y)
                    for x, y, segment in rendered(view)
                    if FOCUS_SIGN in segment.text
                ]
                assert set(signs) == {view.focused_choice}, (page.step, view.focused_choice)
                for text, ink, ground in written(view):
                    assert contrast(ink, ground) >= LEAST[theme], (page.step, text)


async def test_the_themes_look_different(come: Come) -> None:
    async with come() as person:
        looks = []
        for theme in LEAST:
            await wear(person, theme)
            looks.append({(ink, ground) for _, ink, ground in written(person.app.view)})
        assert looks[0].isdisjoint(looks[1])


async def test_nothing_blinks(come: Come, pages: list[Page]) -> None:
    async with come() as person:
        view = person.app.view
        for page in pages:
            view.show(page)
            for _, _, segment in rendered(view):
                style = segment.style
                assert style is None or not (style.blink or style.blink2), segment


async def test_a_switch_shows_its_state_by_a_sign(come: Come) -> None:
    async with come() as person:
        await person.press("enter", "enter", "enter")
        await person.tap("money")
        assert person.step == "area"
        assert "☑" not in person.seen
        before = person.seen.count("☐")
        await person.tap("renewal")
        assert (person.seen.count("☑"), person.seen.count("☐")) == (1, before - 1)
