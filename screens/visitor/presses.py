"""Tells a deliberate press from a tremor, a bounce or a key held down (EN 301 549, 5.7, 5.8)."""

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

    def is_repeat(self, event: events.Key | events.MouseDown) -> bool:
        """Tell whether this is the press before once more."""
        if isinstance(event, events.Key):
            name, place = event.key, (0, 0)
        else:
            name, place = "tap", (event.x, event.y)
        now = self._seen = self._clock()
        near = all(abs(a - b) <= _NEAR for a, b in zip(place, self._place, strict=True))
        again = name == self._name and near and now - self._at < REPEAT
        self._name, self._place, self._at = name, place, now
        return again
