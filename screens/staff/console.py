"""The desk with its keys: what each one does."""

from collections.abc import Callable, Mapping
from functools import partial

from textual import on
from textual.binding import Binding

from kiosk.catalog import Catalog
from kiosk.ports import SignalKind
from kiosk.ticket import Ticket
from screens.staff.alarm import Alarm
from screens.staff.calls import call_chosen, call_next
from screens.staff.desk import DeskScreen
from screens.staff.hand import Hand
from screens.staff.handout import Handout
from screens.staff.issuing import Issuing
from screens.staff.line import Line
from screens.staff.moves import IN_HAND, KEYS, TEXTUAL
from screens.staff.paper import Paper
from screens.staff.press import Press
from screens.staff.presses import Presses
from screens.staff.questions import Questions
from screens.staff.search import Search
from screens.staff.sought import Read
from screens.staff.wording import Wording


class ConsoleScreen(DeskScreen):
    """Turns keys and clicks into moves."""

    BINDINGS = [
        *(
            Binding(TEXTUAL.get(key, key), f"press('{move}')", id=f"staff.{move}")
            for move, key in KEYS.items()
        ),
        Binding("down", "step(1)"),
        Binding("up", "step(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("tab,shift+tab", "alarm"),
    ]

    def __init__(
        self,
        catalog: Catalog,
        counter: str,
        words: Wording,
        read: Read,
        paper: Paper | None = None,
    ) -> None:
        super().__init__(catalog, counter, words)
        presses = self._presses = Presses(self, lambda move: self._moves[move]())
        handout = Handout(self, presses, paper) if paper else None
        ask, issuing = Questions(self, presses), Issuing(self, presses)
        search = Search(self, presses, issuing, read, handout)
        self._moves: Mapping[str, Callable[[], None]] = {
            **{move: partial(self._move, move) for move in IN_HAND},
            "next": self._next,
            "chosen": self._call_chosen,
            "open": self._open_or_close,
            "transfer": ask.transfer,
            "cancel": ask.cancel,
            "issue": issuing.issue,
            "message": ask.message,
            "find": search.find,
            "keys": partial(ask.keys, with_paper=paper is not None),
        }

    def action_press(self, move: str) -> None:
        """Do what a key says."""
        self._presses.add(move)

    def action_step(self, by: int) -> None:
        """Choose another ticket of the line."""
        self.line.step(by)

    def action_page(self, down: int) -> None:
        """Read on in what the visitor shared."""
        self.query_one(Hand).page(down)

    def action_alarm(self) -> None:
        """Go to the call for help, or away from it."""
        alarm = self.query_one(Alarm)
        self.set_focus(None if alarm.has_focus else alarm)

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        self._presses.add(event.move)

    @on(Line.Called)
    def _called(self) -> None:
        self._presses.add("chosen")

    @on(Alarm.Answered)
    def _answer(self, event: Alarm.Answered) -> None:
        office, call = self.app.office, event.call
        printer = call.kind is SignalKind.PRINTER
        do = partial(office.answer_printer if printer else office.answer_call, call.name)
        said = self.words("answered", station=call.name)
        self._presses.send("answer", do, lambda _: self.say(said))

    def _next(self) -> None:
        call = partial(call_next, self.app.office, self.counter)
        self._presses.send("next", call, self._came)

    def _came(self, ticket: Ticket | None) -> None:
        if ticket is None:
            self.say(self.words("nobody_waits"))
        else:
            self.say_moved("call", ticket)

    def _call_chosen(self) -> None:
        chosen = self.chosen()
        if chosen:
            call = partial(call_chosen, self.app.office, self.counter, chosen.number)
            self._presses.send("chosen", call, partial(self.say_moved, "call"))

    def _move(self, move: str) -> None:
        meant = self.meant(move)
        if meant:
            counter = self.counter if self.hand else None
            do = partial(IN_HAND[move], self.app.office, meant.number, counter)
            self._presses.send(move, do, partial(self.say_moved, move))

    def _open_or_close(self) -> None:
        office, is_open = self.app.office, self.signal(SignalKind.OPEN) is not None
        do = partial(office.close_counter if is_open else office.open_counter, self.counter)
        said = self.words("closed" if is_open else "opened", place=self.words.place(self.counter))
        self._presses.send("open", do, lambda _: self.say(said))
