"""A slip as a line of JSON, and back."""

import json
from dataclasses import asdict

from kiosk.slip import Line, Slip, Style


def to_json(slip: Slip) -> str:
    """Return a slip as a line of JSON."""
    return json.dumps(asdict(slip))


def from_json(text: str | bytes) -> Slip:
    """Return the slip in a line of JSON."""
    fields = json.loads(text)
    lines = (Line(**{**each, "style": Style(each["style"])}) for each in fields.pop("lines"))
    return Slip(**fields, lines=tuple(lines))
