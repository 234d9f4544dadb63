"""Understanding a letter: which one it is, what it wants, until when, what to do."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.any_slip import plain_letters
from kiosk.catalog import Option
from screens.visitor.concerns import after_answers
from screens.visitor.glossary import WORDS
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit
from screens.visitor.wrapping import wrap

FORWARD, OTHER, ALL_WORDS = "forward", "other", "all_words"

_WIDTH, _ROWS = 36, 5
"""The cells a choice has for its words where text is largest."""


class Letters:
    """The kinds of letters, by what stands at their top."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002 - see Step
        """Offer each kind by its title, its look and its German headlines; and hard words."""
        letters = around.catalog.letters
        question = around.catalog.questions[letters.question]
        kinds = tuple(_kind(o, around) for o in question.options if o.id in letters.kinds)
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


def _kind(option: Option, around: Surroundings) -> Choice:
    """Offer a kind of letter, with its headlines as far as a small screen has room for them.

    What its title says as well is the first to be left out.
    """
    said = plain_letters(around.words(option.text))
    headlines = around.catalog.letters.kinds[option.id].headlines
    others = [headline for headline in headlines if plain_letters(headline) != said]
    kept: list[str] = []
    best = _with_headlines(option, [], around)
    for headline in sorted(others, key=lambda headline: plain_letters(headline) in said):
        tried = [other for other in others if other in {*kept, headline}]
        choice = _with_headlines(option, tried, around)
        if len(wrap(choice.label, _WIDTH)) + len(wrap(choice.under, _WIDTH)) <= _ROWS:
            kept, best = tried, choice
    return best


def _with_headlines(option: Option, headlines: Sequence[str], around: Surroundings) -> Choice:
    """Offer a kind of letter by its look and headlines, which are German in every language."""
    return Choice(
        option.id,
        around.words(option.text),
        note=around.words(around.catalog.letters.kinds[option.id].looks),
        beside=", ".join(headlines),
        pictogram=option.pictogram,
    )


STEPS: dict[str, Step] = {"letters": Letters(), "letter": OneLetter()}
