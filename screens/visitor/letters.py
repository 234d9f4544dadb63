"""Understanding a letter: which one it is, what it wants, until when, what to do."""

from dataclasses import replace

from screens.visitor.concerns import after_answers
from screens.visitor.glossary import WORDS
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit

FORWARD, OTHER, ALL_WORDS = "forward", "other", "all_words"


class Letters:
    """The kinds of letters, by what stands at their top."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Offer each kind, beside a translation with its German headlines; and hard words."""
        letters = around.catalog.letters
        translated = not around.words.language.startswith("de")
        question = around.catalog.questions[letters.question]
        kinds = tuple(
            Choice(
                option.id,
                around.words(option.text),
                beside=", ".join(letters.kinds[option.id].headlines) if translated else "",
                pictogram=option.pictogram,
            )
            for option in question.options
            if option.id in letters.kinds
        )
        return Page(
            step="letters",
            title=around.words(question.text),
            choices=(
                *kinds,
                Choice(OTHER, around.say("other_letter"), pictogram="unknown"),
                Choice(ALL_WORDS, around.say("all_words"), pictogram="info"),
            ),
            private=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Look at a kind; with another letter, ask at the desk."""
        letters = around.catalog.letters
        if choice == ALL_WORDS:
            return visit.to(WORDS)
        if choice == OTHER:
            return after_answers(replace(visit, concerns=(letters.concern,)), around)
        return visit.answer(letters.question, frozenset({choice})).to("letter", choice)


class OneLetter:
    """One kind of letter."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Say what it wants, until when, and what to do."""
        letters, say = around.catalog.letters, around.say
        letter = letters.kinds[visit.place.about]
        question = around.catalog.questions[letters.question]
        (option,) = (o for o in question.options if o.id == letter.id)
        lines = [
            Paragraph(around.words(letter.wants), Tone.STRONG),
            Paragraph(f"{say('until_when')} {around.words(letter.until)}"),
            Paragraph(around.words(letter.todo)),
            Paragraph(f"{say('how_it_looks')} {around.words(letter.looks)}", Tone.QUIET),
        ]
        return Page(
            step="letter",
            title=around.words(option.text),
            paragraphs=tuple(lines),
            choices=(
                Choice("nearby", say("help_nearby"), pictogram="help_nearby"),
                Choice("letters", say("other_letter"), pictogram="letter"),
            ),
            action=Choice(FORWARD, say("forward"), note="→"),
            private=True,
            reads_on=True,
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:
        """Go on to questions, list and number, or to others who help."""
        if choice == FORWARD:
            concerns = (around.catalog.letters.concern,)
            return after_answers(replace(visit, concerns=concerns), around)
        return visit.back() if choice == "letters" else visit.to(choice)


STEPS: dict[str, Step] = {"letters": Letters(), "letter": OneLetter()}
