"""What a page and its focus would say: the voice's words, and the caption that shows them."""

from collections.abc import Iterator

from kiosk.ports import Utterance
from screens.visitor.frame import Sheet
from screens.visitor.page import Choice, Page

_ENDS = (".", "?", "!", ":", "…", "؟", "。")


def spoken_page(page: Page, sheet: Sheet, language: str) -> Utterance:
    """Return what is said when a page appears: where one is, what it says, what can be done."""
    number = " ".join(page.giant)
    paragraphs = (paragraph.text for paragraph in page.paragraphs)
    labels = (choice.label for choice in ways(page) if choice.id in _ids(sheet))
    text = _sentences(page.title, number, *paragraphs, *labels)
    return Utterance(text, language, private=page.private)


def spoken_focus(page: Page, sheet: Sheet, choice: str, language: str) -> Utterance:
    """Return what is said of the choice that has the focus: name, state, position."""
    ids = _ids(sheet)
    named = next((way for way in ways(page) if way.id == choice), Choice(choice, choice))
    note = named.note if named in page.choices else ""  # on the bar it is a sign for the eye
    place = f"{ids.index(choice) + 1}/{len(ids)}" if choice in ids else ""
    text = _sentences(named.label, note, named.state, place)
    return Utterance(text, language, private=page.private)


def ways(page: Page) -> Iterator[Choice]:
    """Yield all choices of a page, those of the bar last."""
    yield from page.choices
    yield from filter(None, (page.more, page.action))
    yield from page.bar


def _ids(sheet: Sheet) -> list[str]:
    return [box.choice for box in sheet.targets]


def _sentences(*parts: str) -> str:
    """Join what stands alone, so that the voice makes a pause after each part."""
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)
