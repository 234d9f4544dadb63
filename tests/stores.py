"""Tickets and stores for tests, and what child processes do with a store file.

As a program, `python -m tests.stores issue FILE N` prints each number once it is committed,
`race FILE N STATION` takes and calls N tickets as soon as it is told to go, `hold FILE 1` keeps
the lock, and `fill FILE N` meets a full disk.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from resource import RLIMIT_FSIZE, getrlimit, setrlimit
from typing import Any
from uuid import UUID, uuid4

from kiosk import waiting
from kiosk.errors import StoreError
from kiosk.ports import Store
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Shared, Ticket, call

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
SERVICES = ("benefits", "placement")
ROOT = Path(__file__).parent.parent


def a_ticket(count: int = 1, **facts: Any) -> Ticket:
    """Return a ticket that waits, issued in the count-th minute of the day."""
    plain = Ticket(
        id=UUID(int=count),
        day=DAY,
        station="A",
        count=count,
        stops=("benefits",),
        issued_at=AT + timedelta(minutes=count),
    )
    return replace(plain, **facts)


def a_full_ticket() -> Ticket:
    """Return a ticket whose every field says something."""
    return a_ticket(
        7,
        stops=("benefits", "placement"),
        stop=1,
        counter="3",
        calls=2,
        language="de_simple",
        needs=("sign_language", "Größe „XL“"),
        priority=-5,
        called_at=AT + timedelta(microseconds=1),
        serving_at=AT + timedelta(hours=1),
        closed_at=AT + timedelta(hours=2),
        rests_until=AT + timedelta(days=1),
        shared=Shared(concerns=("rent_heating",), missing=("lease", "id_card")),
    )


def put(store: Store, *tickets: Ticket, day: date = DAY) -> None:
    """Keep tickets in one change."""
    with store.changing(day) as held:
        for ticket in tickets:
            held.put(ticket)


def take(store: Store, station: str = "A") -> Ticket:
    """Issue the station's next number."""
    with store.changing(DAY) as held:
        count = waiting.next_count(held.tickets, station)
        ticket = a_ticket(count, id=uuid4(), station=station)
        held.put(ticket)
    return ticket


def call_next(store: Store, counter: str) -> Ticket | None:
    """Call whoever is next."""
    with store.changing(DAY) as held:
        following = waiting.next_ticket(held.tickets, SERVICES, counter, AT)
        if following is None:
            return None
        called = call(following, counter, AT)
        held.put(called)
    return called


def child(*arguments: object, under: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start this module as a program, under another program if one is named."""
    command = [*under, sys.executable, "-m", "tests.stores", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe)


def main(what: str, file: str, times: str, station: str = "A") -> None:
    """Do what a child process is for."""
    store = SqliteStore(Path(file))
    _WORK[what](store, int(times), station)
    store.close()


def _issue(store: Store, times: int, station: str) -> None:
    for _ in range(times):
        try:
            _say(f"took {take(store, station).number}")
        except StoreError as fault:
            _say(f"failed: {fault}")


def _race(store: Store, times: int, station: str) -> None:
    _say("ready")
    sys.stdin.readline()
    for counter in range(times):
        _say(f"took {take(store, station).number}")
        called = call_next(store, str(counter))
        _say(f"called {called.number if called else 'nobody'}")


def _hold(store: Store, _times: int, _station: str) -> None:
    with store.changing(DAY):
        _say("held")
        sys.stdin.readline()


def _fill(store: Store, times: int, station: str) -> None:
    """Issue until no file may grow, then with as much space as is needed."""
    _, most = getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (100_000, most))
    try:
        for _ in range(times):
            take(store, station)
    except StoreError as fault:
        _say(f"failed: {fault}")
    _say(f"tickets {len(store.tickets(DAY))}")
    setrlimit(RLIMIT_FSIZE, (most, most))
    _say(f"took {take(store, station).number}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


_WORK: Mapping[str, Callable[[Store, int, str], None]] = {
    "issue": _issue,
    "race": _race,
    "hold": _hold,
    "fill": _fill,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
