"""What visitors and staff can do at an outpost; every change is one transaction."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID, uuid4

from kiosk import guide, ticket, ticket_code, waiting
from kiosk.catalog import Catalog
from kiosk.come_back import SPENT, ComeBack
from kiosk.errors import IllegalMove, UsageFault
from kiosk.opening import Opening, opening
from kiosk.plain import plain_line
from kiosk.ports import Clock, Signal, SignalKind, Store
from kiosk.print_job import Job, PrinterState
from kiosk.public_holidays import is_public_holiday
from kiosk.ticket import AT_COUNTER, Shared, Ticket
from kiosk.waiting import Estimate

Move = Callable[[Ticket], Ticket]

_STALE = timedelta(hours=16)
"""A signal nobody lowered by the next morning, after a crash, holds no longer."""
MAX_COUNT = 999
"""A number has three digits."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a visitor takes a number for."""

    id: UUID
    """Made before the tap that takes the number: a repeated tap is the same ticket."""
    services: tuple[str, ...]
    language: str = "de"
    needs: tuple[str, ...] = ()
    priority: int = 0
    shared: Shared | None = None
    come_back: ComeBack | None = None
    """Of somebody who comes back: what they waited counts as if they had come earlier, once."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A look at the office: the day's tickets and what is signalled."""

    day: date
    now: datetime
    tickets: Sequence[Ticket]
    signals: Sequence[Signal] = ()

    def raised(self, kind: SignalKind) -> tuple[Signal, ...]:
        """Return the signals of a kind, the newest first."""
        found = (signal for signal in self.signals if signal.kind is kind)
        return tuple(sorted(found, key=lambda signal: signal.at, reverse=True))


