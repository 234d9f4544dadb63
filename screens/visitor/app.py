"""The visitor terminal: shows the pages of a visit and does what they ask for."""

import time
from dataclasses import replace
from functools import partial
from uuid import UUID

from textual import events
from textual.binding import Binding
from textual.message import Message

from kiosk.errors import KioskError
from kiosk.ports import (
    Outcome,
    Printed,
    Told,
)
from screens.tidying import tidy_up
from screens.visitor import beginning, papers, steps
from screens.visitor.frame import MORE
from screens.visitor.hearing import ACTIONS, AGAIN, LOUDER, QUIETER
from screens.visitor.number import ANEW, TAKE, asks, paper_words
from screens.visitor.page import Choice, Page, Paragraph
from screens.visitor.presses import Typing
from screens.visitor.sheet import SheetView
from screens.visitor.speaking import spoken_focus
from screens.visitor.terminal import STILL_THERE, Terminal, VisitScreen, nothing
from screens.visitor.visit import Place, Taken, Visit

IDLE, IDLE_LISTENING = (60.0, 30.0), (180.0, 60.0)
"""Seconds until the warning, and from it to a new start (WCAG 2.2.1): reading, or listening."""
_QUIET = 2.0
"""Seconds without a press after which there is time to tidy up."""
_READ_FIRST = 0.8
"""Seconds in which the number stands still before the line on the slip below it changes."""
_DRAWN = 0.05
"""Seconds in which the number is drawn before the slip is made."""
_SLOW = 0.4
"""Seconds after which a visitor is asked for a moment of patience."""
_CALM, _STRONG = "lotse", "lotse-contrast"


