"""The visitor terminal without a terminal, on a real office, with a clock that tests move."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic

from textual import events
from textual.pilot import Pilot

from kiosk import come_back, ticket_code
from kiosk.come_back import ComeBack
from kiosk.office import Office
from kiosk.ports import Dictionary, Printer, SpeechEvent
from kiosk.ticket import Ticket
from kiosk.ticket_code import TicketCode
from printer.printers import open_printer
from screens.visitor.app import VisitorApp
from screens.visitor.frame import MORE
from screens.visitor.presses import REPEAT, Presses
from tests.recording_voice import RecordingVoice
from tests.stores import DAY

_KEY = b"k" * 32


class OfficeCodes:
    """Writes and reads the codes of an office, as its machine does."""

    def __init__(self, office: Office) -> None:
        self._office = office.catalog.office.id
        self._refuse_spent = office.refuse_spent

    def code(self, ticket: Ticket) -> str:
        return ticket_code.encode(ticket, self._office, _KEY)

    def ticket_code(self, code: str) -> TicketCode:
        return ticket_code.decode(code, self._office, _KEY)

    def come_back_code(self, told: ComeBack) -> str:
        return come_back.encode(told, self._office, _KEY)

    def come_back(self, code: str) -> ComeBack:
        told = come_back.decode(code, self._office, _KEY, DAY)
        self._refuse_spent(told)
        return told


class Seconds:
    """Counts seconds as it is told, to make somebody be gone for a while."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Visitor:
    """Somebody in front of the terminal."""

    def __init__(
        self, app: VisitorApp, pilot: Pilot[None], seconds: Seconds, voice: RecordingVoice
    ) -> None:
        self.app = app
        self._voice = voice
        self.pilot = pilot
        self._seconds = seconds

    @property
    def step(self) -> str:
        """The step on the glass."""
        return self.app.view.page.step

    @property
    def focus(self) -> str:
        return self.app.view.focused_choice

    @property
    def seen(self) -> str:
        """What stands on the glass."""
        view = self.app.view
        return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as calmly as a person does."""
        for key in keys:
            self._seconds.at += REPEAT
            await self.pilot.press(key)
            await self.pilot.pause()

    async def scan(self, code: str) -> None:
        """Hold a slip under the scanner."""
        for character in f"{code}\r":
            key = "enter" if character == "\r" else character
            self.app.post_message(events.Key(key, character))
        await self.pilot.pause()

    async def tap(self, choice: str) -> None:
        """Tap the middle of a choice, on the sheet where it is."""
        view = self.app.view
        while choice not in {box.choice for box in view.sheet.targets} and choice != MORE:
            await self.tap(MORE)
        (box,) = (box for box in view.sheet.targets if box.choice == choice)
        await self.tap_at(box.x + box.width // 2, box.y + box.height // 2)

    async def tap_at(self, x: int, y: int) -> None:
        """Tap a cell."""
        await self.touch(x, y)
        await self.let_go(x, y)
        await self.until(lambda: not self.app.learns)

    async def touch(self, x: int, y: int) -> None:
        """Put a finger on a cell, as the terminal tells it."""
        self._seconds.at += REPEAT
        await self._send(events.MouseDown, x, y)

    async def let_go(self, x: int, y: int) -> None:
        """Take the finger off above a cell."""
        await self._send(events.MouseUp, x, y)

    async def stay_away(self, seconds: float, *, spoken_to: bool = False) -> None:
        """Do nothing for a while, in which what is being said ends, or goes on."""
        if not spoken_to:
            self._voice.happen(SpeechEvent.FINISHED)
            await self.pilot.pause()
        self._seconds.at += seconds
        self.app.tick()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], object], within: float = 10.0) -> None:
        """Wait for something that another thread does."""
        end = monotonic() + within
        while not holds():
            assert monotonic() < end, f"it never came true; on the glass is:\n{self.seen}"
            await self.pilot.pause(0.005)

    async def _send(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        self.app.post_message(
            kind(
                widget=None,
                x=x,
                y=y,
                delta_x=0,
                delta_y=0,
                button=1,
                shift=False,
                meta=False,
                ctrl=False,
            )
        )
        await self.pilot.pause()


@asynccontextmanager
async def visitor(  # noqa: PLR0913 - what a visit is made of
    office: Office,
    dictionary: Dictionary,
    folder: Path,
    *,
    size: tuple[int, int] = (68, 20),
    voice: RecordingVoice | None = None,
    printer: Printer | None = None,
) -> AsyncIterator[Visitor]:
    """Start the terminal and stand in front of it when it is ready."""
    seconds = Seconds()
    spoken = voice or RecordingVoice()
    app = VisitorApp(
        office,
        dictionary=dictionary,
        printer=printer or open_printer("off:", folder),
        open_voice=lambda: spoken,
        codes=OfficeCodes(office),
        language="de",
    )
    app.presses = Presses(seconds)
    try:
        async with app.run_test(size=size) as pilot:
            person = Visitor(app, pilot, seconds, spoken)
            await person.until(lambda: not gc.isenabled() and person.seen.strip())
            await person.until(lambda: spoken.watched)
            yield person
    finally:
        gc.enable()
        gc.unfreeze()


Come = Callable[..., AbstractAsyncContextManager[Visitor]]
"""Lets a visitor come to a terminal."""
