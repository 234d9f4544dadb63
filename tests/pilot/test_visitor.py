"""The visitor terminal on a real office: what keys and taps do, and what is left of a visit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from kiosk.catalog import Catalog
from kiosk.content_folder import SHIPPED
from kiosk.office import MAX_COUNT, Office
from kiosk.ports import SignalKind
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from kiosk.ticket import Shared
from screens.app import KioskApp
from tests.clocks import StillClock
from tests.recording_voice import RecordingVoice
from tests.stores import DAY, a_ticket, put
from tests.visitors import Come, Visitor, visitor

OTHER_KEYS = [
    *"acehlnoqrxyzQ0äß€.-#",
    *("escape", "space", "left", "right", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "f8", "f9", "f10", "f11", "f12", "f13"),
    *(f"ctrl+{letter}" for letter in "abcdfgklnopqrstuvwxz"),
    *("ctrl+backslash", "ctrl+right_square_bracket", "ctrl+pageup", "ctrl+tab"),
    *("shift+up", "shift+down", "shift+f1", "ctrl+f4", "alt+f4", "ctrl+up", "alt+enter"),
]
"""Keys that terminals and keypads could send, and that are none of the terminal's."""


@pytest.fixture
def elsewhere(file: Path) -> Iterator[SqliteStore]:
    """The same queue as another process sees it."""
    store = SqliteStore(file)
    yield store
    store.close()


async def go_to_a_question(person: Visitor) -> None:
    await person.press("enter", "enter", "enter")
    await person.tap("home")
    await person.tap("rent_heating")
    await person.tap("forward")
    assert person.step == "question"


async def go_to_the_last_step(person: Visitor) -> None:
    """Go to where the next "enter" takes a number, without a concern."""
    await person.press("enter", "enter", "enter")
    await person.tap("other")
    assert (person.step, person.focus) == ("share", "no")


def damage(file: Path) -> None:
    file.write_bytes(b"no database at all" * 1000)


def helpless(office: Office) -> list[str]:
    return [signal.name for signal in office.look().raised(SignalKind.HELP)]


def is_new(person: Visitor) -> bool:
    """Tell whether the start screen stands there with nothing of a visit."""
    visit = person.app.visit
    nothing = not (visit.concerns or visit.answers or visit.papers or visit.taken)
    return person.step == "start" and len(visit.trail) == 1 and nothing


async def test_enter_again_and_again_ends_with_a_number(come: Come, office: Office) -> None:
    async with come() as person:
        presses = 0
        while person.app.visit.place.step not in {"take", "number"}:
            await person.press("enter")
            presses += 1
            assert presses < 100, person.seen
        await person.until(lambda: person.step == "number")
        (ticket,) = office.look().tickets
        assert (ticket.number, ticket.language) == ("A001", "de")
        assert person.app.visit.taken is not None
        assert person.app.visit.taken.ticket == ticket
        await person.until(lambda: "fotografieren Sie Ihre Nummer" in person.seen)
        await person.press("enter")
        assert is_new(person)


async def test_a_visit_by_touch_alone_takes_a_number_and_shares_what_was_allowed(
    come: Come, office: Office
) -> None:
    async with come() as person:
        await person.tap("begin")
        await person.tap("en")
        await person.tap("number")
        await person.tap("home")
        await person.tap("rent_heating")
        await person.tap("forward")
        await person.tap("bill")
        await person.tap("forward")
        await person.tap("never")
        while person.step == "question":
            await person.press("enter")
        if person.step == "hints":
            await person.tap("forward")
        await person.tap("service_charge_bill")
        await person.tap("lack")
        await person.tap("later")
        await person.tap("forward")
        await person.tap("yes")
        await person.tap("no")
        await person.until(lambda: person.step == "number")
        (ticket,) = office.look().tickets
        assert (ticket.language, ticket.service) == ("en", "benefits")
        assert ticket.shared == Shared(("rent_heating",), ("service_charge_bill",))
        await person.tap("done")
        assert is_new(person)


