"""Somebody who sees nothing: knows only what was said, and has the keys up, down, enter, back."""

from collections.abc import Mapping

from kiosk.catalog import Text
from kiosk.ports import SpeechEvent
from tests.recording_voice import RecordingVoice
from tests.visitors import Visitor

NONE: Mapping[str, str] = {}
MOST_CHOICES = 40
MOST_SHEETS = 12
FORWARD = {
    "area": "forward",
    "question": "skip_questions",
    "hints": "forward",
    "checklist": "forward",
}
"""What leads on from each step on the way to a number."""


class Robot:
    """Finds each choice by listening; what it looks for is named by its label."""

    def __init__(self, person: Visitor, voice: RecordingVoice) -> None:
        self._person = person
        self._voice = voice
        self._sheet = ""

    @property
    def heard(self) -> str:
        """All that was said so far."""
        return "\n".join(said.text for said in self._voice.said)

    async def begin(self, language: str = "de") -> None:
        """Begin to listen, and choose the language by its own name."""
        await self._press("f2")
        await self._choose(self._words("begin"))
        name = self._person.app.office.catalog.interface["visitor.language_name"]
        await self._choose(self._person.app.dictionary.says(language, name), listed=False)

    async def allow_everybody_to_hear(self) -> None:
        """Find the way to have private things said aloud, as the voice tells."""
        await self._choose(self._words("sound"), listed=False)
        await self._choose(self._words("say_private_aloud"))

    async def go_back_to(self, step: str) -> None:
        """Go back as far as that."""
        while self._person.step != step:
            await self._press("backspace")

    async def take_a_number_for(self, *path: str, answers: Mapping[str, str] = NONE) -> None:
        """Choose areas and concerns by turns, answer, share, take the list along.

        After the answers that are named all other questions are skipped.
        """
        catalog = self._person.app.office.catalog
        await self._choose(self._words("take_number"))
        for turn, (area, concern) in enumerate(zip(path[::2], path[1::2], strict=True)):
            if turn:
                await self._choose(self._words("more_concerns"))
            await self._choose(self._text(catalog.areas[area].title))
            await self._choose(self._text(catalog.concerns[concern].title))
        while self._person.step in FORWARD:
            await self._answer_or_go_on(answers)
        await self._choose(self._words("yes_share"))
        await self._choose(self._words("yes_list"))
        await self._person.until(lambda: self._person.step == "number")
        await self._person.until(lambda: self._slip() is not None)
        await self._person.until(lambda: self._person.app.view.page.choices)
        self._voice.happen(SpeechEvent.FINISHED)
        await self._person.until(lambda: self._words("see_slip") in self._voice.said[-1].text)
        self._sheet = self._voice.said[-1].text

    async def _answer_or_go_on(self, answers: Mapping[str, str]) -> None:
        about = self._person.app.visit.place.about
        if self._person.step != "question" or about not in answers:
            await self._choose(self._words(FORWARD[self._person.step]))
            return
        question = self._person.app.office.catalog.questions[about]
        chosen = next(o for o in question.options if o.id == answers[about])
        await self._choose(self._text(chosen.text))
        if question.several:
            await self._choose(self._words("forward"))

    async def hear_the_slip(self) -> None:
        """Listen to what is on the slip, sheet by sheet."""
        await self._choose(self._words("see_slip"))
        for _ in range(MOST_SHEETS):
            if not await self._go_to(self._words("more")):
                return
            await self._press("enter")

    async def _choose(self, label: str, *, listed: bool = True) -> None:
        """Choose what is called so, on the sheet where it is offered."""
        for _ in range(MOST_SHEETS):
            if (not listed or label in self._sheet) and await self._go_to(label):
                await self._press("enter")
                return
            assert await self._go_to(self._words("more")), f"{label!r}: {self._sheet!r}"
            await self._press("enter")
        raise AssertionError(f"{label!r} was not offered on {MOST_SHEETS} sheets")

    async def _go_to(self, label: str) -> bool:
        """Go down until this label is said; tell whether it was, going once around."""
        first = ""
        for _ in range(MOST_CHOICES):
            said = await self._hear_after("down")
            if said == label or said.startswith(f"{label.rstrip('.?!')}{_end(label)} "):
                return True
            if said == first:
                return False
            first = first or said
        return False

    async def _press(self, key: str) -> None:
        self._sheet = await self._hear_after(key)

    async def _hear_after(self, key: str) -> str:
        """Press a key and listen: every press is answered by something that is said."""
        before = len(self._voice.said)
        await self._person.press(key)
        await self._person.until(
            lambda: len(self._voice.said) > before and not self._person.app.learns
        )
        return self._voice.said[-1].text

    def _slip(self) -> object:
        taken = self._person.app.visit.taken
        return taken.slip if taken else None

    def _words(self, key: str) -> str:
        return self._text(self._person.app.office.catalog.interface[f"visitor.{key}"])

    def _text(self, text: Text) -> str:
        return self._person.app.dictionary[self._person.app.visit.language](text)


def _end(label: str) -> str:
    """Return how the sentence ends that a label makes."""
    return label[-1] if label[-1] in ".?!" else "."
