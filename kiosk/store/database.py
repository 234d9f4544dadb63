"""The database file: how it is created, opened, checked and brought up to date."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from kiosk.store.faults import PATIENCE

_PRAGMAS = (
    "journal_mode = delete",
    # EXTRA also syncs the directory: else a power cut can bring the journal back, and a ticket
    # that was printed is rolled back.
    "synchronous = extra",
    "secure_delete = on",
    # What is sorted or vacuumed never touches another disk.
    "temp_store = memory",
)

_TABLES = 4
"""The number of steps in kiosk.store.migrations."""


def create_file(file: Path) -> None:
    """Create an empty database for this user alone, unless there is one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def connect(file: Path) -> sqlite3.Connection:
    """Open a connection that any thread may use, one at a time, with transactions by hand."""
    connection = sqlite3.connect(
        file, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def check(connection: sqlite3.Connection) -> None:
    """Raise DatabaseError if a page of the file is damaged; 1,000 tickets take under 1 ms."""
    (found,) = connection.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date; the caller holds the transaction."""
    (found,) = connection.execute("pragma user_version").fetchone()
    if found == _TABLES:
        return
    from kiosk.store import migrations  # its library takes 0.1 s to import

    migrations.apply(connection)
    connection.execute(f"pragma user_version = {_TABLES}")
