"""The visitor terminal: shows the pages of a visit and does what they ask for."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from kiosk.errors import KioskError
from kiosk.office import Day, Office, wish_for
from kiosk.ports import Dictionary, Printed, Printer, SignalKind, Utterance, Voice
from kiosk.slip import Slip
from kiosk.ticket import Ticket
from kiosk.ticket_slip import SlipWriter
from screens.app import KioskApp, KioskScreen
from screens.pictures import Cell
from screens.visitor import beginning, papers, steps
from screens.visitor.layout import MORE
from screens.visitor.number import TAKE
from screens.visitor.page import Choice, Page, Paragraph
from screens.visitor.sheet import SheetView
from screens.visitor.speaking import spoken_focus, spoken_page
from screens.visitor.visit import Place, Surroundings, Taken, Visit

Code = Callable[[Ticket], str]
"""Makes the content of a ticket's QR code."""

REPEAT = 0.5
"""Seconds within which the same key or tap again is a tremor or a bounce (EN 301 549, 5.8)."""
IDLE, LAST_CALL = 60.0, 30.0
"""Seconds until the warning, and from it to a new start (EN 301 549, 11.2.2.1)."""
_NEAR = 3
"""Cells around a tap within which another one counts as the same."""
_QUIET = 2.0
_READ_FIRST = 0.8
"""Seconds in which the number stands still before the line on the slip below it changes."""
_STILL_THERE = "still_there"


class VisitScreen(KioskScreen):
    """The one screen of the terminal: a sheet that is refilled, never composed anew."""

    def compose(self) -> ComposeResult:
        """Hold the sheet."""
        yield SheetView()


