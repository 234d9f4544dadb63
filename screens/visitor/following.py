"""Which box of a sheet says what is being said, so that eyes can follow; pure."""

from collections.abc import Iterator, Sequence

from kiosk.plain import END, ISOLATE
from screens.visitor.frame import Box, Sheet
from screens.visitor.page import Page

_LINES = frozenset({"text", "strong", "quiet", "urgent"})
_UNSEEN = str.maketrans("", "", ISOLATE + END)


def spoken_box(said: str, letter: int, page: Page, sheet: Sheet) -> Box | None:
    """Return where on a sheet the words stand that begin at a letter of what is said of it."""
    after = 0
    for words, boxes in _in_order(page, sheet):
        start = said.find(words, after)
        if start < 0:
            continue
        after = start + len(words)
        if letter < after:
            return _line(boxes, letter - start) if start <= letter else None
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


def _line(boxes: Sequence[Box], letter: int) -> Box | None:
    """Return the line a letter of a text stands on."""
    passed = 0
    for box in boxes:
        passed += sum(len(line.translate(_UNSEEN)) + 1 for line in box.lines)
        if letter < passed:
            return box
    return boxes[-1] if boxes else None
