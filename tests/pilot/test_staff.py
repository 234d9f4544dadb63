"""The staff console, driven by keys and clicks on a real store file."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from rich.color import Color
from rich.style import Style
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from kiosk.catalog import Catalog
from kiosk.content_folder import SHIPPED
from kiosk.errors import UsageFault
from kiosk.office import Office, wish_for
from kiosk.ports import SignalKind, Words
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import load_words
from kiosk.ticket import Status, Ticket
from screens.staff.alarm import Alarm
from screens.staff.app import StaffApp
from screens.staff.console import ConsoleScreen
from screens.staff.dialogs import Dialog
from screens.staff.hand import Hand
from screens.staff.line import Line, fitted
from screens.staff.moves import KEYS, TEXTUAL, meant_by
from screens.staff.press import Press
from screens.widgets.digits import Giant
from tests.clocks import RunningClock, StillClock
from tests.stores import DAY, a_ticket

SIZES = [(80, 24), (100, 30), (160, 50)]


class Deaf(SqliteStore):
    """A store that tells of no change: what the console shows grows old."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._closed = Event()

    def wait(self, seen: int, timeout: float) -> int:
        if seen >= 0:
            self._closed.wait(timeout)
        return self.version()

    def close(self) -> None:
        super().close()
        self._closed.set()


@pytest.fixture
def clock() -> StillClock:
    return RunningClock()


@pytest.fixture(scope="session")
def words(catalog: Catalog) -> Words:
    return load_words(SHIPPED, "de", catalog, lambda: DAY)


@pytest.fixture
def deaf(catalog: Catalog, file: Path, clock: StillClock) -> Iterator[Office]:
    """The same day as a process sees it that hears of no change."""
    store = Deaf(file)
    yield Office(catalog, store, clock)
    store.close()


def take(office: Office, service: str | None = "benefits", **wish: Any) -> Ticket:
    return office.take(wish_for(office.catalog, service=service, **wish))


def ticket(office: Office, number: str) -> Ticket:
    return office.find(number)


async def until(pilot: Pilot[None], holds: Callable[[], object], within: float = 5.0) -> None:
    end = monotonic() + within
    while not holds():
        assert monotonic() < end, "it never came true"
        await pilot.pause(0.005)


def damage(file: Path) -> None:
    file.write_bytes(b"no database at all" * 1000)


def text_of(widget: Widget) -> str:
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))


def seen(app: StaffApp, selector: str) -> str:
    return text_of(app.screen_stack[1].query_one(selector))


def said(app: StaffApp) -> str:
    return seen(app, "#said").strip()


def desk(app: StaffApp) -> ConsoleScreen:
    assert isinstance(app.screen_stack[1], ConsoleScreen)
    return app.screen_stack[1]


@asynccontextmanager
async def console(
    office: Office, words: Words, counter: str = "1", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[StaffApp, Pilot[None]]]:
    app = StaffApp(office, words, counter)
    async with app.run_test(size=size) as pilot:
        await until(
            pilot, lambda: len(app.screen_stack) > 1 and desk(app).day and seen(app, "#head-clock")
        )
        yield app, pilot


async def do(pilot: Pilot[None], app: StaffApp, *moves: str, by: str = "key") -> None:
    """Do moves by key or click, each answered before the next; press other keys as they are."""
    for move in moves:
        if move not in KEYS:
            await pilot.press(*move.split("+"))
        elif by == "key":
            await pilot.press(TEXTUAL.get(KEYS[move], KEYS[move]))
        else:
            await pilot.click(f"#press-{move}")
        await app.workers.wait_for_complete()
        await pilot.pause()


_CALLS = {"recall": 2, "transfer": 0, "requeue": 0, "cancel": 0, "park": 0}
WAYS = {
    "next": (["next"], Status.CALLED),
    "recall": (["next", "recall"], Status.CALLED),
    "serve": (["next", "serve"], Status.SERVING),
    "finish": (["next", "serve", "finish"], Status.SERVED),
    "no_show": (["next", "no_show"], Status.WAITING),
    "requeue": (["next", "requeue"], Status.WAITING),
    "park": (["next", "park"], Status.PARKED),
    "transfer": (["next", "transfer", "down", "enter", "enter"], Status.WAITING),
    "cancel": (["down", "cancel", "down", "enter"], Status.CANCELLED),
    "chosen": (["down", "chosen"], Status.CALLED),
}


