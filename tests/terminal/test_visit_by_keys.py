"""Whole visits by keypad or touch alone: a real process, a real queue, a printer on the network."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.catalog import Catalog
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Ticket
from tests.printers.raster_reader import read
from tests.printers.tcp_printer import tcp_printer
from tests.terminal.terminal import KEYS, Terminal
from tests.terminal.visits import (
    PAPER,
    TO_A_NUMBER,
    await_start,
    choose,
    code_on,
    number_on,
    numbers,
    run,
    take_number,
    touch,
)

SIZES = ((40, 11), (68, 20), (80, 24), (120, 40))
MOST_PRESSES = 120
LIST_ROWS = 1000
"""A slip with a list is longer, one with the number alone is shorter."""


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    """A state of its own, no printer."""
    return {"KIOSK_STATE_DIR": str(tmp_path), "KIOSK_PRINTER": "off:"}


def kept(state: Path) -> list[Ticket]:
    """Return the tickets as they lie in the database."""
    store = SqliteStore(state / "queue.db")
    try:
        return list(store.tickets(datetime.now().astimezone().date()))
    finally:
        store.close()


def walk_with_two_concerns(terminal: Terminal, choose: Callable[[Terminal, str], None]) -> str:
    """Go to the question whether to share, back and forth; return the paper that is missing."""
    await_start(terminal)
    for label in ("Start", "Deutsch", "Nummer ziehen", "Brief oder Bescheid", "Ich verstehe"):
        choose(terminal, label)
    for label in ("Noch ein anderes Thema", "Wohnung und Strom", "Miete und Heizung"):
        choose(terminal, label)
    choose(terminal, "Weiter")
    assert terminal.title == "Worum geht es bei Miete und Heizung?"
    choose(terminal, "Die Miete oder der")
    choose(terminal, "Weiter")
    choose(terminal, "Ja.")
    answered = terminal.title
    if choose is touch:
        touch(terminal, "Zurück")
    else:
        terminal.press_calmly("backspace")
    assert terminal.title == "Bekommen Sie schon Geld vom Jobcenter?"
    choose(terminal, "Weiß ich nicht")
    assert terminal.title == answered
    choose(terminal, "Alle Fragen")
    assert terminal.title == "Das bringen Sie mit"
    choose(terminal, "Schreiben über neue Miete")
    paper = terminal.title
    choose(terminal, "Habe ich nicht")
    terminal.wait_for("›Zur Liste")
    choose(terminal, "Zur Liste")
    assert f"☒ {paper[:20]}" in terminal.text
    choose(terminal, "Weiter")
    return paper


def test_enter_alone_leads_to_a_number_at_every_size(tmp_path: Path) -> None:
    with tcp_printer() as printer, ExitStack() as open_now:
        settings = {"KIOSK_STATE_DIR": str(tmp_path), "KIOSK_PRINTER": printer.url}
        terminals = [
            open_now.enter_context(Terminal(size=size, environment=settings)) for size in SIZES
        ]
        with ThreadPoolExecutor() as pool:
            shown = list(pool.map(press_enter_until_a_number, terminals))
        printed = [code_on(printer.slip(count)) for count in range(1, len(SIZES) + 1)]
    assert sorted(shown) == numbers(settings) == ["A001", "A002", "A003", "A004"]
    told = [run("ticket", "show", code, environment=settings).stdout for code in printed]
    assert sorted(line.split()[0] for line in told) == sorted(shown)


def press_enter_until_a_number(terminal: Terminal) -> str:
    await_start(terminal)
    for _ in range(MOST_PRESSES):
        if terminal.title == "Ihre Nummer":
            return number_on(terminal)
        terminal.press_calmly("enter")
    raise AssertionError(f"no number after {MOST_PRESSES} presses:\n{terminal.text}")


def test_up_down_enter_and_backspace_do_all_and_nothing_is_shared(tmp_path: Path) -> None:
    with tcp_printer() as printer:
        settings = {"KIOSK_STATE_DIR": str(tmp_path), "KIOSK_PRINTER": printer.url}
        with Terminal(size=(68, 20), environment=settings) as terminal:
            walk_with_two_concerns(terminal, choose)
            choose(terminal, "Nein, ich sage es selbst")
            choose(terminal, "Ja, mit Liste")
            number = number_on(terminal)
            terminal.wait_for("Bitte nehmen Sie Ihren Zettel.")
        paper = read(printer.slip(), PAPER)
        code = code_on(printer.slip())
    assert run("ticket", "show", code, environment=settings).stdout.startswith(number)
    (ticket,) = kept(tmp_path)
    assert ticket.number == number
    assert ticket.shared is None
    assert len(paper.rows) > LIST_ROWS
    assert paper.cuts == 1


def test_touch_alone_does_all_and_shares_both_concerns_and_the_missing_paper(
    tmp_path: Path, catalog: Catalog
) -> None:
    with tcp_printer() as printer:
        settings = {"KIOSK_STATE_DIR": str(tmp_path), "KIOSK_PRINTER": printer.url}
        with Terminal(size=(68, 20), environment=settings) as terminal:
            missing = walk_with_two_concerns(terminal, touch)
            touch(terminal, "Ja, das spart Zeit")
            touch(terminal, "Nur die Nummer")
            number_on(terminal)
        paper = read(printer.slip(), PAPER)
    (ticket,) = kept(tmp_path)
    assert ticket.shared is not None
    assert set(ticket.shared.concerns) == {"rent_heating", "understand_letter"}
    (missing_paper,) = ticket.shared.missing
    assert catalog.documents[missing_paper].title.german == missing
    assert len(paper.rows) < LIST_ROWS


def test_backspace_goes_one_step_back_each_time_and_keeps_the_rest(
    settings: Mapping[str, str],
) -> None:
    with Terminal(size=(68, 20), environment=settings) as terminal:
        await_start(terminal)
        titles = [terminal.title]
        for key in ("enter", "1", "enter", "2"):
            terminal.press_calmly(key)
            titles.append(terminal.title)
        touch(terminal, "Miete und Heizung")
        for _ in range(2):
            touch(terminal, "Weiter" if "Weiter‹" in terminal.text else "Weiß ich nicht")
            titles.append(terminal.title)
        for title in titles[-2::-1]:
            terminal.press_calmly("backspace")
            assert terminal.title == title
            if title == "Wohnung und Strom":
                assert "☑ Miete und Heizung" in terminal.text
        terminal.press_calmly("backspace", "backspace")
        assert terminal.title == titles[0]


def test_another_language_in_the_middle_keeps_the_answers_and_turns_every_word(
    settings: Mapping[str, str],
) -> None:
    with Terminal(size=(80, 24), environment=settings) as terminal:
        await_start(terminal)
        for label in (
            "Start",
            "Deutsch",
            "Nummer ziehen",
            "Wohnung und Strom",
            "Miete und Heizung",
        ):
            touch(terminal, label)
        german = terminal.text
        terminal.press_calmly("f3")
        choose(terminal, "English")
        english = terminal.wait_for("Home and electricity")
    assert "☑ Miete und Heizung" in german
    assert "☑ Rent and heating" in english
    assert english.count("☐") == german.count("☐")
    assert not german_words(german) & german_words(english)


def german_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{4,}", text) if word != "Start"}


def test_a_digit_chooses_the_nth(settings: Mapping[str, str]) -> None:
    with Terminal(size=(80, 24), environment=settings) as terminal:
        await_start(terminal)
        terminal.press_calmly("1")
        assert terminal.title == "Welche Sprache?"
        terminal.press_calmly("3")
        terminal.wait_for("What can we do for you?")
        terminal.press_calmly("backspace", "1", "6")
        assert terminal.title == "Brauchen Sie heute sofort Hilfe?"
        terminal.press_calmly("backspace", "1", "1", "2", "4")
        assert "☐ Weiter Geld" not in terminal.text
        assert terminal.text.count("☑") == 2


def test_the_same_press_within_half_a_second_acts_once(settings: Mapping[str, str]) -> None:
    with Terminal(size=(80, 24), environment=settings) as terminal:
        await_start(terminal)
        terminal.write(KEYS["enter"] * 5)
        terminal.wait_for("Welche Sprache?")
        terminal.settle(0.3)
        assert terminal.title == "Welche Sprache?"
        for _ in range(8):
            terminal.press("enter")
            terminal.read(0.05)
        terminal.settle(0.3)
        assert terminal.title == "Welche Sprache?"
        terminal.press_calmly("enter")
        assert terminal.title == "Was können wir für Sie tun?"


def test_a_double_tap_takes_one_number(settings: Mapping[str, str]) -> None:
    with Terminal(size=(80, 24), environment=settings) as terminal:
        await_start(terminal)
        for key in TO_A_NUMBER[:-1]:
            terminal.press_calmly(key)
        terminal.wait_for("›Nummer ziehen")
        for _ in range(2):
            terminal.tap_on("Nummer ziehen")
            terminal.tap_on("Nummer ziehen")
        assert number_on(terminal) == "A001"
        terminal.settle(0.3)
        assert terminal.title == "Ihre Nummer"
        # The next visitor gets the next number.
        terminal.press_calmly("enter")
        assert take_number(terminal) == "A002"
    assert numbers(settings) == ["A001", "A002"]
