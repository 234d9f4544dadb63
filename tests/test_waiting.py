from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ticket import Status, Ticket, call, no_show, recall
from kiosk.waiting import (
    Call,
    Estimate,
    ahead,
    board,
    estimate,
    in_hand,
    line,
    new_calls,
    next_count,
    next_ticket,
)
from tests.stores import AT, SERVICES, a_ticket

MINUTE = timedelta(minutes=1)
OPEN = {"1": ("benefits",), "2": ("placement",)}

some_tickets = st.lists(
    st.builds(
        a_ticket,
        count=st.integers(1, 999),
        station=st.sampled_from("AB"),
        stops=st.sampled_from([("benefits",), ("placement",), ("benefits", "placement")]),
        status=st.sampled_from(Status),
        priority=st.integers(-1, 1),
        issued_at=st.integers(0, 3).map(lambda minutes: AT + minutes * MINUTE),
    ),
    unique_by=lambda ticket: ticket.number,
)


def served(count: int, minutes: float, service: str = "benefits") -> Ticket:
    end = AT + timedelta(minutes=minutes)
    return a_ticket(
        count, stops=(service,), status=Status.SERVED, serving_at=AT, closed_at=end, counter="1"
    )


def called(count: int, minute: int, counter: str = "1") -> Ticket:
    return call(a_ticket(count), counter, AT + minute * MINUTE)


def test_the_first_number_of_a_station_is_one() -> None:
    assert next_count([], "A") == 1
    assert next_count([a_ticket(41, station="B")], "A") == 1


@given(some_tickets)
def test_a_new_number_was_never_given_out_before(tickets: Sequence[Ticket]) -> None:
    count = next_count(tickets, "A")
    assert a_ticket(count).number not in {ticket.number for ticket in tickets}
    assert count == max([t.count for t in tickets if t.station == "A"], default=0) + 1


@given(some_tickets, st.permutations(["benefits", "placement", "front_desk", "debt"]))
def test_a_number_does_not_tell_the_concern(
    tickets: Sequence[Ticket], services: Sequence[str]
) -> None:
    others = [replace(ticket, stops=tuple(services)) for ticket in tickets]
    assert next_count(tickets, "A") == next_count(others, "A")


@given(some_tickets)
def test_the_line_is_everybody_who_waits_by_priority_then_time(tickets: Sequence[Ticket]) -> None:
    waiting = line(tickets)
    assert {t.number for t in waiting} == {t.number for t in tickets if t.status == "waiting"}
    for first, second in pairwise(waiting):
        assert (-first.priority, first.issued_at) <= (-second.priority, second.issued_at)


@given(some_tickets)
def test_the_line_does_not_depend_on_the_order_of_the_list(tickets: Sequence[Ticket]) -> None:
    assert line(tickets) == line(list(reversed(tickets)))


def test_a_counter_calls_for_its_services_only() -> None:
    tickets = [a_ticket(1, stops=("placement",)), a_ticket(2), a_ticket(3)]
    assert next_ticket(tickets, ("benefits",), "1", AT) == tickets[1]
    assert next_ticket(tickets, SERVICES, "1", AT) == tickets[0]
    assert next_ticket(tickets, ("debt",), "1", AT) is None


def test_a_ticket_waits_for_its_present_stop() -> None:
    ticket = a_ticket(1, stops=("benefits", "placement"), stop=1)
    assert next_ticket([ticket], ("benefits",), "1", AT) is None
    assert next_ticket([ticket], ("placement",), "1", AT) == ticket


def test_a_ticket_kept_for_a_counter_is_called_there_and_nowhere_else() -> None:
    kept = a_ticket(1, counter="7")
    assert next_ticket([kept], SERVICES, "1", AT) is None
    assert next_ticket([kept], (), "7", AT) == kept


