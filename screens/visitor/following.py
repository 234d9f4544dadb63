"""Which box of a sheet says what is being said, so that eyes can follow; pure."""

from collections.abc import Iterator, Sequence

from screens.visitor.frame import Box, Sheet
from screens.visitor.page import Page
from screens.visitor.speaking import ended
from screens.visitor.wrapping import line_with

_LINES = frozenset({"text", "strong", "quiet", "urgent"})


def spoken_box(said: str, letter: int, page: Page, sheet: Sheet) -> Box | None:
    """Return where on a sheet the words stand that begin at a letter of what is said of it."""
    after = 0
    for words, boxes in _in_order(page, sheet):
        start = f" {said}".find(f" {ended(words)}", after)
        if start < 0:
            continue
        after = start + len(words)
        if letter < after:
            return _line(boxes, words, letter - start) if start <= letter else None
    return None


def _in_order(page: Page, sheet: Sheet) -> Iterator[tuple[str, Sequence[Box]]]:
    """Yield what is said of a sheet and where it stands: title, paragraphs, ways on."""
    if sheet.index == 0:
        yield page.title, [box for box in sheet.boxes if box.role == "title"]
    for place, box in enumerate(sheet.boxes):
        if box.says:
            yield box.says.text, _paragraph(sheet.boxes[place:])
    targets = {box.choice: [box] for box in sheet.targets}
    ways = filter(None, (*page.choices, page.more, page.action))
    yield from ((way.label, targets[way.id]) for way in ways if way.id in targets)


def _paragraph(boxes: Sequence[Box]) -> Sequence[Box]:
    """Return the lines of the paragraph that begins with the first box."""
    lines = [boxes[0]]
    for box in boxes[1:]:
        if box.says or box.role not in _LINES or not any(box.lines):
            break
        lines.append(box)
    return lines


def _line(boxes: Sequence[Box], words: str, letter: int) -> Box | None:
    """Return the line of a paragraph that a letter stands on, or what else the words stand in."""
    if not boxes or boxes[0].role not in _LINES:
        return next(iter(boxes), None)
    number = line_with(words, letter, [" ".join(box.lines) for box in boxes])
    return None if number is None else boxes[number]  # the next sheet has the rest
