"""What all tests share: this machine's own settings and state stay out."""

import os
from pathlib import Path

import pytest

from kiosk.catalog import Catalog
from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog
from kiosk.texts import Library
from tests.stores import DAY


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("KIOSK_", "TEXTUAL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config-home"))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped content."""
    return load_catalog(SHIPPED)


@pytest.fixture(scope="session")
def dictionary(catalog: Catalog) -> Library:
    """The words of the shipped content, on the day of the tests."""
    return Library(SHIPPED, catalog, lambda: DAY)