@pytest.mark.parametrize("by", ["key", "click"])
@pytest.mark.parametrize("move", WAYS)
async def test_every_key_and_every_button_does_its_move(
    office: Office, words: Words, move: str, by: str
) -> None:
    take(office)
    moves, status = WAYS[move]
    async with console(office, words) as (app, pilot):
        await do(pilot, app, *moves, by=by)
        assert ticket(office, "A001").status is status
        assert said(app).startswith("✓ A001")
    moved = ticket(office, "A001")
    assert moved.calls == _CALLS.get(move, 1)
    assert (moved.rests_until is not None) == (move == "no_show")
    assert moved.service == ("placement" if move == "transfer" else "benefits")


@pytest.mark.parametrize("by", ["key", "click"])
async def test_a_number_is_issued_and_shown_giant(office: Office, words: Words, by: str) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "issue", "down", "enter", by=by)
        assert app.screen.query_one(Giant).text == "A001"
        assert ticket(office, "A001").service == "placement"
        await pilot.press("enter")
        assert app.screen is desk(app)
        assert "A001" in seen(app, "Line")


@pytest.mark.parametrize("by", ["key", "click"])
async def test_the_counter_opens_and_closes(office: Office, words: Words, by: str) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "open", by=by)
        assert [s.name for s in office.look().raised(SignalKind.OPEN)] == ["1"]
        assert seen(app, "#head-open").strip() == "geöffnet"
        await do(pilot, app, "open", by=by)
        assert not office.look().raised(SignalKind.OPEN)
        assert seen(app, "#head-open").strip() == "geschlossen"


async def test_calling_opens_the_counter(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        assert [s.name for s in office.look().raised(SignalKind.OPEN)] == ["1"]


@pytest.mark.parametrize("by", ["key", "click"])
async def test_a_message_is_put_and_taken_away(office: Office, words: Words, by: str) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "message", by=by)
        await pilot.press(*"Um zehn", "enter")
        await until(pilot, lambda: office.look().raised(SignalKind.MESSAGE))
        assert office.look().raised(SignalKind.MESSAGE)[0].text == "Um zehn"
        await until(pilot, lambda: "Um zehn" in seen(app, "#message"))
        await do(pilot, app, "message", by=by)
        assert app.screen.query_one(Input).value == "Um zehn"
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        await until(pilot, lambda: not office.look().raised(SignalKind.MESSAGE))


@pytest.mark.parametrize("by", ["key", "click"])
@pytest.mark.parametrize("typed", ["a003", "3", " A003 "])
async def test_a_found_number_is_chosen_and_enter_calls_it(
    office: Office, words: Words, typed: str, by: str
) -> None:
    for _ in range(4):
        take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "find", by=by)
        await pilot.press(*("space" if sign == " " else sign for sign in typed))
        await do(pilot, app, "enter")
        chosen = desk(app).line.chosen
        assert chosen is not None
        assert chosen.number == "A003"
        await do(pilot, app, "chosen", by=by)
        assert ticket(office, "A003").status is Status.CALLED


async def test_a_number_that_is_not_there_is_said(office: Office, words: Words) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "find")
        await pilot.press(*"z9")
        await do(pilot, app, "enter")
        assert said(app) == "! Die Nummer Z9 gibt es heute nicht."


@pytest.mark.parametrize("by", ["key", "click"])
async def test_all_keys_are_explained(office: Office, words: Words, by: str) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "keys", by=by)
        caps = [text_of(cap).strip() for cap in app.screen.query(".key-cap")]
        assert caps == [*(key for key in KEYS.values() if key != "enter"), "Enter"]
        await pilot.press("escape")
        assert app.screen is desk(app)


