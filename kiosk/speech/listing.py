"""What voices this machine has, and which packages would bring more or better ones."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.opening import open_synthesis

PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "de": "libttspico-utils libttspico-data (non-free), or mbrola mbrola-de6 (non-free)",
        "en": "libttspico-utils libttspico-data (non-free), or mbrola mbrola-en1 (non-free)",
        "fr": "libttspico-utils libttspico-data (non-free), or mbrola mbrola-fr1 (non-free)",
        "tr": "mbrola mbrola-tr1 (non-free)",
        "ru": "rhvoice rhvoice-russian (non-free)",
        "uk": "rhvoice rhvoice-ukrainian (non-free)",
        "pl": "rhvoice rhvoice-polish (non-free)",
    }
)
"""Debian packages with a better voice than espeak-ng's."""


def voices_of(language: str, state_dir: Path) -> Sequence[InstalledVoice]:
    """Return the voices of a language, the one that speaks first."""
    return open_synthesis(state_dir).voices(language)


def spoken_languages(languages: Iterable[str], state_dir: Path) -> str:
    """Return one line on which engine speaks which languages, and which are not spoken."""
    synthesis = open_synthesis(state_dir)
    by_engine: dict[str, list[str]] = {}
    for language in languages:
        voices = synthesis.voices(language)
        by_engine.setdefault(voices[0].engine if voices else "no voice", []).append(language)
    return ", ".join(f"{engine}: {' '.join(spoken)}" for engine, spoken in by_engine.items())


def advice(language: str, state_dir: Path) -> str:
    """Return what to install for a good voice, or an empty string if there is one."""
    voices = voices_of(language, state_dir)
    if voices and voices[0].quality is Quality.GOOD:
        return ""
    folder = state_dir / "voices" / language
    own = f"a piper voice (NAME.onnx and NAME.onnx.json) in {folder}, and piper-tts"
    packages = PACKAGES.get(language)
    return f"{packages}, or {own}" if packages else own
