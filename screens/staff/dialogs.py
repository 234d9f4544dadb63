"""The console's questions: yes or no, a line of text, one of several, something to read."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from screens.staff.press import Press
from screens.staff.wording import Wording
from screens.widgets.digits import Giant

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], inherit_bindings=False):
    """A question over the console; escape answers nothing."""

    BINDINGS = [("escape", "leave"), ("tab", "app.focus_next"), ("shift+tab", "app.focus_previous")]
    AUTO_FOCUS = "OptionList, Input"

    def __init__(self, title: str | Content, say: Wording) -> None:
        super().__init__()
        self._title = title
        self._say = say

    def compose(self) -> ComposeResult:
        """Title, question, and how to answer it."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield from self.body()
            yield Static(self.hint(), classes="dialog-hint", markup=False)

    def body(self) -> ComposeResult:
        """Yield what stands between title and hint."""
        raise NotImplementedError

    def hint(self) -> str:
        """Say which keys answer."""
        return self._say("hint_choose")

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class Pick(Dialog[str]):
    """Asks for one of several; answers with its id."""

    def __init__(self, title: str | Content, choices: Mapping[str, str], say: Wording) -> None:
        super().__init__(title, say)
        self._choices = choices

    def body(self) -> ComposeResult:
        """Offer the choices."""
        yield choices_list(self._choices)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen one."""
        self.dismiss(event.option.id)


class Confirm(Pick):
    """Asks whether to do something that can't be undone; "no" comes first."""

    NO, YES = "no", "yes"

    def __init__(self, title: str, say: Wording) -> None:
        super().__init__(title, {self.NO: say("no"), self.YES: say("yes")}, say)


class Write(Dialog[str]):
    """Asks for a line of text."""

    def __init__(self, title: str, text: str, limit: int, say: Wording) -> None:
        super().__init__(title, say)
        self._text = text
        self._limit = limit

    def body(self) -> ComposeResult:
        """Offer the line."""
        yield Input(self._text, max_length=self._limit, compact=True, select_on_focus=False)

    def hint(self) -> str:
        """Say which keys answer."""
        return self._say("hint_write")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the line."""
        self.dismiss(event.value)


class Find(Write):
    """Asks for a number; another key or a click leads to paper for it, and to the printers."""

    PRINT = "\0"
    """How an answer begins that asks for paper."""
    BINDINGS = [("ctrl+p", "print")]

    def body(self) -> ComposeResult:
        """Offer the line, and the way to paper."""
        yield from super().body()
        yield Press("paper", self._say("paper_key"), self._say("press_paper"))

    def hint(self) -> str:
        """Say which keys answer."""
        return self._say("hint_find")

    @on(Press.Pressed)
    def action_print(self) -> None:
        """Answer with the line, for the printer."""
        self.dismiss(self.PRINT + self.query_one(Input).value)


class Read(Dialog[None]):
    """Shows something until a key is pressed."""

    BINDINGS = [("enter", "leave")]

    def hint(self) -> str:
        """Say which keys close it."""
        return self._say("hint_close")

    def on_click(self, event: events.Click) -> None:
        """Close it."""
        event.stop()
        self.dismiss(None)


class Number(Read):
    """Shows an issued number, giant."""

    def __init__(self, title: str, number: str, say: Wording) -> None:
        super().__init__(title, say)
        self._number = number

    def body(self) -> ComposeResult:
        """Show the number."""
        yield Giant(id="issued")

    def on_mount(self) -> None:
        """Fill it in."""
        self.query_one(Giant).show(self._number)


class Keys(Read):
    """Shows what every key does."""

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], say: Wording) -> None:
        super().__init__(title, say)
        self._lines = lines

    def body(self) -> ComposeResult:
        """Show a line for every key."""
        for key, does in self._lines:
            with Horizontal(classes="key-line"):
                yield Static(key, classes="key-cap", markup=False)
                yield Static(does, markup=False)


def choices_list(choices: Mapping[str, str], *, id: str | None = None) -> OptionList:  # noqa: A002 - Textual's name
    """Return a list of choices by id."""
    options = (Option(name, id=choice) for choice, name in choices.items())
    return OptionList(*options, id=id, markup=False, compact=True)
