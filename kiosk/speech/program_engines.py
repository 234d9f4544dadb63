"""Engines that are programs: SVOX pico and RHVoice."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.program import rendered
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_USUAL = 150
"""Words a minute at which an engine's own rate is left alone."""


class _Program:
    """An engine of which each text has a process of its own."""

    def version(self, voice: InstalledVoice) -> str:
        """Return nothing: it does not tell."""
        del voice
        return ""

    def start(self, voice: InstalledVoice) -> None:
        """Have nothing to start: each text has a process of its own."""

    def close(self) -> None:
        """Hold nothing."""


class PicoEngine(_Program):
    """SVOX pico by pico2wave; it takes the text as an argument, and the rate as a tag in it."""

    name = "pico"
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


class RhvoiceEngine(_Program):
    """RHVoice by its command line program."""

    name = "rhvoice"
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
            )
            for language, name, licence, wrong in self._voices
            if (self._data / name).is_dir()
        )

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text, or raise EngineFault."""
        rate = str(round(100 * words_a_minute / _USUAL))
        return rendered(
            lambda file: ["RHVoice-test", "-p", voice.name, "-r", rate, "-o", file], text, task
        )
