"""espeak-ng in a process of its own, with its own voices and those of MBROLA."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.speech.child import module
from kiosk.speech.engine import InstalledVoice, Quality
from kiosk.speech.espeak_library import library_and_data
from kiosk.speech.renderer import Renderer
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_DEADLINE = 2.0
"""Seconds after which a process that does not answer is ended."""
_PATIENCE = 0.05
"""Seconds for an answer nobody wants any more; a new process takes as long to begin."""
_WORKER = "kiosk.speech.espeak_worker"
NAMES = {
    "de": "gmw/de",
    "en": "gmw/en",
    "tr": "trk/tr",
    "ar": "sem/ar",
    "uk": "zle/uk",
    "ru": "zle/ru",
    "fa": "ira/fa",
    "pl": "zlw/pl",
    "ro": "roa/ro",
    "bg": "zls/bg",
    "fr": "roa/fr",
    "ku": "ira/ku",
    "vi": "aav/vi",
}
"""The C interface knows voices by these, not by codes of languages."""
_WRONG = {
    "de": 62,
    "en": 12,
    "tr": 105,
    "ar": 116,
    "uk": 95,
    "ru": 96,
    "fa": 84,
    "pl": 64,
    "ro": 70,
    "bg": 83,
    "fr": 77,
    "vi": 72,
}
"""Percent of words a recogniser heard wrong; words it heard that nobody said count too."""
_MBROLA = {
    "de": ("de6", "de4", "de5", "de7", "de2"),
    "en": ("en1", "us1"),
    "fr": ("fr1", "fr4"),
    "tr": ("tr1", "tr2"),
    "fa": ("ir1",),
    "ar": ("ar2",),
    "pl": ("pl1",),
}
"""Best first; Romanian is not among them: espeak-ng's own was understood better."""
_MBROLA_WRONG = {
    "de6": 9,
    "de4": 11,
    "de5": 11,
    "de7": 12,
    "de2": 14,
    "en1": 3,
    "us1": 14,
    "fr1": 6,
    "fr4": 7,
    "tr1": 27,
    "tr2": 46,
    "pl1": 45,
    "ir1": 87,
    "ar2": 85,
}
_MBROLA_FOLDER = Path("/usr/share/mbrola")


class EspeakEngine:
    """Renders in a child that is restarted whenever it died or does not answer."""

    name = "espeak-ng"
    licence = "GPL-3.0-or-later"

    def __init__(self, *, system: bool = False) -> None:
        self._found = library_and_data(system=system)
        path, data = self._found or ("", None)
        command = module(_WORKER, path, data or "")
        self._renderer = Renderer(self.name, command, deadline=_DEADLINE, patience=_PATIENCE)

    def version(self, voice: InstalledVoice) -> str:
        """Return what tells the library from another one."""
        del voice
        return _stamp(Path(self._found[0])) if self._found else ""

    @property
    def pid(self) -> int | None:
        """The process, if it was started."""
        return self._renderer.pid

    def voices(self) -> Sequence[InstalledVoice]:
        """Return a voice for every language of the product."""
        if not self._found:
            return ()
        return tuple(
            self._voice(language, name, Quality.measured(_WRONG.get(language)))
            for language, name in NAMES.items()
        )

    def start(self, voice: InstalledVoice) -> None:
        """Start the child, which speaks with all its voices."""
        del voice
        self._renderer.start()

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Ask the child; raise EngineFault if it died, does not answer or lacks the voice."""
        return self._renderer.sound(task, text=text, voice=voice.name, rate=words_a_minute)

    def close(self) -> None:
        """End the child."""
        self._renderer.close()

    def _voice(self, language: str, name: str, quality: Quality) -> InstalledVoice:
        return InstalledVoice(
            f"{self.name}:{name}", language, self.name, name, self.licence, quality
        )


class MbrolaEngine(EspeakEngine):
    """MBROLA's voices, through the system's espeak-ng, which can start its program."""

    name = "mbrola"
    licence = "free to use, not to sell"

    def __init__(self) -> None:
        super().__init__(system=True)

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices whose data is there."""
        if not (self._found and shutil.which("mbrola")):
            return ()
        return tuple(
            self._voice(language, f"mb/mb-{name}", Quality.measured(_MBROLA_WRONG.get(name)))
            for language, names in _MBROLA.items()
            for name in names
            if mbrola_file(name).is_file()
        )


def mbrola_file(name: str) -> Path:
    """Return the file in which a voice of MBROLA lies, if it is installed."""
    return _MBROLA_FOLDER / name / name


def _stamp(path: Path) -> str:
    with suppress(OSError):
        status = path.stat()
        return f"{path.name} {status.st_size} {status.st_mtime_ns}"
    return path.name
