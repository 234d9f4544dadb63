"""Fingers are told from scanners by their pace."""

import pytest
from textual import events

from screens.visitor.presses import Typing

CODE = "06VHG2ER8402NV7A06VHG2ER8402NV7A06VH"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def send(typing: Typing, clock: Clock, text: str, gap: float) -> list[str]:
    """Type a text at a pace, and return what is passed on."""
    passed: list[str] = []

    def let_go() -> None:
        came = typing.let_go()
        passed.extend([came] if isinstance(came, str) else [key.key for key in came])

    for character in text:
        clock.now += gap
        let_go()
        key = "enter" if character == "\r" else character
        event = events.Key(key, character)
        event.time = clock.now
        if not typing.holds(event):
            passed.append(key)
    clock.now += 1
    let_go()
    return passed


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def typing(clock: Clock) -> Typing:
    return Typing(clock)


def test_a_scanned_code_is_one_text_and_no_keys(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, f"{CODE}\r", gap=0.008) == [CODE]


def test_a_scanner_need_not_press_enter(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, CODE, gap=0.03) == [CODE]


@pytest.mark.parametrize("burst", ["9783161484100\r", "aaaaaaaaa", CODE[:-1]])
def test_what_is_too_short_for_a_slip_leads_nowhere(
    typing: Typing, clock: Clock, burst: str
) -> None:
    assert send(typing, clock, burst, gap=0.008) == []


def test_typed_digits_pass(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "12345", gap=0.2) == ["1", "2", "3", "4", "5"]


def test_an_enter_by_hand_passes(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "\r", gap=0.2) == ["enter"]


def test_a_few_fast_characters_are_no_scan(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "12\r", gap=0.01) == ["1", "2", "enter"]


def test_after_a_scan_hands_are_heard_again(typing: Typing, clock: Clock) -> None:
    send(typing, clock, "06VHG2ER\r", gap=0.008)
    assert send(typing, clock, "1\r", gap=0.3) == ["1", "enter"]


def test_a_scan_stays_whole_when_the_screen_is_busy_while_it_comes(
    typing: Typing, clock: Clock
) -> None:
    came = clock.now
    for n, character in enumerate(f"{CODE}\r"):
        event = events.Key("enter" if character == "\r" else character, character)
        event.time = came + n * 0.008
        clock.now += 0.1
        assert typing.holds(event), "the enter of a scanner chooses nothing"
    assert typing.let_go() == CODE
