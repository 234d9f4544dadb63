"""A print job and its moves, pure: what is to become paper, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from kiosk.slip import Slip

TIME_TO_LIVE = timedelta(seconds=75)
"""Nobody waits longer for a slip: after this it would come out for a stranger."""
_CLOCK_SLACK = timedelta(seconds=5)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class JobState(StrEnum):
    """Where a print job stands."""

    QUEUED = "queued"
    SENDING = "sending"
    """Committed before the first byte: whoever finds it after a crash knows that paper may hang."""
    PRINTED = "printed"
    NOT_SENT = "not_sent"
    """The last attempt left nothing on paper; tried again until the job expires."""
    INTERRUPTED = "interrupted"
    """The last attempt was torn; printed again in full, marked, until the job expires."""
    UNKNOWN = "unknown"
    """Only somebody who looks can tell: printed again if they ask for it."""
    EXPIRED = "expired"


class Trouble(StrEnum):
    """Why a printer does not print, for those who can mend it."""

    PAPER = "paper"
    COVER = "cover"
    CUTTER = "cutter"
    OFFLINE = "offline"
    MUTE = "mute"
    """It is connected and says nothing any more."""
    LINE = "line"
    """It can't be reached, or the line broke."""
    FAULT = "fault"
    """Our own side can't make the slip."""


OPEN = frozenset({JobState.QUEUED, JobState.NOT_SENT, JobState.INTERRUPTED})
"""What a printer still has to do."""
FINAL = frozenset({JobState.PRINTED, JobState.EXPIRED})


@dataclass(frozen=True, kw_only=True)
class Job:
    """One slip on its way to paper; `slip` is wiped as soon as it is printed or too late."""

    id: UUID
    printer: str
    created: datetime
    expires: datetime
    number: str = ""
    slip: Slip | None = None
    state: JobState = JobState.QUEUED
    attempt: int = 0
    reprint: int = 0
    """How many slips before this one may hang in the printer or in somebody's hand."""
    process_id: str = ""
    """Four letters that the printer repeats when the slip of this attempt is out."""
    reason: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True, kw_only=True)
class PrinterState:
    """What is known of a printer."""

    name: str
    since: datetime
    """When it was last seen to change."""
    station: str = ""
    trouble: Trouble | None = None
    reason: str = ""
    near_end: bool = False
    torn: bool = False
    """Whether a piece of a slip may hang in it: it is cleared before anything else is printed."""


def fresh(job: Job, now: datetime) -> bool:
    """Tell whether its visitor still waits; a clock that was set back makes it too late."""
    return job.created - _CLOCK_SLACK <= now < job.expires


def send(job: Job) -> Job:
    """Begin an attempt; after a torn slip it is a reprint."""
    attempt = job.attempt + 1
    return replace(
        job,
        state=JobState.SENDING,
        attempt=attempt,
        reprint=job.reprint + (job.state is JobState.INTERRUPTED),
        process_id=_process_id(job.id, attempt),
        reason="",
        trouble=None,
    )


def end(job: Job, state: JobState, reason: str = "", trouble: Trouble | None = None) -> Job:
    """End an attempt, or the job: then nothing is kept of what the slip said."""
    slip = None if state in FINAL else job.slip
    return replace(job, state=state, reason=reason, trouble=trouble, slip=slip)


def again(job: Job, expires: datetime) -> Job:
    """Print a slip once more, marked; a job whose slip is wiped stays as it is."""
    if job.slip is None or job.state is not JobState.UNKNOWN:
        return job
    return replace(job, state=JobState.QUEUED, reprint=job.reprint + 1, expires=expires)


def paper_of(job: Job) -> Slip | None:
    """Return the slip as it goes on paper now: from the second on it is marked."""
    if job.slip is None or not job.reprint:
        return job.slip
    return replace(job.slip, mark=job.slip.reprint.replace("{count}", str(job.reprint)))


def _process_id(job: UUID, attempt: int) -> str:
    digest = sha256(f"{job}:{attempt}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])