class Office:
    """One outpost: the catalog, the store and the moves of its tickets."""

    def __init__(self, catalog: Catalog, store: Store, clock: Clock, station: str = "A") -> None:
        self.catalog = catalog
        self.station = station
        self._store = store
        self._clock = clock

    def look(self) -> Day:
        """Return the day as it stands; raise StoreError if the store is out of reach."""
        today, now = self._clock.today(), self._clock.now()
        return Day(
            day=today,
            now=now,
            tickets=self._store.tickets(today),
            signals=tuple(s for s in self._store.signals() if now - s.at < _STALE),
        )

    def now(self) -> datetime:
        """Return the present moment."""
        return self._clock.now()

    def today(self) -> date:
        """Return the office's local day."""
        return self._clock.today()

    def opening(self) -> Opening:
        """Return whether the Jobcenter is here now, and when and where it is next."""
        facts = self.catalog.office
        local = self._clock.now().astimezone()
        return opening(facts, local, partial(is_public_holiday, facts.land))

    def wait(self, seen: int, timeout: float) -> int:
        """Sleep until something changed since version `seen`; return the version."""
        return self._store.wait(seen, timeout)

    def take(self, wish: Wish) -> Ticket:
        """Issue a number, once for each wish; raise UsageFault for what is unknown or spent."""
        for service in wish.services:
            _known(service, self.catalog.office.services, "service")
        back, today, now = wish.come_back, self._clock.today(), self._clock.now()
        if back:
            self.refuse_spent(back)
        ticket_id = back.ticket_id(today) if back else wish.id
        waited = back.waited if back else timedelta(0)
        with self._store.changing(today) as held:
            earlier = next((t for t in held.tickets if t.id == ticket_id), None)
            if earlier:
                return earlier
            count = waiting.next_count(held.tickets, self.station)
            if count > MAX_COUNT:
                raise IllegalMove(
                    f"Station {self.station} has no numbers left today.", key="no_numbers"
                )
            issued = Ticket(
                id=ticket_id,
                day=today,
                station=self.station,
                count=count,
                stops=wish.services,
                issued_at=max(now - waited, _midnight(now)),
                language=wish.language,
                needs=wish.needs,
                priority=wish.priority,
                shared=wish.shared,
            )
            held.put(issued)
        if back:
            self._store.raise_signal(_spent(back, today))
        return issued

    def refuse_spent(self, back: ComeBack) -> None:
        """Raise UsageFault if a come-back code gave its number on another day."""
        today = self._clock.today().isoformat()
        for signal in self._store.signals():
            ours = signal.kind is SignalKind.SPENT and signal.name == back.mark
            if ours and signal.text != today:
                raise UsageFault(
                    f"This come-back code was used on {signal.text}: take a number without it.",
                    key=SPENT,
                )

    def call_next(self, counter: str, *, alone: bool = False) -> Ticket | None:
        """Call whoever is next at a counter, or return None if nobody waits for it.

        With `alone` nobody else may be at the counter, else it raises IllegalMove.
        """
        services = self._services(counter)
        today, now = self._clock.today(), self._clock.now()
        with self._store.changing(today) as held:
            if alone:
                _refuse_second(held.tickets, counter)
            following = waiting.next_ticket(held.tickets, services, counter, now)
            if following is None:
                return None
            called = ticket.call(following, counter, now)
            held.put(called)
        return called

    def call(self, number: str, counter: str, *, alone: bool = False) -> Ticket:
        """Call a chosen number to a counter; `alone` as for the next."""
        self._services(counter)
        with self._store.changing(self._clock.today()) as held:
            if alone:
                _refuse_second(held.tickets, counter)
            called = ticket.call(_found(held.tickets, number), counter, self._clock.now())
            held.put(called)
        return called

    def recall(self, number: str, counter: str | None = None) -> Ticket:
        """Call the visitor once more."""
        return self._move(number, counter, lambda t: ticket.recall(t, self._clock.now()))

    def serve(self, number: str, counter: str | None = None) -> Ticket:
        """Note that the visitor has come."""
        return self._move(number, counter, lambda t: ticket.serve(t, self._clock.now()))

    def finish(self, number: str, counter: str | None = None) -> Ticket:
        """End the present stop."""
        return self._move(number, counter, lambda t: ticket.finish(t, self._clock.now()))

    def no_show(self, number: str, counter: str | None = None) -> Ticket:
        """Note that nobody came."""
        facts = self.catalog.office
        pause = timedelta(minutes=facts.pause_minutes)
        return self._move(
            number,
            counter,
            lambda t: ticket.no_show(t, self._clock.now(), calls=facts.calls, pause=pause),
        )

    def requeue(self, number: str, counter: str | None = None) -> Ticket:
        """Put the visitor back into the line."""
        return self._move(number, counter, ticket.requeue)

    def park(self, number: str, counter: str | None = None) -> Ticket:
        """Let the visitor fetch or fill in something."""
        return self._move(number, counter, ticket.park)

    def transfer(
        self, number: str, service: str, to_counter: str | None = None, counter: str | None = None
    ) -> Ticket:
        """Send the visitor to another service, or to one counter of it."""
        _known(service, self.catalog.office.services, "service")
        if to_counter is not None and service not in self._services(to_counter):
            raise UsageFault(f"Counter {to_counter} does not serve {service}: choose another.")
        return self._move(number, counter, lambda t: ticket.transfer(t, service, to_counter))

    def cancel(self, number: str) -> Ticket:
        """Give up the place."""
        return self._move(number, None, lambda t: ticket.cancel(t, self._clock.now()))

    def find(self, number: str) -> Ticket:
        """Return today's ticket by number or short code, or raise UsageFault."""
        return _found(self._store.tickets(self._clock.today()), number)

    def ahead(self, day: Day, of: Ticket) -> int:
        """Return how many wait before this ticket."""
        return waiting.ahead(day.tickets, of)

    def estimate(self, day: Day, of: Ticket) -> Estimate | None:
        """Return the guessed wait, or None for unknown."""
        counters = self.catalog.office.counters
        is_open = {s.name: counters[s.name].services for s in day.raised(SignalKind.OPEN)}
        return waiting.estimate(day.tickets, of, is_open)

    def open_counter(self, counter: str) -> None:
        """Note that a counter serves."""
        self._services(counter)
        self._store.raise_signal(Signal(SignalKind.OPEN, counter, self._clock.now()))

    def close_counter(self, counter: str) -> None:
        """Note that a counter serves no longer."""
        self._store.lower_signal(SignalKind.OPEN, counter)

    def call_person(self) -> None:
        """Ask staff to come to this station."""
        self._store.raise_signal(Signal(SignalKind.HELP, self.station, self._clock.now()))

    def answer_call(self, station: str) -> None:
        """Note that somebody goes to the station that asked for a person."""
        self._store.lower_signal(SignalKind.HELP, station)

    def answer_printer(self, station: str) -> None:
        """Note that somebody goes to the printer that is in trouble."""
        self._store.lower_signal(SignalKind.PRINTER, station)

    def printers(self) -> Sequence[PrinterState]:
        """Return what is known of the printers."""
        return self._store.outbox.printers()

    def print_jobs(self) -> Sequence[Job]:
        """Return the print jobs, the oldest first."""
        return self._store.outbox.jobs()

    def say(self, counter: str, message: str) -> None:
        """Show a line from staff in the waiting room; an empty one takes it away."""
        text = plain_line(message, 80)
        if text:
            now = self._clock.now()
            self._store.raise_signal(Signal(SignalKind.MESSAGE, counter, now, text))
        else:
            self._store.lower_signal(SignalKind.MESSAGE, counter)

    def forget(self) -> None:
        """Delete the tickets whose time to be kept is over."""
        kept = timedelta(hours=self.catalog.office.keep_hours)
        self._store.forget_before((self._clock.now() - kept).date())

    def _move(self, number: str, counter: str | None, move: Move) -> Ticket:
        with self._store.changing(self._clock.today()) as held:
            fresh = _found(held.tickets, number)
            if counter is not None and fresh.counter != counter:
                raise _elsewhere(fresh)
            moved = move(fresh)
            held.put(moved)
        return moved

    def _services(self, counter: str) -> Collection[str]:
        counters = self.catalog.office.counters
        _known(counter, counters, "counter")
        return counters[counter].services


