"""Issues a number at the console: to somebody new, or to somebody who comes back."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

from kiosk.come_back import ComeBack
from kiosk.office import wish_for
from kiosk.ticket import Status, Ticket
from screens.staff.desk import DeskScreen
from screens.staff.dialogs import Number, Pick
from screens.staff.presses import Presses


class Issuing:
    """Asks for a service and takes a number for it."""

    def __init__(self, desk: DeskScreen, presses: Presses) -> None:
        self._desk = desk
        self._words = desk.words
        self._presses = presses

    def issue(self) -> None:
        """Ask what a new number is for."""
        self._ask(self._words("issue_title"))

    def take_back(self, told: ComeBack) -> None:
        """Ask what somebody who came back waits for; what they waited before counts."""
        title = self._words(
            "back_title" if told.waited else "back_title_at_once",
            minutes=str(told.waited // timedelta(minutes=1)),
        )
        self._ask(title, told)

    def _ask(self, title: str, told: ComeBack | None = None) -> None:
        ticket_id = uuid4()

        def issue(service: str) -> None:
            office = self._desk.app.office
            wish = wish_for(office.catalog, service=service, ticket_id=ticket_id, come_back=told)
            self._presses.send("issue", partial(office.take, wish), self._issued)

        services = self._desk.catalog.office.services
        choices = {service: self._words.service(service) for service in services}
        self._presses.ask(Pick(title, choices, self._words), issue)

    def _issued(self, ticket: Ticket) -> None:
        """Show the number, unless another counter took it and called it meanwhile."""
        if ticket.status is not Status.WAITING:
            self._desk.show_found(ticket)
            return
        self._desk.say_moved("issue", ticket)
        title = self._words("issued_title", service=self._words.service(ticket.service))
        self._desk.app.push_screen(Number(title, ticket.number, self._words))
