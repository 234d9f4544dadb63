"""Samples, steps of volume, and the places of words."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.places import Alignment
from kiosk.speech.sound import HEADROOM, Sound, Word, scaled

SAMPLES = st.lists(st.integers(-32768, 32767), max_size=200).map(lambda s: array("h", s).tobytes())


@given(SAMPLES, st.integers(8000, 48000))
def test_a_sound_survives_cache_and_wav_file(samples: bytes, rate: int) -> None:
    sound = Sound(rate, samples, (Word(0, 0, 3), Word(120, 4, 9)))
    assert Sound.unpacked(sound.packed()) == sound
    assert Sound.of_wav(sound.wav()) == Sound(rate, samples)


@given(SAMPLES, st.integers(-3, HEADROOM))
def test_a_step_of_volume_never_clips(samples: bytes, volume: int) -> None:
    before = array("h", samples)
    after = array("h", Sound.of_wav(Sound(22050, samples).wav(volume)).samples)
    factor = 10 ** ((volume - HEADROOM) * 6 / 20)
    assert [round(sample * factor) for sample in before] == list(after)


def test_what_is_too_loud_is_clipped_not_wrapped() -> None:
    loud = array("h", [32767, -32768, 20000, -20000, 0]).tobytes()
    assert list(array("h", scaled(loud, 12))) == [32767, -32768, 32767, -32768, 0]


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\xff\xff\xff\xff", b"\0" * 64])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not"):
        Sound.of_wav(data)
    with pytest.raises(ValueError, match="cache"):
        Sound.unpacked(data)


def places(spoken: str, written: str, *words: tuple[int, str]) -> list[str]:
    timed = tuple(
        Word(at, spoken.index(word), spoken.index(word) + len(word)) for at, word in words
    )
    sound = Sound(1000, bytes(2 * len(spoken) * 100), timed)
    return [
        written[word.start : word.end] for word in Alignment(spoken, written).words(sound, spoken)
    ]


def test_words_are_placed_in_what_is_written() -> None:
    assert places(
        "Nummer A, 0, 4, 2, bitte", "Nummer A 042 bitte",
        (0, "Nummer"), (300, "A"), (500, "0"), (700, "4"), (900, "2"), (1100, "bitte"),
    ) == ["Nummer", "A 042", "bitte"]  # fmt: skip


def test_words_nobody_timed_are_spread_over_the_sound() -> None:
    assert places("Guten Tag zusammen", "Guten Tag zusammen") == ["Guten", "Tag", "zusammen"]


@given(st.text(), st.text())
def test_any_two_texts_have_places_within_the_written_one(spoken: str, written: str) -> None:
    for word in Alignment(spoken, written).words(Sound(1000, bytes(400)), spoken):
        assert 0 <= word.start < word.end <= len(written)
        assert word.milliseconds >= 0
