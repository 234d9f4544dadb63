"""The visitor terminal while the Jobcenter is not here: guidance, list and hours, no number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from kiosk.catalog import Catalog, Presence, Span
from kiosk.office import Office
from kiosk.slip import text_of
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from tests.clocks import StillClock
from tests.recording_printer import RecordingPrinter
from tests.visitors import Come, visitor

NOT_HERE = "Das Jobcenter ist jetzt nicht hier"
WEDNESDAY = 2


@pytest.fixture
def printer() -> RecordingPrinter:
    return RecordingPrinter()


@pytest.fixture
def office(catalog: Catalog, tmp_path: Path) -> Iterator[Office]:
    """An office on whose mornings the clock has not come to the first hour yet."""
    week = dict.fromkeys(range(7), ()) | {WEDNESDAY: (Span(time(23), time(23, 30)),)}
    facts = replace(catalog.office, presences=(Presence(week=MappingProxyType(week)),))
    store = SqliteStore(tmp_path / "queue.db")
    yield Office(replace(catalog, office=facts), store, StillClock())
    store.close()


@pytest.fixture
def come(office: Office, dictionary: Library, tmp_path: Path, printer: RecordingPrinter) -> Come:
    return partial(visitor, office, dictionary, tmp_path, printer=printer)


async def test_enter_again_and_again_ends_with_the_list_and_the_hours(
    come: Come, office: Office, printer: RecordingPrinter, catalog: Catalog
) -> None:
    async with come() as person:
        await person.until(lambda: NOT_HERE in person.seen)
        steps: list[str] = []
        while person.app.visit.place.step != "start" or len(steps) < 3:
            await person.press("enter")
            await person.until(lambda: person.step == person.app.visit.place.step)
            steps.append(person.step)
            assert len(steps) < 100, person.seen
        assert {"concerns", "question", "checklist", "closed", "print"} <= set(steps)
        assert office.look().tickets == ()
        (slip,) = printer.slips
        assert "Mittwoch, 25. November 2026, 23:00 bis 23:30 Uhr" in text_of(slip)
        assert catalog.notices["ticket_not_application"].text.german not in text_of(slip)
        assert catalog.notices["come_anyway"].text.german in text_of(slip)


async def test_an_acute_case_offers_help_and_no_number(come: Come) -> None:
    async with come(size=(80, 24)) as person:
        await person.until(lambda: NOT_HERE in person.seen)
        for choice in ("begin", "de", "acute", "no_food", "forward"):
            await person.tap(choice)
        assert person.step == "at_once"
        offered = [choice.id for choice in person.app.view.page.choices]
        assert "number" not in offered
        await person.press("enter")
        while person.step == "at_once":
            await person.press("enter")
        assert person.step in {"partner", "question"}
