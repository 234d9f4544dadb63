"""`kiosk ticket …`: the queue for scripts and integrators."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import click

from kiosk.errors import IllegalMove
from kiosk.office import wish_for
from kiosk.ticket import Status, Ticket
from kiosk.ticket_slip import SlipWriter
from kiosk.waiting import Estimate
from kiosk.wiring import Wiring

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def ticket() -> None:
    """Take, list and move tickets.

    Example: kiosk ticket take --service benefits --json
    """


@ticket.command()
@click.option("--service", required=True, help="What the visitor waits for first.")
@click.option("--concern", "concerns", multiple=True, help="What the visitor comes with.")
@click.option("--language", help="The visitor's language.")
@click.option("--need", "needs", multiple=True, help="Such as wheelchair or interpreter.")
@click.option("--priority", default=0, type=click.IntRange(0, 9), help="Higher is called first.")
@click.option("--id", "ticket_id", type=click.UUID, help="Taking twice with one id is one ticket.")
@click.option("--return", "code", help="The code of a come-back slip: the wait then counts.")
@click.option("--print", "with_slip", is_flag=True, help="Print the slip.")
@click.option("--large", is_flag=True, help="In large print.")
@_as_json
@click.pass_obj
def take(  # noqa: PLR0913 - the options of a command
    wiring: Wiring,
    *,
    service: str,
    concerns: tuple[str, ...],
    language: str | None,
    needs: tuple[str, ...],
    priority: int,
    ticket_id: UUID | None,
    code: str | None,
    with_slip: bool,
    large: bool,
    as_json: bool,
) -> None:
    """Issue a number.

    Example: kiosk ticket take --service benefits --concern rent_heating --language en --json
    """
    back = wiring.come_back(code) if code is not None else None
    wish = wish_for(
        wiring.catalog,
        service=service,
        concerns=concerns,
        language=language,
        needs=needs,
        priority=priority,
        ticket_id=ticket_id,
        come_back=back,
    )
    if with_slip:
        wiring.printer  # noqa: B018 - a wrong address is met before a number is issued
    taken = wiring.office.take(wish)
    day = wiring.office.look()
    facts = as_dict(taken) | {
        "ahead": wiring.office.ahead(day, taken),
        "estimate": _estimate(wiring.office.estimate(day, taken)),
    }
    if with_slip:
        facts["print"] = str(_print(wiring, taken, large=large))
    _show(facts, as_json=as_json)


@ticket.command("list")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([str(status) for status in Status]),
    help="Only these; can be repeated.",
)
@_as_json
@click.pass_obj
def list_(wiring: Wiring, *, statuses: tuple[str, ...], as_json: bool) -> None:
    """List today's tickets in order of issue.

    Example: kiosk ticket list --status waiting --json
    """
    tickets = wiring.office.look().tickets
    chosen = [as_dict(t) for t in tickets if not statuses or t.status in statuses]
    if as_json:
        click.echo(json.dumps(chosen))
    else:
        for facts in chosen:
            _show(facts, as_json=False)


@ticket.command()
@click.argument("number")
@_as_json
@click.pass_obj
def show(wiring: Wiring, number: str, *, as_json: bool) -> None:
    """Show one ticket, by number, short code or scanned code.

    Example: kiosk ticket show A042
    """
    _show(as_dict(wiring.find(number)), as_json=as_json)


@ticket.command()
@click.option("--counter", required=True, help="Where to.")
@click.argument("number", required=False)
@_as_json
@click.pass_obj
def call(wiring: Wiring, counter: str, number: str | None, *, as_json: bool) -> None:
    """Call the next visitor, or a chosen number.

    Example: kiosk ticket call --counter 1
    """
    office = wiring.office
    if number is None:
        called = office.call_next(counter)
    else:
        called = office.call(wiring.find(number).number, counter)
    if called is None:
        raise IllegalMove(f"Nobody waits for counter {counter}.", key="nobody_waits")
    _show(as_dict(called), as_json=as_json)


@ticket.command()
@click.argument("number")
@click.option("--to", "service", required=True, help="The service.")
@click.option("--counter", help="One counter of it.")
@_as_json
@click.pass_obj
def transfer(
    wiring: Wiring, number: str, service: str, counter: str | None, *, as_json: bool
) -> None:
    """Send the visitor to another service or counter.

    Example: kiosk ticket transfer A042 --to placement --counter 2
    """
    moved = wiring.office.transfer(wiring.find(number).number, service, counter)
    _show(as_dict(moved), as_json=as_json)


def _move(name: str, summary: str) -> None:
    """Add a command for a move that needs the number alone."""

    @ticket.command(name, help=f"{summary}\n\nExample: kiosk ticket {name} A042")
    @click.argument("number")
    @_as_json
    @click.pass_obj
    def move(wiring: Wiring, number: str, *, as_json: bool) -> None:
        method: Callable[[str], Ticket] = getattr(wiring.office, name.replace("-", "_"))
        _show(as_dict(method(wiring.find(number).number)), as_json=as_json)


for _name, _summary in {
    "recall": "Call the visitor once more.",
    "serve": "Note that the visitor has come.",
    "finish": "End the present stop.",
    "no-show": "Note that nobody came.",
    "requeue": "Put the visitor back into the line.",
    "park": "Let the visitor fetch or fill in something.",
    "cancel": "Give up the place.",
}.items():
    _move(_name, _summary)


def as_dict(of: Ticket) -> dict[str, Any]:
    """Return a ticket as integrators see it: times in UTC, ISO 8601."""
    return {
        "id": str(of.id),
        "day": of.day.isoformat(),
        "station": of.station,
        "number": of.number,
        "service": of.service,
        "stops": list(of.stops),
        "status": str(of.status),
        "counter": of.counter,
        "calls": of.calls,
        "language": of.language,
        "needs": list(of.needs),
        "priority": of.priority,
        "issued_at": _iso(of.issued_at),
        "called_at": _iso(of.called_at),
        "serving_at": _iso(of.serving_at),
        "closed_at": _iso(of.closed_at),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _estimate(guess: Estimate | None) -> dict[str, int] | None:
    return {"low": guess.low, "high": guess.high} if guess else None


def _print(wiring: Wiring, taken: Ticket, *, large: bool) -> str:
    writer = SlipWriter(wiring.catalog, wiring.dictionary, taken.language, large=large)
    slip = writer.number(taken, wiring.code(taken), at=wiring.clock.now())
    return wiring.printer.print(slip).outcome


def _show(facts: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(facts))
        return
    counter = f" at counter {facts['counter']}" if facts["counter"] else ""
    extra = "".join(f" · {key}: {facts[key]}" for key in ("ahead", "print") if key in facts)
    click.echo(f"{facts['number']} {facts['status']}{counter} · {facts['service']}{extra}")
