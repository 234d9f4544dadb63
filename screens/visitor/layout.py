"""Places a page on the cells of a screen, on as many sheets as it takes; pure.

Works from 40 by 11 cells (largest text). Nothing to tap lies on the outermost rows, a target is
at least 4 by 2 cells with a gap around it, and the bar is at the same place on every sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.wrapping import longest, wrap

SIGNS = {Mark.OFF: "☐", Mark.ON: "☑", Mark.LACKING: "☒"}
MORE = "more"
"""The id of the choice that leads to the next sheet."""

_COMPACT_WIDTH, _COMPACT_HEIGHT = 56, 16
_WIDEST = 104
_NARROWEST_TILE = 27
_TALLEST_TILE = 7
_TALLEST_GIANT = 14
_PICTURE_COLUMNS = (7, 4, 0)
"""What pictograms may take of the tiles, with air: the first that costs no further sheet."""
_GAP = 2
_TIGHT, _TALL = 11, 30
"""Rows from which on the edge stays free, and the title gets more air."""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells with lines of text in it."""

    x: int
    y: int
    width: int
    height: int
    role: str
    """title, text, strong, quiet, urgent, giant, picture, tile, action or bar."""
    lines: tuple[str, ...] = ()
    quiet_from: int = 1000
    """From this line on, the lines are a note."""
    choice: str = ""
    """What a tap here chooses."""
    padded: bool = False
    """Half a cell of air above and below the lines."""
    pictogram: str = ""
    text_x: int = 0
    """Where the lines begin, counted from x; centred if negative."""

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a cell lies in the box."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True)
class Sheet:
    """One screenful of a page."""

    boxes: tuple[Box, ...]
    index: int
    count: int

    @property
    def targets(self) -> tuple[Box, ...]:
        """What can be chosen, in the order of focus."""
        return tuple(box for box in self.boxes if box.choice)

    def at(self, x: int, y: int) -> str:
        """Return what a tap on a cell chooses, or an empty string."""
        return next((box.choice for box in self.targets if box.holds(x, y)), "")


@dataclass(frozen=True)
class _Frame:
    """The measures of a screen."""

    width: int
    height: int
    compact: bool
    left: int
    inner: int
    top: int
    bar_height: int
    pictures: bool
    indent: int = 0
    """What pictograms take of each tile, with the air around them."""

    @property
    def bar_y(self) -> int:
        return self.height - self.bar_height - (self.height >= _TIGHT)

    @property
    def bottom(self) -> int:
        """The first row the content may not use."""
        return self.bar_y - self.compact


