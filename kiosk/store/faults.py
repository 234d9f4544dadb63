"""What SQLite and the operating system complain about, said so that staff can act on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import StoreError

PATIENCE = 10.0
"""Seconds to wait for another process before it counts as hanging."""

_HANGS = (
    f"is locked by another program for over {PATIENCE:.0f} s: "
    "end the one that hangs, or restart this machine"
)
_FORBIDDEN = "can't be written: let this user write to the file and its directory"
_DAMAGED = (
    "is damaged: move it away and restart, a new one is made; "
    "keep it, a copy may still give back its tickets"
)
_SENTENCES = {
    "SQLITE_BUSY": _HANGS,
    "SQLITE_LOCKED": _HANGS,
    "SQLITE_FULL": "can't be written, the disk is full: free some space and try again",
    "SQLITE_READONLY_DBMOVED": "was moved away while in use: restart",
    "SQLITE_READONLY": _FORBIDDEN,
    "SQLITE_PERM": _FORBIDDEN,
    "SQLITE_CANTOPEN": "can't be opened: check the path, and let this user write to the file and "
    "its directory",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_IOERR": "can't be read or written, the disk reports a fault: "
    "check the disk and its free space, then restart",
}
"""By the start of SQLite's own name for the fault; the first that fits."""


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn what goes wrong with a database file inside the block into one StoreError."""
    try:
        yield
    except sqlite3.ProgrammingError as fault:
        raise _error(file, "is closed already: restart") from fault
    except sqlite3.Error as fault:
        raise _error(file, _of_sqlite(fault)) from fault
    except OSError as fault:
        reason = f"can't be used: {fault.strerror or fault}; check the path and who may write there"
        raise _error(file, reason) from fault
    except ValueError as fault:
        raise _error(file, _DAMAGED) from fault


def hanging(file: Path) -> StoreError:
    """Return the error for a file that others keep locked."""
    return _error(file, _HANGS)


def _of_sqlite(fault: sqlite3.Error) -> str:
    code = getattr(fault, "sqlite_errorname", "SQLITE_CORRUPT")
    found = (sentence for name, sentence in _SENTENCES.items() if code.startswith(name))
    return next(found, f"can't be used: {fault}; restart, and move it away if that does not help")


def _error(file: Path, reason: str) -> StoreError:
    return StoreError(f"The queue {file} {reason}.")
