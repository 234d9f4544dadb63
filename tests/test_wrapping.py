"""Lines of a screen: what belongs together stays on one of them."""

import pytest

from screens.visitor.bidi import visual
from screens.visitor.wrapping import longest, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Männer: 0800 123 99 00. Ja", 20, ["Männer:", "0800 123 99 00. Ja"]),
        ("Frauen: 116 016.", 12, ["Frauen:", "116 016."]),
        ("Telefon +49 30 12 34", 14, ["Telefon", "+49 30 12 34"]),
        ("Telefon 030-12 34", 12, ["Telefon", "030-12 34"]),
        ("nach § 15 SGB II", 8, ["nach", "§ 15 SGB", "II"]),
        ("nach §§ 15, 16", 9, ["nach", "§§ 15, 16"]),
    ],
)
def test_a_number_stays_whole_and_with_its_sign(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_number_stays_whole_among_arabic_words() -> None:
    lines = wrap("استشارة للرجال: 0800 123 99 00.", 22, rtl=True)
    assert [visual(line, rtl=True) for line in lines][1] == ".0800 123 99 00"


def test_what_is_too_long_for_a_line_breaks_between_its_groups_first() -> None:
    assert wrap("0800 123 99 00", 9) == ["0800 123", "99 00"]
    assert wrap("§ 1234567", 4) == ["§", "1234", "567"]
    assert longest("Tel 0800 123 99 00") == len("0800 123 99 00")


def test_words_break_at_spaces_and_hyphens() -> None:
    assert wrap("Haupt-Antrag 12 Monate", 9) == ["Haupt-", "Antrag 12", "Monate"]
    assert wrap("a - b", 3) == ["a -", "b"]
    assert wrap("", 3) == [""]
