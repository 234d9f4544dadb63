"""The staff console: one counter, and the picture that follows every change."""

from textual import on
from textual.binding import Binding

from kiosk.errors import UsageFault
from kiosk.office import Office
from kiosk.ports import SignalKind, Words
from screens.app import KioskApp
from screens.staff.console import ConsoleScreen
from screens.staff.paper import Paper
from screens.staff.sought import Read
from screens.staff.wording import Wording


class StaffApp(KioskApp):
    """Calls and serves at one counter."""

    CSS_PATH = ["../app.tcss", "staff.tcss"]
    BINDINGS = [Binding("ctrl+q", "quit", id="staff.quit", priority=True)]

    def __init__(
        self,
        office: Office,
        words: Words,
        counter: str,
        paper: Paper | None = None,
        read: Read | None = None,
    ) -> None:
        counters = office.catalog.office.counters
        if counter not in counters:
            known = ", ".join(counters)
            raise UsageFault(f"The counter {counter!r} is unknown; known are: {known}.")
        super().__init__(office)
        self.counter = counter
        self._paper = paper
        self._read = read or office.find
        self.words = Wording(words, office.catalog)
        self._desk: ConsoleScreen | None = None
        self._follows = False
        self._quits = False

    def start(self) -> None:
        """Show the desk; what it shows comes from the store alone, so nothing is lost."""
        self._desk = None
        self.run_worker(self._begin())

    async def _begin(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        desk = ConsoleScreen(self.office.catalog, self.counter, self.words, self._read, self._paper)
        await self.push_screen(desk)
        self._desk = desk
        if self._follows:
            self.ask(self.office.look, desk.show, lambda _: desk.show_away())
        else:
            self._follows = True
            self.follow()

    @on(KioskApp.Changed)
    def _changed(self, event: KioskApp.Changed) -> None:
        if self._desk and self.is_running:
            self._desk.show_change(event.day)

    @on(KioskApp.OutOfReach)
    def _out_of_reach(self) -> None:
        if self._desk and self.is_running:
            self._desk.show_away()

    async def action_quit(self) -> None:
        """Leave; a counter with nobody at it closes. Pressed twice it waits for nothing."""
        desk = self._desk
        if self._quits or desk is None or desk.hand or not desk.signal(SignalKind.OPEN):
            self.leave()
            return
        self._quits = True
        self.ask(
            lambda: self.office.close_counter(self.counter),
            lambda _: self.leave(),
            lambda _: self.leave(),
        )
