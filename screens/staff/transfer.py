"""Asks where to send a visitor: a service, and perhaps one counter."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import OptionList

from kiosk.catalog import OfficeFacts
from screens.staff.dialogs import Dialog, choices_list
from screens.staff.wording import Wording

_ANY = "any"


@dataclass(frozen=True)
class Goal:
    """Where a visitor is sent."""

    service: str
    counter: str | None


class Transfer(Dialog[Goal]):
    """Services on the left, counters on the right: enter goes on, enter again sends."""

    BINDINGS = [("left", "app.focus_previous"), ("right", "app.focus_next")]

    def __init__(self, title: str, present: str, office: OfficeFacts, say: Wording) -> None:
        super().__init__(title, say)
        self._present = present
        self._office = office

    def body(self) -> ComposeResult:
        """Offer services and counters."""
        counters = {f"at-{counter}": self._say.place(counter) for counter in self._office.counters}
        with Horizontal(id="goals"):
            services = {service: self._say.service(service) for service in self._office.services}
            yield choices_list(services, id="goal-service")
            yield choices_list({_ANY: self._say("any_counter"), **counters}, id="goal-counter")

    def hint(self) -> str:
        """Say which keys answer."""
        return self._say("hint_transfer")

    def on_mount(self) -> None:
        """Begin at the present service and any counter."""
        services = self._list("goal-service")
        services.highlighted = services.get_option_index(self._present)
        self._list("goal-counter").highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on from the service to the counter, and from there send."""
        if event.option_list.id == "goal-service":
            self._list("goal-counter").focus()
            return
        counter = event.option_id or _ANY
        goal = None if counter == _ANY else counter.removeprefix("at-")
        self.dismiss(Goal(self._service(), goal))

    def _service(self) -> str:
        option = self._list("goal-service").highlighted_option
        return (option.id if option else None) or self._present

    def _list(self, name: str) -> OptionList:
        return self.query_one(f"#{name}", OptionList)
