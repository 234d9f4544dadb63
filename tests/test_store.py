import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.errors import IllegalMove, StoreError, UsageFault
from kiosk.ports import Signal, SignalKind, Store
from kiosk.store.memory import MemoryStore
from kiosk.store.opening import open_store
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import Shared, Ticket, call, cancel, finish
from tests.stores import AT, DAY, a_full_ticket, a_ticket, child, put, take

YESTERDAY = DAY - timedelta(days=1)
LONG = 30.0
"""Seconds that no wait takes, unless it is never woken."""

OPEN = Signal(SignalKind.OPEN, "1", AT)
HELP = Signal(SignalKind.HELP, "A", AT + timedelta(minutes=1))
MESSAGE = Signal(SignalKind.MESSAGE, "1", AT + timedelta(minutes=2), "Grüße – 10 Minuten Pause")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "queue.db"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, file: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore(file)
    with closing(opened):
        yield opened


class TestAnyStore:
    def test_a_new_store_is_empty(self, store: Store) -> None:
        assert (list(store.tickets(DAY)), list(store.signals()), store.version()) == ([], [], 0)

    def test_a_ticket_comes_back_as_it_was_put(self, store: Store) -> None:
        put(store, a_full_ticket())
        assert list(store.tickets(DAY)) == [a_full_ticket()]

    def test_a_ticket_of_the_same_id_takes_the_place_of_the_old_one(self, store: Store) -> None:
        put(store, a_ticket(1), a_ticket(2), a_ticket(3))
        called = call(a_ticket(2), "1", AT)
        put(store, called)
        assert list(store.tickets(DAY)) == [a_ticket(1), called, a_ticket(3)]

    def test_tickets_are_in_order_of_issue_even_when_the_clock_jumps_back(
        self, store: Store
    ) -> None:
        tickets = [a_ticket(n, issued_at=AT - timedelta(minutes=n)) for n in range(1, 12)]
        for ticket in tickets:
            put(store, ticket)
        put(store, tickets[4], tickets[0])
        assert list(store.tickets(DAY)) == tickets

    def test_every_day_has_its_own_tickets(self, store: Store) -> None:
        earlier = a_ticket(2, day=YESTERDAY)
        put(store, a_ticket(1))
        put(store, earlier, day=YESTERDAY)
        assert list(store.tickets(DAY)) == [a_ticket(1)]
        assert list(store.tickets(YESTERDAY)) == [earlier]
        assert list(store.tickets(DAY)) == [a_ticket(1)]

    def test_a_writer_sees_what_was_put_before_and_what_it_puts(self, store: Store) -> None:
        put(store, a_ticket(1))
        with store.changing(DAY) as held:
            assert list(held.tickets) == [a_ticket(1)]
            held.put(a_ticket(2))
            called = call(a_ticket(1), "1", AT)
            held.put(called)
            assert list(held.tickets) == [called, a_ticket(2)]
            assert list(store.tickets(DAY)) == [a_ticket(1)]
        assert list(store.tickets(DAY)) == [called, a_ticket(2)]

    @pytest.mark.parametrize("fault", [IllegalMove("No."), KeyboardInterrupt(), GeneratorExit()])
    def test_nothing_is_kept_if_the_writer_raises(self, store: Store, fault: BaseException) -> None:
        put(store, a_ticket(1))
        seen = store.version()
        with pytest.raises(type(fault)):
            _put_and_raise(store, fault)
        assert list(store.tickets(DAY)) == [a_ticket(1)]
        assert store.version() == seen
        with store.changing(DAY) as held:
            assert list(held.tickets) == [a_ticket(1)]

    def test_a_writer_may_leave_early(self, store: Store) -> None:
        def put_and_return() -> str:
            with store.changing(DAY) as held:
                held.put(a_ticket(1))
                return "left"

        assert put_and_return() == "left"
        assert list(store.tickets(DAY)) == [a_ticket(1)]

    def test_a_look_is_not_changed_by_later_moves(self, store: Store) -> None:
        put(store, a_ticket(1))
        before = store.tickets(DAY)
        put(store, cancel(a_ticket(1), AT), a_ticket(2))
        assert list(before) == [a_ticket(1)]

    def test_writers_take_turns(self, store: Store) -> None:
        with ThreadPoolExecutor(8) as pool:
            taken = list(pool.map(lambda _: take(store), range(80)))
        assert sorted(t.count for t in taken) == list(range(1, 81))
        assert [t.count for t in store.tickets(DAY)] == list(range(1, 81))

    def test_a_raised_signal_holds_until_it_is_lowered(self, store: Store) -> None:
        for signal in (MESSAGE, OPEN, HELP):
            store.raise_signal(signal)
        assert list(store.signals()) == [OPEN, HELP, MESSAGE]
        store.lower_signal(SignalKind.HELP, "A")
        assert list(store.signals()) == [OPEN, MESSAGE]

    def test_there_is_one_signal_of_a_kind_and_name(self, store: Store) -> None:
        other = Signal(SignalKind.MESSAGE, "2", AT)
        newer = Signal(SignalKind.MESSAGE, "1", AT + timedelta(hours=1), "Weiter")
        for signal in (MESSAGE, other, newer):
            store.raise_signal(signal)
        assert list(store.signals()) == [other, newer]

    def test_lowering_a_signal_that_is_not_raised_changes_nothing(self, store: Store) -> None:
        store.raise_signal(OPEN)
        seen = store.version()
        store.lower_signal(SignalKind.OPEN, "2")
        store.lower_signal(SignalKind.HELP, "1")
        assert (list(store.signals()), store.version()) == ([OPEN], seen)

    def test_the_version_grows_with_every_change_and_with_nothing_else(self, store: Store) -> None:
        changes: tuple[Callable[[], None], ...] = (
            lambda: put(store, a_ticket(1)),
            lambda: put(store, a_ticket(1)),
            lambda: put(store, a_ticket(2), a_ticket(3)),
            lambda: store.raise_signal(OPEN),
            lambda: store.lower_signal(SignalKind.OPEN, "1"),
            lambda: store.forget_before(DAY + timedelta(days=1)),
        )
        for change in changes:
            seen = store.version()
            change()
            assert store.version() > seen
        seen = store.version()
        put(store)
        store.forget_before(DAY)
        assert (list(store.tickets(DAY)), store.version()) == ([], seen)

    def test_waiting_ends_with_the_time_if_nothing_changes(self, store: Store) -> None:
        put(store, a_ticket(1))
        seen = store.version()
        assert store.wait(seen, 0.06) == seen
        assert store.wait(seen, 0) == seen

    def test_waiting_ends_at_once_if_something_has_changed_already(self, store: Store) -> None:
        put(store, a_ticket(1))
        assert store.wait(0, LONG) == store.version()

    def test_waiting_ends_with_a_change_of_another_thread(self, store: Store) -> None:
        with ThreadPoolExecutor() as pool:
            for count in range(1, 20):
                woken = pool.submit(store.wait, store.version(), LONG)
                put(store, a_ticket(count))
                assert woken.result(LONG / 2) == store.version()

    def test_waiting_ends_with_a_signal(self, store: Store) -> None:
        with ThreadPoolExecutor() as pool:
            woken = pool.submit(store.wait, store.version(), LONG)
            store.raise_signal(HELP)
            assert woken.result(LONG / 2) == store.version()

    def test_who_waits_does_not_keep_others_from_writing(self, store: Store) -> None:
        with ThreadPoolExecutor() as pool:
            never = store.version() + 3
            waiters = [pool.submit(_wait_for, store, never) for _ in range(3)]
            for count in (1, 2, 3):
                put(store, a_ticket(count))
            assert [w.result(LONG / 2) for w in waiters] == [never] * 3

    def test_forgetting_leaves_the_day_and_what_comes_after(self, store: Store) -> None:
        put(store, a_ticket(1), a_ticket(2, day=YESTERDAY))
        assert len(store.tickets(YESTERDAY)) == 1
        store.forget_before(DAY)
        assert list(store.tickets(YESTERDAY)) == []
        assert list(store.tickets(DAY)) == [a_ticket(1)]

    def test_forgetting_takes_old_calls_for_help_and_messages_but_keeps_counters_open(
        self, store: Store
    ) -> None:
        for signal in (OPEN, HELP, MESSAGE):
            store.raise_signal(signal)
        store.forget_before(DAY)
        assert list(store.signals()) == [OPEN, HELP, MESSAGE]
        store.forget_before(DAY + timedelta(days=1))
        assert list(store.signals()) == [OPEN]


