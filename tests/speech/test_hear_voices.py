"""The benchmark of voices, without its recogniser."""

from pathlib import Path
from types import SimpleNamespace

from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.synthesis import Synthesis
from tests.benchmarks.hear_voices import understood
from tests.speech.voices import GREETING, as_written


class Recogniser:
    """Knows German alone, and hears one word of it wrong."""

    supported_languages = ("de",)

    def transcribe(
        self, wav: object, *, language: str, beam_size: int
    ) -> tuple[list[SimpleNamespace], None]:
        assert wav
        assert beam_size
        if language not in self.supported_languages:
            raise ValueError(language)
        return [SimpleNamespace(text=GREETING.replace("Platz", "Blatt"))], None


def test_a_language_the_recogniser_does_not_know_is_left_out(tmp_path: Path) -> None:
    synthesis = Synthesis([EspeakEngine()], tmp_path, as_written)
    told = {name: understood(Recogniser(), synthesis, name, [GREETING]) for name in ("ku", "so")}
    assert told == {
        "ku": "left out, for the recogniser does not know the language",
        "so": "no voice",
    }
    for name in ("de", "de_simple"):
        assert "17 % wrong" in understood(Recogniser(), synthesis, name, [GREETING])
    synthesis.close()