def test_who_was_absent_rests_and_is_then_next_again() -> None:
    absent = no_show(called(1, 0), AT, calls=3, pause=3 * MINUTE)
    other = a_ticket(2)
    assert next_ticket([absent, other], SERVICES, "1", AT + 2 * MINUTE) == other
    assert next_ticket([absent, other], SERVICES, "1", AT + 3 * MINUTE) == absent


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.WAITING])
def test_only_who_waits_is_next(status: Status) -> None:
    assert next_ticket([a_ticket(1, status=status)], SERVICES, "1", AT) is None


@given(some_tickets)
def test_everybody_in_the_line_has_one_more_ahead_than_the_one_before(
    tickets: Sequence[Ticket],
) -> None:
    mine = [t for t in line(tickets) if t.service == "benefits"]
    assert [ahead(tickets, ticket) for ticket in mine] == list(range(len(mine)))


def test_the_wait_is_unknown_when_no_open_counter_serves() -> None:
    visits = [served(n, 10) for n in range(1, 9)]
    assert estimate(visits, a_ticket(20), {"2": ("placement",)}) is None
    assert estimate(visits, a_ticket(20), {}) is None


def test_the_wait_is_unknown_before_three_visits_were_measured() -> None:
    visits = [served(1, 10), served(2, 10), a_ticket(3, status=Status.SERVED, closed_at=AT)]
    assert estimate(visits, a_ticket(20), OPEN) is None
    assert estimate([*visits, served(4, 10)], a_ticket(20), OPEN) is not None


def test_the_wait_grows_with_those_ahead_and_shrinks_with_the_counters() -> None:
    visits = [served(n, 8) for n in range(1, 6)]
    waiting = [a_ticket(n) for n in range(10, 14)]
    mine = a_ticket(20)
    assert estimate(visits, mine, OPEN) == Estimate(0, 8)
    assert estimate([*visits, *waiting], mine, OPEN) == Estimate(32, 40)
    two = {"1": ("benefits",), "3": ("benefits", "placement")}
    assert estimate([*visits, *waiting], mine, two) == Estimate(16, 24)


def test_the_wait_is_a_range_of_the_quartiles() -> None:
    visits = [served(n, minutes) for n, minutes in enumerate((4, 8, 12, 16, 60), 1)]
    assert estimate([*visits, a_ticket(10)], a_ticket(20), OPEN) == Estimate(8, 32)


@given(some_tickets, st.integers(1, 3))
def test_the_wait_is_never_negative_and_its_ends_in_order(
    tickets: Sequence[Ticket], minutes: int
) -> None:
    visits = [served(n, minutes, s) for s in SERVICES for n in range(1, 5)]
    guess = estimate([*visits, *tickets], a_ticket(1000), OPEN)
    assert guess is not None
    assert 0 <= guess.low <= guess.high


def test_the_board_shows_the_latest_calls_first() -> None:
    tickets = [called(1, 5), called(2, 9, "2"), called(3, 7, "3"), a_ticket(4)]
    assert [c.number for c in board(tickets, 9)] == ["A002", "A003", "A001"]
    assert [c.number for c in board(tickets, 2)] == ["A002", "A003"]
    assert board(tickets, 1) == (Call("A002", "2", 1, AT + 9 * MINUTE, "de"),)


def test_a_recall_and_a_new_call_are_new_on_the_board_and_nothing_else_is() -> None:
    stays, again = called(1, 1), called(2, 2)
    before = board([stays, again], 9)
    recalled = recall(again, AT + 5 * MINUTE)
    after = board([stays, recalled, called(3, 4)], 9)
    assert [(c.number, c.calls) for c in new_calls(before, after)] == [("A003", 1), ("A002", 2)]
    assert new_calls(after, after) == ()


def test_a_counter_has_in_hand_whom_it_called_last() -> None:
    tickets = [called(1, 1), called(2, 3), called(3, 2), called(4, 9, "2"), a_ticket(5)]
    assert in_hand(tickets, "1") == tickets[1]
    assert in_hand(tickets, "8") is None


@pytest.mark.parametrize("status", [s for s in Status if s not in {"called", "serving"}])
def test_a_counter_has_nobody_in_hand_who_has_left_it(status: Status) -> None:
    assert in_hand([a_ticket(1, status=status, counter="1")], "1") is None