@pytest.mark.parametrize(
    ("moves", "move", "status"),
    [
        (["next", "no_show"], "chosen", Status.CALLED),
        (["next", "park"], "chosen", Status.CALLED),
        (["next", "park"], "transfer", Status.WAITING),
        (["next", "park"], "cancel", Status.CANCELLED),
        (["next", *["no_show", "down", "chosen"] * 2, "no_show"], "requeue", Status.WAITING),
        (["next", *["no_show", "down", "chosen"] * 2, "no_show"], "chosen", Status.CALLED),
    ],
)
async def test_absent_and_parked_tickets_are_reached_from_the_line(
    office: Office, words: Words, moves: Sequence[str], move: str, status: Status
) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, *moves, "down", move)
        if isinstance(app.screen, Dialog):
            await do(pilot, app, *{"transfer": ["enter", "enter"]}.get(move, ["down", "enter"]))
        assert ticket(office, "A001").status is status


@pytest.mark.parametrize(
    ("elsewhere", "sentence"),
    [
        (lambda o: o.finish("A001"), "! A001 ist schon abgeschlossen."),
        (lambda o: o.park("A001"), "! A001 ist geparkt. Rufen Sie die Nummer zuerst wieder auf."),
        (lambda o: o.requeue("A001"), "! A001 wartet noch und ist nicht aufgerufen."),
        (
            lambda o: (o.requeue("A001"), o.call("A001", "2")),
            "! A001 ist gerade an Schalter 2 aufgerufen.",
        ),
        (
            lambda o: (o.requeue("A001"), o.call("A001", "2"), o.serve("A001")),
            "! A001 ist gerade an Schalter 2 in Beratung.",
        ),
        (lambda o: (o.park("A001"), o.cancel("A001")), "! A001 ist storniert."),
    ],
)
async def test_a_stale_press_says_what_happened_instead(
    deaf: Office, other: Office, words: Words, elsewhere: Callable[[Office], object], sentence: str
) -> None:
    take(other)
    other.call("A001", "1")
    async with console(deaf, words) as (app, pilot):
        elsewhere(other)
        before = ticket(other, "A001")
        await do(pilot, app, "serve")
        assert said(app) == sentence
        assert ticket(other, "A001") == before
        assert desk(app).hand is None


async def test_who_is_at_the_counter_is_finished_first(office: Office, words: Words) -> None:
    take(office)
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next", "next")
        assert said(app).startswith("! Schließen Sie zuerst A001 ab")
        await do(pilot, app, "down", "chosen")
        assert said(app).startswith("! Schließen Sie zuerst A001 ab")
    assert [t.status for t in office.look().tickets] == [Status.CALLED, Status.WAITING]


@pytest.mark.parametrize(
    "move", ["recall", "serve", "finish", "no_show", "requeue", "park", "transfer"]
)
async def test_without_anybody_at_the_counter_a_move_is_refused_in_words(
    office: Office, words: Words, move: str
) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, move)
        assert said(app).startswith("! Es ist niemand an diesem Schalter.")
    assert ticket(office, "A001").status is Status.WAITING


async def test_nobody_waits_is_said(office: Office, words: Words) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        assert said(app) == "✓ Im Moment wartet niemand für diesen Schalter."


async def test_a_hammered_key_does_its_move_once(office: Office, words: Words) -> None:
    for _ in range(3):
        take(office)
    async with console(office, words) as (app, pilot):
        for _ in range(20):
            desk(app).action_press("next")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert [t.status for t in office.look().tickets].count(Status.CALLED) == 1


async def test_keys_faster_than_the_store_are_all_done_in_order(
    office: Office, words: Words
) -> None:
    take(office)
    take(office)
    async with console(office, words) as (app, pilot):
        for move in ("next", "recall", "serve", "finish"):
            desk(app).action_press(move)
        await until(pilot, lambda: ticket(office, "A001").status is Status.SERVED)
        assert ticket(office, "A001").calls == 2
    assert ticket(office, "A002").status is Status.WAITING


