"""The ticket at the counter: its number, since when, and what the visitor agreed to share."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.ticket import Status, Ticket
from screens.staff.wording import Wording, minutes, seconds
from screens.widgets.digits import Giant


class Hand(Vertical):
    """What the counter has called or serves."""

    def __init__(self, say: Wording, calls: int) -> None:
        super().__init__(id="hand")
        self._say = say
        self._calls = calls
        self._ticket: Ticket | None = None

    def compose(self) -> ComposeResult:
        """Show number, state and facts; the facts scroll if they are many."""
        yield Giant(id="hand-number")
        yield Static(id="hand-state", markup=False)
        with VerticalScroll(id="hand-facts", can_focus=False):
            yield Static(id="hand-text", markup=False)
        yield Static(id="hand-more", markup=False)

    def show(self, ticket: Ticket | None, following: str, now: datetime) -> None:
        """Show a ticket, or that nobody is here and who comes next."""
        self._ticket = ticket
        self.set_class(ticket is None, "-empty")
        self.query_one("#hand-number", Giant).show(ticket.number if ticket else "")
        self.query_one("#hand-text", Static).update(self._facts(ticket, following))
        self.tick(now)
        self.call_after_refresh(self._tell_more)

    def page(self, down: int) -> None:
        """Read on in the facts, or back."""
        facts = self.query_one("#hand-facts", VerticalScroll)
        facts.scroll_relative(y=down * max(facts.size.height - 1, 1), animate=False)

    def on_resize(self) -> None:
        """Look anew whether all facts are seen."""
        self.call_after_refresh(self._tell_more)

    def tick(self, now: datetime) -> None:
        """Let the clock go on."""
        text = _state(self._ticket, now, self._calls, self._say)
        self.query_one("#hand-state", Static).update(text, layout=False)

    def _tell_more(self) -> None:
        more = self.query_one("#hand-facts", VerticalScroll).max_scroll_y > 0
        text = self._say("more") if more else ""
        self.query_one("#hand-more", Static).update(text, layout=False)

    def _facts(self, ticket: Ticket | None, following: str) -> Content:
        if ticket is None and following:
            return Content(self._say("following", number=following))
        if ticket is None:
            return Content(self._say("nobody_waits"))
        return Content("\n").join(_facts(ticket, self._say))


def _state(ticket: Ticket | None, now: datetime, calls: int, say: Wording) -> Content:
    if ticket is None:
        return Content(say("nobody"))
    called_at = ticket.called_at or now
    if ticket.status is Status.SERVING and ticket.serving_at:
        first = say("serving_since", time=seconds(ticket.serving_at, now))
        second = say("has_waited", time=minutes(ticket.issued_at, called_at))
    else:
        first = say("called_since", time=seconds(called_at, now))
        second = say("which_call", call=str(ticket.calls), calls=str(calls))
    return Content.assemble(first, "\n", (second, "not bold"))


def _facts(ticket: Ticket, say: Wording) -> Iterator[Content]:
    yield Content(f"{say.service(ticket.service)} · {say.spoken(ticket.language)}")
    yield from _fact(say("needs"), map(say.need, ticket.needs))
    yield from _fact(say("afterwards"), map(say.service, ticket.stops[ticket.stop + 1 :]))
    if ticket.shared is None:
        yield Content(say("nothing_shared"))
        return
    yield from _fact(say("concerns"), map(say.concern, ticket.shared.concerns))
    yield from _fact(say("missing"), map(say.document, ticket.shared.missing))


def _fact(name: str, values: Iterable[str]) -> Iterator[Content]:
    text = " · ".join(values)
    if text:
        yield Content.assemble((f"{name}: ", "bold"), text)
