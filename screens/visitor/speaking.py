"""What a page and its focus would say: the voice's words, and the caption that shows them."""

from collections.abc import Iterator

from kiosk.ports import Utterance
from screens.visitor.layout import Sheet
from screens.visitor.page import Choice, Page


def spoken_page(page: Page, sheet: Sheet, language: str) -> Utterance:
    """Return what is said when a page appears: where one is, what it says, what can be done."""
    number = [" ".join(page.giant)] if page.giant else []
    text = ". ".join([page.title, *number, *(p.text for p in page.paragraphs if p.text)])
    labels = [choice.label for choice in ways(page) if choice.id in _ids(sheet)]
    return Utterance(_sentence(text, "; ".join(labels)), language, private=page.private)


def spoken_focus(page: Page, sheet: Sheet, choice: str, language: str) -> Utterance:
    """Return what is said of the choice that has the focus: name, state, position."""
    ids = _ids(sheet)
    named = next((way for way in ways(page) if way.id == choice), Choice(choice, choice))
    place = f"{ids.index(choice) + 1}/{len(ids)}" if choice in ids else ""
    text = _sentence(named.label, named.note, named.state, place)
    return Utterance(text, language, private=page.private)


def ways(page: Page) -> Iterator[Choice]:
    """Yield all choices of a page, those of the bar last."""
    yield from page.choices
    yield from filter(None, (page.more, page.action))
    yield from page.bar


def _ids(sheet: Sheet) -> list[str]:
    return [box.choice for box in sheet.targets]


def _sentence(*parts: str) -> str:
    return ". ".join(part.rstrip(". ") for part in parts if part)
