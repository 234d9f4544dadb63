"""Tells the phonemes of texts by espeak-ng, in a process of its own; rewrites the golden files.

Run as a script it says every text of tests/speech/golden/ anew: read the difference line by line.
"""

import ctypes
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from kiosk.speech.espeak import NAMES
from kiosk.speech.pronounce import pronounceable

GOLDEN = Path(__file__).parent / "golden"
ARROW = " → "

VOICES = {**NAMES, "de_simple": NAMES["de"]}

_SYNCHRONOUS, _UTF8, _IPA, _KEEP_RUNNING = 2, 1, 2, 0x8000


def header() -> str:
    """Say which engine has spoken."""
    return f"# espeak-ng of espeakng-loader {version('espeakng-loader')}: text → said → phonemes"


def texts(language: str) -> list[str]:
    """Return what a golden file asks to say."""
    lines = (GOLDEN / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(ARROW)[0] for line in lines if line and not line.startswith("#")]


def lines(language: str, asked: list[str]) -> list[str]:
    """Say texts in a language: what is written, what is said, its phonemes."""
    said = [pronounceable(text, language) for text in asked]
    heard = phonemes(language, said)
    return [ARROW.join(line) for line in zip(asked, said, heard, strict=True)]


def phonemes(language: str, said: list[str]) -> list[str]:
    """Ask the engine in a fresh process: it keeps state, and its licence stays outside."""
    asked = json.dumps([VOICES[language], said])
    child = subprocess.run(
        [sys.executable, __file__, "child"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return list(json.loads(child.stdout))


def _heard(voice: str, said: Iterable[str]) -> Iterator[str]:
    import espeakng_loader  # type: ignore[import-untyped,unused-ignore]

    engine = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    if engine.espeak_Initialize(_SYNCHRONOUS, 0, data, _KEEP_RUNNING) <= 0:
        raise SystemExit("espeak-ng does not start")
    if engine.espeak_SetVoiceByName(voice.encode()):
        raise SystemExit(f"espeak-ng has no voice {voice}")
    engine.espeak_TextToPhonemes.restype = ctypes.c_char_p
    for text in said:
        buffer = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while rest.value:
            found = engine.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA) or b""
            clauses.append(found.decode().strip())
        yield " | ".join(filter(None, clauses))


def main() -> None:
    """Answer a parent process, or write every golden file anew."""
    if sys.argv[1:] == ["child"]:
        voice, said = json.load(sys.stdin)
        json.dump(list(_heard(voice, said)), sys.stdout)
        return
    for language in VOICES:
        written = "\n".join((header(), *lines(language, texts(language))))
        (GOLDEN / f"{language}.txt").write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
