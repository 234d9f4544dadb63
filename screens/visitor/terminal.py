"""The glass of the visitor terminal: shows a page, reads it aloud, follows the office."""

import os
from collections.abc import Callable

from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message

from kiosk.office import Day, Office
from kiosk.opening import Opening
from kiosk.ports import Dictionary, Printer, SignalKind, SpeechReport, Voice
from kiosk.silence import SilentVoice
from kiosk.utterance import Utterance
from screens.app import KioskApp, KioskScreen
from screens.glass import ignore_keyboard_signals
from screens.pictures import Cell, cell_size, pictogram
from screens.tidying import take_over
from screens.visitor import ahead, steps
from screens.visitor.errands import Codes, Errands
from screens.visitor.following import spoken_box
from screens.visitor.hearing import AGAIN, FASTER, OFF, READ_ALOUD, SLOWER
from screens.visitor.page import Page
from screens.visitor.presses import Presses, Typing
from screens.visitor.quotations import all_german
from screens.visitor.reader import Reader
from screens.visitor.sheet import SheetView
from screens.visitor.speaking import instead_of_focus, shown_line, spoken_focus, spoken_page
from screens.visitor.text_size import TextSize
from screens.visitor.visit import Surroundings, Visit

_HOURS_SEEN = 20.0
"""Seconds after which it is looked whether the office has opened or closed."""
STILL_THERE = "still_there"
"""The step that asks whether somebody is there; it lies over the visit."""


class VisitScreen(KioskScreen):
    """The one screen of the terminal: a sheet that is refilled, never composed anew."""

    def compose(self) -> ComposeResult:
        """Hold the sheet."""
        yield SheetView()


