"""Places a page on the cells of a screen, on as many sheets as it takes; pure.

Works from 40 by 11 cells (largest text). Nothing to tap lies on the outermost rows, a target is
at least 4 by 2 cells with a gap around it, and the bar is at the same place on every sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.qr_code import Modules
from screens.visitor.bar import bar_of
from screens.visitor.frame import Box, Frame, Sheet, frame_of, mirrored
from screens.visitor.page import Page, Paragraph, Tone
from screens.visitor.tiles import broken, columns_of, gap_after, stretched, tile_rows
from screens.visitor.wrapping import wrap

_TALLEST_GIANT = 14
_LEAST_GIANT, _LEAST_GIANT_COMPACT = 7, 5
"""Rows below which digits are not giant; what no longer fits goes on to the next sheet."""
_CELL_IS_TALLER = 2
"""About how many times as tall as wide a cell is."""
_SOFT = frozenset({Tone.QUIET, Tone.ASIDE})
_ROLES = {Tone.PLAIN: "text", Tone.ASIDE: "quiet"}
_PICTURE_COLUMNS = (7, 4, 0)
"""What pictograms may take of the tiles, with air: the first that costs no further sheet."""


def lay_out(page: Page, width: int, height: int, *, pictures: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of a page for a screen of `width` by `height` cells."""
    frame = frame_of(width, height, pictures=pictures, rtl=page.rtl)
    title = _title(page, frame)
    under = page.paragraphs and page.paragraphs[0].tone in _SOFT
    top = title.y + title.height + (0 if frame.compact or under else 1)
    content = _best(page, frame, frame.bottom - top)
    count = len(content)
    sheets = (
        (title, *(replace(box, y=box.y + top) for box in boxes), *bar_of(page, frame, index, count))
        for index, boxes in enumerate(content)
    )
    return tuple(
        Sheet(mirrored(boxes, width) if page.rtl else boxes, index, count)
        for index, boxes in enumerate(sheets)
    )


def _title(page: Page, frame: Frame) -> Box:
    lines = wrap(page.title, frame.inner, rtl=frame.rtl)
    return Box(frame.left, frame.top, frame.inner, len(lines), "title", tuple(lines))


def _best(page: Page, frame: Frame, height: int) -> list[list[Box]]:
    """Return the fewest sheets, with the largest pictograms and as few columns as they take."""
    tried = [
        (replace(frame, indent=indent), columns)
        for indent in (_PICTURE_COLUMNS if _pictured(page, frame) else (0,))
        for columns in columns_of(page.choices, frame)
    ]
    sheets = [(_sheets(page, each, height, columns), each, columns) for each, columns in tried]
    return min(sheets, key=lambda s: (len(s[0]), broken(page.choices, s[2], s[1])))[0]


def _pictured(page: Page, frame: Frame) -> bool:
    """Tell whether pictograms say something: those of a few choices are only a gap for the rest."""
    pictured = [choice for choice in page.choices if choice.pictogram]
    return frame.pictures and 2 * len(pictured) > len(page.choices)


def _sheets(page: Page, frame: Frame, height: int, columns: int) -> list[list[Box]]:
    sheets: list[list[Box]] = [[]]
    y = 0
    for block in _blocks(page, frame, height, columns):
        tall = max(box.y + box.height for box in block)
        if y and y + tall > height:
            sheets.append([])
            y = 0
        if not y and all(_is_blank(box) for box in block):
            continue  # no blank line at the top of a sheet
        sheets[-1].extend(
            replace(box, y=y + box.y, height=min(box.height, height)) for box in block
        )
        y += tall + gap_after(block, frame)
    if len(sheets) == 1:
        return [stretched(sheets[0], height, frame)]
    return sheets


def _blocks(page: Page, frame: Frame, height: int, columns: int) -> Iterator[list[Box]]:
    """Yield what stands below each other: lines of text, rows of tiles."""
    if page.picture and frame.pictures:
        yield [Box(frame.left, 0, frame.inner, height, "picture", (page.picture,))]
        return
    if page.giant:
        least = _LEAST_GIANT_COMPACT if frame.compact else _LEAST_GIANT
        said = sum(len(wrap(p.text, frame.inner, rtl=frame.rtl)) + 1 for p in page.paragraphs)
        rows = max(min(height - said - 5 * bool(page.choices), _TALLEST_GIANT), least)
        yield _number(page, frame, rows)
        yield [_text_box("", Paragraph(""), frame)]
    shown = [p for p in page.paragraphs if not (frame.compact and p.tone is Tone.ASIDE)]
    yield from _texts(shown, frame, height)
    if shown and page.choices and not frame.compact:
        yield [_text_box("", Paragraph(""), frame)]
    yield from tile_rows(page.choices, frame, columns)
    if page.code and not frame.draws:
        yield from _code_of_cells(page.code, frame, height)


def _number(page: Page, frame: Frame, rows: int) -> list[Box]:
    """Place the number, and its code beside it where it can be drawn small."""
    square = _CELL_IS_TALLER * rows
    if not (page.code and frame.draws):
        return [Box(frame.left, 0, frame.inner, rows, "giant", (page.giant,))]
    room = frame.inner - square - frame.left
    return [
        Box(frame.left, 0, room, rows, "giant", (page.giant,)),
        Box(frame.left + frame.inner - square, 0, square, rows, "code", code=page.code),
    ]


def _code_of_cells(code: Modules, frame: Frame, height: int) -> Iterator[list[Box]]:
    """Place a code of which two modules are one cell, if a sheet can hold it."""
    columns, rows = len(code), -(-len(code) // _CELL_IS_TALLER)
    if rows <= height and columns <= frame.inner:
        x = frame.left + (frame.inner - columns) // 2
        yield [Box(x, 0, columns, rows, "code", code=code)]


def _is_blank(box: Box) -> bool:
    return not (any(box.lines) or box.code)


def _texts(shown: Sequence[Paragraph], frame: Frame, height: int) -> Iterator[list[Box]]:
    """Yield paragraphs whole, a heading with what it stands over, air between them."""
    kept: list[Box] = []
    for index, paragraph in enumerate(shown):
        close = frame.compact or bool(_SOFT & {paragraph.tone, shown[index - 1].tone})
        if index and not close:
            blank = _text_box("", paragraph, frame)
            if kept:
                kept.append(blank)
            else:
                yield [blank]
        lines = wrap(paragraph.text, frame.inner, rtl=frame.rtl)
        boxes = [_text_box(line, paragraph, frame) for line in lines]
        kept += [replace(box, says=paragraph) for box in boxes[:1]] + boxes[1:]
        if not _is_heading(paragraph) or index + 1 == len(shown):
            yield from _whole(kept, height)
            kept = []


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.tone is Tone.STRONG and paragraph.text.endswith(":")


def _whole(lines: Sequence[Box], height: int) -> Iterator[list[Box]]:
    """Yield lines as one block, or one by one if they are longer than a sheet."""
    if len(lines) <= height:
        yield [replace(line, y=place) for place, line in enumerate(lines)]
    else:
        yield from ([line] for line in lines)


def _text_box(line: str, paragraph: Paragraph, frame: Frame) -> Box:
    role = _ROLES.get(paragraph.tone, paragraph.tone.value)
    return Box(frame.left, 0, frame.inner, 1, role, (line,))