async def test_who_says_no_shares_nothing(come: Come, office: Office) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.tap("skip_all")
        assert person.step == "checklist"
        await person.tap("forward")
        await person.tap("no")
        await person.tap("no")
        await person.until(lambda: person.step == "number")
        (ticket,) = office.look().tickets
        assert ticket.shared is None


async def test_after_a_minute_alone_it_asks_and_then_begins_anew(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("1", "f5")
        before = person.app.visit
        assert before.answers
        await person.stay_away(59)
        assert person.step == "question"
        await person.stay_away(2)
        assert "Sind Sie noch da?" in person.seen
        assert person.app.visit == before
        await person.stay_away(28)
        assert "Sind Sie noch da?" in person.seen
        await person.stay_away(2)
        assert is_new(person)
        assert person.app.theme == "lotse"
        assert person.app.visit.ticket_id != before.ticket_id


async def test_who_listens_has_three_minutes_and_one_more(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("f2")
        await person.stay_away(179)
        assert person.step == "question"
        await person.stay_away(2)
        assert person.step == "still_there"
        await person.stay_away(58)
        assert person.step == "still_there"
        await person.stay_away(2)
        assert is_new(person)


async def test_who_is_being_read_to_is_not_asked_whether_they_are_there(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("f2")
        await person.stay_away(250, spoken_to=True)
        await person.stay_away(170, spoken_to=True)
        assert person.step == "question"
        await person.stay_away(181)
        assert person.step == "still_there"


@pytest.mark.parametrize("key", ["down", "x", "f6", "escape", "0"])
async def test_any_press_gives_another_minute(come: Come, key: str) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.stay_away(55)
        await person.press(key)
        await person.stay_away(55)
        assert person.step == "question"


async def test_a_tap_beside_everything_gives_another_minute(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.stay_away(55)
        await person.tap_at(0, 0)
        await person.stay_away(55)
        assert person.step == "question"


@pytest.mark.parametrize("key", ["enter", "backspace", "1", "f2"])
async def test_who_answers_that_they_are_there_goes_on_where_they_were(
    come: Come, key: str
) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("1")
        before = person.app.visit
        await person.stay_away(61)
        assert person.step == "still_there"
        await person.press(key)
        assert person.step == "question"
        assert person.app.visit == before


async def test_a_press_during_the_warning_gives_another_minute(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.stay_away(61)
        await person.press("x")
        await person.stay_away(59)
        assert not is_new(person)


async def test_the_start_screen_returns_to_its_language_and_colours(come: Come) -> None:
    async with come() as person:
        await person.press("f3")
        await person.tap("en")
        await person.press("f5", "f2")
        assert person.step == "start"
        assert "Help" in person.seen
        await person.stay_away(89)
        assert "Help" in person.seen
        await person.stay_away(152)
        assert "Hilfe" in person.seen
        assert person.app.visit.language == "de"
        assert person.app.theme == "lotse"
        await person.press("down")
        assert "1/" not in person.seen  # no caption any more


async def test_a_start_screen_that_nobody_touches_is_left_alone(come: Come) -> None:
    async with come() as person:
        before = person.app.visit
        for _ in range(5):
            await person.stay_away(100)
        assert person.app.visit is before


async def test_a_call_for_help_is_raised_once_and_lowered_by_no_more_help(
    come: Come, office: Office
) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("f1")
        await person.until(lambda: helpless(office) == ["A"])
        assert "Wir haben jemanden gerufen." in person.seen
        await person.press("f1", "enter")
        assert person.step == "question"
        assert helpless(office) == ["A"]
        await person.tap("person")
        await person.tap("help_done")
        await person.until(lambda: not helpless(office))
        assert person.step == "question"


async def test_f2_says_the_page_and_each_focus_and_shows_it(come: Come) -> None:
    voice = RecordingVoice()
    async with come(voice=voice) as person:
        await person.press("enter", "down")
        assert voice.said == []
        await person.press("f2")
        assert voice.said[-1].text.startswith("Die Ansage ist an. ")
        assert "Welche Sprache? Seite 1 von 2." in voice.said[-1].text
        assert person.seen.splitlines()[-1].strip().startswith("Die Ansage ist an.")
        assert person.focus == "de_simple", "reading aloud keeps the place"
        await person.press("up", "down")
        assert voice.said[-1].text == "Einfache Sprache. Auswahl. 2 von 14."
        assert voice.said[-1].language == "de_simple"
        assert person.seen.splitlines()[-1].strip() == voice.said[-1].text
        await person.press("down", "enter")
        assert voice.said[-1].language == "en"
        assert voice.said[-1].text.startswith("What can we do for you?")


async def test_every_press_silences_what_is_being_said(come: Come) -> None:
    voice = RecordingVoice()
    async with come(voice=voice) as person:
        await person.press("f2")
        for key in ("enter", "down", "enter", "f3", "backspace"):
            before = voice.stops
            await person.press(key)
            assert voice.stops > before, key


async def test_while_a_number_is_being_taken_other_presses_do_nothing(
    come: Come, office: Office, elsewhere: SqliteStore
) -> None:
    async with come() as person:
        await go_to_the_last_step(person)
        with elsewhere.changing(DAY):
            await person.press("enter")
            await person.press("enter", "backspace", "f1", "f3", "f4", "1", "down", "enter")
            await person.until(lambda: "Einen Moment bitte" in person.seen)
            await person.press("enter", "backspace", "f1", "f3", "1")
            await person.stay_away(300)
            assert person.app.visit.place.step == "take"
            assert office.look().tickets == ()
        await person.until(lambda: person.step == "number")
        assert [ticket.number for ticket in office.look().tickets] == ["A001"]
        assert helpless(office) == []


async def test_a_number_that_was_taken_is_not_taken_back(come: Come, office: Office) -> None:
    async with come() as person:
        await go_to_the_last_step(person)
        await person.press("enter")
        await person.until(lambda: person.step == "number")
        await person.press("backspace")
        assert person.step == "number"
        await person.press("f3", "backspace")
        assert person.step == "number"
        assert len(office.look().tickets) == 1


async def test_a_line_from_staff_stands_on_the_start_screen_alone(
    come: Come, catalog: Catalog, elsewhere: SqliteStore
) -> None:
    staff = Office(catalog, elsewhere, StillClock(), "B")
    async with come() as person:
        staff.say("1", "Heute [b]bis[/b] zwölf")
        await person.until(lambda: "Heute [b]bis[/b] zwölf" in person.seen)
        await person.press("enter", "down")
        assert "zwölf" not in person.seen
        before = (person.step, person.focus, person.seen)
        staff.say("1", "Morgen zu")
        person.app.post_message(KioskApp.Changed(staff.look()))
        await person.pilot.pause()
        assert (person.step, person.focus, person.seen) == before
        await person.press("backspace")
        assert "Morgen zu" in person.seen
        staff.say("1", "")
        await person.until(lambda: "Morgen" not in person.seen)


async def test_f5_changes_the_contrast_to_and_fro_and_keeps_the_place(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        before = person.app.visit
        await person.press("f5")
        assert person.app.theme == "lotse-contrast"
        await person.press("f5")
        assert person.app.theme == "lotse"
        assert (person.step, person.app.visit) == ("question", before)
        await person.tap("display")
        await person.tap("contrast")
        assert (person.app.theme, person.step) == ("lotse-contrast", "display")


async def test_where_the_terminal_decides_the_size_of_text_f4_says_so(come: Come) -> None:
    async with come() as person:
        await person.press("f4")
        assert "Die Schriftgröße bestimmt hier das Terminal." in person.seen


async def test_up_and_down_go_around_all_targets(come: Come) -> None:
    async with come() as person:
        await person.press("enter", "enter")
        targets = [box.choice for box in person.app.view.sheet.targets]
        walked = []
        for _ in targets:
            walked.append(person.focus)
            await person.press("down")
        assert walked == targets
        assert person.focus == targets[0]
        await person.press("up")
        assert person.focus == targets[-1]
        await person.press("tab")
        assert person.focus == targets[0]
        await person.press("shift+tab")
        assert person.focus == targets[-1]


async def test_a_figure_chooses_the_nth_and_too_large_a_one_nothing(come: Come) -> None:
    async with come() as person:
        await person.press("1", "3")
        await person.until(lambda: person.step == "menu")
        assert person.app.visit.language == "en"
        await person.press("9")
        assert person.step == "menu"
        await person.press("6")
        assert person.step == "acute"


async def test_backspace_drops_the_answer_of_the_page_it_leaves(come: Come) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("1", "enter")
        assert person.step == "question"
        await person.press("backspace", "backspace")
        assert (person.step, person.app.visit.answers) == ("area", {})
        assert person.app.visit.concerns == ("rent_heating",)


async def test_the_language_can_be_changed_within_a_visit_and_answers_are_kept(
    come: Come,
) -> None:
    async with come() as person:
        await go_to_a_question(person)
        await person.press("1")
        before = person.app.visit
        await person.press("f3")
        await person.tap("en")
        assert (person.step, person.app.visit.language) == ("question", "en")
        assert person.app.visit.answers == before.answers


async def test_a_press_repeated_within_half_a_second_is_one_press(come: Come) -> None:
    async with come() as person:
        await person.press("enter", "enter")
        await person.pilot.press("enter")
        await person.pilot.press("enter")
        assert person.step == "menu"
        await person.press("enter")
        assert person.step == "concerns"


async def test_a_finger_that_slides_off_chooses_nothing(come: Come) -> None:
    async with come() as person:
        await person.press("enter", "enter")
        one, other = person.app.view.sheet.targets[:2]
        await person.touch(one.x + 2, one.y + 1)
        await person.let_go(other.x + 2, other.y + 1)
        assert person.step == "menu"
        await person.let_go(one.x + 2, one.y + 1)
        assert person.step == "menu"


@pytest.mark.parametrize("presses", [(), ("enter", "enter", "enter")])
async def test_nothing_but_the_keys_of_the_design_does_anything(
    come: Come, office: Office, presses: tuple[str, ...]
) -> None:
    async with come() as person:
        await person.press(*presses)
        before = (person.app.visit, person.focus, person.app.theme, person.seen)
        for key in OTHER_KEYS:
            await person.press(key)
            now = (person.app.visit, person.focus, person.app.theme, person.seen)
            assert now == before, key
        person.app.post_message(events.Paste("enter\r1\r"))
        await person.pilot.pause()
        assert (person.app.visit, person.focus, person.app.theme, person.seen) == before
        assert person.app.is_running
        assert office.look().tickets == ()
        await person.press("enter")
        assert person.seen != before[-1]


async def test_a_queue_out_of_reach_is_an_apology_with_nothing_left_of_the_visit(
    come: Come, file: Path
) -> None:
    async with come() as person:
        await go_to_a_question(person)
        for choice in ("skip_all", "forward", "yes"):
            await person.tap(choice)
        damage(file)
        await person.tap("yes")
        await person.until(lambda: "Entschuldigung" in person.seen)
        assert is_new(person)
        assert "queue.db" not in person.seen
        await person.press("enter")
        assert person.step == "language"


async def test_a_station_without_numbers_says_so(
    come: Come, office: Office, elsewhere: SqliteStore
) -> None:
    put(elsewhere, a_ticket(MAX_COUNT))
    async with come() as person:
        await go_to_the_last_step(person)
        await person.press("enter")
        await person.until(lambda: "keine Nummern mehr" in " ".join(person.seen.split()))
        assert is_new(person)
        assert len(office.look().tickets) == 1


async def test_a_language_whose_file_is_broken_is_an_apology_and_the_kiosk_goes_on(
    office: Office, catalog: Catalog, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    po = content / "locale/tr/LC_MESSAGES/content.po"
    po.write_text(po.read_text().replace('msgctxt "', "msgctxt "))
    dictionary = Library(content, catalog, lambda: DAY)
    async with visitor(office, dictionary, tmp_path) as person:
        await person.press("enter")
        await person.tap("tr")
        await person.until(lambda: person.step == "start")
        assert "Entschuldigung" in person.seen
        await person.press("enter")
        await person.tap("en")
        assert (person.step, person.app.visit.language) == ("menu", "en")
