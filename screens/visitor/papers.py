"""The merged checklist, and what to do without a paper."""

from dataclasses import replace

from kiosk import guide
from kiosk.catalog import Need
from kiosk.guide import Item
from screens.visitor.page import Choice, Mark, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit, german

FORWARD, HAVE, LACK, LATER, LEAVE = "forward", "have", "lack", "later", "leave"
PRINT = "print"
"""The step in which a slip without a number is printed; the screen does it."""


class Checklist:
    """All papers of this visit, each once."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """List the papers, those needed first, with what the visitor said of each."""
        items = guide.checklist(around.catalog, visit.concerns, visit.answers)
        choices = tuple(_choice(item, visit, around) for item in items)
        return Page(
            step="checklist",
            title=around.say("bring_these" if items else "bring_nothing"),
            paragraphs=(Paragraph(around.say("tap_a_paper"), Tone.ASIDE),) if items else (),
            choices=choices,
            action=Choice(FORWARD, around.say("forward"), note="→"),
            private=True,
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Look at a paper, or go on."""
        if choice != FORWARD:
            return visit.to("document", choice)
        return visit.to("whats_next" if _only_asks(visit) else "share")


class Paper:
    """One paper: how it looks, where to get it, what to do without it."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Explain the paper and ask whether the visitor has it."""
        document = around.catalog.documents[visit.place.about]
        words, say = around.words, around.say
        lines = german(around.beside(document.title), Tone.QUIET)
        lines.append(Paragraph(words(document.looks)))
        if visit.papers.get(document.id) is False:
            lines.insert(
                0, Paragraph(f"{say('without_it')} {words(document.without)}", Tone.STRONG)
            )
        lines.append(Paragraph(f"{say('where_to_get')} {words(document.where)}"))
        return Page(
            step="document",
            title=words(document.title),
            paragraphs=tuple(lines),
            choices=self._answers(visit, around),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Keep the answer; without the paper, say what to do."""
        document = visit.place.about
        if choice == LACK:
            return replace(visit.paper(document, has=False), focus=LATER)
        if choice == HAVE:
            visit = visit.paper(document, has=True)
        elif document not in visit.papers:
            visit = visit.paper(document, has=False)
        return visit.back()

    def _answers(self, visit: Visit, around: Surroundings) -> tuple[Choice, ...]:
        say = around.say
        if visit.papers.get(visit.place.about) is False:
            return (
                Choice(LATER, say("to_the_list"), pictogram="checklist"),
                Choice(HAVE, say("have_it"), pictogram="yes"),
            )
        return (
            Choice(HAVE, say("have_it"), pictogram="yes"),
            Choice(LACK, say("dont_have_it"), pictogram="no"),
        )


class WhatsNext:
    """Asks what now, once the visitor knows what to bring."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Offer a number, the list on paper, other help, or to leave."""
        say = around.say
        return Page(
            step="whats_next",
            title=say("what_next"),
            choices=(
                Choice("share", say("take_number"), note=around.not_here(), pictogram="number"),
                Choice(PRINT, say("print_list"), pictogram="print"),
                Choice("nearby", say("help_nearby"), pictogram="help_nearby"),
                Choice(LEAVE, say("done"), pictogram="finish"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go there."""
        return Visit(language=visit.language) if choice == LEAVE else visit.to(choice)


def missing(visit: Visit, around: Surroundings) -> tuple[str, ...]:
    """Return the needed papers the visitor does not have."""
    items = guide.checklist(around.catalog, visit.concerns, visit.answers)
    needed = (i.document for i in items if i.need is not Need.IF_ASKED)
    return tuple(document for document in needed if visit.papers.get(document) is False)


def _only_asks(visit: Visit) -> bool:
    return any(place.about == "needed" for place in visit.trail)


def _choice(item: Item, visit: Visit, around: Surroundings) -> Choice:
    document = around.catalog.documents[item.document]
    has = visit.papers.get(item.document)
    mark = Mark.OFF if has is None else Mark.ON if has else Mark.LACKING
    need = around.say(f"need_{item.need}") if item.need is not Need.REQUIRED else ""
    return Choice(
        item.document,
        around.words(document.title),
        note=need,
        beside=around.beside(document.title),
        pictogram=document.pictogram or document.kind,
        mark=mark,
        state=around.say({Mark.OFF: "open", Mark.ON: "have_it"}.get(mark, "dont_have_it")),
    )


STEPS: dict[str, Step] = {
    "checklist": Checklist(),
    "document": Paper(),
    "whats_next": WhatsNext(),
}
