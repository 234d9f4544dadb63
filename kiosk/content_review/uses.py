"""Where the values of the law stand: a value alone says little; pure."""

from collections.abc import Iterable, Mapping, Sequence

from kiosk.content_review.item import Chapter, Part
from kiosk.plain import plain_line
from kiosk.translations import PLACEHOLDER

_LONGEST = 60
"""Letters of the name of a place."""


def uses(chapters: Iterable[Chapter]) -> Mapping[str, Sequence[Part]]:
    """Return the items in which each value stands, by the value's name."""
    found: dict[str, dict[str, Part]] = {}
    for item in (item for chapter in chapters for item in chapter.items):
        part = Part(plain_line(item.name, _LONGEST), item.path)
        for said in item.texts:
            for name in PLACEHOLDER.findall(said.text.german):
                found.setdefault(name, {})[item.path] = part
    return {name: tuple(places.values()) for name, places in found.items()}
