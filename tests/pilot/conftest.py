"""An office of one day, and somebody who comes to its terminal."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kiosk.catalog import Catalog
from kiosk.office import Office
from kiosk.store.sqlite import SqliteStore
from kiosk.texts import Library
from tests.clocks import StillClock
from tests.visitors import Come, visitor


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "queue.db"


@pytest.fixture
def office(catalog: Catalog, file: Path, clock: StillClock) -> Iterator[Office]:
    store = SqliteStore(file)
    yield Office(catalog, store, clock)
    store.close()


@pytest.fixture
def other(catalog: Catalog, file: Path, clock: StillClock) -> Iterator[Office]:
    """The same day as another process sees it."""
    store = SqliteStore(file)
    yield Office(catalog, store, clock)
    store.close()


@pytest.fixture
def come(office: Office, dictionary: Library, tmp_path: Path) -> Come:
    """Let a visitor come to the terminal of the office."""
    return partial(visitor, office, dictionary, tmp_path)
