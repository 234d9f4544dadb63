"""The bar: back, person, language, display and the way forward, at the same place on every page."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from screens.visitor.bidi import cells, isolated
from screens.visitor.frame import MORE, Box, Frame
from screens.visitor.page import Choice, Page

_FROM_RIGHT = {"←": "→", "→": "←", "?": "؟"}
"""The signs of languages that are read from right to left."""


def bar_of(page: Page, frame: Frame, index: int, count: int) -> Iterator[Box]:
    """Yield the bar: back, person, language, display on the left, the way forward on the right."""
    more = [page.more] if page.more and index + 1 < count else []
    forward = [*more, *filter(None, (page.action,))]
    words = _fitting_words([*page.bar, *forward], len(page.bar), f"{index + 1}/{count}", frame)
    x = frame.left
    for choice in page.bar:
        yield _button(choice, x, words[choice.id], "bar", frame)
        x += _button_width(words[choice.id], frame) + 1
    x = frame.left + frame.inner - sum(_button_width(words[c.id], frame) + 1 for c in forward) + 1
    for choice in forward:
        role = "action" if choice is page.action else "bar"
        yield _button(choice, x, words[choice.id], role, frame)
        x += _button_width(words[choice.id], frame) + 1


def _fitting_words(choices: Sequence[Choice], own: int, place: str, frame: Frame) -> dict[str, str]:
    """Give each button its label, or its sign where there is no room: those of the bar first."""

    def words(choice: Choice, *, short: bool) -> str:
        said = _sign(choice, frame) if short and choice.note else choice.label
        said = f"{said} {place}" if choice.id == MORE else said
        return isolated(said) if frame.rtl else said

    shortened = [*range(own)[::-1], *range(own, len(choices))]
    for few in range(len(choices) + 1):
        short = set(shortened[:few])
        found = {c.id: words(c, short=n in short) for n, c in enumerate(choices)}
        if sum(_button_width(said, frame) + 1 for said in found.values()) - 1 <= frame.inner:
            break
    return found


def _sign(choice: Choice, frame: Frame) -> str:
    return _FROM_RIGHT.get(choice.note, choice.note) if frame.rtl else choice.note


def _button_width(words: str, frame: Frame) -> int:
    return max((cells(words) if frame.rtl else cell_len(words)) + 2, 4)


def _button(choice: Choice, x: int, words: str, role: str, frame: Frame) -> Box:
    return Box(
        x,
        frame.bar_y,
        _button_width(words, frame),
        frame.bar_height,
        role,
        (words,),
        choice=choice.id,
        padded=not frame.compact,
        text_x=-1,
    )