async def test_after_a_refusal_what_rested_on_it_is_dropped(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        for move in ("next", "finish"):
            desk(app).action_press(move)
        await until(pilot, lambda: said(app).startswith("! Schließen"))
        await app.workers.wait_for_complete()
    assert ticket(office, "A001").status is Status.CALLED


async def test_keys_do_nothing_behind_a_question(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next", "transfer")
        await pilot.press("s", "f", "x", "n", "escape")
        assert app.screen is desk(app)
    assert ticket(office, "A001").status is Status.CALLED


async def test_nothing_is_cancelled_without_a_yes(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "down", "cancel", "enter")
        await do(pilot, app, "cancel", "escape")
    assert ticket(office, "A001").status is Status.WAITING


async def test_a_transfer_reaches_one_counter(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next", "transfer", "enter", "down", "down", "enter")
    sent = ticket(office, "A001")
    assert (sent.status, sent.service, sent.counter) == (Status.WAITING, "benefits", "2")


async def test_what_others_do_appears_by_itself(
    office: Office, other: Office, words: Words
) -> None:
    async with console(office, words) as (app, pilot):
        take(other)
        await until(pilot, lambda: "A001" in seen(app, "Line"))
        other.call("A001", "1")
        await until(pilot, lambda: desk(app).hand is not None)
        assert desk(app).query_one("#hand-number", Giant).text == "A001"
        other.finish("A001")
        await until(pilot, lambda: desk(app).hand is None)


async def test_a_chosen_ticket_stays_chosen_and_is_not_replaced_by_another(
    office: Office, other: Office, words: Words
) -> None:
    for _ in range(3):
        take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "down", "down")
        other.call("A001", "2")
        await until(pilot, lambda: "A001" not in seen(app, "Line"))
        chosen = desk(app).line.chosen
        assert chosen is not None
        assert chosen.number == "A002"
        other.call("A002", "3")
        await until(pilot, lambda: desk(app).line.chosen is None)
        await do(pilot, app, "chosen")
        assert said(app).startswith("! Wählen Sie zuerst")
    assert ticket(office, "A003").status is Status.WAITING


async def test_a_restart_finds_the_ticket_at_the_counter(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next", "serve")
    async with console(office, words) as (app, pilot):
        assert desk(app).query_one("#hand-number", Giant).text == "A001"
        assert "In Beratung seit 0:0" in seen(app, "#hand-state")
        await do(pilot, app, "finish")
    assert ticket(office, "A001").status is Status.SERVED


async def test_after_an_error_on_the_screen_it_begins_again(office: Office, words: Words) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next", "transfer")
        before = desk(app)
        app.recover()
        await until(pilot, lambda: len(app.screen_stack) > 1 and desk(app) is not before)
        await until(pilot, lambda: desk(app).hand is not None)
        await do(pilot, app, "serve")
    assert ticket(office, "A001").status is Status.SERVING


async def test_a_second_row_click_calls_the_row(office: Office, words: Words) -> None:
    take(office)
    take(office)
    async with console(office, words) as (app, pilot):
        await pilot.click("Line", offset=(8, 2))
        chosen = desk(app).line.chosen
        assert chosen is not None
        assert chosen.number == "A002"
        assert ticket(office, "A002").status is Status.WAITING
        await pilot.click("Line", offset=(8, 2), times=2)
        await until(pilot, lambda: ticket(office, "A002").status is Status.CALLED)


async def test_the_line_says_who_waits_for_what(office: Office, words: Words) -> None:
    take(office)
    take(office, service="partner", language="en")
    take(office, needs=["Rollstuhl"], priority=1)
    async with console(office, words, size=(100, 30)) as (app, _):
        heading, *rows = seen(app, "Line").splitlines()
        assert heading.split() == ["Nr.", "Wartet", "Leistung", "Sprache", "Hinweis"]
        assert rows[0].split() == ["1", "A003", "0", "min", "Leistungen", "Deutsch", "Rollstuhl"]
        assert rows[1].split()[:2] == ["2", "A001"]
        assert rows[2].split() == ["A002", "0", "min", "Beratung", "Englisch"]
        assert seen(app, "#head-waiting").strip() == "2 warten hier, 3 insgesamt"


async def test_a_long_line_scrolls_with_the_choice(office: Office, words: Words) -> None:
    for _ in range(25):
        take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, *["down"] * 20)
        assert "▸20 A020" in seen(app, "Line")
        assert seen(app, "Line").splitlines()[0].split()[0] == "Nr."
        await do(pilot, app, *["up"] * 19)
        assert "▸ 1 A001" in seen(app, "Line")


async def test_a_long_list_of_missing_papers_can_be_read_to_its_end(
    office: Office, words: Words
) -> None:
    papers = list(office.catalog.documents)[:12]
    take(office, service=None, concerns=["rent_heating"], missing=papers)
    async with console(office, words) as (app, pilot):
        assert not seen(app, "#hand-more")
        await do(pilot, app, "next")
        await until(pilot, lambda: "Bild ab: mehr" in seen(app, "#hand-more"))
        await do(pilot, app, *["pagedown"] * 9)
        last = words(office.catalog.documents[papers[-1]].title).split()[-1]
        text, facts = desk(app).query_one("#hand-text"), desk(app).query_one("#hand-facts")
        assert last in text_of(text).split()[-1]
        assert text.region.bottom <= facts.region.bottom


async def test_staff_see_what_was_shared_and_nothing_else(office: Office, words: Words) -> None:
    take(office, service=None, concerns=["rent_heating"], missing=["lease"], language="en")
    take(office, service=None, concerns=["first_application"], share=False)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        assert "Anliegen: Miete und Heizung" in seen(app, "#hand-text")
        assert "Es fehlen: Mietvertrag" in seen(app, "#hand-text")
        assert "Englisch" in seen(app, "#hand-text")
        assert "Aufruf 1 von 3" in seen(app, "#hand-state")
        await do(pilot, app, "finish", "next")
        text = seen(app, "#hand-text")
        assert "Keine Angaben freigegeben" in text
        assert "Anliegen" not in text


async def test_text_from_outside_is_never_markup(office: Office, words: Words) -> None:
    take(office, needs=["[red]x[/] [/nope]"])
    async with console(office, words, size=(100, 30)) as (app, pilot):
        office.say("1", "[bold]Hallo[/] [/nope]")
        await do(pilot, app, "next")
        assert "[red]x[/] [/nope]" in seen(app, "#hand-text").replace("\n", " ")
        await until(pilot, lambda: "[bold]Hallo[/] [/nope]" in seen(app, "#message"))


@pytest.mark.parametrize("by", ["key", "click"])
async def test_a_call_for_help_is_shown_until_somebody_goes(
    office: Office, other: Office, words: Words, by: str
) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        assert not desk(app).query_one(Alarm).display
        other.call_person()
        await until(pilot, lambda: desk(app).query_one(Alarm).display)
        await until(pilot, lambda: "Gerät A bittet um Hilfe" in seen(app, "Alarm"))
        await do(pilot, app, "down", "chosen")
        assert ticket(office, "A001").status is Status.CALLED
        assert desk(app).query_one(Alarm).display
        if by == "key":
            await do(pilot, app, "tab", "enter")
        else:
            await pilot.click("Alarm")
        await until(pilot, lambda: not office.look().raised(SignalKind.HELP))
        await until(pilot, lambda: not desk(app).query_one(Alarm).display)
        assert said(app) == "✓ Sie gehen zu Gerät A."


async def test_when_the_store_is_away_the_picture_stays(
    office: Office, words: Words, file: Path
) -> None:
    take(office)
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        damage(file)
        await until(pilot, lambda: "! Die Warteliste ist nicht erreichbar." in seen(app, "#away"))
        assert desk(app).query_one("#hand-number", Giant).text == "A001"
        assert "A002" in seen(app, "Line")
        await do(pilot, app, "finish")
        assert said(app).startswith("! Das hat nicht geklappt.")


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_on_the_screen_and_whole(
    office: Office, words: Words, size: tuple[int, int]
) -> None:
    documents = list(office.catalog.documents)[:4]
    take(office, service=None, concerns=["rent_heating"], missing=documents, needs=["Rollstuhl"])
    take(office)
    office.call_person()
    office.say("1", "Heute bis 12 Uhr")
    async with console(office, words, size=size) as (app, pilot):
        await do(pilot, app, "next", "down")
        presses = list(desk(app).query(Press))
        assert [press.move for press in presses] == list(KEYS)
        regions = [press.region for press in presses]
        for region in regions:
            assert desk(app).region.contains_region(region)
            assert sum(region.overlaps(another) for another in regions) == 1
        for press in presses:
            label = words(office.catalog.interface[f"staff.press_{press.move}"])
            label = "Schließen" if press.move == "open" else label
            assert text_of(press).strip().split()[1:] == label.split()
        for part in (Alarm, Line, Hand):
            assert desk(app).region.contains_region(desk(app).query_one(part).region)
        assert set("▀▄") & set(text_of(desk(app).query_one("#hand-number")))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", ["keys", "transfer", "issue", "find", "message", "cancel"])
async def test_every_question_is_on_the_screen_and_whole(
    office: Office, words: Words, move: str, size: tuple[int, int]
) -> None:
    take(office)
    take(office)
    async with console(office, words, size=size) as (app, pilot):
        await do(pilot, app, "next", "down", move)
        assert isinstance(app.screen, Dialog)
        for part in app.screen.query("*"):
            assert app.screen.region.contains_region(part.region), part
        assert not any("…" in text_of(part) for part in app.screen.query("Static"))


@pytest.mark.parametrize("size", SIZES)
async def test_every_word_stands_out_from_its_ground(
    office: Office, words: Words, size: tuple[int, int]
) -> None:
    take(office, service="partner")
    for _ in range(3):
        take(office)
    office.call_person()
    office.say("1", "Heute bis 12 Uhr")
    async with console(office, words, size=size) as (app, pilot):
        for moves in (["down"], ["next", "down"], ["next"], ["tab"]):
            await do(pilot, app, *moves)
            assert least_contrast(app) >= 4.5
        await do(pilot, app, "tab", "transfer")
        assert least_contrast(app, of=".dialog *") >= 4.5


def least_contrast(app: StaffApp, of: str = "Static, Line") -> float:
    """Return the contrast of the word that stands out least."""
    return min(
        contrast(style)
        for widget in app.screen.query(of)
        for y in range(widget.size.height if widget.display else 0)
        for text, style, _ in widget.render_line(y)
        if style and any(map(str.isalnum, text))
    )


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


async def test_leaving_closes_an_empty_counter(office: Office, words: Words) -> None:
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "open")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.left)
    assert not office.look().raised(SignalKind.OPEN)


