"""Where a text is cut, and what is heard between its pieces."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.pieces import Piece, Run, pause, pieces
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis
from kiosk.utterance import Utterance
from tests.speech.voices import PAGE, as_written, whole

SENTENCE = "Bitte bringen Sie zum Termin Ihren Ausweis und den Mietvertrag mit."
LOUD = b"\x00\x40"


def cut(text: str) -> list[Piece]:
    return list(pieces([Run(text, "de")]))


@given(st.text("ab.,:1 \n", max_size=1200))
def test_pieces_are_the_text_in_its_order(spoken: str) -> None:
    said = ""
    for piece in cut(spoken):
        assert spoken[piece.start :].startswith(piece.text)
        assert not spoken[len(said) : piece.start].strip()
        said = spoken[: piece.start + len(piece.text)]
    assert said.strip() == spoken.strip()


def test_no_piece_is_long_and_the_first_is_short() -> None:
    first, *others = cut(PAGE)
    assert 40 <= len(first.text) <= 120
    assert all(40 <= len(piece.text) <= 200 for piece in others[:-1])


def test_a_text_is_cut_after_sentences() -> None:
    text = " ".join([SENTENCE] * 5)
    assert all(piece.text.startswith("Bitte") for piece in cut(text))
    assert all(piece.text.endswith("mit.") for piece in cut(text))


def test_short_sentences_are_said_together() -> None:
    assert [piece.text for piece in cut("Guten Tag. Bitte warten Sie.")] == [
        "Guten Tag. Bitte warten Sie."
    ]


def test_a_long_sentence_is_cut_where_one_breathes_but_not_within_a_number() -> None:
    numbers = "Ihre Nummer ist die " + "4, " * 20
    long = f"{numbers}, und {'Sie brauchen dafür einen Ausweis ' * 2}"
    first, second = cut(long)
    assert first.text.endswith("4, ,")
    assert second.text.startswith("und Sie")


def test_words_without_any_sign_are_cut_between_words() -> None:
    assert all(set(piece.text.split()) == {"Wort"} for piece in cut("Wort " * 200))
    assert "".join(piece.text for piece in cut("W" * 1000)) == "W" * 1000


@pytest.mark.parametrize(
    ("text", "tail", "missing"),
    [("Ja.", 0, 380), ("Ja,", 0, 180), ("Ja", 0, 0), ("Ja.", 80, 300), ("Ja.", 900, 0)],
)
def test_a_pause_is_as_long_as_an_engine_left_it_out(text: str, tail: int, missing: int) -> None:
    sound = Sound(1000, LOUD * 500 + bytes(2 * tail))
    assert pause(sound, text, 150) == Sound(1000, bytes(2 * missing))


def test_a_pause_is_shorter_when_one_speaks_faster() -> None:
    assert pause(Sound(1000, LOUD), "Ja.", 300).seconds == pytest.approx(0.19)


def test_a_page_in_pieces_lasts_as_long_as_in_one(tmp_path: Path) -> None:
    synthesis = Synthesis([EspeakEngine()], tmp_path, as_written)
    engine = EspeakEngine()
    try:
        voice = synthesis.voices("de")[0]
        in_pieces = whole(synthesis, Utterance(PAGE, "de"))
        in_one = engine.render(PAGE, voice, 150)
    finally:
        synthesis.close()
        engine.close()
    assert in_pieces.seconds == pytest.approx(in_one.seconds, rel=0.03)
    said = [PAGE[word.start : word.end] for word in in_pieces.words]
    assert " ".join(said) == PAGE
    for word, other in zip(in_pieces.words, in_one.words, strict=True):
        assert word.milliseconds == pytest.approx(other.milliseconds, abs=900)