class VisitorApp(Terminal):
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

    class SlipTold(Message):
        """The printer told what became of a visit's slip."""

        def __init__(self, visit: UUID, printed: Printed) -> None:
            super().__init__()
            self.visit = visit
            self.printed = printed

    def start(self) -> None:
        """Begin with an empty visit; the rest is read while it is shown."""
        self._draw_pictures()
        self.show(Visit(language=self._language))
        self.view.focus()
        self.set_interval(1.0, self.tick)
        self.call_after_refresh(self.ask, self._errands.prepare, self._prepared, nothing)
        self.call_after_refresh(self.ask, self._open_voice, self._voice_opened, nothing)

    def recover(self) -> None:
        """Apologise after an error, with nothing left of the visit."""
        self._busy = False
        self._used = True
        self.visit = self._apology("failed")
        screen = VisitScreen()  # the one before may be what broke
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        screen.call_after_refresh(self._apologise)

    def on_sheet_view_chosen(self, message: SheetView.Chosen) -> None:
        """Go where the choice leads, once."""
        choice = message.choice
        if self._busy:
            return
        if self._page.step == STILL_THERE:
            self.show(self.visit)
        elif choice == MORE:
            self.view.turn(1)
            self._read_sheet()
        elif choice == steps.BACK:
            self.action_step_back()
        else:
            self._go(choice)

    async def on_event(self, event: events.Event) -> None:
        """Let nothing but single, deliberate presses through."""
        if isinstance(event, events.InputEvent) and event.is_forwarded:
            await super().on_event(event)  # it has bubbled up again
            return
        if isinstance(event, events.Paste | events.MouseMove):
            return
        if isinstance(event, events.Key | events.MouseDown) and not (
            self.presses.would_repeat(event)
        ):
            self._reader.stop()  # any press stops the voice (EN 301 549, 5.1.3.5), and at once
        if isinstance(event, events.Key) and self._typing.holds(event):
            self.set_timer(Typing.GAP, self._type)
            return
        await self._pass_on(event)

    async def _type(self) -> None:
        """Pass on what was typed by hand, or follow what was scanned."""
        came = self._typing.let_go()
        if isinstance(came, str):
            self._follow_scan(came)
            return
        for key in came:
            await self._pass_on(key)

    def _follow_scan(self, code: str) -> None:
        """Go where a slip leads that was held under the scanner; a number is not interrupted."""
        self.presses.note()
        self._tidy, self._used = False, True
        if not self._busy:
            self._busy = True
            self.ask(
                partial(self._errands.scanned, self.visit, code), self._show_scanned, self._failed
            )

    def _show_scanned(self, visit: Visit) -> None:
        self._busy = False
        self.show(visit)

    async def _pass_on(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseDown):
            self._tidy = False
            self._used = True
            if self.presses.is_repeat(event):
                return
        await super().on_event(event)

    def action_move(self, step: int) -> None:
        """Move the focus."""
        self.view.move(step)
        self._read_focus()

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
        if self._page.step == STILL_THERE:
            self.show(self.visit)
        elif self.view.turn(-1):
            self._read_sheet()
        else:
            self.show(steps.choose(self.visit, self._around(), steps.BACK))

    def action_go(self, step: str) -> None:
        """Go to a step that is reached from everywhere."""
        if not self._busy:
            self._go(step)

    def action_say_again(self) -> None:
        """Begin to read aloud, or say the page again."""
        self._hear_as(AGAIN)

    def action_larger(self) -> None:
        """Ask the terminal for larger cells, and for the first size after the largest."""
        if not self._text_size.can_change:
            self.action_go(steps.DISPLAY)
            return
        self._ask_terminal(self._text_size.next_size())
        self.set_timer(_SLOW, partial(self._check_size, self.size))

    def action_contrast(self) -> None:
        """Change between the calm and the strong colours."""
        self.theme = _CALM if self.theme == _STRONG else _STRONG

    def action_volume(self, step: int) -> None:
        """Make the voice quieter or louder, and say the page anew to hear it."""
        self._hear_as(LOUDER if step > 0 else QUIETER)

    def _apologise(self) -> None:
        self._draw_pictures()
        self.show(self.visit)
        self.view.focus()

    def _go(self, choice: str) -> None:
        visit = steps.choose(self.visit, self._around(), choice)
        if visit.language != self.visit.language and not self.dictionary.holds(visit.language):
            self._learn(visit)
            return
        step = visit.place.step
        if step == TAKE:
            self._take(visit)
            return
        self._tell_staff(visit, choice)
        self.show(visit)
        if step == papers.PRINT:
            self._print_alone(visit, choice)
        elif choice == ANEW:
            self._print_again(visit)
        elif choice == beginning.LARGER:
            self.action_larger()
        elif choice == beginning.CONTRAST:
            self.action_contrast()
        elif choice in ACTIONS:
            self._hear_as(choice)

    def _learn(self, visit: Visit) -> None:
        """Go on in another language as soon as its words are there."""

        def learnt(_: object) -> None:
            self._busy = self.learns = False
            self.show(visit)

        self._busy = self.learns = True
        self.ask(partial(self._errands.learn, visit.language), learnt, self._failed)

    def _take(self, visit: Visit) -> None:
        """Take the number; until it is there nothing else can be chosen."""

        def waits() -> None:
            if self._busy:
                self.show(visit)

        self._busy = True
        self.visit = visit
        self.set_timer(_SLOW, waits)
        around = self._around()
        self.ask(partial(self._errands.take, visit, around), self._show_number, self._failed)

    def _show_number(self, taken: Taken) -> None:
        self._busy = False
        trail = (*self.visit.trail, Place("number"))
        visit = replace(self.visit, taken=taken, trail=trail)
        self.show(visit)
        self.set_timer(_DRAWN, partial(self._print_number, visit, taken))

    def _print_number(self, visit: Visit, taken: Taken) -> None:
        def posted(on_paper: Taken) -> None:
            if self.visit.taken and self.visit.ticket_id == visit.ticket_id:
                known = replace(on_paper, printed=self.visit.taken.printed)
                self.visit = replace(self.visit, taken=known)

        self._shown_at = time.monotonic()
        large, told = self._text_size.is_larger, self._tells(visit)
        printing = partial(self._errands.print_number, visit, taken, told, large=large)
        self.ask(printing, posted, self._failed)

    def _print_alone(self, visit: Visit, choice: str) -> None:
        if choice == ANEW:
            self._print_again(visit)
            return
        large, told = self._text_size.is_larger, self._tells(visit)
        printing = partial(self._errands.print_alone, visit, told, large=large)
        self.ask(printing, nothing, self._failed)

    def _print_again(self, visit: Visit) -> None:
        self.ask(partial(self._errands.print_again, visit), nothing, self._failed)

    def _tells(self, visit: Visit) -> Told:
        """Return what brings the printer's words about a visit's slip to the screen's thread."""

        def tell(printed: Printed) -> None:
            self.post_message(self.SlipTold(visit.ticket_id, printed))

        return tell

    def on_visitor_app_slip_told(self, message: "VisitorApp.SlipTold") -> None:
        """Say what became of the slip when the number has been read, if its visitor is here."""
        left = self._shown_at + _READ_FIRST - time.monotonic()
        self.set_timer(max(left, 0.01), partial(self._slip_done, message.visit, message.printed))

    def _slip_done(self, of: UUID, printed: Printed) -> None:
        if self.visit.ticket_id != of:
            return
        if self._page.step == papers.PRINT:
            self.show(replace(self.visit, referral=printed))
        elif self.visit.taken:
            self.visit = replace(self.visit, taken=replace(self.visit.taken, printed=printed))
            if self._page.step == "number":
                self._show_slip_done(printed)

    def _show_slip_done(self, printed: Printed) -> None:
        """Say what became of the slip after the number, unless the visitor is asked about it."""
        if asks(printed):
            self.show(self.visit)
            return
        around = self._around()
        self._page = steps.page_of(self.visit, around)
        self.view.show(self._page)
        focus = spoken_focus(self._page, self.view.sheet, self.view.focused_choice, around)
        self._reader.then(focus.after(paper_words(printed, around)))

    def _failed(self, fault: KioskError) -> None:
        self._busy = self.learns = False
        known = f"visitor.{fault.key}" in self.office.catalog.interface
        self.show(self._apology(fault.key if known else "failed"))

    def _apology(self, why: str) -> Visit:
        """Return the start screen with an apology, in the language of who stands here."""
        return Visit(language=self.visit.language, trail=(Place("start", why),))

    def _tell_staff(self, visit: Visit, choice: str) -> None:
        station = self.office.station
        if visit.place.step == "person" and self.visit.place.step != "person":
            self.ask(self.office.call_person, nothing, nothing)
        elif choice == beginning.HELP_DONE:
            self.ask(partial(self.office.answer_call, station), nothing, nothing)

    def tick(self) -> None:
        """Once a second: warn, begin anew, tidy up."""
        if self._reader.speaks and self._page.step != STILL_THERE:
            self.presses.note()  # who listens is there
        idle = self.presses.idle()
        if idle > _QUIET and not self._tidy:
            tidy_up()
            self._tidy = True
        if self._today != self.office.today():
            self._today = self.office.today()
            self.ask(self.office.forget, nothing, nothing)
        self._look_at_printer()
        if self._busy or not self._used:
            return
        until_warning, left = IDLE_LISTENING if self._reader.hearing.on else IDLE
        at_start = self.visit.trail == (Place("start"),)
        if idle > until_warning + left:
            self._begin_anew()
        elif idle > until_warning and not at_start and self._page.step != STILL_THERE:
            self._warn()

    def _begin_anew(self) -> None:
        """Forget the visit and how it was shown."""
        self._used = False
        self._reader.end()
        self.theme = _CALM
        self._ask_terminal(self._text_size.first_size())
        self.show(Visit(language=self._language))

    def _warn(self) -> None:
        around, taken = self._around(), self.visit.taken
        waits = taken and taken.printed and taken.printed.outcome is Outcome.PRINTED
        reminder = (Paragraph(around.say("slip_printed")),) if waits else ()
        self._show_page(
            Page(
                step=STILL_THERE,
                title=around.say("still_there"),
                paragraphs=(*reminder, Paragraph(around.say("ends_soon"))),
                choices=(Choice("here", around.say("yes_here"), pictogram="yes"),),
                rtl=around.words.rtl,
            )
        )
