"""What is got ready before somebody comes: the pages whose pictures and prompts are made; pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kiosk.utterance import Utterance
from screens.visitor import steps
from screens.visitor.frame import Sheet
from screens.visitor.page import Page
from screens.visitor.speaking import spoken_focus, spoken_page
from screens.visitor.visit import ASK, Surroundings, Visit

LaidOut = Callable[[Page], Sequence[Sheet]]

_PICTURED = ("menu", "concerns", "person", "display", "acute", "nearby")
"""Besides the questions."""
_HEARD = ("start", "language", "menu", "display", "sound", "person")
"""The steps that say the same to everybody."""
_LINES = ("speech_begins", "withheld", "goodbye")
"""What is said around the pages."""


def pictured(around: Surroundings) -> list[Page]:
    """Return most pages with pictograms."""
    visit = Visit(language=around.words.language)
    first = (visit.to(step) for step in _PICTURED)
    asked = (visit.to(ASK, question) for question in around.catalog.questions)
    return [steps.page_of(each, around) for each in (visit, *first, *asked)]


def prompts(around: Surroundings, laid_out: LaidOut) -> Iterator[Utterance]:
    """Yield what everybody hears who begins to listen in this language."""
    listening = replace(around, hearing=replace(around.hearing, on=True))
    visit = Visit(language=around.words.language)
    for line in _LINES:
        yield Utterance(around.say(line), around.words.language, fixed=True)
    for page in (steps.page_of(visit.to(step), listening) for step in _HEARD):
        for sheet in laid_out(page):
            tiles = [box.choice for box in sheet.targets if box.role == "tile"]
            yield from (spoken_page(page, sheet, tile, listening) for tile in tiles[:1])
            for box in sheet.targets:
                yield spoken_focus(page, sheet, box.choice, listening)
