"""What SQLite and the operating system complain about, said so that staff can act on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import StoreError

PATIENCE = 10.0
"""Seconds to wait for another process before it counts as hanging."""

_SENTENCES = {
    "SQLITE_BUSY": f"is locked by another program for over {PATIENCE:.0f} s: "
    "end the one that hangs, or restart this machine",
    "SQLITE_FULL": "can't be written, the disk is full: free some space and try again",
    "SQLITE_READONLY_DBMOVED": "was moved away while in use: restart the kiosk",
    "SQLITE_READONLY": "can't be written: let this user write to the file and its directory",
    "SQLITE_PERM": "can't be written: let this user write to the file and its directory",
    "SQLITE_CANTOPEN": "can't be opened: let this user write to the file and its directory",
    "SQLITE_CORRUPT": "is damaged: move it away and restart, a new one is made; "
    "keep it, a copy may still give back its tickets",
    "SQLITE_IOERR": "can't be read or written, the disk reports a fault: "
    "check the disk and its free space, then restart",
}
_SENTENCES["SQLITE_LOCKED"] = _SENTENCES["SQLITE_BUSY"]
_SENTENCES["SQLITE_NOTADB"] = _SENTENCES["SQLITE_CORRUPT"]


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn what goes wrong with a database file inside the block into one StoreError."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _error(file, _of_sqlite(fault)) from fault
    except OSError as fault:
        reason = f"can't be used: {fault.strerror or fault}; check the path and who may write there"
        raise _error(file, reason) from fault
    except ValueError as fault:
        raise _error(file, _SENTENCES["SQLITE_CORRUPT"]) from fault


def _of_sqlite(fault: sqlite3.Error) -> str:
    code = getattr(fault, "sqlite_errorname", "SQLITE_CORRUPT")
    found = (_SENTENCES[name] for name in _SENTENCES if code.startswith(name))
    return next(found, f"can't be used: {fault}; restart, and move it away if that does not help")


def _error(file: Path, reason: str) -> StoreError:
    return StoreError(f"The queue {file} {reason}.", key="store")
