"""The print jobs of one machine, in the file of its queue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from kiosk.ports import Signal, SignalKind
from kiosk.print_job import Job, JobState, PrinterState, Trouble
from kiosk.slip_json import from_json, to_json
from kiosk.store.rows import Row, moment
from kiosk.store.shared_file import SharedFile, next_version

JOB_COLUMNS: Mapping[str, type] = {
    "id": str,
    "printer": str,
    "created": str,
    "expires": str,
    "number": str,
    "slip": str,
    "state": str,
    "attempt": int,
    "reprint": int,
    "process_id": str,
    "reason": str,
    "trouble": str,
}
"""The name and type of each value of a job's row, in order."""
PRINTER_COLUMNS: Mapping[str, type] = {
    "name": str,
    "since": str,
    "station": str,
    "trouble": str,
    "reason": str,
    "near_end": int,
    "torn": int,
}
OPTIONAL = frozenset({"slip", "trouble"})
"""What may be empty."""


def _put(table: str, columns: Mapping[str, type]) -> str:
    names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    return f"insert or replace into {table} ({names}) values ({values})"  # noqa: S608 - our own names


_PUT_JOB = _put("print_jobs", JOB_COLUMNS)
_PUT_PRINTER = _put("printers", PRINTER_COLUMNS)
_JOBS = f"select {', '.join(JOB_COLUMNS)} from print_jobs"  # noqa: S608 - names of our own
_PRINTERS = f"select {', '.join(PRINTER_COLUMNS)} from printers order by name"  # noqa: S608 - the same


class Signals(Protocol):
    """Where the office hears of a printer's trouble."""

    def raise_signal(self, signal: Signal) -> None:
        """Raise a signal."""

    def lower_signal(self, kind: SignalKind, name: str) -> None:
        """Lower a signal."""


class SqliteOutbox:
    """Print jobs and printers; every change is on disk when it returns."""

    def __init__(self, file: SharedFile, signals: Signals) -> None:
        self._file = file
        self.raise_signal = signals.raise_signal
        self.lower_signal = signals.lower_signal
        self.version = file.version
        self.wait = file.wait

    def add(self, job: Job) -> None:
        """Keep a new job."""
        with self._file.change() as database:
            database.execute(_PUT_JOB, _job_row(job))
            next_version(database)

    def change(self, job: UUID, move: Callable[[Job], Job]) -> Job | None:
        """Change the fresh job; None if it is gone."""
        with self._file.change() as database:
            found = database.execute(f"{_JOBS} where id = ?", [str(job)]).fetchone()
            if found is None:
                return None
            before = _job(found)
            after = move(before)
            if after != before:
                database.execute(_PUT_JOB, _job_row(after))
                next_version(database)
            return after

    def jobs(self) -> Sequence[Job]:
        """Return the jobs that are kept, the oldest first."""
        with self._file.look() as database:
            rows = database.execute(f"{_JOBS} order by created, rowid").fetchall()
            return tuple(map(_job, rows))

    def printers(self) -> Sequence[PrinterState]:
        """Return what is known of each printer."""
        with self._file.look() as database:
            return tuple(map(_printer, database.execute(_PRINTERS).fetchall()))

    def put_printer(self, state: PrinterState) -> None:
        """Keep what is known of a printer."""
        with self._file.change() as database:
            database.execute(_PUT_PRINTER, _printer_row(state))
            next_version(database)


def _job_row(job: Job) -> Row:
    return {
        "id": str(job.id),
        "printer": job.printer,
        "created": moment(job.created),
        "expires": moment(job.expires),
        "number": job.number,
        "slip": to_json(job.slip) if job.slip else None,
        "state": job.state.value,
        "attempt": job.attempt,
        "reprint": job.reprint,
        "process_id": job.process_id,
        "reason": job.reason,
        "trouble": job.trouble,
    }


def _job(values: Sequence[Any]) -> Job:
    row = dict(zip(JOB_COLUMNS, values, strict=True))
    return Job(
        **{
            **row,
            "id": UUID(row["id"]),
            "created": datetime.fromisoformat(row["created"]),
            "expires": datetime.fromisoformat(row["expires"]),
            "slip": from_json(row["slip"]) if row["slip"] else None,
            "state": JobState(row["state"]),
            "trouble": Trouble(row["trouble"]) if row["trouble"] else None,
        }
    )


def _printer_row(state: PrinterState) -> Row:
    return {
        "name": state.name,
        "since": moment(state.since),
        "station": state.station,
        "trouble": state.trouble,
        "reason": state.reason,
        "near_end": int(state.near_end),
        "torn": int(state.torn),
    }


def _printer(values: Sequence[Any]) -> PrinterState:
    row = dict(zip(PRINTER_COLUMNS, values, strict=True))
    return PrinterState(
        **{
            **row,
            "since": datetime.fromisoformat(row["since"]),
            "trouble": Trouble(row["trouble"]) if row["trouble"] else None,
            "near_end": bool(row["near_end"]),
            "torn": bool(row["torn"]),
        }
    )
