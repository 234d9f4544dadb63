"""piper with the voices an operator brings; it is a program with libraries of its own."""

import json
import os
import re
import shutil
import sys
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from kiosk.speech.child import module
from kiosk.speech.engine import EngineLate, InstalledVoice, Quality
from kiosk.speech.program import rendered
from kiosk.speech.renderer import Renderer
from kiosk.speech.sound import Sound
from kiosk.speech.task import Task

_USUAL = 150
"""Words a minute at which a voice's own rate is left alone."""
_DEADLINE = 20.0
"""Seconds for a text, and for the voice to be loaded before the first one."""
_PATIENCE = 10.0
"""Seconds for an answer nobody wants any more: loading the voice anew would take as long."""
_LOADED = 2
"""Voices that are kept loaded, some 230 MB each (measured): the visitor's and the German one."""
_WORKER = "kiosk.speech.piper_worker"
_PYTHON = re.compile(rb"#!.*?(/[^\s'\"]*/python[\d.]*)", re.DOTALL)
"""The interpreter in the first lines of a program that is a Python package's."""


class PiperEngine:
    """Speaks with the voices in `folder`/<language>/*.onnx."""

    name = "piper"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: OrderedDict[str, Renderer] = OrderedDict()

    def version(self, voice: InstalledVoice) -> str:
        """Return the size of the voice: another file may have the same name."""
        try:
            return str(self._model(voice).stat().st_size)
        except OSError:
            return ""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the voices that have their description beside them."""
        if not _program():
            return ()
        return tuple(
            InstalledVoice(
                f"piper:{file.parent.name}/{file.stem}",
                file.parent.name,
                "piper",
                file.stem,
                "the operator's",
                Quality.UNKNOWN,
            )
            for file in sorted(self._folder.glob("*/*.onnx"))
            if _described(file)
        )

    def start(self, voice: InstalledVoice) -> None:
        """Load a voice; a program that is no Python package has a process for each text."""
        if _python():
            self._renderer(voice).start()

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        """Return the sound of a text, or raise EngineFault."""
        length, line = _USUAL / words_a_minute, " ".join(text.split())
        if _python():
            return self._renderer(voice).sound(task, text=line, length=length)
        options = ["--model", str(self._model(voice)), "--length-scale", f"{length:.2f}"]
        return rendered(lambda file: [_program(), *options, "--output-file", file], line, task)

    def close(self) -> None:
        """Let go of all voices."""
        while self._loaded:
            self._loaded.popitem()[1].close()

    def _renderer(self, voice: InstalledVoice) -> Renderer:
        model = str(self._model(voice))
        if model not in self._loaded:
            self._loaded[model] = Renderer(
                self.name,
                module(_WORKER, model, python=_python()),
                deadline=_DEADLINE,
                patience=_PATIENCE,
                late=EngineLate,
            )
            if len(self._loaded) > _LOADED:
                self._loaded.popitem(last=False)[1].close()
        self._loaded.move_to_end(model)
        return self._loaded[model]

    def _model(self, voice: InstalledVoice) -> Path:
        return self._folder / voice.language / f"{voice.name}.onnx"


def _program() -> str:
    """Return where piper is: on the path, or where `make piper` links it; empty if nowhere."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)))
    return shutil.which("piper", path=path) or ""


def _python() -> str:
    """Return the interpreter that has piper as a package, or an empty string."""
    try:
        with Path(_program()).open("rb") as program:
            found = _PYTHON.match(program.read(1000))
    except OSError:
        return ""
    return os.fsdecode(found[1]) if found and Path(os.fsdecode(found[1])).exists() else ""


def _described(model: Path) -> bool:
    try:
        return isinstance(json.loads(Path(f"{model}.json").read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        return False
