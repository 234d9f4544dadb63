"""What every screen of the product shares: one way to ask, and an app that does not break."""

import asyncio
import logging
import signal
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from traceback import extract_tb
from typing import TypeVar

from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from kiosk.errors import KioskError
from kiosk.office import Day, Office
from screens.glass import Glass

log = logging.getLogger("lotse")

Result = TypeVar("Result")

_TOO_MANY = 3
"""More errors than this in a minute end the app: whoever started it starts it anew."""
_MINUTE = 60.0
_CALM = "lotse"
_LOOK_AGAIN = 1.0
"""Seconds between looks at a store that is out of reach."""
BROKEN = 70
"""Exit code after too many errors (EX_SOFTWARE)."""


class KioskScreen(Screen[None], inherit_bindings=False):
    """A screen without Textual's own keys."""


class KioskApp(App[None], inherit_bindings=False):
    """An app nobody leaves by accident: no palette, no quit keys, no traceback on the glass."""

    CSS_PATH = ["app.tcss"]
    ENABLE_COMMAND_PALETTE = False
    ENABLE_SELECT_AUTO_SCROLL = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = None
    COMMANDS = set()
    BINDINGS = []

    @dataclass
    class Changed(Message):
        """The office changed: a fresh look at it."""

        day: Day

    @dataclass
    class OutOfReach(Message):
        """The store can't be read; the last picture stays."""

        fault: KioskError

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        for name, colours in office.catalog.themes.items():
            self.register_theme(_theme(name, colours))
        if _CALM in self.available_themes:
            self.theme = _CALM
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ask")
        self._errors: deque[float] = deque(maxlen=_TOO_MANY + 1)
        self._leaving = Event()
        self.left = False
        """Whether the app ended on purpose; if not, it is started anew."""

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal these screens are drawn on."""
        return Glass

    def start(self) -> None:
        """Show the first screen; called at the start and after an error."""
        raise NotImplementedError

    def ask(
        self,
        do: Callable[[], Result],
        reply: Callable[[Result], None],
        failed: Callable[[KioskError], None],
    ) -> None:
        """Do something slow off the screen's thread, then answer on it.

        The one way to store, printer and voice; what it raises comes back as `failed`. An app that
        ends meanwhile gets no answer: its screens are gone.
        """
        self.run_worker(self._ask(do, reply, failed), exclusive=False)

    def follow(self) -> None:
        """Post a fresh look at the office now and after every change by any process."""
        Thread(target=self._follow, name="follow", daemon=True).start()

    def on_mount(self) -> None:
        """Leave in order when the system says so, then show the first screen."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.leave)
        self.screen.call_after_refresh(self.start)

    def on_unmount(self) -> None:
        """Let the threads go."""
        self._leaving.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _ask(
        self,
        do: Callable[[], Result],
        reply: Callable[[Result], None],
        failed: Callable[[KioskError], None],
    ) -> None:
        if not self.is_running:
            return
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._pool, do)
        except KioskError as fault:
            log.warning("%s", fault)
            if self.is_running:
                failed(fault)
        else:
            if self.is_running:
                reply(result)

    def _follow(self) -> None:
        seen = -1
        while not self._leaving.is_set():
            try:
                now = self.office.wait(seen, timeout=_MINUTE)
                # A minute without a change is a reason to look as well: time itself moved.
                self.post_message(self.Changed(self.office.look()))
                seen = now
            except KioskError as fault:
                self.post_message(self.OutOfReach(fault))
                self._leaving.wait(_LOOK_AGAIN)

    async def _dispatch_message(self, message: Message) -> None:
        """Outlive an error in a handler of the app, whose loop would end with it.

        Overrides a private method of textual 8.2 (pinned).
        """
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - logged, and the visit begins again
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Log the kind and place of an error, never its values, and begin again.

        Overrides a private method of textual 8.2 (pinned): its own would exit and print local
        variables on the glass.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        log.error("%s at %s", type(cause).__name__, _place(cause))
        now = time.monotonic()
        self._errors.append(now)
        if len(self._errors) > _TOO_MANY and now - self._errors[0] < _MINUTE:
            self.exit(return_code=BROKEN)
        else:
            self.call_later(self.recover)

    def recover(self) -> None:
        """Begin again after an error."""
        self.start()

    def _print_error_renderables(self) -> None:
        """Print nothing: no traceback on the glass."""

    def leave(self) -> None:
        """End on purpose: the system asked for it, or staff did."""
        self.left = True
        self.exit()

    async def action_quit(self) -> None:
        """Leave (bound by the staff console and the board alone)."""
        self.leave()


def _theme(name: str, colours: Mapping[str, str]) -> Theme:
    roles = {role: colour for role, colour in colours.items() if role != "dark"}
    return Theme(name=name, dark=colours.get("dark") == "yes", **roles)  # type: ignore[arg-type]


def _place(error: BaseException) -> str:
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
