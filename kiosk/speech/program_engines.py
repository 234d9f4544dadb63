"""Engines that are programs: SVOX pico, RHVoice, and piper with voices the operator brings."""

import importlib.util
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.program import rendered
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_USUAL = 150
"""Words a minute at which an engine's own rate is left alone."""


class PicoEngine:
    """SVOX pico by pico2wave; it takes the text as an argument, and the rate as a tag in it."""

    name = "pico"
    version = "1"
    _languages = (("de", "de-DE"), ("en", "en-GB"), ("fr", "fr-FR"))
    _data = Path("/usr/share/pico/lang")

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the languages whose data is there."""
        if not shutil.which("pico2wave"):
            return ()
        return tuple(
            InstalledVoice(
                f"pico:{name}",
                language,
                "pico",
                name,
                "Apache-2.0, data without source",
                Quality.GOOD,
            )
            for language, name in self._languages
            if (self._data / f"{name}_ta.bin").is_file()
        )

    def start(self) -> None:
        """Have nothing to start: each text has a process of its own."""

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text, or raise EngineFault."""
        speed = round(100 * words_a_minute / _USUAL)
        plain = text.replace("<", " ").replace(">", " ")
        said = f'<speed level="{speed}">{plain}</speed>'
        return rendered(
            lambda file: ["pico2wave", "-l", voice.name, "-w", file, "--", said], "", task
        )

    def close(self) -> None:
        """Hold nothing."""


class RhvoiceEngine:
    """RHVoice by its command line program."""

    name = "rhvoice"
    version = "1"
    _data = Path("/usr/share/RHVoice/voices")
    # The last is the percentage of words a recogniser heard wrong.
    _voices = (
        ("pl", "magda", "CC BY-NC-ND", 7),
        ("pl", "natan", "CC BY-NC-ND", 10),
        ("ru", "irina", "LGPL-2.1-or-later", 10),
        ("ru", "anna", "LGPL-2.1-or-later", 10),
        ("ru", "aleksandr", "LGPL-2.1-or-later", 10),
        ("ru", "elena", "LGPL-2.1-or-later", 12),
        ("uk", "volodymyr", "CC BY-ND", 10),
        ("uk", "marianna", "CC BY-ND", 13),
        ("uk", "anatol", "LGPL-2.1-or-later", 13),
        ("uk", "natalia", "LGPL-2.1-or-later", 18),
    )

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices whose data is there."""
        if not shutil.which("RHVoice-test"):
            return ()
        return tuple(
            InstalledVoice(
                f"rhvoice:{name}",
                language,
                "rhvoice",
                name,
                licence,
                Quality.measured(wrong),
                needs_cache=True,
            )
            for language, name, licence, wrong in self._voices
            if (self._data / name).is_dir()
        )

    def start(self) -> None:
        """Have nothing to start: each text has a process of its own."""

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text, or raise EngineFault."""
        rate = str(round(100 * words_a_minute / _USUAL))
        return rendered(
            lambda file: ["RHVoice-test", "-p", voice.name, "-r", rate, "-o", file], text, task
        )

    def close(self) -> None:
        """Hold nothing."""


@dataclass(frozen=True)
class PiperEngine:
    """piper, where it is installed, with the voices in `folder`/<language>/*.onnx."""

    folder: Path
    name: str = "piper"

    @property
    def version(self) -> str:
        """The sizes of the voices: another file may have the same name."""
        return " ".join(str(file.stat().st_size) for file in sorted(self.folder.glob("*/*.onnx")))

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices that have their description beside them."""
        if not _piper_command():
            return ()
        return tuple(
            InstalledVoice(
                f"piper:{file.parent.name}/{file.stem}",
                file.parent.name,
                "piper",
                file.stem,
                "the operator's",
                Quality.UNKNOWN,
                needs_cache=True,
            )
            for file in sorted(self.folder.glob("*/*.onnx"))
            if _described(file)
        )

    def start(self) -> None:
        """Have nothing to start: each text has a process of its own."""

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text, or raise EngineFault."""
        model = self.folder / voice.language / f"{voice.name}.onnx"
        length = f"{_USUAL / words_a_minute:.2f}"
        options = ["--model", str(model), "--length-scale", length, "--output-file"]
        line = " ".join(text.split())
        return rendered(lambda file: [*_piper_command(), *options, file], line, task)

    def close(self) -> None:
        """Hold nothing."""


def _piper_command() -> list[str]:
    if program := shutil.which("piper"):
        return [program]
    return [sys.executable, "-m", "piper"] if importlib.util.find_spec("piper") else []


def _described(model: Path) -> bool:
    try:
        return isinstance(json.loads(Path(f"{model}.json").read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        return False