async def test_leaving_with_somebody_at_the_counter_changes_nothing(
    office: Office, words: Words
) -> None:
    take(office)
    async with console(office, words) as (app, pilot):
        await do(pilot, app, "next")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.left)
    assert office.look().raised(SignalKind.OPEN)
    assert ticket(office, "A001").status is Status.CALLED


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+p", "ctrl+z", "escape", "f1"])
async def test_no_other_key_leaves(office: Office, words: Words, key: str) -> None:
    async with console(office, words) as (app, pilot):
        await pilot.press(key)
        assert not app.left
        assert app.screen is desk(app)


def test_an_unknown_counter_is_refused(office: Office, words: Words) -> None:
    with pytest.raises(UsageFault, match="known are: 1, 2, 3"):
        StaffApp(office, words, "9")


def test_everything_the_console_may_say_has_words(catalog: Catalog) -> None:
    said = {
        *(f"staff.press_{move}" for move in [*KEYS, "close", "answer"]),
        *(f"staff.help_{move}" for move in KEYS),
        *(f"staff.find_{status}" for status in Status),
        *(f"errors.is_{status}" for status in Status),
        *(f"errors.{key}" for key in ("failed", "no_numbers", "no_such_number", "finish_first")),
    }
    assert said <= set(catalog.interface)


def test_columns_are_cut_from_the_last_and_only_as_far_as_they_still_tell() -> None:
    assert fitted([2, 4, 6, 21, 16, 24], 73) == [2, 4, 6, 21, 16, 24]
    assert fitted([2, 4, 6, 21, 16, 24], 60) == [2, 4, 6, 21, 16, 11]
    assert fitted([2, 4, 6, 21, 16, 24], 40) == [2, 4, 6, 11, 8, 9]
    assert fitted([2, 4, 6, 21, 16, 24], 10) == [2, 4, 6, 10, 8, 9]


def test_a_bare_count_means_the_only_ticket_that_has_it() -> None:
    tickets = [a_ticket(7), a_ticket(8), a_ticket(8, station="B")]
    assert meant_by("7", tickets) == "A007"
    assert meant_by(" 007 ", tickets) == "A007"
    assert meant_by("8", tickets) == "8"
    assert meant_by("b008", tickets) == "b008"
