"""When the Jobcenter is here: weeks of a month, closed days, holidays, several places."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import pytest

from kiosk.catalog import Catalog, OfficeFacts, Presence, Span
from kiosk.opening import Meeting, Opening, opening
from kiosk.public_holidays import is_public_holiday
from kiosk.texts import Library
from screens.visitor.steps import page_of
from screens.visitor.visit import Visit
from tests.walks import around

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)
NOON = time(12)


def never(_: date) -> bool:
    return False


def at(said: str) -> datetime:
    """Return a moment on the wall clock."""
    return datetime.fromisoformat(said)


def span(said: str) -> Span:
    """Return the span written as in office.toml, such as 09:00-12:00."""
    begin, end = said.split("-")
    return Span(time.fromisoformat(begin), time.fromisoformat(end))


def presence(weekday: int, *spans: str, weeks: tuple[int, ...] = (), place: str = "") -> Presence:
    week = dict.fromkeys(range(7), ()) | {weekday: tuple(map(span, spans))}
    return Presence(week=MappingProxyType(week), weeks=weeks, place=place)


def office(*presences: Presence, closed: tuple[date, ...] = ()) -> OfficeFacts:
    return OfficeFacts(
        id="sample",
        name="Stadtteilzentrum",
        address="Hauptstraße 1",
        languages=("de",),
        services={},
        counters={},
        reception="benefits",
        presences=presences,
        closed=closed,
    )


def days(*meetings: Meeting) -> list[str]:
    return [f"{meeting.day:%d.%m.}" for meeting in meetings]


def every_day(first: date, count: int, step: int = 1) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(0, count, step))


TUESDAYS = presence(TUESDAY, "09:00-12:00", "13:00-16:00")


def test_an_office_that_says_nothing_of_its_hours_is_always_open() -> None:
    assert opening(office(), at("2026-11-29 03:00"), never) == Opening(is_open=True, meetings=())


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("08:59", False),
        ("09:00", True),
        ("11:59", True),
        ("12:00", False),
        ("12:59", False),
        ("13:00", True),
        ("15:59", True),
        ("16:00", False),
    ],
)
def test_it_is_open_from_the_first_minute_to_the_last(clock: str, *, is_open: bool) -> None:
    assert opening(office(TUESDAYS), at(f"2026-11-24 {clock}"), never).is_open is is_open


def test_a_meeting_that_goes_on_is_the_next_one() -> None:
    found = opening(office(TUESDAYS), at("2026-11-24 10:30"), never, most=2)
    assert found.meetings == (
        Meeting(date(2026, 11, 24), span("09:00-12:00")),
        Meeting(date(2026, 11, 24), span("13:00-16:00")),
    )


def test_a_meeting_that_is_over_is_not_announced() -> None:
    found = opening(office(TUESDAYS), at("2026-11-24 16:00"), never, most=1)
    assert days(*found.meetings) == ["01.12."]


def test_no_more_meetings_are_announced_than_are_asked_for() -> None:
    moment = at("2026-11-25 08:00")
    assert len(opening(office(TUESDAYS), moment, never).meetings) == 3
    assert opening(office(TUESDAYS), moment, never, most=0).meetings == ()


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ((1,), ["01.12.", "05.01."]),
        ((1, 3), ["01.12.", "15.12."]),
        ((2, 4), ["24.11.", "08.12."]),
        ((), ["24.11.", "01.12."]),
    ],
)
def test_a_week_is_counted_by_its_weekday_in_the_month(
    weeks: tuple[int, ...], expected: list[str]
) -> None:
    facts = office(presence(TUESDAY, "09:00-12:00", weeks=weeks))
    found = opening(facts, at("2026-11-24 07:00"), never, most=2)
    assert days(*found.meetings) == expected


def test_only_some_months_have_a_fifth_tuesday() -> None:
    facts = office(presence(TUESDAY, "09:00-12:00", weeks=(5,)))
    assert opening(facts, at("2026-12-29 09:00"), never).is_open
    assert not opening(facts, at("2026-12-22 09:00"), never).is_open
    found = opening(facts, at("2026-11-25 08:00"), never, most=1)
    assert days(*found.meetings) == ["29.12."]


def test_the_first_tuesday_need_not_lie_in_the_first_week() -> None:
    facts = office(presence(TUESDAY, "09:00-12:00", weeks=(1,)))
    assert opening(facts, at("2026-09-01 09:00"), never).is_open
    assert opening(facts, at("2026-07-07 09:00"), never).is_open
    assert not opening(facts, at("2026-07-08 09:00"), never).is_open


def test_on_a_closed_day_nobody_is_here_or_elsewhere() -> None:
    elsewhere = presence(TUESDAY, "14:00-16:00", place="Rathaus")
    facts = office(TUESDAYS, elsewhere, closed=(date(2026, 11, 24),))
    found = opening(facts, at("2026-11-24 09:30"), never, most=1)
    assert not found.is_open
    assert days(*found.meetings) == ["01.12."]


def test_on_a_public_holiday_nobody_is_here() -> None:
    found = opening(
        office(TUESDAYS), at("2026-11-24 09:30"), {date(2026, 11, 24)}.__contains__, most=1
    )
    assert not found.is_open
    assert days(*found.meetings) == ["01.12."]


def test_several_presences_stand_in_the_order_of_time() -> None:
    facts = office(
        presence(THURSDAY, "14:00-18:00"),
        presence(TUESDAY, "13:00-16:00", place="Rathaus"),
        presence(TUESDAY, "09:00-12:00"),
    )
    found = opening(facts, at("2026-11-24 08:00"), never)
    assert found.meetings == (
        Meeting(date(2026, 11, 24), span("09:00-12:00")),
        Meeting(date(2026, 11, 24), span("13:00-16:00"), "Rathaus"),
        Meeting(date(2026, 11, 26), span("14:00-18:00")),
    )


def test_a_presence_elsewhere_is_announced_but_opens_nothing_here() -> None:
    facts = office(TUESDAYS, presence(MONDAY, "08:00-12:00", place="Rathaus"))
    found = opening(facts, at("2026-11-23 09:00"), never, most=1)
    assert not found.is_open
    assert found.meetings == (Meeting(date(2026, 11, 23), span("08:00-12:00"), "Rathaus"),)


def test_an_office_that_is_elsewhere_alone_always_issues_numbers_here() -> None:
    facts = office(presence(MONDAY, "08:00-12:00", place="Rathaus"))
    found = opening(facts, at("2026-11-25 09:00"), never, most=1)
    assert found.is_open
    assert [meeting.place for meeting in found.meetings] == ["Rathaus"]


@pytest.mark.parametrize("weeks", [(), (1,), (2,), (3,), (4,), (1, 3), (2, 4)])
@pytest.mark.parametrize("weekday", range(7))
def test_it_never_says_only_that_it_is_closed(weekday: int, weeks: tuple[int, ...]) -> None:
    """Whenever no number is issued, the next meeting is said, even around Christmas."""
    closed = tuple(every_day(date(2026, 12, 21), 14))
    facts = office(presence(weekday, "09:00-12:00", weeks=weeks), closed=closed)
    for day in every_day(date(2026, 1, 1), 366, step=5):
        found = opening(facts, datetime.combine(day, NOON), never)
        assert found.is_open or found.meetings
        assert all(meeting.day >= day for meeting in found.meetings)


def test_in_place_of_a_number_there_are_times_the_list_and_other_help(
    catalog: Catalog, dictionary: Library
) -> None:
    meetings = (
        Meeting(date(2026, 11, 30), span("08:00-12:00"), "Rathaus"),
        Meeting(date(2026, 12, 1), span("09:00-12:00")),
    )
    closed = Opening(is_open=False, meetings=meetings)
    surroundings = replace(around(catalog, dictionary, "de"), opening=closed)
    page = page_of(Visit(language="de", concerns=("renewal",)).to("closed"), surroundings)
    said = [paragraph.text for paragraph in page.paragraphs]
    assert "Montag, 30. November 2026, 08:00 bis 12:00 Uhr: Rathaus" in said
    assert "Dienstag, 1. Dezember 2026, 09:00 bis 12:00 Uhr hier" in said
    assert [choice.id for choice in page.choices] == ["print", "nearby", "leave"]


def test_holidays_that_can_not_be_found_out_close_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert not is_public_holiday("XX", date(2026, 1, 1))
    assert "XX" in caplog.text
