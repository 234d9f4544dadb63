"""Fingers are told from scanners by their pace."""

import pytest
from textual import events

from screens.visitor.presses import Typing


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def send(typing: Typing, clock: Clock, text: str, gap: float) -> list[str]:
    """Type a text at a pace, and return what is passed on."""
    passed: list[str] = []
    for character in text:
        clock.now += gap
        passed += [key.key for key in typing.typed()]
        key = "enter" if character == "\r" else character
        event = events.Key(key, character)
        if not typing.holds(event):
            passed.append(key)
    clock.now += 1
    return passed + [key.key for key in typing.typed()]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def typing(clock: Clock) -> Typing:
    return Typing(clock)


def test_a_scanned_code_leads_nowhere(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "06VHG2ER8402NV7A\r", gap=0.008) == []


def test_typed_digits_pass(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "12345", gap=0.2) == ["1", "2", "3", "4", "5"]


def test_an_enter_by_hand_passes(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "\r", gap=0.2) == ["enter"]


def test_a_few_fast_characters_are_no_scan(typing: Typing, clock: Clock) -> None:
    assert send(typing, clock, "12\r", gap=0.01) == ["1", "2", "enter"]


def test_after_a_scan_hands_are_heard_again(typing: Typing, clock: Clock) -> None:
    send(typing, clock, "06VHG2ER\r", gap=0.008)
    assert send(typing, clock, "1\r", gap=0.3) == ["1", "enter"]
