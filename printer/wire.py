"""What goes through the pipes between the kiosk and its printer process: a line of JSON each."""

import json
from dataclasses import asdict
from pathlib import Path

from kiosk.ports import Outcome, Printed
from kiosk.slip import Line, Slip, Style


def slip_line(slip: Slip) -> bytes:
    """Return a slip as a line."""
    return json.dumps(asdict(slip)).encode() + b"\n"


def slip_of(line: bytes) -> Slip:
    """Return the slip in a line."""
    fields = json.loads(line)
    lines = (
        Line(each["text"], Style(each["style"]), each["beside"]) for each in fields.pop("lines")
    )
    return Slip(**fields, lines=tuple(lines))


def printed_line(printed: Printed) -> bytes:
    """Return an outcome as a line."""
    picture = str(printed.picture) if printed.picture else None
    fields = {"outcome": printed.outcome, "reason": printed.reason, "picture": picture}
    return json.dumps(fields).encode() + b"\n"


def printed_of(line: bytes) -> Printed:
    """Return the outcome in a line."""
    fields = json.loads(line)
    picture = Path(fields["picture"]) if fields["picture"] else None
    return Printed(Outcome(fields["outcome"]), fields["reason"], picture)
