"""What visitors and staff can do, on a real store file with the shipped content."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk.catalog import Catalog
from kiosk.errors import IllegalMove, UsageFault
from kiosk.office import MAX_COUNT, Office, Wish, wish_for
from kiosk.ports import SignalKind
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Shared, Status, Ticket
from kiosk.ticket_code import short_code
from kiosk.waiting import Estimate
from tests.stores import AT, DAY, a_ticket, put


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = AT

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return DAY

    def forward(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "queue.db")
    yield store
    store.close()


@pytest.fixture
def office(catalog: Catalog, store: SqliteStore, clock: HandClock) -> Office:
    return Office(catalog, store, clock)


def take(office: Office, *services: str, priority: int = 0) -> Ticket:
    return office.take(Wish(id=uuid4(), services=services or ("benefits",), priority=priority))


def test_numbers_count_up_from_one_and_carry_the_station(
    office: Office, catalog: Catalog, store: SqliteStore, clock: HandClock
) -> None:
    other = Office(catalog, store, clock, "B")
    numbers = [take(each).number for each in (office, office, other, office)]
    assert numbers == ["A001", "A002", "B001", "A003"]


def test_a_repeated_wish_is_the_same_ticket(office: Office) -> None:
    wish = Wish(id=UUID(int=7), services=("benefits",))
    first = office.take(wish)
    take(office)
    office.call("A001", "1")
    again = office.take(wish)
    assert (again.id, again.number, again.status) == (first.id, "A001", Status.CALLED)
    assert [t.number for t in office.look().tickets] == ["A001", "A002"]


def test_a_wish_keeps_all_it_says(office: Office) -> None:
    wish = Wish(
        id=UUID(int=1),
        services=("benefits", "placement"),
        language="en",
        needs=("wheelchair",),
        priority=3,
        shared=Shared(("rent_heating",), ("lease",)),
    )
    assert office.take(wish) == Ticket(
        id=UUID(int=1),
        day=DAY,
        station="A",
        count=1,
        stops=("benefits", "placement"),
        issued_at=AT,
        language="en",
        needs=("wheelchair",),
        priority=3,
        shared=Shared(("rent_heating",), ("lease",)),
    )
    assert office.look().tickets == (office.find("A001"),)


def test_a_station_out_of_numbers_says_so_and_keeps_what_it_has(
    office: Office, store: SqliteStore
) -> None:
    put(store, a_ticket(MAX_COUNT))
    with pytest.raises(IllegalMove, match="no numbers left") as fault:
        take(office)
    assert fault.value.key == "no_numbers"
    assert len(office.look().tickets) == 1


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (lambda office: take(office, "benefits", "dentist"), "service 'dentist'"),
        (lambda office: wish_for(office.catalog, service="benefits", language="xx"), "'xx'"),
        (lambda office: wish_for(office.catalog, concerns=["money\x1b[2J"]), "'money[2J'"),
        (lambda office: office.call_next("9"), "counter '9'"),
        (lambda office: office.call("A001", "9"), "counter '9'"),
        (lambda office: office.open_counter("9"), "counter '9'"),
        (lambda office: office.transfer("A001", "dentist"), "service 'dentist'"),
        (lambda office: office.transfer("A001", "benefits", "9"), "counter '9'"),
        (lambda office: office.find("B77"), "B77"),
        (lambda office: office.find(" "), "(empty)"),
        (lambda office: office.serve("A999"), "A999"),
    ],
)
def test_unknown_names_are_refused_by_name_and_change_nothing(
    office: Office, act: Callable[[Office], object], named: str
) -> None:
    take(office)
    before = office.look()
    with pytest.raises(UsageFault) as fault:
        act(office)
    assert named in str(fault.value)
    assert str(fault.value).isprintable()
    assert office.look() == before


def test_a_number_is_found_however_it_is_typed_and_by_its_short_code(office: Office) -> None:
    ticket = take(office)
    for typed in ("A001", "a001", " a 001 ", short_code(ticket), short_code(ticket).lower()):
        assert office.find(typed) == ticket


def test_a_wish_without_service_or_concern_is_for_the_reception(catalog: Catalog) -> None:
    assert wish_for(catalog).services == (catalog.office.reception,)


def test_a_wish_shares_only_with_consent(catalog: Catalog) -> None:
    silent = wish_for(catalog, concerns=["rent_heating"], missing=["lease"], share=False)
    assert silent.shared is None
    said = wish_for(catalog, concerns=["rent_heating"], missing=["lease"])
    assert said.shared == Shared(("rent_heating",), ("lease",))


def test_needs_are_made_harmless_and_short(catalog: Catalog) -> None:
    wish = wish_for(catalog, needs=["wheel\x1b[31mchair\nnow", "x" * 100])
    assert wish.needs[0] == "wheel[31mchair now"
    assert len(wish.needs[1]) == 40


def test_a_counter_calls_only_its_services_in_order_of_issue(office: Office) -> None:
    take(office, "placement")
    take(office, "benefits")
    take(office, "front_desk")
    called = [office.call_next("1") for _ in range(3)]
    assert [t and t.number for t in called] == ["A002", "A003", None]
    next_one = office.call_next("2")
    assert next_one is not None
    assert (next_one.number, next_one.status, next_one.counter) == ("A001", Status.CALLED, "2")
    assert (next_one.calls, next_one.called_at) == (1, AT)


def test_who_has_priority_is_called_first(office: Office) -> None:
    take(office)
    take(office, priority=1)
    assert [office.call_next("1"), office.call_next("1")] == [
        office.find("A002"),
        office.find("A001"),
    ]


def test_an_absent_visitor_rests_and_keeps_the_place(office: Office, clock: HandClock) -> None:
    take(office)
    take(office)
    office.call_next("1")
    pause = office.catalog.office.pause_minutes
    absent = office.no_show("A001", "1")
    assert (absent.status, absent.rests_until) == (
        Status.WAITING,
        AT + timedelta(minutes=pause),
    )
    assert office.call_next("1") == office.find("A002")
    assert office.call_next("1") is None
    clock.forward(pause)
    assert office.call_next("1") == office.find("A001")


def test_after_the_office_s_number_of_calls_the_visitor_counts_as_absent(
    office: Office, clock: HandClock
) -> None:
    take(office)
    for _ in range(office.catalog.office.calls):
        office.call_next("1")
        ended = office.no_show("A001", "1")
        clock.forward(office.catalog.office.pause_minutes)
    assert (ended.status, ended.calls) == (Status.NO_SHOW, office.catalog.office.calls)
    assert office.call_next("1") is None
    assert office.call("A001", "1").status is Status.CALLED


Guarded = Callable[[Office, str | None], Ticket]
GUARDED: dict[str, Guarded] = {
    "recall": lambda office, counter: office.recall("A001", counter),
    "serve": lambda office, counter: office.serve("A001", counter),
    "finish": lambda office, counter: office.finish("A001", counter),
    "no_show": lambda office, counter: office.no_show("A001", counter),
    "requeue": lambda office, counter: office.requeue("A001", counter),
    "park": lambda office, counter: office.park("A001", counter),
    "transfer": lambda office, counter: office.transfer("A001", "placement", None, counter),
}


@pytest.mark.parametrize("move", GUARDED)
def test_a_stale_press_is_refused_and_told_where_the_ticket_is_now(
    office: Office, move: str
) -> None:
    take(office)
    office.call("A001", "1")
    office.requeue("A001", "1")
    with pytest.raises(IllegalMove, match=r"A001 is waiting now\.") as waiting:
        GUARDED[move](office, "1")
    assert waiting.value.key == "is_waiting"
    office.call("A001", "2")
    with pytest.raises(IllegalMove, match=r"A001 is called at counter 2 now\.") as called:
        GUARDED[move](office, "1")
    assert (called.value.key, called.value.values["counter"]) == ("is_called", "2")
    assert office.find("A001").status is Status.CALLED
    assert GUARDED[move](office, "2") == office.find("A001")


@pytest.mark.parametrize("move", GUARDED)
def test_a_press_by_no_counter_is_not_guarded(office: Office, move: str) -> None:
    take(office)
    office.call("A001", "2")
    assert GUARDED[move](office, None) == office.find("A001")


def test_two_counters_that_choose_the_same_number_are_told_apart(office: Office) -> None:
    take(office)
    office.call("A001", "1")
    with pytest.raises(IllegalMove, match="called at counter 1"):
        office.call("A001", "2")
    assert office.find("A001").counter == "1"


def test_a_visitor_with_several_concerns_goes_from_stop_to_stop(
    office: Office, clock: HandClock
) -> None:
    shared = Shared(("rent_heating", "report_change"), ("lease",))
    wish = Wish(
        id=uuid4(),
        services=("benefits", "placement"),
        needs=("wheelchair",),
        shared=shared,
    )
    office.take(wish)
    clock.forward(10)
    office.call_next("1")
    office.serve("A001", "1")
    between = office.finish("A001", "1")
    assert (between.status, between.service) == (Status.WAITING, "placement")
    assert (between.counter, between.calls, between.issued_at) == (None, 0, AT)
    assert (between.shared, between.needs) == (shared, ("wheelchair",))
    assert office.call_next("1") is None
    office.call_next("2")
    done = office.finish("A001", "2")
    assert (done.status, done.closed_at) == (Status.SERVED, clock.now())
    assert (done.shared, done.needs) == (None, ())
    assert office.find("A001") == done


def test_concerns_of_one_service_are_one_stop(catalog: Catalog) -> None:
    wish = wish_for(catalog, service="front_desk", concerns=["renewal", "rent_heating"])
    assert wish.services == ("front_desk", "benefits")


def test_a_finished_visit_leaves_nothing_of_what_was_shared_in_the_files(
    office: Office, tmp_path: Path
) -> None:
    wish = Wish(
        id=uuid4(),
        services=("benefits",),
        needs=("canary_need",),
        shared=Shared(("canary_concern",), ("canary_paper",)),
    )
    office.take(wish)
    assert b"canary" in b"".join(file.read_bytes() for file in tmp_path.glob("queue*"))
    office.call_next("1")
    office.finish("A001", "1")
    assert b"canary" not in b"".join(file.read_bytes() for file in tmp_path.glob("queue*"))


def test_who_is_sent_on_waits_for_the_other_service_with_number_and_time(
    office: Office, clock: HandClock
) -> None:
    take(office)
    take(office, "placement")
    clock.forward(5)
    office.call_next("1")
    moved = office.transfer("A001", "placement", "2", "1")
    assert (moved.status, moved.service, moved.counter) == (Status.WAITING, "placement", "2")
    assert (moved.number, moved.issued_at, moved.calls) == ("A001", AT, 0)
    assert office.call_next("1") is None
    assert office.call_next("2") == office.find("A001")


def test_who_is_kept_for_a_counter_is_called_by_no_other(office: Office) -> None:
    take(office)
    office.call_next("1")
    office.transfer("A001", "benefits", "2", "1")
    assert office.call_next("1") is None
    assert office.call_next("2") is not None


def test_parked_tickets_come_back_by_hand_alone(office: Office) -> None:
    take(office)
    office.call_next("1")
    assert office.park("A001", "1").status is Status.PARKED
    assert office.call_next("1") is None
    assert office.call("A001", "2").counter == "2"


def test_a_given_up_place_is_gone_for_good(office: Office) -> None:
    take(office)
    assert office.cancel("A001").status is Status.CANCELLED
    assert office.call_next("1") is None
    with pytest.raises(IllegalMove, match="it is cancelled"):
        office.call("A001", "1")


def test_old_tickets_are_deleted_when_their_time_is_over(
    office: Office, store: SqliteStore, clock: HandClock
) -> None:
    days = [DAY - timedelta(days=n) for n in range(4)]
    for day in days:
        put(store, a_ticket(1, id=uuid4(), day=day), day=day)
    office.forget()
    kept = [day for day in days if store.tickets(day)]
    hours = timedelta(hours=office.catalog.office.keep_hours)
    assert kept == [day for day in days if day >= (clock.now() - hours).date()]
    assert 0 < len(kept) < len(days)


def test_a_call_for_help_stands_until_somebody_answers(
    office: Office, catalog: Catalog, store: SqliteStore, clock: HandClock
) -> None:
    other = Office(catalog, store, clock, "B")
    office.call_person()
    clock.forward(1)
    other.call_person()
    raised = office.look().raised(SignalKind.HELP)
    assert [(signal.name, signal.at) for signal in raised] == [
        ("B", AT + timedelta(minutes=1)),
        ("A", AT),
    ]
    office.answer_call("B")
    office.answer_call("B")
    assert [signal.name for signal in other.look().raised(SignalKind.HELP)] == ["A"]


def test_a_message_is_one_harmless_line_and_an_empty_one_takes_it_away(office: Office) -> None:
    office.say("1", "Heute \x1b[31m\u202ebis\nzwölf \x07 geöffnet " + "x" * 200)
    (message,) = office.look().raised(SignalKind.MESSAGE)
    assert message.text.startswith("Heute [31mbis zwölf geöffnet xxx")
    assert message.text.isprintable()
    assert len(message.text) == 80
    office.say("2", "Neu")
    office.say("1", " \x1b ")
    assert [s.text for s in office.look().raised(SignalKind.MESSAGE)] == ["Neu"]


def test_the_wait_is_unknown_until_a_counter_serves_and_visits_were_measured(
    office: Office, clock: HandClock
) -> None:
    for _ in range(3):
        number = take(office).number
        office.call(number, "1")
        office.serve(number, "1")
        clock.forward(10)
        office.finish(number, "1")
    take(office)
    mine = take(office)
    assert office.estimate(office.look(), mine) is None
    office.open_counter("3")
    assert office.estimate(office.look(), mine) is None
    office.open_counter("1")
    assert office.estimate(office.look(), mine) == Estimate(10, 20)
    assert office.ahead(office.look(), mine) == 1
    office.open_counter("2")
    assert office.estimate(office.look(), mine) == Estimate(5, 15)
    office.close_counter("1")
    office.close_counter("2")
    assert office.estimate(office.look(), mine) is None


def test_who_waits_for_a_change_is_woken_by_it(office: Office) -> None:
    seen = office.wait(-1, timeout=0)
    assert office.wait(seen, timeout=0) == seen
    take(office)
    assert office.wait(seen, timeout=5) != seen
