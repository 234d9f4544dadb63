"""What the voice says of an item: the page it has on the screen, without what all pages have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.catalog import Concern, Question, Text
from screens.visitor import steps
from screens.visitor.frame import Box, Sheet
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.speaking import spoken_page
from screens.visitor.visit import ASK, Place, Surroundings, Visit


@dataclass(frozen=True)
class Voice:
    """Speaks in the language of its surroundings."""

    around: Surroundings

    def question(self, question: Question, concerns: tuple[str, ...] = ()) -> str:
        """Return what is said when it is asked: the question and every answer."""
        triage = question.id == self.around.catalog.triage.question
        page = self._page("acute" if triage else ASK, question.id, concerns=concerns)
        return self._said(page, page.choices)

    def document(self, name: str) -> str:
        """Return what is said to somebody who does not have it."""
        return self._said(self._page("document", name, lacks=name))

    def page(self, step: str, about: str) -> str:
        """Return what is said of a letter, a claim, a term or a partner."""
        return self._said(self._page(step, about))

    def sentence(self, text: Text) -> str:
        """Return a text as it is said: without sentences whose value nobody knows."""
        paragraph = Paragraph(self.around.words(text))
        return self._said(Page(step="", title="", paragraphs=(paragraph,)))

    def tile(self, concern: Concern) -> str:
        """Return what is said of a concern where it is offered."""
        return self._said(Page(step="", title=self.around.words(concern.title)))

    def _page(
        self, step: str, about: str, *, concerns: tuple[str, ...] = (), lacks: str = ""
    ) -> Page:
        visit = Visit(
            language=self.around.words.language,
            trail=(Place("start"), Place(step, about)),
            concerns=concerns,
            papers={lacks: False} if lacks else {},
        )
        return steps.page_of(visit, self.around)

    def _said(self, page: Page, choices: Sequence[Choice] = ()) -> str:
        lines = tuple(line for line in page.paragraphs if line.tone is not Tone.ASIDE)
        bare = replace(
            page, paragraphs=lines, choices=tuple(choices), action=None, bar=(), more=None
        )
        texts = (Box(0, 0, 0, 0, "text", says=line) for line in lines)
        tiles = (Box(0, 0, 0, 0, "tile", choice=choice.id) for choice in choices)
        return spoken_page(bare, Sheet((*texts, *tiles), 0, 1), "", self.around).text
