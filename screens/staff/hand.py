"""The ticket at the counter: its number, since when, and what the visitor agreed to share."""

from collections.abc import Iterator
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.ticket import Status, Ticket
from screens.staff.wording import Wording, seconds
from screens.widgets.digits import Giant


class Hand(Vertical):
    """What the counter has called or serves."""

    def __init__(self, say: Wording, calls: int) -> None:
        super().__init__(id="hand")
        self._say = say
        self._calls = calls
        self._ticket: Ticket | None = None

    def compose(self) -> ComposeResult:
        """State, number, facts; the facts scroll if they are many."""
        yield Static(id="hand-state", markup=False)
        yield Giant(id="hand-number")
        with VerticalScroll(id="hand-facts", can_focus=False):
            yield Static(id="hand-text", markup=False)

    def show(self, ticket: Ticket | None, now: datetime) -> None:
        """Show a ticket, or that nobody is here."""
        self._ticket = ticket
        self.set_class(ticket is None, "-empty")
        self.query_one("#hand-number", Giant).show(ticket.number if ticket else "")
        self.query_one("#hand-text", Static).update(self._facts(ticket))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clock go on."""
        text = _state(self._ticket, now, self._calls, self._say)
        self.query_one("#hand-state", Static).update(text, layout=False)

    def _facts(self, ticket: Ticket | None) -> Content:
        if ticket is None:
            return Content(self._say("hand_empty"))
        return Content("\n").join(_facts(ticket, self._say))


def _state(ticket: Ticket | None, now: datetime, calls: int, say: Wording) -> Content:
    if ticket is None:
        return Content(say("nobody"))
    if ticket.status is Status.SERVING and ticket.serving_at:
        return Content(say("serving_since", time=seconds(ticket.serving_at, now)))
    since = say("called_since", time=seconds(ticket.called_at or now, now))
    which = say("which_call", call=str(ticket.calls), calls=str(calls))
    return Content.assemble(since, "\n", (which, "not bold"))


def _facts(ticket: Ticket, say: Wording) -> Iterator[Content]:
    yield _fact(say("service"), say.service(ticket.service))
    later = [say.service(service) for service in ticket.stops[ticket.stop + 1 :]]
    if later:
        yield _fact(say("afterwards"), ", ".join(later))
    yield _fact(say("language"), say.spoken(ticket.language))
    if ticket.needs:
        yield _fact(say("needs"), ", ".join(map(say.need, ticket.needs)))
    if ticket.shared is None:
        yield Content(say("nothing_shared"))
        return
    yield from _list(say("concerns"), map(say.concern, ticket.shared.concerns))
    yield from _list(say("missing"), map(say.document, ticket.shared.missing))


def _fact(name: str, value: str) -> Content:
    return Content.assemble((f"{name}: ", "bold"), value)


def _list(name: str, items: Iterator[str]) -> Iterator[Content]:
    lines = [Content(f"• {item}") for item in items]
    if lines:
        yield Content.styled(f"{name}:", "bold")
        yield from lines
