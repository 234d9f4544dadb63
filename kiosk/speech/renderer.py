"""Renders by a module of ours in a process of its own, which begins anew whenever it must."""

import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from kiosk.speech.child import Child, LeftError
from kiosk.speech.engine import EngineFault
from kiosk.speech.sound import Sound, Word
from kiosk.speech.task import Task


class Renderer:
    """Asks the process for one sound after the other."""

    def __init__(
        self,
        engine: str,
        command: Sequence[str],
        *,
        deadline: float,
        patience: float,
        late: type[EngineFault] = EngineFault,
    ) -> None:
        self._engine = engine
        self._command = command
        self._deadline = deadline
        self._patience = patience
        self._late = late
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The process, if it was started."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the process; a fault is told by the first text."""
        with suppress(OSError):
            self._running()

    def sound(self, task: Task | None = None, **request: Any) -> Sound:
        """Return what the process answers, or raise EngineFault, also when the task is over."""
        asked, task = json.dumps(request).encode() + b"\n", task or Task()
        try:
            if not self._running().settled(task):
                self.close()
            answer = json.loads(self._running().ask(asked, self._deadline, task))
        except LeftError as left:
            raise EngineFault(f"nobody waits for {self._engine}") from left
        except TimeoutError as fault:
            self.close()
            raise self._late(f"{self._engine} did not answer") from fault
        except (OSError, EOFError, ValueError) as fault:
            self.close()
            raise EngineFault(f"{self._engine} ended") from fault
        if "fault" in answer:
            raise EngineFault(f"{self._engine} lacks {answer['fault']}")
        words = tuple(Word(*word) for word in answer["words"])
        return Sound(answer["rate"], b64decode(answer["samples"]), words)

    def close(self) -> None:
        """End the process."""
        if self._child:
            self._child.end()
            self._child = None

    def _running(self) -> Child:
        if self._child and not self._child.alive:
            self.close()
        if self._child is None:
            self._child = Child(self._command, self._patience)
        return self._child


Render = Callable[[dict[str, Any]], Sound]


def answer(load: Callable[[], Render]) -> None:
    """Be the process: load what renders, then answer each request, until the pipe ends."""
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    render = load()
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            answers.write(json.dumps(_answer(render, json.loads(line))).encode() + b"\n")


def _answer(render: Render, request: dict[str, Any]) -> dict[str, Any]:
    try:
        sound = render(request)
    except LookupError as fault:
        return {"fault": str(fault)}
    words = [(word.milliseconds, word.start, word.end) for word in sound.words]
    samples = b64encode(sound.samples).decode()
    return {"rate": sound.rate, "samples": samples, "words": words}
