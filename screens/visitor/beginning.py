"""The first steps: start, language, what can we do for you; and those reached from everywhere."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.utterance import Stretch
from screens.visitor.closed import time_of
from screens.visitor.hearing import READ_ALOUD, SOUND
from screens.visitor.page import Choice, Page, Paragraph, Tone
from screens.visitor.visit import Step, Surroundings, Visit

HELP_AGAIN, HELP_DONE = "help_again", "help_done"
LARGER, CONTRAST = "larger", "contrast"


class Start:
    """The screen that waits for somebody."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Welcome in every language of the office, say the hours, apologise if something failed."""
        lines = [Paragraph(around.catalog.office.name, Tone.ASIDE), *_apology(visit, around)]
        lines += [Paragraph(around.say("offer"))] if around.opening.is_open else _closed(around)
        if around.opening.is_open and around.no_slips:
            lines.append(Paragraph(around.say("no_slips"), Tone.STRONG))
        if around.message:
            lines.append(Paragraph(around.message, Tone.STRONG))
        if around.opening.is_open:
            lines.append(Paragraph(around.say("private"), Tone.QUIET))
        lines += _greetings(around)
        return Page(
            step="start",
            title=around.say("welcome"),
            paragraphs=tuple(lines),
            choices=(
                Choice("begin", around.say("begin"), pictogram="next"),
                *((_read_aloud(around),) if _offers_voice(around) else ()),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Ask for the language, or begin to listen."""
        return visit if choice == READ_ALOUD else visit.to("language", "first")


def _greetings(around: Surroundings) -> Iterator[Paragraph]:
    """Yield the welcome in all other languages, each for a voice of its own."""
    welcome = around.catalog.interface["visitor.welcome"]
    says = around.dictionary.says
    said = {says(name, welcome): name for name in around.dictionary}
    said.pop(around.say("welcome"), None)
    text, apart = "", list[Stretch]()
    for greeting, language in said.items():
        text += "\u00a0· " if text else ""
        apart.append(Stretch(len(text), len(text) + len(greeting), language))
        text += greeting.replace(" ", "\u00a0")
    if text:
        yield Paragraph(text, Tone.ASIDE, tuple(apart))


class Language:
    """Chooses the language; reached at the start and from every page."""

    def page(self, visit: Visit, around: Surroundings) -> Page:
        """Offer each language by its own name."""
        names = around.dictionary.names()
        first = visit.place.about == "first"
        mute = around.hearing.mute if around.hearing.on else ()
        text_only = around.say("text_only")
        choices = tuple(
            Choice(language, name, note=text_only if language in mute else "", language=language)
            for language, name in names.items()
        )
        focus = "" if first else visit.language
        return Page(
            step="language", title=around.say("which_language"), choices=choices, focus=focus
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go on in the language chosen; answers are kept."""
        chosen = replace(visit, language=choice)
        first = visit.place.about == "first"
        return chosen.to("menu") if first else replace(chosen.back(), focus="")


class Menu:
    """The ways: a number, what is needed, a letter, entitlements, help nearby, help at once."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002
        """Offer the ways."""
        say = around.say
        draft = (Paragraph(say("draft"), Tone.QUIET),) if around.words.draft else ()
        return Page(
            step="menu",
            title=say("what_can_we_do"),
            paragraphs=draft,
            choices=(
                Choice("number", say("take_number"), note=around.not_here(), pictogram="number"),
                Choice("needed", say("what_do_i_need"), pictogram="checklist"),
                Choice("letters", say("understand_letter"), pictogram="understand_letter"),
                Choice("entitled", say("what_am_i_entitled_to"), pictogram="entitled"),
                Choice("nearby", say("help_nearby"), pictogram="help_nearby"),
                Choice("acute", say("in_need"), pictogram="urgent"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Begin one of the ways."""
        if choice in {"number", "needed"}:
            return visit.to("concerns", choice)
        return visit.to(choice)


class Person:
    """Somebody has been called; the store is told by the screen that enters this step."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002
        """Say that somebody comes, and what to do if not."""
        say = around.say
        return Page(
            step="person",
            title=say("person_comes"),
            paragraphs=(Paragraph(say("person_wait")), Paragraph(say("person_if_not"))),
            choices=(
                Choice("go_on", say("go_on"), pictogram="next"),
                Choice(HELP_DONE, say("help_done"), pictogram="no"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Go back to where help was called."""
        return visit.back()


class Display:
    """Larger text and more contrast; the screen that shows it does the rest."""

    def page(self, visit: Visit, around: Surroundings) -> Page:  # noqa: ARG002
        """Offer what can be changed."""
        say = around.say
        larger = (Choice(LARGER, say("larger"), pictogram="larger"),)
        fixed = (Paragraph(say("larger_unavailable"), Tone.QUIET),)
        return Page(
            step="display",
            title=say("how_to_see"),
            paragraphs=() if around.can_enlarge else fixed,
            choices=(
                Choice("go_on", say("go_on"), pictogram="next"),
                *(larger if around.can_enlarge else ()),
                Choice(CONTRAST, say("contrast"), pictogram="contrast"),
                Choice(SOUND, say("sound"), pictogram="speech"),
            ),
        )

    def choose(self, visit: Visit, around: Surroundings, choice: str) -> Visit:  # noqa: ARG002
        """Stay, so that the change can be seen, or go back; or see to the sound."""
        if choice == SOUND:
            return visit.to(SOUND)
        return visit.back() if choice == "go_on" else replace(visit, focus=choice)


def _closed(around: Surroundings) -> list[Paragraph]:
    """Say that no numbers are given now, when the Jobcenter is next, and what can be done."""
    next_time = [
        Paragraph(time_of(meeting, around), Tone.STRONG) for meeting in around.opening.meetings[:1]
    ]
    not_here = Paragraph(around.say("not_here_now"), Tone.STRONG)
    return [not_here, *next_time, Paragraph(around.say("still_possible"))]


def _offers_voice(around: Surroundings) -> bool:
    return not around.hearing.on and around.hearing.can_speak(around.dictionary)


def _read_aloud(around: Surroundings) -> Choice:
    return Choice(READ_ALOUD, around.say("read_aloud"), pictogram="headphones")


def _apology(visit: Visit, around: Surroundings) -> list[Paragraph]:
    """Say that something went wrong, what, and whom to ask; nothing of the visit is kept."""
    if not visit.place.about:
        return []
    said = (around.say(key) for key in ("sorry", visit.place.about, "ask_a_person"))
    return [Paragraph(" ".join(said), Tone.URGENT)]


STEPS: dict[str, Step] = {
    "start": Start(),
    "language": Language(),
    "menu": Menu(),
    "person": Person(),
    "display": Display(),
}