def lay_out(page: Page, width: int, height: int, *, pictures: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of a page for a screen of `width` by `height` cells."""
    frame = _frame(width, height, pictures=pictures)
    title = _title(page, frame)
    under = page.paragraphs and page.paragraphs[0].tone is Tone.QUIET
    top = title.y + title.height + (0 if frame.compact or under else 1)
    content = _best(page, frame, frame.bottom - top)
    count = len(content)
    return tuple(
        Sheet(
            (
                title,
                *(replace(box, y=box.y + top) for box in boxes),
                *_bar(page, frame, index, count),
            ),
            index,
            count,
        )
        for index, boxes in enumerate(content)
    )


def _frame(width: int, height: int, *, pictures: bool) -> _Frame:
    compact = width < _COMPACT_WIDTH or height < _COMPACT_HEIGHT
    margin = 1 if compact else 3
    inner = min(width - 2 * margin, _WIDEST)
    return _Frame(
        width=width,
        height=height,
        compact=compact,
        left=(width - inner) // 2,
        inner=inner,
        top=0 if compact else 1 + (height > _TALL) * 2,
        bar_height=2 if compact else 3,
        pictures=pictures and not compact,
    )


def _title(page: Page, frame: _Frame) -> Box:
    lines = wrap(page.title, frame.inner)
    return Box(frame.left, frame.top, frame.inner, len(lines), "title", tuple(lines))


def _best(page: Page, frame: _Frame, height: int) -> list[list[Box]]:
    """Return the fewest sheets, with the largest pictograms and as few columns as they take."""
    most = max(min(frame.inner // _NARROWEST_TILE, 3, len(page.choices)), 1)
    tried = [
        (replace(frame, indent=indent), columns)
        for indent in (_PICTURE_COLUMNS if _pictured(page, frame) else (0,))
        for columns in range(1, most + 1)
    ]
    sheets = [(_sheets(page, each, height, columns), each, columns) for each, columns in tried]
    return min(sheets, key=lambda s: (len(s[0]), _broken(page.choices, s[2], s[1])))[0]


def _pictured(page: Page, frame: _Frame) -> bool:
    """Tell whether pictograms say something: those of a few choices are only a gap for the rest."""
    pictured = [choice for choice in page.choices if choice.pictogram]
    return frame.pictures and 2 * len(pictured) > len(page.choices)


def _broken(choices: Sequence[Choice], columns: int, frame: _Frame) -> int:
    """Count the labels with a word too long for a line."""
    width = _tile_width(columns, frame)
    return sum(longest(choice.label) > _room(choice, width, frame) for choice in choices)


def _sheets(page: Page, frame: _Frame, height: int, columns: int) -> list[list[Box]]:
    sheets: list[list[Box]] = [[]]
    y = 0
    for block in _blocks(page, frame, height, columns):
        tall = max(box.y + box.height for box in block)
        if y and y + tall > height:
            sheets.append([])
            y = 0
        if not y and all(not any(box.lines) for box in block):
            continue  # no blank line at the top of a sheet
        sheets[-1].extend(
            replace(box, y=y + box.y, height=min(box.height, height)) for box in block
        )
        y += tall + _gap_after(block, frame)
    if len(sheets) == 1:
        return [_stretched(sheets[0], height, frame)]
    return sheets


def _blocks(page: Page, frame: _Frame, height: int, columns: int) -> Iterator[list[Box]]:
    """Yield what stands below each other: lines of text, rows of tiles."""
    if page.picture and frame.pictures:
        yield [Box(frame.left, 0, frame.inner, height, "picture", (page.picture,))]
        return
    if page.giant:
        said = sum(len(wrap(p.text, frame.inner)) + 1 for p in page.paragraphs)
        rows = max(min(height - said - 5 * bool(page.choices), _TALLEST_GIANT), 3)
        yield [Box(frame.left, 0, frame.inner, rows, "giant", (page.giant,))]
        yield [_text_box("", Paragraph(""), frame)]
    shown = [p for p in page.paragraphs if not (frame.compact and p.tone is Tone.QUIET)]
    for index, paragraph in enumerate(shown):
        if (
            index
            and not frame.compact
            and Tone.QUIET not in {paragraph.tone, shown[index - 1].tone}
        ):
            yield [_text_box("", paragraph, frame)]
        yield from _paragraph(paragraph, frame, height)
    if shown and page.choices and not frame.compact:
        yield [_text_box("", Paragraph(""), frame)]
    yield from _tile_rows(page.choices, frame, columns)


def _paragraph(paragraph: Paragraph, frame: _Frame, height: int) -> Iterator[list[Box]]:
    """Yield a paragraph whole, or line by line if it is longer than a sheet."""
    lines = [_text_box(line, paragraph, frame) for line in wrap(paragraph.text, frame.inner)]
    if len(lines) <= height:
        yield [replace(line, y=place) for place, line in enumerate(lines)]
    else:
        yield from ([line] for line in lines)


def _text_box(line: str, paragraph: Paragraph, frame: _Frame) -> Box:
    role = "text" if paragraph.tone is Tone.PLAIN else paragraph.tone.value
    return Box(frame.left, 0, frame.inner, 1, role, (line,))


def _tile_rows(choices: Sequence[Choice], frame: _Frame, columns: int) -> Iterator[list[Box]]:
    width = _tile_width(columns, frame)
    for start in range(0, len(choices), columns):
        tiles = [_tile(choice, width, frame) for choice in choices[start : start + columns]]
        tall = max(tile.height for tile in tiles)
        yield [
            replace(tile, x=frame.left + column * (width + _GAP), height=tall)
            for column, tile in enumerate(tiles)
        ]


def _tile_width(columns: int, frame: _Frame) -> int:
    return (frame.inner - _GAP * (columns - 1)) // columns


def _sign(choice: Choice) -> str:
    return f"{SIGNS[choice.mark]} " if choice.mark else ""


def _room(choice: Choice, width: int, frame: _Frame) -> int:
    """Return the cells for each line of words in a tile."""
    return width - _indent(frame) - 1 - len(_sign(choice))


def _indent(frame: _Frame) -> int:
    return (1 if frame.compact else 2) + frame.indent


def _tile(choice: Choice, width: int, frame: _Frame) -> Box:
    sign = _sign(choice)
    room = _room(choice, width, frame)
    label = [
        (sign if index == 0 else " " * len(sign)) + line
        for index, line in enumerate(wrap(choice.label, room))
    ]
    note = [" " * len(sign) + line for line in wrap(choice.note, room)] if choice.note else []
    lines = (*label, *note)
    padded = not frame.compact
    least = 2 if frame.compact else max(3, (frame.indent + 1) // 2)
    return Box(
        0,
        0,
        width,
        max(len(lines) + 2 * padded, least),
        "tile",
        lines,
        quiet_from=len(label),
        choice=choice.id,
        padded=padded,
        pictogram=choice.pictogram if frame.indent else "",
        text_x=_indent(frame),
    )


def _gap_after(block: list[Box], frame: _Frame) -> int:
    """Tiles without air of their own are kept apart by an empty row."""
    return 1 if frame.compact and block[0].role == "tile" else 0


def _stretched(boxes: list[Box], height: int, frame: _Frame) -> list[Box]:
    """Give the spare rows of a single sheet to its tiles: larger is easier to hit."""
    rows = sorted({box.y for box in boxes if box.role == "tile"})
    used = max((box.y + box.height for box in boxes), default=0)
    if not rows or frame.compact:
        return boxes
    tallest = max(box.height for box in boxes if box.role == "tile")
    more = max(min((height - used) // len(rows), _TALLEST_TILE - tallest), 0)
    uneven = [(box.height + more - len(box.lines)) % 2 for box in boxes if box.role == "tile"]
    more -= bool(more and 2 * sum(uneven) > len(uneven))  # words in the middle look better
    return [
        replace(box, y=box.y + more * rows.index(box.y), height=box.height + more)
        if box.role == "tile"
        else box
        for box in boxes
    ]


def _bar(page: Page, frame: _Frame, index: int, count: int) -> Iterator[Box]:
    """Yield the bar: back, person, language, display on the left, the way forward on the right."""
    more = [page.more] if page.more and index + 1 < count else []
    forward = [*more, *filter(None, (page.action,))]
    words = _fitting_words([*page.bar, *forward], len(page.bar), f"{index + 1}/{count}", frame)
    x = frame.left
    for choice in page.bar:
        yield _button(choice, x, words[choice.id], "bar", frame)
        x += _button_width(words[choice.id]) + 1
    x = frame.left + frame.inner - sum(_button_width(words[c.id]) + 1 for c in forward) + 1
    for choice in forward:
        role = "action" if choice is page.action else "bar"
        yield _button(choice, x, words[choice.id], role, frame)
        x += _button_width(words[choice.id]) + 1


def _fitting_words(
    choices: Sequence[Choice], own: int, place: str, frame: _Frame
) -> dict[str, str]:
    """Give each button its label, or its sign where there is no room: those of the bar first."""

    def words(choice: Choice, *, short: bool) -> str:
        said = choice.note if short and choice.note else choice.label
        return f"{said} {place}" if choice.id == MORE else said

    shortened = [*range(own)[::-1], *range(own, len(choices))]
    for few in range(len(choices) + 1):
        short = set(shortened[:few])
        found = {c.id: words(c, short=n in short) for n, c in enumerate(choices)}
        if sum(_button_width(said) + 1 for said in found.values()) - 1 <= frame.inner:
            break
    return found


def _button_width(words: str) -> int:
    return max(cell_len(words) + 2, 4)


def _button(choice: Choice, x: int, words: str, role: str, frame: _Frame) -> Box:
    return Box(
        x,
        frame.bar_y,
        _button_width(words),
        frame.bar_height,
        role,
        (words,),
        choice=choice.id,
        padded=not frame.compact,
        text_x=-1,
    )
