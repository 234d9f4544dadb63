"""The database file: how it is opened, and its tables. The only module that knows sqlite-utils."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from kiosk.store.faults import PATIENCE
from kiosk.store.rows import COLUMNS, OPTIONAL

__all__ = ["Database", "check", "connect", "create_file", "migrate"]

_PRAGMAS = (
    "journal_mode = delete",
    # EXTRA also syncs the directory: else a power cut can bring the journal back, and a ticket
    # that was printed is rolled back.
    "synchronous = extra",
    "secure_delete = on",
    # What is sorted or vacuumed never touches another disk.
    "temp_store = memory",
)

_migrations = Migrations("queue")


def create_file(file: Path) -> None:
    """Create an empty database for this user alone, unless there is one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def connect(file: Path) -> Database:
    """Open a connection that any thread may use, one at a time, with transactions by hand."""
    connection = sqlite3.connect(
        file, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        database = Database(connection, execute_plugins=False, strict=True)
        for pragma in _PRAGMAS:
            database.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return database


def check(database: Database) -> None:
    """Raise DatabaseError if a page of the file is damaged; 1,000 tickets take under 1 ms."""
    (found,) = database.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def migrate(database: Database) -> None:
    """Bring the tables up to date; the caller holds the transaction."""
    _migrations.apply(database)


@_migrations(name="0001_tickets")
def _tickets(database: Database) -> None:
    """Create tickets in order of issue, each with the version that changed it last."""
    required = (*(name for name in COLUMNS if name not in OPTIONAL), "changed")
    tickets = database.table("tickets").create(
        {"place": int, **COLUMNS, "changed": int}, pk="place", not_null=required
    )
    tickets.create_index(["id"], unique=True)
    tickets.create_index(["changed"])


@_migrations(name="0002_signals")
def _signals(database: Database) -> None:
    columns = {"kind": str, "name": str, "at": str, "text": str}
    database.table("signals").create(columns, pk=("kind", "name"), not_null=columns)


@_migrations(name="0003_state")
def _state(database: Database) -> None:
    """Create the version, and the version at which tickets were last deleted."""
    columns = {"version": int, "purged": int}
    state = database.table("state").create(columns, not_null=columns)
    state.insert({"version": 0, "purged": 0})
