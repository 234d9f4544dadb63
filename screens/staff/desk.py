"""The console's one screen: who waits, who is here, what can be done."""

from datetime import timedelta
from time import monotonic

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.widgets import Static

from kiosk import waiting
from kiosk.catalog import Catalog
from kiosk.office import Day
from kiosk.ports import Signal, SignalKind
from kiosk.ticket import Ticket
from screens.app import KioskApp, KioskScreen
from screens.staff.alarm import Alarm
from screens.staff.hand import Hand
from screens.staff.head import Head
from screens.staff.line import Line
from screens.staff.moves import KEYS, WITHOUT_HAND, makes_sense
from screens.staff.press import Press
from screens.staff.rows import heading, rows, texts, widest
from screens.staff.wording import Wording, wall_clock

_CLOCK_WAS_SET = timedelta(seconds=5)
"""A look this much older than the last one was not overtaken: somebody set the clock."""


class DeskScreen(KioskScreen):
    """Shows the day as one counter sees it."""

    app = getters.app(KioskApp)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-middle"), (34, "-high")]

    def __init__(self, catalog: Catalog, counter: str, words: Wording) -> None:
        super().__init__()
        self.catalog = catalog
        self.counter = counter
        self.words = words
        self.hand: Ticket | None = None
        """The ticket at this counter."""
        self.day: Day | None = None
        """The last look at the office."""
        self._seen = monotonic()

    @property
    def line(self) -> Line:
        """The list of those who wait."""
        return self.query_one(Line)

    def compose(self) -> ComposeResult:
        """Head, what is urgent, line and hand, what happened, buttons."""
        yield Head(self.words)
        yield Alarm(self.words)
        yield Static(id="away", classes="-nothing", markup=False)
        yield Static(id="message", classes="-nothing", markup=False)
        with Horizontal(id="body"):
            longest = widest(self.catalog.office, self.words)
            with Vertical(id="waiting"):
                yield Line(heading(self.words), longest)
                yield Static(id="chosen", classes="-nothing", markup=False)
            yield Hand(self.words, self.catalog.office.calls)
        yield Static(id="said", markup=False)
        with Grid(id="presses"):
            for move in KEYS:
                yield Press(move, self.cap(move), self.words(f"press_{move}"))

    def on_mount(self) -> None:
        """Let the clocks go."""
        self.set_interval(1, self._tick)

    @on(Line.Chosen)
    def _show_chosen(self, event: Line.Chosen) -> None:
        self._set("chosen", " · ".join(filter(None, event.cells[1:])))

    def show_change(self, day: Day) -> None:
        """Show a look that came by itself, unless a fresher one was shown meanwhile."""
        overtaken = self.day and timedelta() < self.day.now - day.now < _CLOCK_WAS_SET
        if not overtaken:
            self.show(day)

    def show(self, day: Day) -> None:
        """Show a fresh look at the office."""
        self.day, self._seen = day, monotonic()
        self.hand = waiting.in_hand(day.tickets, self.counter)
        services = self.catalog.office.counters[self.counter].services
        line = rows(day, services, self.counter)
        self.line.show(line, [texts(row, day, self.words) for row in line])
        following = next((row.ticket.number for row in line if row.place), "")
        self.query_one(Hand).show(self.hand, following, day.now)
        calls = (*day.raised(SignalKind.HELP), *day.raised(SignalKind.PRINTER))
        self.query_one(Alarm).show(calls, day.now)
        is_open = self.signal(SignalKind.OPEN) is not None
        self.query_one(Head).show(self.counter, line, day.now, is_open=is_open)
        message = self.signal(SignalKind.MESSAGE)
        self._set("message", self.words("message_shown", line=message.text) if message else "")
        for press in self.query(Press):
            press.set_class(not makes_sense(press.move, self.hand), "-idle")
        open_or_close = self.words("press_close" if is_open else "press_open")
        self.query_one("#press-open", Press).name_it(open_or_close)
        self._set("away", "")

    def signal(self, kind: SignalKind) -> Signal | None:
        """Return what this counter has signalled."""
        signals = self.day.signals if self.day else ()
        mine = (s for s in signals if s.kind is kind and s.name == self.counter)
        return next(mine, None)

    def chosen(self) -> Ticket | None:
        """Return the chosen ticket of the line, or say that there is none."""
        if self.line.chosen is None:
            self.refuse(self.words("nothing_chosen"))
        return self.line.chosen

    def meant(self, move: str) -> Ticket | None:
        """Return the ticket at the counter, else a chosen one that suits the move, else say no."""
        chosen = self.line.chosen
        if self.hand:
            return self.hand
        if chosen and chosen.status is WITHOUT_HAND.get(move):
            return chosen
        self.refuse(self.words("no_hand"))
        return None

    def say(self, text: str) -> None:
        """Say what happened."""
        self.query_one("#said").remove_class("-fault")
        self._set("said", f"✓ {text}")

    def say_moved(self, move: str, ticket: Ticket) -> None:
        """Say what a move led to."""
        self.say(self.words.moved(move, ticket))

    def show_found(self, ticket: Ticket) -> None:
        """Choose a ticket that was sought, and say how it stands."""
        self.line.choose(ticket.id)
        self.say_moved("find", ticket)

    def refuse(self, text: str) -> None:
        """Say what happened instead."""
        self.query_one("#said").add_class("-fault")
        self._set("said", f"! {text}")

    def show_away(self) -> None:
        """Say that the picture is old, and of what time; the next look takes it back."""
        time = wall_clock(self.day.now) if self.day else ""
        self._set("away", self.words("away", time=time) if time else self.words("never_seen"))

    def cap(self, move: str) -> str:
        """Return what is printed on a move's key."""
        return self.words("enter") if KEYS[move] == "enter" else KEYS[move]

    def _tick(self) -> None:
        if self.day:
            now = self.day.now + timedelta(seconds=monotonic() - self._seen)
            self.query_one(Hand).tick(now)
            self.query_one(Head).tick(now)

    def _set(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.set_class(not text, "-nothing")
        line.update(text)
