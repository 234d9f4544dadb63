from pathlib import Path

import pytest

from screens.widgets import digits
from screens.widgets.digits import giant, painted

NUMBERS = ["A042", "B999", "Z001", "A111", "A777"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("box", [(34, 5), (60, 9), (68, 10), (120, 30)])
def test_a_number_fills_its_box_and_never_leaves_it(number: str, box: tuple[int, int]) -> None:
    columns, rows = box
    lines = giant(number, columns, rows)
    assert len(lines) <= rows
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= columns
    assert len(lines) >= rows - 1 or len(lines[0]) >= columns * 0.7


def test_it_is_made_of_half_blocks_alone() -> None:
    assert set("".join(giant("A042", 60, 10))) <= set(" ▀▄█")


def test_it_is_painted_without_full_blocks_since_they_have_seams() -> None:
    for row in giant("A042", 60, 10):
        pieces = list(painted(row))
        assert "█" not in "".join(text for text, _ in pieces)
        assert "".join("█" * len(text) if full else text for text, full in pieces) == row


def test_all_numbers_of_a_length_are_equally_tall() -> None:
    assert len({len(giant(f"A{count:03d}", 50, 12)) for count in range(1, 1000, 37)}) == 1


def test_different_numbers_look_different() -> None:
    drawn = {tuple(giant(f"A{count:03d}", 60, 8)) for count in range(100)}
    assert len(drawn) == 100


def test_a_larger_box_gives_a_larger_number() -> None:
    heights = [len(giant("A042", columns, 40)) for columns in (30, 60, 90, 120)]
    assert heights == sorted(set(heights))


@pytest.mark.parametrize("box", [(0, 0), (3, 1), (-1, 4), (40, 1), (6, 40)])
def test_without_room_the_text_stands_as_it_is(box: tuple[int, int]) -> None:
    assert giant("A042", *box) == ["A042"]


def test_nothing_is_drawn_as_nothing() -> None:
    assert giant("", 20, 5) == [""]


def test_umlauts_and_descenders_are_whole() -> None:
    assert len(giant("Ägypten", 80, 6)) >= 5


def test_the_answer_belongs_to_whoever_asked() -> None:
    giant("A042", 50, 8).clear()
    assert giant("A042", 50, 8)


def test_without_the_system_font_pillows_own_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "_FONT", Path("/nowhere.ttf"))
    for cache in (digits._rows, digits._ink, digits._font):  # noqa: SLF001 - cached fonts
        cache.cache_clear()
    drawn = giant("A042", 60, 9)
    for cache in (digits._rows, digits._ink, digits._font):  # noqa: SLF001
        cache.cache_clear()
    assert len(drawn) >= 7
