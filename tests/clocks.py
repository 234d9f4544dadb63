"""Clocks by which no test meets midnight."""

from datetime import date, datetime, timedelta
from time import monotonic

from tests.stores import AT, DAY


class StillClock:
    """Stands still."""

    def now(self) -> datetime:
        return AT

    def today(self) -> date:
        return DAY


class RunningClock(StillClock):
    """Goes on from a fixed moment."""

    def __init__(self) -> None:
        self._start = monotonic()

    def now(self) -> datetime:
        return AT + timedelta(hours=2, seconds=monotonic() - self._start)
