"""The chime before a call."""

from array import array
from pathlib import Path

from kiosk.speech.chime import chime
from kiosk.speech.opening import open_synthesis
from kiosk.utterance import Utterance
from tests.speech.voices import whole

CALL = Utterance("Nummer A042, bitte zu Schalter 2.", "de")


def test_the_chime_is_short_never_clips_and_ends_in_silence() -> None:
    samples = array("h", chime(22_050))
    assert 0.8 < len(samples) / 22_050 < 1.3
    assert 8_000 < max(samples) < 32_767 * 0.6
    assert set(samples[-2_000:]) == {0}
    assert abs(samples[0]) < 100


def test_a_call_with_a_chime_is_the_same_call_after_it(tmp_path: Path) -> None:
    synthesis = open_synthesis(tmp_path)
    try:
        plain = whole(synthesis, CALL)
        called = whole(synthesis, Utterance(CALL.text, "de", chime=True))
        tones = chime(plain.rate)
        assert called.samples == tones + plain.samples
        later = round(len(tones) / 2 / plain.rate * 1000)
        assert [w.milliseconds - later for w in called.words] == [
            w.milliseconds for w in plain.words
        ]
    finally:
        synthesis.close()
