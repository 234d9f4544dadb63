"""The tables, one step after the other. The only module that knows sqlite-utils."""

import sqlite3

from sqlite_utils import Database, Migrations

from kiosk.store import outbox
from kiosk.store.rows import COLUMNS, OPTIONAL

_migrations = Migrations("queue")


def apply(connection: sqlite3.Connection) -> None:
    """Apply the steps that are not applied yet; the caller holds the transaction."""
    _migrations.apply(Database(connection, execute_plugins=False, strict=True))


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


@_migrations(name="0004_print_jobs")
def _print_jobs(database: Database) -> None:
    """Create print jobs in the order in which they came, and what is known of the printers."""
    for table, columns, key in (
        ("print_jobs", outbox.JOB_COLUMNS, "id"),
        ("printers", outbox.PRINTER_COLUMNS, "name"),
    ):
        required = [name for name in columns if name not in outbox.OPTIONAL]
        database.table(table).create(dict(columns), pk=key, not_null=required)
