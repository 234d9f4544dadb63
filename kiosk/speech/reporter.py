"""Hands reports to those who watch, in order, in a thread that does nothing else."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from kiosk.ports import SpeechReport


class Reporter:
    """A slow watcher delays reports, never speech."""

    def __init__(self) -> None:
        self._reports: SimpleQueue[SpeechReport | None] = SimpleQueue()
        self._watchers: list[Callable[[SpeechReport], None]] = []
        self._thread = Thread(target=self._run, name="reporter", daemon=True)
        self._thread.start()

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Report to somebody more."""
        self._watchers.append(report)

    def tell(self, report: SpeechReport) -> None:
        """Report something; returns at once."""
        self._reports.put(report)

    def close(self) -> None:
        """Hand over what is left, and end."""
        self._reports.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (report := self._reports.get()) is not None:
            for watcher in tuple(self._watchers):
                watcher(report)
