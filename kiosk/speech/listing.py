"""What voices this machine has, and which packages would bring more or better ones."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.espeak import mbrola_file
from kiosk.speech.espeak_library import library_and_data
from kiosk.speech.opening import open_synthesis

FIRST = "libespeak-ng1, or the Python package espeakng-loader"
"""What speaks every language of the product, if not well."""
_LIBRARY = "libespeak-ng1"


@dataclass(frozen=True)
class Offer:
    """Debian packages that bring a better voice than espeak-ng's."""

    engine: str
    packages: tuple[str, ...]

    def missing(self) -> str:
        """Return the packages that are still to be installed."""
        return " ".join(name for name in self.packages if not _is_there(name))


def _pico() -> Offer:
    return Offer("pico", ("libttspico-utils", "libttspico-data"))


def _mbrola(voice: str) -> Offer:
    # The program makes sound of what the system's espeak-ng library reads.
    return Offer("mbrola", (_LIBRARY, "mbrola", f"mbrola-{voice}"))


def _rhvoice(language: str) -> Offer:
    return Offer("rhvoice", ("rhvoice", f"rhvoice-{language}"))


OFFERS: Mapping[str, Sequence[Offer]] = MappingProxyType(
    {
        "de": (_pico(), _mbrola("de6")),
        "en": (_pico(), _mbrola("en1")),
        "fr": (_mbrola("fr1"), _pico()),
        "tr": (_mbrola("tr1"),),
        "ru": (_rhvoice("russian"),),
        "uk": (_rhvoice("ukrainian"),),
        "pl": (_rhvoice("polish"),),
    }
)


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
    """Return what to install for a better voice, or an empty string if there is a good one."""
    return better_than(voices_of(language, state_dir), language, state_dir / "voices" / language)


def better_than(voices: Sequence[InstalledVoice], language: str, folder: Path) -> str:
    """Return what would speak better than voices that are in use."""
    if voices and (voices[0].quality is Quality.GOOD or voices[0].engine == "piper"):
        return ""
    own = f"a piper voice (NAME.onnx and NAME.onnx.json) in {folder}, and piper (make piper)"
    used = {voice.engine for voice in voices}
    better = [o.missing() for o in OFFERS.get(language, ()) if o.engine not in used]
    packages = [f"{names} (non-free)" for names in better if names]
    return ", or ".join([*packages, own])


def _is_there(package: str) -> bool:
    """Tell whether what a package brings is on this machine, as far as it can be told."""
    programs = {"libttspico-utils": "pico2wave", "mbrola": "mbrola", "rhvoice": "RHVoice-test"}
    if package == _LIBRARY:
        return library_and_data(system=True) is not None
    if package.startswith("mbrola-"):
        return mbrola_file(package.removeprefix("mbrola-")).is_file()
    return package in programs and shutil.which(programs[package]) is not None
