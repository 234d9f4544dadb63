"""What a page and its focus say: the voice's words, and the line of them that is shown; pure."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.ports import Utterance
from screens.visitor.frame import Sheet
from screens.visitor.page import Choice, Mark, Page, Tone
from screens.visitor.visit import Surroundings
from screens.visitor.wrapping import wrap

_ENDS = (".", "?", "!", ":", "…", "؟", "。")
_FIXED = frozenset({"language", "menu", "person", "display", "sound", "still_there"})
"""Pages that say the same to everybody."""


def spoken_page(page: Page, sheet: Sheet, focus: str, around: Surroundings) -> Utterance:
    """Return what is said of a sheet: where one is, what it says, what can be done, and the focus.

    Each sheet says what begins on it, before its choices.
    """
    say = around.say
    head = [page.title] if sheet.index == 0 else []
    if sheet.count > 1:
        head.append(say("sheet_of", place=str(sheet.index + 1), count=str(sheet.count)))
    head += [*(_unseen(page, sheet) if sheet.index == 0 else ()), *_texts(sheet)]
    offered = [way for way in _forward(page) if way.id in _ids(sheet)]
    if len(offered) > 1:
        head.append(say("choices_here", count=str(len(offered))))
    elif offered:
        head.append(say("one_choice_here"))
    head += [way.label for way in offered if _is_readable(way, around)]
    return _utterance(_sentences(*head, _focus(page, sheet, focus, around)), page, around)


def spoken_focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> Utterance:
    """Return what is said of the choice that has the focus: name, role, state, position.

    The name of a language is said in that language, and alone: no voice reads a foreign one; of a
    language without a voice it is said that there is text only. What is the same on every page
    tells nothing of why somebody came.
    """
    named, mute = _named(page, choice), around.hearing.mute
    if named.language in mute:
        text = _sentences(around.say("text_only"), _place(sheet, choice, around))
        return Utterance(text, around.words.language, fixed=True)
    if not _is_readable(named, around):
        return Utterance(named.label, named.language, fixed=True)
    said = _utterance(_focus(page, sheet, choice, around), page, around)
    return said if named in page.choices else replace(said, private=False)


def instead_of_focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> Utterance:
    """Return what everybody may hear of a choice that is private: its role and position."""
    text = _sentences(_role(page, choice, around), _place(sheet, choice, around))
    return Utterance(text, around.words.language, fixed=True)


def shown_line(text: str, place: tuple[int, int], width: int) -> str:
    """Return the line of a text, broken for a width, in which the words at a place stand."""
    passed = 0
    line = ""
    for line in wrap(text, width):
        passed += len(line) + 1
        if place[0] < passed:
            break
    return line


def ways(page: Page) -> Iterator[Choice]:
    """Yield all choices of a page, those of the bar last."""
    yield from _forward(page)
    yield from page.bar


def _forward(page: Page) -> Iterator[Choice]:
    yield from page.choices
    yield from filter(None, (page.more, page.action))


def _focus(page: Page, sheet: Sheet, choice: str, around: Surroundings) -> str:
    ids = _ids(sheet)
    named = _named(page, choice)
    if choice not in ids or not _is_readable(named, around):
        return ""
    is_tile = named in page.choices
    note = named.note if is_tile else ""  # elsewhere it is a sign for the eye
    return _sentences(
        named.label,
        note,
        _role(page, choice, around),
        named.state,
        _place(sheet, choice, around),
    )


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


def _unseen(page: Page, sheet: Sheet) -> Iterator[str]:
    """Yield what is no text on the sheet: the giant number, and asides there is no room for."""
    yield page.giant
    seen = set(_texts(sheet))
    asides = (p.said for p in page.paragraphs if p.tone is Tone.ASIDE)
    yield from (aside for aside in asides if aside not in seen)


def _texts(sheet: Sheet) -> Iterator[str]:
    """Yield the paragraphs that begin on a sheet."""
    yield from (box.says for box in sheet.boxes if box.says)


def _named(page: Page, choice: str) -> Choice:
    return next((way for way in ways(page) if way.id == choice), Choice(choice, choice))


def _is_readable(choice: Choice, around: Surroundings) -> bool:
    """Tell whether a label is in the language of the page."""
    return choice.language in {"", around.words.language}


def _utterance(text: str, page: Page, around: Surroundings) -> Utterance:
    language = around.words.language
    return Utterance(text, language, private=page.private, fixed=page.step in _FIXED)


def _ids(sheet: Sheet) -> list[str]:
    return [box.choice for box in sheet.targets]


def _sentences(*parts: str) -> str:
    """Join what stands alone, so that the voice makes a pause after each part."""
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)
