"""The board: what it shows of a real store file, and what it never shows."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from rich.color import Color
from rich.style import Style
from textual.pilot import Pilot

from kiosk.catalog import Catalog
from kiosk.content_folder import SHIPPED
from kiosk.office import Office, wish_for
from kiosk.ports import SpeechEvent, SpeechReport, Voice
from kiosk.texts import Library
from kiosk.utterance import Utterance
from kiosk.waiting import Call
from screens.board.announcer import Announcer
from screens.board.app import BoardApp
from screens.board.canvas import Canvas
from screens.board.fresh import Fresh
from screens.board.picture import Shown, View, picture
from screens.board.sheet import Sheet
from screens.widgets.digits import giant
from tests.clocks import RunningClock, StillClock
from tests.recording_voice import RecordingVoice
from tests.stores import AT, DAY

SIZES = [(60, 18), (80, 24), (100, 30), (160, 45), (240, 67)]


@pytest.fixture
def clock() -> StillClock:
    return RunningClock()


@pytest.fixture(scope="session")
def words(catalog: Catalog) -> Library:
    return Library(SHIPPED, catalog, lambda: DAY)


def take(office: Office, times: int = 1) -> None:
    for _ in range(times):
        office.take(wish_for(office.catalog, service="benefits"))


def damage(file: Path) -> None:
    file.write_bytes(b"no database at all" * 1000)


def lines(canvas: Canvas) -> list[str]:
    return ["".join(text for text, _ in row) for row in canvas.runs()]


async def until(pilot: Pilot[None], holds: Callable[[], object], within: float = 5.0) -> None:
    end = monotonic() + within
    while not holds():
        assert monotonic() < end, "it never came true"
        await pilot.pause(0.005)


@asynccontextmanager
async def board(
    office: Office, words: Library, voice: Voice | None = None, size: tuple[int, int] = (60, 18)
) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    app = BoardApp(office, words, voice)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query(Sheet) and seen(app).strip())
        yield app, pilot


def seen(app: BoardApp) -> str:
    sheet = app.screen.query_one(Sheet)
    return "\n".join(sheet.render_line(y).text for y in range(sheet.size.height))


def shown(app: BoardApp) -> list[tuple[str, str, bool]]:
    view = app.screen.query_one(Sheet).view
    assert view is not None
    return [(call.number, call.place, call.new) for call in view.calls]


def a_view(calls: int = 8, *, new: bool = True) -> View:
    return View(
        office="Stadtteilbibliothek am Markt",
        day="12 warten   09:41",
        calls=[
            Shown(number=f"A{99 - n:03d}", place=f"Schalter {n}", words="Neuer Aufruf", new=new)
            for n in range(1, calls + 1)
        ],
        empty="Bitte warten Sie. Ihre Nummer erscheint hier.",
        notes=["Um zwölf machen wir Pause.", "Heute ohne Caritas."],
    )


async def test_the_newest_call_stands_first_with_its_place(office: Office, words: Library) -> None:
    take(office, 3)
    for number, counter in (("A002", "2"), ("A001", "3"), ("A003", "1")):
        office.call(number, counter)
    async with board(office, words) as (app, _):
        assert shown(app) == [
            ("A003", "Schalter 1", False),
            ("A001", "Schalter 3", False),
            ("A002", "Schalter 2", False),
        ]
        text = seen(app)
        assert text.index("→ Schalter 1") < text.index("→ Schalter 3") < text.index("→ Schalter 2")
        assert "Zuletzt aufgerufen" in text


async def test_a_call_by_another_process_appears_and_stands_out(
    office: Office, other: Office, words: Library
) -> None:
    take(office, 2)
    office.call("A001", "1")
    async with board(office, words) as (app, pilot):
        other.call("A002", "2")
        await until(pilot, lambda: "▶ Neuer Aufruf" in seen(app))
        assert shown(app) == [("A002", "Schalter 2", True), ("A001", "Schalter 1", False)]
        other.recall("A001")
        await until(pilot, lambda: "▶ Noch einmal aufgerufen" in seen(app))
        assert shown(app)[0] == ("A001", "Schalter 1", True)
        other.finish("A001")
        await until(pilot, lambda: len(shown(app)) == 1)


async def test_it_says_how_many_wait_what_time_it_is_and_what_staff_write(
    office: Office, words: Library
) -> None:
    async with board(office, words) as (app, pilot):
        assert "Bitte warten Sie. Ihre Nummer erscheint hier." in seen(app)
        assert "0 warten" in seen(app)
        take(office)
        await until(pilot, lambda: "1 wartet" in seen(app))
        office.say("1", "[b]Heute[/] bis [/nope] zwölf")
        await until(pilot, lambda: "[b]Heute[/] bis [/nope] zwölf" in seen(app))
        assert f"{(AT + timedelta(hours=2)).astimezone():%H:%M}" in seen(app)
        office.say("1", "")
        await until(pilot, lambda: "Heute" not in seen(app))


async def test_it_never_tells_a_concern_a_paper_or_a_need(office: Office, words: Library) -> None:
    catalog = office.catalog
    for concern in catalog.concerns:
        wish = wish_for(
            catalog, concerns=[concern], missing=list(catalog.documents), needs=["Rollstuhl"]
        )
        office.take(wish)
    secrets = [
        *(words["de"](known.title) for known in catalog.concerns.values()),
        *(words["de"](known.title) for known in catalog.documents.values()),
        *(words["de"](known.title) for known in catalog.office.services.values()),
        "Rollstuhl",
    ]
    for size in SIZES:
        async with board(office, words, size=size) as (app, _):
            view = app.screen.query_one(Sheet).view
            assert view is not None
            said = [view.office, view.day, view.empty, *view.notes, view.away, seen(app)]
            said += [text for call in view.calls for text in (call.number, call.place, call.words)]
            assert not [secret for secret in secrets if secret in "\n".join(said)]
        office.call_next("1")


async def test_a_broken_store_leaves_the_last_picture_and_says_since_when(
    office: Office, words: Library, file: Path
) -> None:
    take(office, 2)
    office.call("A001", "1")
    async with board(office, words) as (app, pilot):
        before = shown(app)
        damage(file)
        await until(pilot, lambda: "! Keine Verbindung seit " in seen(app))
        assert shown(app) == before
        assert "→ Schalter 1" in seen(app)


async def test_every_word_stands_out_sevenfold(office: Office, words: Library, file: Path) -> None:
    take(office, 3)
    office.call("A001", "1")
    office.say("1", "Heute bis 12 Uhr")
    async with board(office, words) as (app, pilot):
        for number, counter in (("A002", "2"), ("A003", "3")):
            office.call(number, counter)
        await until(pilot, lambda: len(shown(app)) == 3)
        damage(file)
        await until(pilot, lambda: "! Keine Verbindung" in seen(app))
        sheet = app.screen.query_one(Sheet)
        for y in range(sheet.size.height):
            assert all(contrast(style) >= 7 for _, style, _ in sheet.render_line(y) if style)


def contrast(style: Style) -> float:
    """Return the contrast of a style's two colours, after WCAG 2.2."""
    if style.color is None or style.bgcolor is None:
        return 21.0
    light, dark = sorted(map(luminance, (style.color, style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.get_truecolor().normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_only_ctrl_q_leaves(office: Office, words: Library) -> None:
    async with board(office, words) as (app, pilot):
        await pilot.press("q", "escape", "ctrl+c", "ctrl+p", "ctrl+z", "enter", "tab", "f1")
        assert not app.left
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.left)


async def test_it_begins_again_after_an_error(office: Office, words: Library) -> None:
    take(office)
    office.call("A001", "1")
    async with board(office, words) as (app, pilot):
        before = app.screen
        app.recover()
        await until(pilot, lambda: app.screen is not before and "Schalter 1" in seen(app))


async def test_each_new_call_is_said_once_and_old_ones_not(office: Office, words: Library) -> None:
    take(office, 2)
    office.call("A001", "1")
    voice = RecordingVoice()
    async with board(office, words, voice) as (_, pilot):
        office.call("A002", "2")
        await until(pilot, lambda: voice.said)
    assert voice.said == [Utterance("Nummer A002, bitte zu Schalter 2.", "de", chime=True)]


async def test_a_call_is_said_in_the_language_of_the_ticket_too(
    office: Office, words: Library
) -> None:
    office.take(wish_for(office.catalog, language="tr"))
    voice = RecordingVoice()
    async with board(office, words, voice) as (_, pilot):
        office.call("A001", "2")
        await until(pilot, lambda: voice.said)
        voice.happen(SpeechEvent.FINISHED)
        await until(pilot, lambda: len(voice.said) == 2)
    assert [(said.language, said.chime) for said in voice.said] == [("de", True), ("tr", False)]
    assert "A001" in voice.said[-1].text


def test_an_announcement_waits_until_the_one_before_is_over() -> None:
    voice, timers = RecordingVoice(), list[Callable[[], None]]()
    announcer = Announcer(
        voice,
        lambda do, reply, failed: do(),  # noqa: ARG005 - nothing fails here
        lambda seconds, then: timers.append(then) if seconds > 1 else None,
    )
    first, second, third = (Utterance(f"Nummer {n}", "de") for n in (1, 2, 3))
    announcer.announce([first, second])
    for _ in range(3):
        announcer.announce([third])
    assert voice.said == [first]
    timers.pop()()
    assert voice.said == [first, second]
    announcer.happened(SpeechReport(SpeechEvent.FINISHED, first))
    assert voice.said == [first, second]
    announcer.happened(SpeechReport(SpeechEvent.FINISHED, second))
    assert voice.said == [first, second, third]
    timers.pop(0)()
    assert voice.said == [first, second, third]
    announcer.announce([third])
    announcer.happened(SpeechReport(SpeechEvent.FINISHED, third))
    assert voice.said == [first, second, third, third], "called again while it was being said"
    announcer.happened(SpeechReport(SpeechEvent.FINISHED, third))
    announcer.announce([first])
    assert voice.said == [first, second, third, third, first]


def test_a_call_stands_out_for_twenty_seconds_and_a_recall_again() -> None:
    fresh = Fresh()
    old, call = Call("A001", "1", 1, AT, "de"), Call("A002", "2", 1, AT, "de")
    recall = Call("A002", "2", 2, AT + timedelta(minutes=1), "de")
    assert fresh.see([old], 0) == ()
    assert not fresh.is_new(old, 0)
    assert fresh.see([call, old], 5) == (call,)
    assert fresh.see([call, old], 6) == ()
    assert fresh.is_new(call, 24.9)
    assert not fresh.is_new(call, 25)
    assert fresh.see([recall, old], 60) == (recall,)
    assert fresh.is_new(recall, 79)


@pytest.mark.parametrize("size", SIZES)
def test_numbers_and_places_are_whole_at_every_size(size: tuple[int, int]) -> None:
    width, height = size
    view = a_view()
    text = lines(picture(view, width, height))
    assert len(text) == height
    assert {len(line) for line in text} == {width}
    drawn = [line.strip() for line in giant(view.calls[0].number, width * 2 // 5, height)]
    tallest = max(sum("█" in line or "▀" in line for line in text), 0)
    assert tallest >= min(len(drawn), 4)
    if height < 52:
        assert "Stadtteilbibliothek am Markt" in text[0]
        assert text[0].rstrip().endswith("09:41")
        assert any("▶ Neuer Aufruf" in line for line in text)


@pytest.mark.parametrize("size", SIZES)
def test_at_least_three_calls_are_shown_at_every_size(size: tuple[int, int]) -> None:
    pictures = [lines(picture(a_view(calls, new=False), *size)) for calls in (1, 2, 3)]
    assert len({"\n".join(text) for text in pictures}) == 3


@pytest.mark.parametrize("size", SIZES)
def test_what_is_new_is_marked_and_not_only_coloured(size: tuple[int, int]) -> None:
    assert lines(picture(a_view(), *size)) != lines(picture(a_view(new=False), *size))


@pytest.mark.parametrize("place", ["Zimmer 1.04, erster Stock links", "Tür", "Beratungsraum"])
@pytest.mark.parametrize("size", SIZES)
def test_long_and_short_places_fit(place: str, size: tuple[int, int]) -> None:
    view = View(
        office="Amt",
        day="09:41",
        calls=[Shown(number="A042", place=place, words="Neu", new=True)],
        empty="",
    )
    text = lines(picture(view, *size))
    assert {len(line) for line in text} == {size[0]}
    if size == (60, 18) and place != "Tür":
        assert all(word in "\n".join(text) for word in place.split())


def test_many_long_notes_leave_room_for_the_calls() -> None:
    view = a_view()
    many = View(
        office=view.office,
        day=view.day,
        calls=view.calls,
        empty="",
        notes=["Dies ist eine sehr lange Mitteilung, die mehr als eine Zeile braucht, wirklich."]
        * 9,
        away="! Keine Verbindung seit 09:41.",
    )
    text = lines(picture(many, 60, 18))
    assert "! Keine Verbindung seit 09:41." in text[-1]
    assert any("→ Schalter 1" in line for line in text)
    assert sum("Mitteilung" in line for line in text) <= 2
