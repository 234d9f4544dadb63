"""The driver by which pyttsx3 speaks here; its own drivers can't be interrupted and may hang.

pyttsx3's queue has no lock: one thread says things, and only that thread calls the driver.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, Protocol

from kiosk.speech.engine import InstalledVoice

_NAME = "kiosk"


class Mouth(Protocol):
    """What makes a text heard."""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return every voice there is."""

    def utter(
        self, text: str, voice: str, rate: int, started_word: Callable[[int, int], None]
    ) -> bool:
        """Speak and wait for the end; tell whether it was reached."""

    def hush(self) -> None:
        """End what is being said."""


def pyttsx3_engine(mouth: Mouth) -> Any:
    """Return an engine of pyttsx3 that speaks through a mouth."""
    from pyttsx3.engine import Engine

    # pyttsx3 finds drivers by import alone; one entry here is all its registration.
    module = ModuleType(f"pyttsx3.drivers.{_NAME}")
    module.__dict__["buildDriver"] = lambda proxy: _Driver(proxy, mouth)
    sys.modules[module.__name__] = module
    return Engine(_NAME)


class _Driver:
    """What pyttsx3's DriverProxy calls, under the names it uses."""

    def __init__(self, proxy: Any, mouth: Mouth) -> None:
        self._proxy = proxy
        self._mouth = mouth
        self._looping = False
        self._properties: dict[str, Any] = {"voice": "", "rate": 150, "volume": 1.0}

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Work off the queue, the end of the loop included: saying waits until it was heard."""
        self._looping = True
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Note that the queue is empty."""
        self._looping = False

    def iterate(self) -> Iterator[None]:
        """Work off the queue in a loop of somebody else."""
        self._proxy.setBusy(False)
        yield

    def say(self, text: str) -> None:
        """Speak, telling of the begin, each word and the end."""
        self._proxy.setBusy(True)
        self._proxy.notify("started-utterance")
        completed = False
        try:
            voice, rate = self._properties["voice"], self._properties["rate"]
            completed = self._mouth.utter(text, voice, rate, self._started_word)
        finally:
            self._proxy.notify("finished-utterance", completed=completed)
            self._proxy.setBusy(False)

    def stop(self) -> None:
        """End what is being said."""
        self._mouth.hush()

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """Return a property, or raise KeyError."""
        if name == "voices":
            from pyttsx3.voice import Voice

            return [Voice(voice.id, voice.name, [voice.language]) for voice in self._mouth.voices()]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Set a property, or raise KeyError."""
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        """Refuse: what is said never becomes a file this way."""
        del text, filename
        raise NotImplementedError

    def destroy(self) -> None:
        """Hold nothing."""

    def _started_word(self, start: int, length: int) -> None:
        self._proxy.notify("started-word", location=start, length=length)