class TestSqliteStore:
    def test_what_was_put_outlives_the_store(self, file: Path) -> None:
        with closing(SqliteStore(file)) as store:
            put(store, a_full_ticket())
            store.raise_signal(MESSAGE)
            seen = store.version()
        with closing(SqliteStore(file)) as store:
            assert list(store.tickets(DAY)) == [a_full_ticket()]
            assert list(store.signals()) == [MESSAGE]
            assert store.version() == seen

    def test_two_stores_on_one_file_see_each_other(self, file: Path) -> None:
        with closing(SqliteStore(file)) as one, closing(SqliteStore(file)) as other:
            expected: list[Ticket] = []
            for count in range(1, 8):
                writer, reader = (one, other) if count % 2 else (other, one)
                put(writer, a_ticket(count))
                expected.append(a_ticket(count))
                assert list(reader.tickets(DAY)) == expected
                assert reader.version() == writer.version()
            one.raise_signal(HELP)
            assert list(other.signals()) == [HELP]

    def test_a_store_forgets_what_another_one_deleted(self, file: Path) -> None:
        with closing(SqliteStore(file)) as one, closing(SqliteStore(file)) as other:
            put(one, a_ticket(1))
            assert len(other.tickets(DAY)) == 1
            one.forget_before(DAY + timedelta(days=1))
            put(one, a_ticket(2))
            assert list(other.tickets(DAY)) == [a_ticket(2)]

    def test_waiting_ends_with_a_change_of_another_process(self, file: Path) -> None:
        with closing(SqliteStore(file)) as store, child("issue", file, 1) as other:
            assert store.wait(store.version(), LONG) == 1
            assert other.communicate()[0] == "took A001\n"
            assert [t.number for t in store.tickets(DAY)] == ["A001"]

    def test_many_processes_may_open_a_new_file_at_once(self, file: Path) -> None:
        children = [child("issue", file, 1) for _ in range(6)]
        said = [process.communicate() for process in children]
        assert sorted(out for out, _ in said) == [f"took A{n:03d}\n" for n in range(1, 7)]
        assert {err for _, err in said} == {""}

    def test_the_files_are_for_this_user_alone(self, file: Path) -> None:
        with closing(SqliteStore(file)) as store, store.changing(DAY) as held:
            held.put(a_ticket(1))
            assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
            assert {stat.S_IMODE(f.stat().st_mode) for f in file.parent.iterdir()} == {0o600}

    def test_what_was_shared_is_wiped_from_the_file_when_the_visit_ends(self, file: Path) -> None:
        with closing(SqliteStore(file)) as store:
            for count in range(1, 100):
                put(store, a_ticket(count, shared=Shared(concerns=(f"canary_{count}" * count,))))
            assert b"canary" in _bytes_beside(file)
            for ticket in store.tickets(DAY):
                put(store, finish(call(ticket, "1", AT), AT))
            assert b"canary" not in _bytes_beside(file)

    def test_forgotten_tickets_are_gone_from_every_file(self, file: Path) -> None:
        with closing(SqliteStore(file)) as store:
            ids = [UUID(int=n << 64) for n in range(1, 400)]
            for count, id_ in enumerate(ids, 1):
                put(store, a_ticket(count, id=id_, stops=("canary" * (count % 50),)))
            store.raise_signal(MESSAGE)
            assert b"canary" in _bytes_beside(file)
            store.forget_before(DAY + timedelta(days=1))
            left = _bytes_beside(file)
        assert b"canary" not in left
        assert MESSAGE.text.encode() not in left
        assert not [id_ for id_ in ids if str(id_).encode() in left]

    def test_a_closed_store_says_so_and_wakes_who_waits(self, file: Path) -> None:
        store = SqliteStore(file)
        with ThreadPoolExecutor() as pool:
            woken = pool.submit(store.wait, store.version(), LONG)
            store.close()
            with pytest.raises(StoreError, match=f"{file} is closed already"):
                woken.result(LONG / 2)
        with pytest.raises(StoreError, match="is closed already"):
            take(store)


