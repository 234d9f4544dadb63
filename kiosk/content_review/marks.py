"""What stands out of a pack: what is hidden, half sure or to be looked at, and why; pure."""

from collections.abc import Iterator
from enum import Enum

from kiosk.content_review.item import Item
from kiosk.content_review.pack import Pack
from kiosk.content_review.wording import HIDDEN, PARTLY, REVIEW


class Mark(Enum):
    """Why an item needs a look; the value is what stands beside it."""

    REVIEW = REVIEW
    PARTLY = PARTLY
    HIDDEN = HIDDEN


def marks(item: Item, pack: Pack) -> tuple[Mark, ...]:
    """Return the marks of an item, the most pressing first."""
    return tuple(_marks(item, pack))


def reasons(item: Item, pack: Pack) -> Iterator[str]:
    """Yield why it is marked, in German."""
    evidence = item.evidence
    if evidence and evidence.review_note:
        yield evidence.review_note
    elif evidence and evidence.review:
        yield "Eine Fachkraft muss es noch ansehen."
    if evidence and evidence.confirmed == "no":
        yield "Keine Quelle bestätigt es."
    if evidence and evidence.confirmed == "partly":
        titles = "; ".join(pack.sources[source][0] for source in evidence.sources)
        yield f"Nur teilweise bestätigt durch: {titles or 'keine genannte Quelle'}"
    yield from item.unsure


def notes(item: Item, pack: Pack) -> Iterator[str]:
    """Return what translators say of its texts."""
    known = pack.tongue.notes
    places = (said.text.context for said in item.texts)
    return (known[place] for place in places if place in known)


def to_review(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield where an expert must look, and why."""
    for item in pack.items:
        if item.evidence and item.evidence.review:
            yield item.path, item.evidence.review_note


def is_to_review(item: Item) -> bool:
    """Tell whether the content says that an expert must look at it."""
    return item.evidence is not None and item.evidence.review


def _marks(item: Item, pack: Pack) -> Iterator[Mark]:
    if is_to_review(item):
        yield Mark.REVIEW
    if item.path in pack.hidden:
        yield Mark.HIDDEN
    elif item.unsure or (item.evidence and item.evidence.confirmed == "partly"):
        yield Mark.PARTLY
