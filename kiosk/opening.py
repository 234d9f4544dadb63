"""When the Jobcenter is here, and when and where it is next; pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.catalog import OfficeFacts, Presence, Span

IsHoliday = Callable[[date], bool]
"""Tells whether a day is a public holiday here."""

_LOOK_AHEAD = 190
"""Days in which the next presence is looked for: fifth Tuesdays lie up to 119 days apart."""


@dataclass(frozen=True)
class Meeting:
    """One presence on one day; the place is empty if it is here."""

    day: date
    span: Span
    place: str = ""


@dataclass(frozen=True)
class Opening:
    """Whether numbers are issued now, and the next meetings with the Jobcenter."""

    is_open: bool = True
    meetings: tuple[Meeting, ...] = ()


def opening(facts: OfficeFacts, at: datetime, is_holiday: IsHoliday, most: int = 3) -> Opening:
    """Return how the office stands at a moment on its wall clock.

    Without a presence here it is always open: an office that says nothing of its hours has none.
    """
    here = [presence for presence in facts.presences if presence.is_here]
    now = [m for m in _meetings(facts, at.date(), is_holiday) if m.span.begin <= at.time()]
    is_open = not here or any(not m.place and at.time() < m.span.end for m in now)
    return Opening(is_open, tuple(_coming(facts, at, is_holiday, most)))


def _coming(
    facts: OfficeFacts, at: datetime, is_holiday: IsHoliday, most: int
) -> Iterator[Meeting]:
    if not facts.presences:
        return
    days = (at.date() + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD))
    found = (meeting for day in days for meeting in _meetings(facts, day, is_holiday))
    for meeting in found:
        if most == 0:
            return
        if meeting.day > at.date() or at.time() < meeting.span.end:
            most -= 1
            yield meeting


def _meetings(facts: OfficeFacts, day: date, is_holiday: IsHoliday) -> list[Meeting]:
    if day in facts.closed or is_holiday(day):
        return []
    held = [
        Meeting(day, span, presence.place)
        for presence in facts.presences
        if _in_its_week(presence, day)
        for span in presence.week[day.weekday()]
    ]
    return sorted(held, key=lambda meeting: meeting.span.begin)


def _in_its_week(presence: Presence, day: date) -> bool:
    return not presence.weeks or (day.day - 1) // 7 + 1 in presence.weeks
