"""Slips that staff hand out at the console, and those that bring visitors back in."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import current_thread, main_thread
from uuid import UUID

import pytest
import zxingcpp
from PIL import Image
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from kiosk.catalog import Catalog
from kiosk.clock import SystemClock
from kiosk.come_back import MOST_DAYS, encode
from kiosk.office import wish_for
from kiosk.ports import Printer
from kiosk.print_job import Job, JobState, PrinterState
from kiosk.slip import Slip, Style, text_of
from kiosk.ticket import Status, Ticket
from kiosk.ticket_code import short_code
from kiosk.wiring import Wiring
from screens.staff.app import StaffApp
from screens.staff.console import ConsoleScreen
from screens.staff.dialogs import Dialog, Find, Pick
from screens.staff.paper import Leaving, Paper, paper_lines
from screens.staff.press import Press
from screens.staff.sought import Sought
from screens.widgets.digits import Giant
from tests.pilot.test_staff import SIZES, do, least_contrast, until
from tests.pilot.test_staff import text_of as drawn
from tests.recording_printer import RecordingPrinter
from tests.stores import AT, DAY, a_ticket, put

ADDRESS = "HTTPS://LOTSE.EXAMPLE/"
"""As long as a public address may be."""
TEST, AGAIN, COME_BACK, PROOF = (
    "Probezettel drucken",
    "Zettel A001 noch einmal drucken",
    "Zettel zum Wiederkommen für A001",
    "Bestätigung der Vorsprache für A001",
)
REFUSED = "! Der Code gilt hier heute nicht. Bitte geben Sie mit i eine neue Nummer aus."


class Clock(SystemClock):
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.at = AT + timedelta(hours=2)

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def forward(self, **time: int) -> None:
        self.at += timedelta(**time)


class Machine(Wiring):
    """The wiring of one machine, with a clock that tests set."""

    def __init__(self, shipped: Catalog, folder: Path, address: str = ADDRESS) -> None:
        settings = {"state_dir": folder, "printer": "preview:", "public_address": address}
        super().__init__(settings)
        self._shipped = shipped

    @cached_property
    def clock(self) -> Clock:
        return Clock()

    @cached_property
    def catalog(self) -> Catalog:
        return self._shipped

    def take(self, **wish: object) -> Ticket:
        """Issue a number."""
        return self.office.take(wish_for(self.catalog, **{"service": "benefits"} | wish))  # type: ignore[arg-type]

    def code_to_return(self, ticket: Ticket, days: int = 7) -> str:
        """Return the code on the come-back slip of a ticket."""
        return self.come_back_slip(ticket, days).code


@pytest.fixture
def machine(catalog: Catalog, tmp_path: Path) -> Iterator[Machine]:
    with Machine(catalog, tmp_path / "state") as machine:
        yield machine


@pytest.fixture
def printer() -> RecordingPrinter:
    return RecordingPrinter()


@asynccontextmanager
async def console(
    machine: Machine, printer: Printer, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[StaffApp, Pilot[None]]]:
    leaving = Leaving(machine.come_back_slip, machine.proof)
    paper = Paper(lambda: printer, machine.slip, machine.trial, leaving)
    read = Sought(machine.find, machine.come_back)
    app = StaffApp(machine.office, machine.staff_words, "1", paper, read)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1 and desk(app).day)
        yield app, pilot


def desk(app: StaffApp) -> ConsoleScreen:
    assert isinstance(app.screen_stack[1], ConsoleScreen)
    return app.screen_stack[1]


def said(app: StaffApp) -> str:
    return drawn(desk(app).query_one("#said")).strip()


def title(app: StaffApp) -> str:
    return str(app.screen.query_one(".dialog-title", Static).render())


def offered(app: StaffApp) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


async def ask_for_paper(app: StaffApp, pilot: Pilot[None], typed: str = "") -> None:
    await do(pilot, app, "find")
    await pilot.press(*typed)
    await press_for_paper(app, pilot)
    assert isinstance(app.screen, Pick)


async def press_for_paper(app: StaffApp, pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+p")
    await app.workers.wait_for_complete()
    await pilot.pause()


async def choose(app: StaffApp, pilot: Pilot[None], name: str) -> None:
    await do(pilot, app, *["down"] * offered(app).index(name), "enter")


async def scan(app: StaffApp, pilot: Pilot[None], code: str) -> None:
    """Let a scanner type a code, faster than anything is drawn."""
    await do(pilot, app, "find")
    for sign in code:
        app.post_message(events.Key(sign, sign))
    app.post_message(events.Key("enter", "\r"))
    await until(pilot, lambda: not isinstance(app.screen, Find))
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_slips_of_who_is_at_the_counter_are_offered(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take()
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "next", "down")
        await ask_for_paper(app, pilot)
        assert offered(app) == [AGAIN, COME_BACK, PROOF, TEST]
        assert title(app).splitlines() == ["Papier", "Hier hat noch kein Drucker gedruckt."]


async def test_with_nobody_at_the_counter_the_slips_of_the_chosen_number_are_offered(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "down")
        await ask_for_paper(app, pilot)
        assert offered(app) == [AGAIN, COME_BACK, TEST]


@pytest.mark.parametrize("typed", ["1", "a001", "short", "scanned"])
async def test_what_is_typed_goes_before_who_is_at_the_counter(
    machine: Machine, printer: RecordingPrinter, typed: str
) -> None:
    first = machine.take()
    machine.take()
    text = {"short": short_code(first).lower(), "scanned": machine.code(first)}.get(typed, typed)
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "next", "finish", "next")
        await do(pilot, app, "find")
        app.screen.query_one(Input).value = text
        await press_for_paper(app, pilot)
        assert offered(app)[0] == AGAIN


async def test_without_a_number_only_the_printer_is_tried_and_the_way_to_more_is_said(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await ask_for_paper(app, pilot)
        assert offered(app) == [TEST]
        assert "erst die Nummer eingeben" in title(app)
        await do(pilot, app, "enter")
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
    assert len(printer.slips) == 1


async def test_a_number_that_is_not_there_has_no_slips(
    machine: Machine, printer: RecordingPrinter
) -> None:
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "find")
        await pilot.press(*"z9")
        await press_for_paper(app, pilot)
        assert said(app) == "! Die Nummer Z9 gibt es heute nicht."
        assert app.screen is desk(app)


@pytest.mark.parametrize("status", Status)
async def test_a_proof_is_for_those_who_were_seen(
    machine: Machine, printer: RecordingPrinter, status: Status
) -> None:
    put(machine.store, a_ticket(1, status=status))
    async with console(machine, printer) as (app, pilot):
        await ask_for_paper(app, pilot, "1")
        seen = {Status.CALLED, Status.SERVING, Status.PARKED, Status.SERVED}
        assert (PROOF in offered(app)) is (status in seen)
        assert COME_BACK in offered(app)


async def test_a_number_is_printed_once_more_and_marked(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take(language="en")
    async with console(machine, printer) as (app, pilot):
        await ask_for_paper(app, pilot, "1")
        await do(pilot, app, "enter")
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
    (slip,) = printer.slips
    assert (slip.number, slip.language) == ("A001", "en")
    assert slip.mark == slip.reprint.replace("{count}", "1")


async def test_a_come_back_slip_needs_one_more_enter_and_says_what_is_missing(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take(concerns=["rent_heating"], missing=["lease"], language="uk")
    machine.clock.forward(minutes=25)
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "next", "serve")
        await ask_for_paper(app, pilot)
        await choose(app, pilot, COME_BACK)
        assert title(app).splitlines()[1] == "Es fehlen: Mietvertrag"
        assert offered(app)[0] == "7 Tage, bis 02.12.2026"
        await do(pilot, app, "enter")
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
    (slip,) = printer.slips
    assert (slip.language, slip.number, slip.mark) == ("uk", "02.12.2026", "")
    papers = [line.beside for line in slip.lines if line.style is Style.TICK]
    assert papers == ["Mietvertrag"]
    told = machine.come_back(slip.code)
    assert (told.until, told.waited) == (DAY + timedelta(days=7), timedelta(minutes=25))


@pytest.mark.parametrize(("at", "days"), [(0, 7), (1, 14), (2, MOST_DAYS)])
async def test_a_come_back_slip_holds_as_long_as_was_chosen(
    machine: Machine, printer: RecordingPrinter, at: int, days: int
) -> None:
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await ask_for_paper(app, pilot, "1")
        await choose(app, pilot, COME_BACK)
        assert len(title(app).splitlines()) == 1
        await do(pilot, app, *["down"] * at, "enter")
        await until(pilot, lambda: printer.slips)
    assert machine.come_back(printer.slips[0].code).until == DAY + timedelta(days=days)
    assert not [line for line in printer.slips[0].lines if line.style is Style.TICK]


async def test_a_proof_is_printed_in_the_language_of_the_visitor(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take(language="ar")
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "next")
        await ask_for_paper(app, pilot)
        await choose(app, pilot, PROOF)
        await until(pilot, lambda: "Der Zettel ist gedruckt." in said(app))
    (slip,) = printer.slips
    assert (slip.language, slip.code) == ("ar", "")
    assert "A001" in text_of(slip)


async def test_no_slip_is_made_on_the_thread_of_the_screen(
    machine: Machine, printer: RecordingPrinter
) -> None:
    machine.take()
    at_work = []

    def watched(make: Callable[..., Slip]) -> Callable[..., Slip]:
        def made(*about: object) -> Slip:
            at_work.append(current_thread())
            return make(*about)

        return made

    leaving = Leaving(watched(machine.come_back_slip), watched(machine.proof))
    slips = watched(machine.slip), watched(machine.trial)
    paper = Paper(lambda: printer, *slips, leaving)
    app = StaffApp(machine.office, machine.staff_words, "1", paper)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1 and desk(app).day)
        await do(pilot, app, "next")
        for count, name in enumerate([AGAIN, COME_BACK, PROOF, TEST], start=1):
            await ask_for_paper(app, pilot)
            await choose(app, pilot, name)
            if name == COME_BACK:
                await do(pilot, app, "enter")
            await until(pilot, lambda count=count: len(printer.slips) == count)  # type: ignore[misc]
    assert len(at_work) == 4
    assert main_thread() not in at_work


@pytest.mark.parametrize("answers", [[], ["down", "enter"]])
async def test_escape_prints_nothing(
    machine: Machine, printer: RecordingPrinter, answers: Sequence[str]
) -> None:
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "next")
        await ask_for_paper(app, pilot)
        await do(pilot, app, *answers, "escape")
        assert app.screen is desk(app)
    assert not printer.slips


async def test_a_mouse_leads_to_paper_as_well(machine: Machine, printer: RecordingPrinter) -> None:
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "find", by="click")
        await pilot.press("1")
        await pilot.click("#press-paper")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert offered(app)[0] == AGAIN
        await pilot.click(OptionList, offset=(2, 0))
        await until(pilot, lambda: printer.slips)


async def test_the_key_for_paper_is_shown_where_it_works_and_among_all_keys(
    machine: Machine, printer: RecordingPrinter
) -> None:
    async with console(machine, printer) as (app, pilot):
        await do(pilot, app, "keys")
        caps = [drawn(cap).strip() for cap in app.screen.query(".key-cap")]
        assert caps[caps.index("/") + 1] == "Strg+P"
        await do(pilot, app, "escape", "find")
        assert "Strg+P" in drawn(app.screen.query_one(Press))
        assert "Strg+P" in drawn(app.screen.query_one(".dialog-hint"))


@pytest.mark.parametrize("address", [ADDRESS, ""])
async def test_who_comes_back_is_taken_in_with_the_time_they_waited(
    machine: Machine, printer: RecordingPrinter, address: str
) -> None:
    left = machine.take()
    machine.clock.forward(minutes=25)
    code = machine.code_to_return(left).removeprefix(ADDRESS)
    machine.clock.forward(days=3)
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, address + code)
        assert title(app) == ("Wieder da. Angerechnete Wartezeit: 25 min. Für welche Leistung?")
        await do(pilot, app, "down", "enter")
        assert app.screen.query_one(Giant).text == "A002"
    back = machine.office.find("A002")
    assert back.service == "placement"
    assert back.issued_at == machine.clock.now() - timedelta(minutes=25)
    assert back.id == machine.come_back(code).ticket_id(machine.clock.today())


async def test_who_did_not_wait_is_taken_in_without_a_word_on_it(
    machine: Machine, printer: RecordingPrinter
) -> None:
    code = machine.code_to_return(machine.take())
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        assert title(app) == "Wieder da. Für welche Leistung?"
        await do(pilot, app, "escape")
    assert [ticket.number for ticket in machine.office.look().tickets] == ["A001"]


@pytest.mark.parametrize("then", [[], ["down", "down", "chosen"]])
async def test_the_same_code_on_the_same_day_finds_the_same_number(
    machine: Machine, printer: RecordingPrinter, then: Sequence[str]
) -> None:
    code = machine.code_to_return(machine.take())
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        await do(pilot, app, "enter", "enter", *then)
        await scan(app, pilot, code)
        assert app.screen is desk(app)
        assert said(app).startswith("✓ A002")
        await do(pilot, app, "find")
        app.screen.query_one(Input).value = code
        await press_for_paper(app, pilot)
        assert offered(app)[0] == "Zettel A002 noch einmal drucken"
    assert len(machine.office.look().tickets) == 2


async def test_a_code_that_another_counter_took_in_meanwhile_gives_no_second_number(
    machine: Machine, printer: RecordingPrinter
) -> None:
    code = machine.code_to_return(machine.take())
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        machine.take(ticket_id=machine.come_back(code).ticket_id(DAY))
        machine.office.call("A002", "2")
        await do(pilot, app, "enter")
        assert app.screen is desk(app)
        assert said(app) == "✓ A002 ist gerade aufgerufen: Schalter 2."
    assert len(machine.office.look().tickets) == 2


async def test_a_code_that_gave_its_number_the_day_before_gives_no_second_one(
    machine: Machine, printer: RecordingPrinter
) -> None:
    code = machine.code_to_return(machine.take())
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        await do(pilot, app, "enter", "enter")
        machine.clock.forward(days=1)
        await scan(app, pilot, code)
        await until(pilot, lambda: said(app).startswith("! Mit diesem Zettel war schon jemand da."))
    assert machine.office.look().tickets == ()


async def test_a_code_that_is_too_old_is_refused_with_its_date(
    machine: Machine, printer: RecordingPrinter
) -> None:
    code = machine.code_to_return(machine.take())
    machine.clock.forward(days=8)
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        assert said(app) == (
            "! Der Zettel galt bis 02.12.2026. Bitte geben Sie mit i eine neue Nummer aus."
        )
        await do(pilot, app, "issue", "enter")
    assert len(machine.office.look().tickets) == 1


async def test_forged_damaged_and_foreign_codes_are_refused(
    machine: Machine, printer: RecordingPrinter
) -> None:
    ticket = machine.take()
    told = machine.come_back(machine.code_to_return(ticket))
    office = machine.catalog.office.id
    codes = (
        encode(told, office, b"K" * 32, ADDRESS),
        machine.code_to_return(ticket)[:-1] + "?",
        machine.code_to_return(ticket)[:30],
        machine.code(ticket)[:-3] + "000",
        "Frau Beispiel, zehn Uhr",
    )
    async with console(machine, printer) as (app, pilot):
        for code in codes:
            desk(app).say("")
            await scan(app, pilot, code)
            assert said(app) == REFUSED, code
    assert len(machine.office.look().tickets) == 1


async def test_the_slip_of_another_day_is_no_number_of_today(
    machine: Machine, printer: RecordingPrinter
) -> None:
    code = machine.code(machine.take())
    machine.clock.forward(days=1)
    machine.take()
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, code)
        assert said(app) == REFUSED


@pytest.mark.parametrize("address", [ADDRESS, ""])
async def test_a_scanned_slip_of_today_is_found(
    machine: Machine, printer: RecordingPrinter, address: str
) -> None:
    machine.take()
    code = machine.code(machine.take()).removeprefix(ADDRESS)
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, address + code)
        assert said(app) == "✓ A002 gefunden. Enter ruft auf."
        await do(pilot, app, "chosen")
    assert machine.office.find("A002").status is Status.CALLED


async def test_a_come_back_code_can_be_typed_in_the_groups_that_stand_on_the_slip(
    machine: Machine, printer: RecordingPrinter
) -> None:
    slip = machine.come_back_slip(machine.take(), 7)
    groups = next(line.text for line in slip.lines if line.style is Style.SMALL)
    async with console(machine, printer) as (app, pilot):
        await scan(app, pilot, groups.replace("\n", " ").lower())
        assert title(app) == "Wieder da. Für welche Leistung?"


async def test_the_picture_of_a_come_back_slip_brings_its_visitor_back(machine: Machine) -> None:
    machine.take(concerns=["rent_heating"], missing=["lease"])
    async with console(machine, machine.printer) as (app, pilot):
        await do(pilot, app, "next")
        await ask_for_paper(app, pilot)
        await choose(app, pilot, COME_BACK)
        await do(pilot, app, "enter")
        await until(pilot, lambda: "Der Zettel ist nur als Bild da" in said(app), within=30)
        (picture,) = (machine.state_dir / "slips").glob("*.png")
        (code,) = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
        await scan(app, pilot, code.text)
        await do(pilot, app, "enter")
        assert app.screen.query_one(Giant).text == "A002"


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_on_paper_is_on_the_screen_whole_and_stands_out(
    machine: Machine, printer: RecordingPrinter, size: tuple[int, int]
) -> None:
    machine.take(concerns=["rent_heating"], missing=list(machine.catalog.documents)[:12])
    for count in range(5):
        job = Job(id=UUID(int=count), printer="p", created=AT, expires=AT, number="02.12.2026")
        machine.store.outbox.add(job)
    machine.store.outbox.put_printer(PrinterState(name="p", since=AT, station="A"))
    code = machine.code_to_return(machine.take())
    async with console(machine, printer, size) as (app, pilot):
        await do(pilot, app, "next", "find")
        look_whole(app)
        await press_for_paper(app, pilot)
        look_whole(app)
        assert "Drucker A ist bereit." in title(app)
        await choose(app, pilot, COME_BACK)
        assert title(app).endswith("und 9 weitere")
        look_whole(app)
        await do(pilot, app, "escape")
        await scan(app, pilot, code)
        look_whole(app)


def look_whole(app: StaffApp) -> None:
    assert isinstance(app.screen, Dialog)
    for part in app.screen.query("*"):
        assert app.screen.region.contains_region(part.region), part
    assert not any("…" in drawn(part) for part in app.screen.query("Static"))
    assert least_contrast(app, of=".dialog *") >= 4.5


def test_the_job_of_a_come_back_slip_is_named_for_what_it_is(machine: Machine) -> None:
    jobs = [
        Job(id=UUID(int=1), printer="p", created=AT, expires=AT, number=number, state=state)
        for number, state in (("02.12.2026", JobState.PRINTED), ("A001", JobState.QUEUED))
    ]
    app = StaffApp(machine.office, machine.staff_words, "1")
    come_back, number = paper_lines((), jobs, app.words)
    assert come_back.split(" · ")[1:] == ["Wiederkommen bis 02.12.2026", "gedruckt"]
    assert number.split(" · ")[1:] == ["A001", "wartet"]