def wish_for(  # noqa: PLR0913 - the options of one command
    catalog: Catalog,
    *,
    service: str | None = None,
    concerns: Sequence[str] = (),
    language: str | None = None,
    needs: Sequence[str] = (),
    priority: int = 0,
    missing: Sequence[str] = (),
    share: bool = True,
    ticket_id: UUID | None = None,
    come_back: ComeBack | None = None,
) -> Wish:
    """Make a wish of a visitor's or a script's choices, or raise UsageFault for unknown ones."""
    for concern in concerns:
        _known(concern, catalog.concerns, "concern")
    languages = catalog.office.languages
    chosen = languages[0] if language is None else language.replace("-", "_")
    _known(chosen, dict.fromkeys(languages), "language")
    first = () if service is None else (service,)
    stops = tuple(dict.fromkeys([*first, *guide.services(catalog, concerns)]))
    return Wish(
        id=ticket_id or uuid4(),
        services=stops or (catalog.office.reception,),
        language=chosen,
        needs=tuple(filter(None, (plain_line(need, 40) for need in needs))),
        priority=priority,
        shared=Shared(tuple(concerns), tuple(missing)) if share and concerns else None,
        come_back=come_back,
    )


def _spent(back: ComeBack, today: date) -> Signal:
    # Signals of days before today are forgotten: this one is of the code's last day.
    last_day = datetime.combine(back.until, time(), UTC)
    return Signal(SignalKind.SPENT, back.mark, last_day, today.isoformat())


def _midnight(now: datetime) -> datetime:
    """Return when the office's day began."""
    local = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return min(local.astimezone(UTC), now)


def _found(tickets: Sequence[Ticket], number: str) -> Ticket:
    wanted = plain_line(number, 40).upper().replace(" ", "")
    for candidate in tickets:
        if wanted in {candidate.number, ticket_code.short_code(candidate)}:
            return candidate
    raise UsageFault(
        f"There is no number {wanted or '(empty)'} today.", key="no_such_number", number=wanted
    )


def _known(name: str, among: Mapping[str, object], what: str) -> None:
    if name not in among:
        known = ", ".join(among)
        raise UsageFault(f"The {what} {plain_line(name, 40)!r} is unknown; known are: {known}.")


def _refuse_second(tickets: Sequence[Ticket], counter: str) -> None:
    hand = waiting.in_hand(tickets, counter)
    if hand:
        raise IllegalMove(
            f"{hand.number} is still at counter {counter}: finish it first.",
            key="finish_first",
            number=hand.number,
            counter=counter,
        )


def _elsewhere(fresh: Ticket) -> IllegalMove:
    status = fresh.status.replace("_", "-")
    place = f" at counter {fresh.counter}" if fresh.status in AT_COUNTER else ""
    return IllegalMove(
        f"{fresh.number} is {status}{place} now.",
        key=f"is_{fresh.status}",
        number=fresh.number,
        counter=fresh.counter or "",
    )
