"""Tells a deliberate press from a tremor, a key held down or a scanner (EN 301 549, 5.7, 5.8)."""

import time
from collections.abc import Callable

from textual import events

REPEAT = 0.5
"""Seconds within which the same key or tap again counts as the same press."""
_NEAR = 3
"""Cells around a tap within which another one counts as the same."""


class Presses:
    """Remembers the press before."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen = clock()
        self._name = ""
        self._place = (0, 0)
        self._at = float("-inf")

    def idle(self) -> float:
        """Return for how many seconds nobody was seen to be there."""
        return self._clock() - self._seen

    def note(self) -> None:
        """Note that somebody is there."""
        self._seen = self._clock()

    def is_repeat(self, event: events.Key | events.MouseDown) -> bool:
        """Tell whether this is the press before once more."""
        again = self.would_repeat(event)
        self._name, self._place = _named(event)
        self._at = self._seen = self._clock()
        return again

    def would_repeat(self, event: events.Key | events.MouseDown) -> bool:
        """Tell whether this would be the press before once more, without counting it."""
        name, place = _named(event)
        near = all(abs(a - b) <= _NEAR for a, b in zip(place, self._place, strict=True))
        return name == self._name and near and self._clock() - self._at < REPEAT


def _named(event: events.Key | events.MouseDown) -> tuple[str, tuple[int, int]]:
    if isinstance(event, events.Key):
        return event.key, (0, 0)
    return "tap", (event.x, event.y)


class Typing:
    """Holds characters back for a moment: what comes as fast as a scanner is no typing."""

    GAP = 0.035
    """Seconds; a hand is slower, a scanner faster."""
    _SHORTEST = 5
    """Characters of the shortest scan; fewer are typed."""
    _CODE = 36
    """Characters of the shortest code on a slip; scans of library cards lead nowhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: list[events.Key] = []
        self._at = float("-inf")

    def holds(self, event: events.Key) -> bool:
        """Keep a character, or the Enter that ends a burst; tell whether it was kept."""
        fast = bool(self._held) and event.time - self._at < self.GAP
        if event.is_printable or (fast and event.key == "enter"):
            self._held.append(event)
            self._at = event.time  # when it came, however busy the screen was since
            return True
        return False

    def let_go(self) -> list[events.Key] | str:
        """Return the keys that were typed once the moment has passed, or the code scanned."""
        if self._clock() - self._at < self.GAP:
            return []
        held, self._held = self._held, []
        if len(held) < self._SHORTEST:
            return held
        code = "".join(key.character or "" for key in held if key.is_printable)
        return code if len(code) >= self._CODE else []
