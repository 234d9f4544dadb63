import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.plain import plain, plain_line

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROLS = frozenset(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0))))
FORBIDDEN = BIDI | CONTROLS
any_text = st.text(st.characters(exclude_categories=()))


def test_of_all_code_points_no_control_bidi_override_or_lone_surrogate_passes() -> None:
    passed = {c for c in map(chr, range(sys.maxunicode + 1)) if plain(f"a{c}b") != "ab"}
    assert passed & FORBIDDEN == {"\n", "\t"}
    assert plain("a\nb\tc") == "a\nb c"
    kinds = {unicodedata.category(c) for c in passed - {"\n", "\t", "\u200c", "\u200d"}}
    assert not kinds & {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


@given(any_text)
def test_no_text_keeps_a_control_or_a_bidi_override(text: str) -> None:
    assert not set(plain(text)) & (FORBIDDEN - {"\n"})
    assert not set(plain_line(text)) & FORBIDDEN


@given(any_text)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    clean = plain(text)
    assert plain(clean) == clean
    assert plain_line(plain_line(text)) == plain_line(text)
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()


@given(any_text, st.integers(1, 30))
def test_no_text_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(plain(text, limit)) <= limit
    assert len(plain_line(text, limit)) <= limit


@given(any_text)
def test_a_line_is_one_line_with_single_spaces(text: str) -> None:
    line = plain_line(text)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    "text",
    ["Grüße – 5 °C, „so“ & 1.234,56 €", "نمی‌خواهم", "Đặng Thị", "Привіт", "ثلاثة", "👩‍👧"],
)
def test_the_letters_of_every_language_pass(text: str) -> None:
    assert plain(text) == text


def test_escape_codes_lose_what_makes_them_work() -> None:
    assert plain("\x1b]52;c;SGk=\x07 \x9b31m \x1bcok") == "]52;c;SGk= 31m cok"


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    assert plain("abcdef", 4) == "abc…"
    assert plain_line("ab  cd\nef", 6) == "ab cd…"
    assert plain("abcd", 4) == "abcd"
