"""Which calls are new, and for how long."""

from collections.abc import Sequence

from kiosk.waiting import Call, new_calls

_NEW = 20.0
"""Seconds for which a call stands out: time to look up and find one's number."""


class Fresh:
    """Remembers when the board first saw each call; a recall is a call of its own."""

    def __init__(self) -> None:
        self._seen: dict[Call, float] | None = None

    def see(self, calls: Sequence[Call], now: float) -> tuple[Call, ...]:
        """Note the calls of a look and return those to announce; the first look announces none."""
        if self._seen is None:
            self._seen = dict.fromkeys(calls, now - _NEW)
            return ()
        fresh = new_calls(self._seen, calls)
        self._seen = {call: self._seen.get(call, now) for call in calls}
        return fresh

    def is_new(self, call: Call, now: float) -> bool:
        """Tell whether a call still stands out."""
        return self._seen is not None and now - self._seen.get(call, now - _NEW) < _NEW