class Terminal(KioskApp):
    """Shows where a visit is, in the words, the size and the voice its visitor wants."""

    class VoiceReported(Message):
        """Something happened to the voice."""

        def __init__(self, report: SpeechReport) -> None:
            super().__init__()
            self.report = report

    def __init__(  # noqa: PLR0913 - what the terminal is wired to
        self,
        office: Office,
        *,
        dictionary: Dictionary,
        printer: Printer,
        open_voice: Callable[[], Voice],
        codes: Codes,
        language: str,
        cell: Cell | None = None,
    ) -> None:
        super().__init__(office)
        self.visit = Visit(language=language)
        self._errands = Errands(office, dictionary, printer, codes)
        self.dictionary = dictionary
        self._language = language
        self._cell = cell
        self._text_size = TextSize.of_terminal(os.environ, cell_size())
        self._page = Page(step="", title="")
        self.presses = Presses()
        self._typing = Typing()
        self._busy = False
        self.learns = False
        """Whether the words of a language are on their way."""
        self._open_voice = open_voice
        self._reader = Reader(SilentVoice(), self._show_line)
        self._message = ""
        self._tidy = True
        self._used = False
        self._no_slips = False
        self._shown_at = 0.0
        self._today = office.today()
        self._opening = Opening()
        self._german = ""

    def get_default_screen(self) -> VisitScreen:
        """Return the terminal's one screen."""
        return VisitScreen()

    @property
    def view(self) -> SheetView:
        """The sheet on the glass."""
        return self.screen.query_one(SheetView)

    def on_mount(self) -> None:
        """Stay deaf to signals of the keyboard: Textual has set a handler of its own."""
        if not self.is_headless:
            ignore_keyboard_signals()

    def show(self, visit: Visit) -> None:
        """Show where a visit is; a new one hears nothing of the one before."""
        if visit.ticket_id != self.visit.ticket_id:
            if not (visit.place.step == "start" and visit.place.about):
                self._end_reading()  # an apology is still said to who stands here
            # Whoever comes next must not get the slip of who has left.
            self.ask(self._errands.printer.leave, nothing, nothing)
        chosen, self.visit = visit.language != self.visit.language, visit
        if chosen and self._reader.hearing.on:
            self._prepare_prompts()
        self._show_page(steps.page_of(visit, self._around()))

    def on_resize(self) -> None:
        """Draw pictures for cells of another size."""
        cell = cell_size()
        if self._cell and cell and cell != self._cell:
            self._cell = cell
            self._draw_pictures()

    def on_kiosk_app_changed(self, message: KioskApp.Changed) -> None:
        """Follow the line from staff."""
        self._hear(message.day)

    def _draw_pictures(self) -> None:
        if self._cell:
            self.view.draw_pictures(self._cell, self.office.catalog.pictograms)

    def _draw_ahead(self) -> None:
        """Make the pictograms of most pages before somebody comes."""
        pages = ahead.pictured(self._around())
        keys = [key for page in pages for key in self.view.pictograms(page)]
        self.ask(lambda: [pictogram(*key) for key in keys], nothing, nothing)

    def _around(self) -> Surroundings:
        return Surroundings(
            catalog=self.office.catalog,
            dictionary=self.dictionary,
            words=self.dictionary[self.visit.language],
            today=self.office.today(),
            can_enlarge=self._text_size.can_change,
            message=self._message,
            opening=self._opening,
            no_slips=self._no_slips,
            hearing=self._reader.hearing,
            german=self._german,
        )

    def _show_page(self, page: Page) -> None:
        self._page = page
        self.view.show(page)
        self._read_sheet()

    def _end_reading(self) -> None:
        """Say goodbye to who listened, so that they know it is over."""
        around, listened = self._around(), self._reader.hearing.on
        self._reader.end()
        if listened and not self._reader.hearing.on:
            language = around.words.language
            self._reader.part(Utterance(around.say("goodbye"), language, fixed=True))

    def _show_anew(self) -> None:
        """Show the page as it is now, where its visitor is on it."""
        page = steps.page_of(self.visit, self._around())
        if page != self._page:
            self._page = page
            self.view.refill(page)

    def _read_sheet(self) -> None:
        view, around = self.view, self._around()
        withheld = Utterance(around.say("withheld"), around.words.language, fixed=True)
        page = spoken_page(self._page, view.sheet, view.focused_choice, around)
        self._reader.say(page, withheld)

    def _read_focus(self) -> None:
        at = self._page, self.view.sheet, self.view.focused_choice, self._around()
        self._reader.say(spoken_focus(*at), instead_of_focus(*at))

    def _show_line(self, text: str, place: tuple[int, int] = (0, 0)) -> None:
        line = shown_line(text, place, self.size.width - 2)
        self.view.follow(line, spoken_box(text, place[0], self._page, self.view.sheet))

    def _hear_as(self, choice: str) -> None:
        """Do to the voice what was chosen, and let it be heard."""
        if choice == OFF:
            self._reader.off()
        elif choice in {AGAIN, READ_ALOUD}:
            self._reader.begin(self._around())
        else:
            self._reader.change(choice)
        if choice in {SLOWER, FASTER}:
            self._prepare_prompts()
        self._show_anew()
        self._read_sheet()

    def _learn_german(self) -> None:
        """Know the German texts, so that a German voice says what translations quote of them."""

        def known(german: str) -> None:
            self._german = german

        self.ask(lambda: all_german(self.office.catalog, self.dictionary["de"]), known, nothing)

    def _prepare_prompts(self) -> None:
        """Have what everybody hears ready in the language and at the rate of this visit."""
        self._reader.prepare(ahead.prompts(self._around(), self.view.laid_out))

    def _voice_opened(self, voice: Voice) -> None:
        """Read with the voice, which takes longer to find than the first screen to draw."""
        voice.watch(self._voice_reports)
        self._reader.take(voice, self._around())
        self._prepare_prompts()
        self._learn_german()
        if self._page.step != STILL_THERE:
            self._show_anew()
        if self._reader.hearing.on:
            self._read_sheet()

    def _voice_reports(self, report: SpeechReport) -> None:
        """Bring a report of the voice to the screen's thread."""
        self.post_message(self.VoiceReported(report))

    def on_terminal_voice_reported(self, message: "Terminal.VoiceReported") -> None:
        """Follow the voice: the line it says, the headset, a fault."""
        before = self._reader.hearing
        self._reader.happened(message.report, self._around())
        if self._reader.hearing != before and self._page.step not in {"", STILL_THERE}:
            self._used = True
            self._show_anew()
            if self._reader.hearing.on and not before.on:
                self._read_sheet()

    def _prepared(self, day: Day) -> None:
        """Take the garbage collection into our own hands, and follow the office."""
        take_over()
        self._hear(day)
        self._look_at_hours()
        self.set_interval(_HOURS_SEEN, self._look_at_hours)
        self.follow()
        if self._cell:
            self._draw_ahead()

    def _look_at_hours(self) -> None:
        """See whether the Jobcenter is here: off the screen's thread, for holidays take a while."""

        def seen(opening: Opening) -> None:
            changed, self._opening = opening != self._opening, opening
            if changed and self._page.step == "start":
                self.show(self.visit)

        self.ask(self.office.opening, seen, nothing)

    def _hear(self, day: Day) -> None:
        messages = day.raised(SignalKind.MESSAGE)
        message = messages[0].text if messages else ""
        if message != self._message:
            self._message = message
            if self._page.step == "start":
                self.show(self.visit)

    def _look_at_printer(self) -> None:
        """Say before somebody begins that no slip will come out."""
        changed, self._no_slips = self._errands.no_slips != self._no_slips, self._errands.no_slips
        if changed and self._page.step == "start":
            self.show(self.visit)

    def _ask_terminal(self, sequence: str) -> None:
        if sequence and self._driver:
            self._driver.write(sequence)

    def _check_size(self, before: Size) -> None:
        """Go back to the first size if the terminal kept its cells, and say so."""
        if self.size == before:
            self._ask_terminal(self._text_size.refused())
            self.show(self.visit)


def nothing(_: object) -> None:
    """Take note of an answer nobody waits for."""