class TestOpening:
    @pytest.mark.parametrize("slashes", ["sqlite:///", "sqlite:////"])
    def test_a_file_is_named_by_its_absolute_path(self, file: Path, slashes: str) -> None:
        with closing(open_store(f"{slashes}{str(file)[1:]}")):
            assert file.exists()

    @pytest.mark.parametrize(
        "url", ["", "sqlite:", "sqlite://", "sqlite:///", "queue.db", "mysql://secret@host/db"]
    )
    def test_anything_else_is_refused_and_told_what_is_allowed(self, url: str) -> None:
        with pytest.raises(UsageFault, match=r"KIOSK_STORE .*sqlite:///") as refused:
            open_store(url)
        assert "secret" not in str(refused.value)

    def test_a_shared_database_is_not_supported_yet(self) -> None:
        with pytest.raises(UsageFault, match=r"KIOSK_STORE.* not supported yet"):
            open_store("postgresql://user:secret@host/lotse")


def _put_and_raise(store: Store, fault: BaseException) -> None:
    with store.changing(DAY) as held:
        held.put(call(a_ticket(1), "1", AT))
        held.put(a_ticket(2))
        raise fault


def _wait_for(store: Store, version: int) -> int:
    seen = 0
    while seen < version:
        seen = store.wait(seen, LONG)
    return seen


def _bytes_beside(file: Path) -> bytes:
    return b"".join(found.read_bytes() for found in file.parent.iterdir())
