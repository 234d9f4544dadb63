"""The board: who is called where, for everybody in the waiting room."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from kiosk import waiting
from kiosk.office import Day, Office
from kiosk.ports import Dictionary, SignalKind, SpeechReport, Voice, Words
from kiosk.ticket import Status
from kiosk.utterance import Utterance
from kiosk.waiting import Call
from screens.app import KioskApp, KioskScreen
from screens.board.announcer import Announcer
from screens.board.fresh import Fresh
from screens.board.picture import Shown, View
from screens.board.sheet import Sheet

_MOST = 12
"""More calls than any screen has room for."""
_THEME = "lotse-contrast"


class BoardScreen(KioskScreen):
    """Nothing but the picture."""

    def compose(self) -> ComposeResult:
        """Fill the screen."""
        yield Sheet()


class BoardApp(KioskApp):
    """Shows and says the latest calls; nobody can operate it."""

    CSS_PATH = ["../app.tcss", "board.tcss"]
    BINDINGS = [Binding("ctrl+q", "quit", id="board.quit", priority=True)]

    def __init__(self, office: Office, dictionary: Dictionary, voice: Voice | None = None) -> None:
        super().__init__(office)
        if _THEME in self.available_themes:
            self.theme = _THEME
        self._dictionary = dictionary
        self._first = office.catalog.office.languages[0]
        self._words = dictionary[self._first]
        self._voice = voice
        self._fresh = Fresh()
        self._announcer = Announcer(voice, self.ask, self.set_timer) if voice else None
        if voice and self._announcer:
            voice.watch(self._bring)
            # What speaks is loaded before the first call.
            voice.prepare([Utterance(self._say("empty"), self._first, fixed=True)])
        self._sheet: Sheet | None = None
        self._day: Day | None = None
        self._seen = monotonic()
        self._away = ""
        self._follows = False

    def start(self) -> None:
        """Show the picture as it was."""
        self._sheet = None
        self.run_worker(self._begin())

    async def _begin(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        screen = BoardScreen()
        await self.push_screen(screen)
        self._sheet = screen.query_one(Sheet)
        if not self._follows:
            self._follows = True
            self.follow()
            self.set_interval(1, self._draw)
        self._draw()

    @on(KioskApp.Changed)
    def _changed(self, event: KioskApp.Changed) -> None:
        self._day, self._seen, self._away = event.day, monotonic(), ""
        calls = waiting.board(event.day.tickets, _MOST)
        fresh = self._fresh.see(calls, self._seen)
        self._draw()
        if self._announcer and fresh:
            self.ask(partial(self._utterances, fresh), self._announcer.announce, _nothing)

    def _bring(self, report: SpeechReport) -> None:
        """Bring a report of the voice to the screen's thread."""
        self.call_later(self._hear, report)

    def _hear(self, report: SpeechReport) -> None:
        if self._announcer:
            self._announcer.happened(report)

    @on(KioskApp.OutOfReach)
    def _out_of_reach(self) -> None:
        self._away = self._away or self._clock()
        self._draw()

    def _draw(self) -> None:
        if self.is_running and self._sheet and (self._day or self._away):
            self._sheet.show(self._view())

    def _view(self) -> View:
        day = self._day
        tickets = day.tickets if day else ()
        notes = [signal.text for signal in day.raised(SignalKind.MESSAGE)] if day else []
        return View(
            office=self.office.catalog.office.name,
            day=f"{self._waiting()}   {self._clock()}",
            calls=[self._shown(call) for call in waiting.board(tickets, _MOST)],
            empty=self._say("empty"),
            notes=list(dict.fromkeys(notes)),
            away=self._say("away", time=self._away) if self._away else "",
        )

    def _shown(self, call: Call) -> Shown:
        new = self._fresh.is_new(call, monotonic())
        key = ("recall" if call.calls > 1 else "new_call") if new else "last_call"
        return Shown(number=call.number, place=self._place(call), words=self._say(key), new=new)

    def _utterances(self, calls: Sequence[Call]) -> list[Utterance]:
        """Return each call after a chime, in the office's language and in the visitor's."""
        return [utterance for call in calls for utterance in self._said(call)]

    def _said(self, call: Call) -> Iterator[Utterance]:
        text = self.office.catalog.interface["board.call"]
        speaks = [self._first]
        if self._voice and self._voice.speaks(call.language):
            speaks.append(call.language)
        for language in dict.fromkeys(speaks):
            words = self._dictionary[language]
            said = words(text, letters=call.number, place=self._place(call, words))
            yield Utterance(said, language, chime=language == self._first)

    def _place(self, call: Call, words: Words | None = None) -> str:
        counter = self.office.catalog.office.counters.get(call.counter)
        return (words or self._words)(counter.place) if counter else call.counter

    def _waiting(self) -> str:
        tickets = self._day.tickets if self._day else ()
        count = sum(ticket.status is Status.WAITING for ticket in tickets)
        return self._say("waiting_one") if count == 1 else self._say("waiting", count=str(count))

    def _clock(self) -> str:
        now = datetime.now().astimezone()
        if self._day:
            now = self._day.now + timedelta(seconds=monotonic() - self._seen)
        return f"{now.astimezone():%H:%M}"

    def _say(self, key: str, **values: str) -> str:
        return self._words(self.office.catalog.interface[f"board.{key}"], **values)


def _nothing(_: object) -> None:
    """Leave a call unsaid whose words can't be read; it stands on the board."""
