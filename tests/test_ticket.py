from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import ticket
from kiosk.errors import IllegalMove
from kiosk.ticket import Shared, Status, Ticket
from tests.stores import AT, a_ticket

NOW = AT + timedelta(hours=1)
PAUSE = timedelta(minutes=3)
SHARED = Shared(concerns=("rent_heating",), missing=("lease",))

Facts = dict[str, object]
Move = Callable[[Ticket], Ticket]

IN_LINE: Facts = {
    "status": Status.WAITING,
    "counter": None,
    "called_at": None,
    "serving_at": None,
    "closed_at": None,
    "rests_until": None,
}
ENDED: Facts = {"closed_at": NOW, "shared": None, "needs": ()}

MOVES: dict[str, Move] = {
    "call": lambda t: ticket.call(t, "9", NOW),
    "recall": lambda t: ticket.recall(t, NOW),
    "serve": lambda t: ticket.serve(t, NOW),
    "finish": lambda t: ticket.finish(t, NOW),
    "no_show": lambda t: ticket.no_show(t, NOW, calls=3, pause=PAUSE),
    "requeue": ticket.requeue,
    "park": ticket.park,
    "transfer": lambda t: ticket.transfer(t, "placement"),
    "cancel": lambda t: ticket.cancel(t, NOW),
}
CALLED: Facts = {
    **IN_LINE,
    "status": Status.CALLED,
    "counter": "9",
    "calls": 3,
    "called_at": NOW,
}
TRANSFERRED: Facts = {**IN_LINE, "stops": ("placement",), "calls": 0}
ALLOWED: dict[tuple[Status, str], Facts] = {
    (Status.WAITING, "call"): CALLED,
    (Status.PARKED, "call"): CALLED,
    (Status.NO_SHOW, "call"): CALLED,
    (Status.CALLED, "recall"): {"calls": 3, "called_at": NOW},
    (Status.CALLED, "serve"): {"status": Status.SERVING, "serving_at": NOW},
    (Status.CALLED, "finish"): {"status": Status.SERVED, **ENDED},
    (Status.SERVING, "finish"): {"status": Status.SERVED, **ENDED},
    (Status.CALLED, "no_show"): {**IN_LINE, "rests_until": NOW + PAUSE},
    (Status.CALLED, "requeue"): {**IN_LINE, "calls": 0},
    (Status.SERVING, "requeue"): {**IN_LINE, "calls": 0},
    (Status.NO_SHOW, "requeue"): {**IN_LINE, "calls": 0},
    (Status.CALLED, "park"): {"status": Status.PARKED, "calls": 0},
    (Status.SERVING, "park"): {"status": Status.PARKED, "calls": 0},
    (Status.CALLED, "transfer"): TRANSFERRED,
    (Status.SERVING, "transfer"): TRANSFERRED,
    (Status.PARKED, "transfer"): TRANSFERRED,
    (Status.WAITING, "cancel"): {"status": Status.CANCELLED, **ENDED},
    (Status.PARKED, "cancel"): {"status": Status.CANCELLED, **ENDED},
}
EVERY = [(status, move) for status in Status for move in MOVES]


def a_ticket_that_is(status: Status) -> Ticket:
    return a_ticket(
        42,
        status=status,
        counter="4",
        calls=2,
        needs=("wheelchair",),
        shared=SHARED,
        called_at=AT,
        serving_at=AT,
        closed_at=AT,
        rests_until=AT,
    )


@pytest.mark.parametrize(("status", "move"), [pair for pair in EVERY if pair in ALLOWED])
def test_an_allowed_move_changes_just_what_it_is_for(status: Status, move: str) -> None:
    before = a_ticket_that_is(status)
    facts: dict[str, object] = ALLOWED[status, move]
    assert MOVES[move](before) == replace(before, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("status", "move"), [pair for pair in EVERY if pair not in ALLOWED])
def test_any_other_move_is_refused_naming_number_and_state(status: Status, move: str) -> None:
    with pytest.raises(IllegalMove) as refused:
        MOVES[move](a_ticket_that_is(status))
    sentence = str(refused.value)
    assert sentence.startswith("A042 can't be ")
    assert f"it is {status.value.replace('_', '-')}" in sentence
    assert sentence.endswith(".")
    assert refused.value.key == f"is_{status.value}"
    assert refused.value.values == {"number": "A042", "counter": "4"}


def test_finishing_leads_to_the_next_stop_and_keeps_what_was_shared() -> None:
    before = replace(a_ticket_that_is(Status.SERVING), stops=("benefits", "placement"))
    after = ticket.finish(before, NOW)
    assert (after.status, after.service, after.calls) == (Status.WAITING, "placement", 0)
    assert (after.shared, after.needs) == (SHARED, ("wheelchair",))
    assert (after.number, after.issued_at) == (before.number, before.issued_at)
    last = ticket.finish(ticket.call(after, "1", NOW), NOW)
    assert (last.status, last.service, last.shared) == (Status.SERVED, "placement", None)


@pytest.mark.parametrize("calls", [1, 2])
def test_who_misses_the_last_call_loses_the_place(calls: int) -> None:
    after = ticket.no_show(a_ticket_that_is(Status.CALLED), NOW, calls=calls, pause=PAUSE)
    assert (after.status, after.closed_at, after.shared) == (Status.NO_SHOW, NOW, None)


def test_who_misses_a_call_is_called_again_as_often_as_the_office_says() -> None:
    absent, misses = a_ticket(1), 0
    while absent.status is Status.WAITING:
        absent = ticket.call(absent, "1", NOW)
        absent = ticket.no_show(absent, NOW, calls=3, pause=PAUSE)
        misses += 1
    assert (absent.status, misses) == (Status.NO_SHOW, 3)


def test_a_transfer_puts_the_new_service_before_the_stops_that_are_left() -> None:
    stops = ("benefits", "placement", "front_desk")
    before = replace(a_ticket_that_is(Status.SERVING), stops=stops)
    assert ticket.transfer(before, "debt").stops == ("debt", "placement", "front_desk")
    assert ticket.transfer(before, "front_desk").stops == ("front_desk", "placement")
    second = replace(before, stop=1)
    moved = ticket.transfer(second, "debt")
    assert (moved.stops, moved.service) == (("benefits", "debt", "front_desk"), "debt")


def test_a_transfer_to_a_counter_waits_for_that_counter() -> None:
    moved = ticket.transfer(a_ticket_that_is(Status.CALLED), "placement", "7")
    assert (moved.status, moved.counter) == (Status.WAITING, "7")


@pytest.mark.parametrize(
    ("count", "number"), [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000")]
)
def test_a_number_is_station_and_count(count: int, number: str) -> None:
    assert a_ticket(count).number == number
