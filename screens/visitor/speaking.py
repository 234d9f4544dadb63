"""What a page and its focus say: the voice's words, and the line of them that is shown; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from kiosk.utterance import Stretch, Utterance
from screens.visitor.frame import Sheet
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone, partly_german
from screens.visitor.quotations import quoted
from screens.visitor.visit import Surroundings
from screens.visitor.wrapping import line_with, wrap

_ENDS = (".", "?", "!", ":", "…", "؟", "。")
_FIXED = frozenset({"start", "language", "menu", "person", "display", "sound", "still_there"})
"""Pages that say the same to everybody, unless staff have something to say."""


@dataclass(frozen=True)
class Phrase:
    """What stands alone among what is said, so that the voice makes a pause after it."""

    text: str
    apart: tuple[Stretch, ...] = ()
    """The words of it that are in other languages than the page."""


def spoken_page(page: Page, sheet: Sheet, focus: str, around: Surroundings) -> Utterance:
    """Return what is said of a sheet: where one is, what it says, what can be done, and the focus.

    Each sheet says what begins on it, before its choices.
    """
    phrases = (
        *_where(page, sheet, around),
        *map(_phrase, _texts(sheet)),
        *(_unseen(page, sheet) if sheet.index == 0 else ()),
        *_offered(page, sheet, around),
        *_focus(page, sheet, focus, around),
    )
    return _utterance(phrases, page, around)


def spoken_focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> Utterance:
    """Return what is said of the choice that has the focus: name, role, state, position.

    The name of a language is said even where the page's language has no voice. What is the same on
    every page tells nothing of why somebody came.
    """
    named = _named(page, choice)
    said = _utterance(_focus(page, sheet, choice, around), page, around)
    if named.language and named.language not in around.hearing.mute:
        said = said.led_by(named.language)
    return said if named in page.choices else replace(said, private=False)


def instead_of_focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> Utterance:
    """Return what everybody may hear of a choice that is private: its role and position."""
    phrases = _role(page, choice, around), _place(sheet, choice, around)
    return replace(_utterance(map(Phrase, phrases), page, around), private=False, fixed=True)


def ended(text: str) -> str:
    """Return a phrase as it is said: with a stop, after which the voice makes a pause."""
    return text if text.endswith(_ENDS) else f"{text}."


def shown_line(text: str, place: tuple[int, int], width: int) -> str:
    """Return the line of a text, broken for a width, in which the words at a place stand.

    The last one, which stays when all was said, has as many words as fit.
    """
    lines = wrap(text, width)
    number = line_with(text, place[0], lines)
    if number is not None and number + 1 < len(lines):
        return lines[number]
    begins = (space.end() for space in re.finditer(r"^|\s+", text))
    fitting = (text[begin:] for begin in begins if cell_len(text[begin:]) <= width)
    return next(fitting, lines[-1])


def ways(page: Page) -> Iterator[Choice]:
    """Yield all choices of a page, those of the bar last."""
    yield from _forward(page)
    yield from page.bar


def _forward(page: Page) -> Iterator[Choice]:
    yield from page.choices
    yield from filter(None, (page.more, page.action))


def _where(page: Page, sheet: Sheet, around: Surroundings) -> Iterator[Phrase]:
    if sheet.index == 0:
        yield Phrase(page.title)
        yield Phrase(page.giant)
    if sheet.count > 1:
        place, count = str(sheet.index + 1), str(sheet.count)
        yield Phrase(around.say("sheet_of", place=place, count=count))


def _offered(page: Page, sheet: Sheet, around: Surroundings) -> Iterator[Phrase]:
    """Yield how many ways on there are, and which."""
    offered = [way for way in _forward(page) if way.id in _ids(sheet)]
    if len(offered) > 1:
        yield Phrase(around.say("choices_here", count=str(len(offered))))
    elif offered:
        yield Phrase(around.say("one_choice_here"))
    yield from (_label(way, around) for way in offered)


def _focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> Iterator[Phrase]:
    named = _named(page, choice)
    if choice not in _ids(sheet):
        return
    yield _label(named, around)
    if named in page.choices:  # elsewhere the note is a sign for the eye
        yield Phrase(named.note)
        yield _phrase(partly_german(named.beside, named.beside))
    yield Phrase(_role(page, choice, around))
    yield Phrase(named.state)
    yield Phrase(_place(sheet, choice, around))


def _label(choice: Choice, around: Surroundings) -> Phrase:
    """Return a name; that of another language is said by its own voice."""
    if choice.language in {"", around.words.language}:
        return Phrase(choice.label)
    return Phrase(choice.label, (Stretch(0, len(choice.label), choice.language),))


def _role(page: Page, choice: str, around: Surroundings) -> str:
    named = _named(page, choice)
    if named not in page.choices:
        return around.say("role_key")
    return around.say("role_choice" if named.mark is Mark.NONE else "role_switch")


def _place(sheet: Sheet, choice: str, around: Surroundings) -> str:
    ids = _ids(sheet)
    if choice not in ids:
        return ""
    return around.say("place_of", place=str(ids.index(choice) + 1), count=str(len(ids)))


def _unseen(page: Page, sheet: Sheet) -> Iterator[Phrase]:
    """Yield the asides for which there is no room on the sheet."""
    seen = set(_texts(sheet))
    asides = (paragraph for paragraph in page.paragraphs if paragraph.tone is Tone.ASIDE)
    yield from (_phrase(aside) for aside in asides if aside not in seen)


def _texts(sheet: Sheet) -> Iterator[Paragraph]:
    """Yield the paragraphs that begin on a sheet."""
    yield from (box.says for box in sheet.boxes if box.says)


def _phrase(paragraph: Paragraph) -> Phrase:
    return Phrase(paragraph.text, paragraph.apart)


def _named(page: Page, choice: str) -> Choice:
    return next((way for way in ways(page) if way.id == choice), Choice(choice, choice))


def _utterance(phrases: Iterable[Phrase], page: Page, around: Surroundings) -> Utterance:
    """Join phrases, and note where the words of other languages stand."""
    text, apart = "", list[Stretch]()
    for phrase in phrases:
        if not phrase.text:
            continue
        text += " " if text else ""
        said = ended(phrase.text)
        for each in phrase.apart or _quoted(phrase.text, around):
            end = len(said) if each.end - each.start == len(phrase.text) else each.end
            apart.append(Stretch(len(text) + each.start, len(text) + end, each.language))
        text += said
    return Utterance(
        text,
        around.words.language,
        private=page.private,
        fixed=page.step in _FIXED and not (page.step == "start" and around.message),
        apart=tuple(apart),
    )


def _quoted(text: str, around: Surroundings) -> Iterator[Stretch]:
    if not around.words.language.startswith("de"):
        yield from quoted(text, around.german)


def _ids(sheet: Sheet) -> list[str]:
    return [box.choice for box in sheet.targets]
