"""What goes through the pipes between the kiosk and its printer process: a line of JSON each."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.ports import Outcome, Printed
from kiosk.print_job import Trouble
from kiosk.slip_json import from_json, to_json
from printer.device import Order, Seen


def order_line(order: Order) -> bytes:
    """Return an order as a line."""
    slip = to_json(order.slip)
    return _line({"slip": slip, "process_id": order.process_id, "torn": order.torn})


def look_line(*, torn: bool) -> bytes:
    """Return the wish to look at the printer as a line."""
    return _line({"torn": torn})


def wish_of(line: bytes) -> Order | bool:
    """Return the order in a line; for a wish to look alone, whether the printer may be torn."""
    fields = json.loads(line)
    if "slip" not in fields:
        return bool(fields["torn"])
    return Order(**{**fields, "slip": from_json(fields["slip"])})


def printed_line(printed: Printed) -> bytes:
    """Return an outcome as a line."""
    picture = str(printed.picture) if printed.picture else None
    return _line(
        {
            "outcome": printed.outcome,
            "reason": printed.reason,
            "picture": picture,
            "trouble": printed.trouble,
            "near_end": printed.near_end,
        }
    )


def printed_of(line: bytes) -> Printed:
    """Return the outcome in a line."""
    fields = json.loads(line)
    picture = Path(fields["picture"]) if fields["picture"] else None
    known = {"outcome": Outcome(fields["outcome"]), "picture": picture, **_trouble(fields)}
    return Printed(**{**fields, **known})


def seen_line(seen: Seen) -> bytes:
    """Return how a printer was found as a line."""
    return _line(asdict(seen))


def seen_of(line: bytes) -> Seen:
    """Return how a printer was found."""
    fields = json.loads(line)
    return Seen(**{**fields, **_trouble(fields)})


def _trouble(fields: Mapping[str, Any]) -> dict[str, Trouble | None]:
    return {"trouble": Trouble(fields["trouble"]) if fields["trouble"] else None}


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields).encode() + b"\n"
