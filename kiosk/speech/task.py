"""Work that may have to end at any time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Task:
    """Ended from any thread; once over, it stays so."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._over = False
        self._stops: list[Callable[[], None]] = []

    @property
    def over(self) -> bool:
        """Whether it was done, or something else took its place."""
        return self._over

    def end(self) -> None:
        """Stop at once what works for it."""
        with self._lock:
            self._over = True
            for stop in self._stops:
                stop()

    @contextmanager
    def stopped_by(self, stop: Callable[[], None]) -> Iterator[None]:
        """Let something work for it that `stop` ends; if it is over, that happens at once."""
        with self._lock:
            self._stops.append(stop)
            if self._over:
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)