class VisitorApp(KioskApp):
    """A terminal nobody can leave, for one visitor after the other."""

    CSS_PATH = ["../app.tcss", "visitor.tcss"]
    BINDINGS = [
        Binding("up,shift+tab", "move(-1)", id="visitor.previous"),
        Binding("down,tab", "move(1)", id="visitor.next"),
        Binding("enter", "choose", id="visitor.choose"),
        Binding("backspace", "step_back", id="visitor.back"),
        Binding("f1", "go('person')", id="visitor.person"),
        Binding("f2", "say_again", id="visitor.say_again"),
        Binding("f3", "go('language')", id="visitor.language"),
        Binding("f4", "larger", id="visitor.larger"),
        Binding("f5", "contrast", id="visitor.contrast"),
        Binding("f6", "volume(-1)", id="visitor.quieter"),
        Binding("f7", "volume(1)", id="visitor.louder"),
        *(Binding(str(n), f"nth({n})", id=f"visitor.choose_{n}") for n in range(1, 10)),
    ]

    def __init__(  # noqa: PLR0913 - what the terminal is wired to
        self,
        office: Office,
        *,
        dictionary: Dictionary,
        printer: Printer,
        voice: Voice,
        code: Code,
        language: str,
        cell: Cell | None = None,
    ) -> None:
        super().__init__(office)
        self._dictionary = dictionary
        self._printer = printer
        self._voice = voice
        self._code = code
        self._language = language
        self._cell = cell
        self.visit = Visit(language=language)
        self._page = Page(step="", title="")
        self._busy = False
        self._pressed = time.monotonic()
        self._last_press = ("", (0, 0), 0.0)
        self._speaking = False
        self._message = ""
        self._collected = True

    def get_default_screen(self) -> VisitScreen:
        """Return the terminal's one screen."""
        return VisitScreen()

    @property
    def view(self) -> SheetView:
        """The sheet on the glass."""
        return self.screen.query_one(SheetView)

    def start(self) -> None:
        """Begin with an empty visit; the languages are read while it is shown."""
        self._busy = False
        self.view.cell = self._cell
        self.view.symbols = self.office.catalog.pictograms
        self.show(Visit(language=self._language))
        self.view.focus()
        self.set_interval(1.0, self._tick)
        self.call_after_refresh(self._prepare)

    def recover(self) -> None:
        """Apologise after an error, with nothing left of the visit."""
        self._busy = False
        self.show(Visit(language=self.visit.language).to("sorry"))

    def show(self, visit: Visit) -> None:
        """Show where a visit is."""
        self.visit = visit
        self._page = steps.page_of(visit, self._around())
        self.view.show(self._page)
        self._say(spoken_page(self._page, self.view.sheet, visit.language))

    def on_sheet_view_chosen(self, message: SheetView.Chosen) -> None:
        """Go where the choice leads, once."""
        if self._busy:
            return
        if self._page.step == _STILL_THERE:
            self.show(self.visit)
        elif message.choice == MORE:
            self.view.turn(1)
        elif message.choice == steps.BACK:
            self.action_step_back()
        else:
            self._go(steps.choose(self.visit, self._around(), message.choice), message.choice)

    async def on_event(self, event: events.Event) -> None:
        """Let nothing but single, deliberate presses through."""
        if isinstance(event, events.InputEvent) and event.is_forwarded:
            await super().on_event(event)  # it has bubbled up again
            return
        if isinstance(event, events.Key | events.MouseDown | events.MouseUp):
            self._pressed = time.monotonic()
            self._collected = False
            if self._is_repeat(event):
                event.stop()
                return
        elif isinstance(event, events.Paste | events.MouseMove):
            return
        await super().on_event(event)

    def action_move(self, step: int) -> None:
        """Move the focus."""
        self.view.move(step)
        focused = self.view.focused_choice
        self._say(spoken_focus(self._page, self.view.sheet, focused, self.visit.language))

    def action_choose(self) -> None:
        """Choose what has the focus."""
        self.view.choose()

    def action_nth(self, place: int) -> None:
        """Choose the n-th."""
        self.view.choose_nth(place)

    def action_step_back(self) -> None:
        """Go to the sheet or step before."""
        if self._busy:
            return
        if self._page.step == _STILL_THERE:
            self.show(self.visit)
        elif not self.view.turn(-1):
            self.show(steps.choose(self.visit, self._around(), steps.BACK))

    def action_go(self, step: str) -> None:
        """Go to a step that is reached from everywhere."""
        if not self._busy:
            self._go(steps.choose(self.visit, self._around(), step), step)

    def action_say_again(self) -> None:
        """Begin to speak, or say the page again."""
        self._speaking = True
        self.show(self.visit)

    def action_larger(self) -> None:
        """Ask the terminal for larger cells."""

    def action_contrast(self) -> None:
        """Change between the calm and the strong colours."""
        strong = self.theme == "lotse-contrast"
        self.theme = "lotse" if strong else "lotse-contrast"

    def action_volume(self, step: int) -> None:
        """Have its place: the voice gets quieter or louder."""

    def _go(self, visit: Visit, choice: str) -> None:
        step = visit.place.step
        if step == TAKE:
            self._take(visit)
        elif step == papers.PRINT:
            self.show(visit)
            self._print_slip(visit)
        else:
            self._tell_staff(visit, choice)
            self.show(visit)
            self._show_change(choice)

    def _take(self, visit: Visit) -> None:
        self._busy = True
        self.visit = visit
        self.ask(partial(self._taken, visit), self._show_number, self._failed)

    def _taken(self, visit: Visit) -> Taken:
        """Issue the number and look at the line; runs off the screen's thread."""
        around = self._around()
        wish = wish_for(
            self.office.catalog,
            concerns=visit.concerns,
            language=visit.language,
            priority=1 if visit.urgent else 0,
            missing=papers.missing(visit, around),
            share=visit.share,
            ticket_id=visit.ticket_id,
        )
        ticket = self.office.take(wish)
        day = self.office.look()
        return Taken(ticket, self.office.ahead(day, ticket), self.office.estimate(day, ticket))

    def _show_number(self, taken: Taken) -> None:
        self._busy = False
        visit = replace(self.visit, taken=taken, trail=(*self.visit.trail, Place("number")))
        self.show(visit)
        self.call_after_refresh(self._print_number, visit)

    def _print_number(self, visit: Visit) -> None:
        def done(printed: Printed) -> None:
            left = shown + _READ_FIRST - time.monotonic()
            self.set_timer(max(left, 0.0), partial(self._slip_done, visit, printed))

        shown = time.monotonic()
        self.ask(partial(self._printed, visit), done, self._failed)

    def _printed(self, visit: Visit) -> Printed:
        return self._printer.print(self._number_slip(visit))

    def _number_slip(self, visit: Visit) -> Slip:
        assert visit.taken  # noqa: S101 - the number is taken before it is printed
        writer = SlipWriter(self.office.catalog, self._dictionary, visit.language)
        lines = writer.checklist(visit.concerns, visit.answers, visit.papers)
        ticket = visit.taken.ticket
        return writer.number(ticket, self._code(ticket), lines if visit.with_list else ())

    def _slip_done(self, visit: Visit, printed: Printed) -> None:
        """Say what became of the slip, if its visitor still stands here."""
        if visit.taken and self.visit.ticket_id == visit.ticket_id:
            done = replace(self.visit, taken=replace(visit.taken, printed=printed))
            self.visit = done
            if self.visit.place.step == "number" and self._page.step == "number":
                self.show(done)

    def _print_slip(self, visit: Visit) -> None:
        def done(printed: Printed) -> None:
            if self.visit.ticket_id == visit.ticket_id and self._page.step == papers.PRINT:
                self.show(replace(self.visit, referral=printed))

        self.ask(partial(self._printed_alone, visit), done, self._failed)

    def _printed_alone(self, visit: Visit) -> Printed:
        writer = SlipWriter(self.office.catalog, self._dictionary, visit.language)
        about = visit.place.about
        if about:
            lines = writer.partner(self.office.catalog.partners[about])
        else:
            lines = writer.checklist(visit.concerns, visit.answers, visit.papers)
        return self._printer.print(writer.plain(self.office.look().now, lines))

    def _failed(self, fault: KioskError) -> None:
        self._busy = False
        known = f"visitor.{fault.key}" in self.office.catalog.interface
        self.show(Visit(language=self.visit.language).to("sorry", fault.key if known else ""))

    def _tell_staff(self, visit: Visit, choice: str) -> None:
        called = visit.place.step == "person" and self.visit.place.step != "person"
        if called:
            self.ask(self.office.call_person, _nothing, _nothing)
        elif choice == beginning.HELP_DONE:
            self.ask(partial(self.office.answer_call, self.office.station), _nothing, _nothing)

    def _show_change(self, choice: str) -> None:
        if choice == beginning.LARGER:
            self.action_larger()
        elif choice == beginning.CONTRAST:
            self.action_contrast()

    def _around(self) -> Surroundings:
        return Surroundings(
            catalog=self.office.catalog,
            dictionary=self._dictionary,
            words=self._dictionary[self.visit.language],
            today=self.office.today(),
            message=self._message,
        )

    def _say(self, utterance: Utterance) -> None:
        self._voice.stop()
        if self._speaking:
            self.view.caption(utterance.text)
            self._voice.say(utterance)

    def _prepare(self) -> None:
        """Read what will be needed while nobody waits for it."""
        self.ask(self._read_all, self._prepared, _nothing)

    def _read_all(self) -> Day:
        for language in self._dictionary:
            self._dictionary[language]
        self.office.forget()
        return self.office.look()

    def _prepared(self, day: Day) -> None:
        gc.freeze()
        gc.disable()
        self._hear(day)
        self.follow()

    def on_kiosk_app_changed(self, message: KioskApp.Changed) -> None:
        """Follow the line from staff."""
        self._hear(message.day)

    def _hear(self, day: Day) -> None:
        messages = day.raised(SignalKind.MESSAGE)
        self._message = messages[0].text if messages else ""
        if self._page.step == "start":
            self.show(self.visit)

    def _tick(self) -> None:
        """Once a second: warn, begin anew, tidy up."""
        idle = time.monotonic() - self._pressed
        if idle > _QUIET and not self._collected:
            gc.collect()
            self._collected = True
        if self._page.step == "start" or self._busy:
            return
        if idle > IDLE + LAST_CALL:
            self._speaking = False
            self.theme = "lotse"
            self.show(Visit(language=self._language))
        elif idle > IDLE and self._page.step != _STILL_THERE:
            self._warn()

    def _warn(self) -> None:
        around = self._around()
        say = around.say
        self._page = Page(
            step=_STILL_THERE,
            title=say("still_there"),
            paragraphs=(Paragraph(say("ends_soon")),),
            choices=(Choice("here", say("yes_here"), pictogram="yes"),),
            rtl=around.words.rtl,
        )
        self.view.show(self._page)
        self._say(spoken_page(self._page, self.view.sheet, self.visit.language))

    def _is_repeat(self, event: events.Key | events.MouseDown | events.MouseUp) -> bool:
        """Tell whether this is the press before once more."""
        if isinstance(event, events.MouseUp):
            return False
        name = event.key if isinstance(event, events.Key) else "tap"
        place = (0, 0) if isinstance(event, events.Key) else (event.x, event.y)
        before, at, when = self._last_press
        now = time.monotonic()
        self._last_press = (name, place, now)
        near = abs(at[0] - place[0]) <= _NEAR and abs(at[1] - place[1]) <= _NEAR
        return name == before and near and now - when < REPEAT


def _nothing(_: object) -> None:
    """Take note of an answer nobody waits for."""
