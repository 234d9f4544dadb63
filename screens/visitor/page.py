"""One step of a visit as a value: what is asked or said, and what can be chosen."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.qr_code import Modules
from kiosk.utterance import Stretch


class Mark(StrEnum):
    """The state of a choice that can be switched, always shown as a sign, never as colour alone."""

    NONE = ""
    OFF = "off"
    ON = "on"
    LACKING = "lacking"


class Tone(StrEnum):
    """How a paragraph is set."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    ASIDE = "aside"
    """Left out where large text leaves no room."""
    URGENT = "urgent"


@dataclass(frozen=True)
class Paragraph:
    """Some lines of text."""

    text: str
    tone: Tone = Tone.PLAIN
    apart: tuple[Stretch, ...] = ()
    """The words of it that are in other languages than the page: their own voices say them."""


@dataclass(frozen=True)
class Choice:
    """Something to tap."""

    id: str
    label: str
    note: str = ""
    """A quieter line under the label."""
    beside: str = ""
    """German words that stand in letters, shown after the note; a German voice says them."""
    pictogram: str = ""
    mark: Mark = Mark.NONE
    state: str = ""
    """The mark in words, for those who listen."""
    language: str = ""
    """The language of the label, if it is not the page's."""

    @property
    def under(self) -> str:
        """What stands under the label."""
        return " · ".join(filter(None, (self.note, self.beside)))


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one screen says and offers; the words are those of the visitor's language."""

    step: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    choices: tuple[Choice, ...] = ()
    action: Choice | None = None
    """The way forward, shown on the bar on every sheet of the page."""
    bar: tuple[Choice, ...] = ()
    """Back, person, language, display: the same place on every page."""
    more: Choice | None = None
    """Leads to the next sheet where the page does not fit one."""
    picture: str = ""
    """The file of a picture that fills the page."""
    giant: str = ""
    """A number in giant digits."""
    code: Modules = ()
    """The QR code of the slip that did not come out, to be photographed."""
    focus: str = ""
    """The id of the choice that has the focus first; by default the way on from the first sheet."""
    reads_on: bool = False
    """The ordinary way is to read on: more and forward come before the choices."""
    private: bool = False
    """Says what the visitor came for: never spoken aloud unasked."""
    rtl: bool = False
    """Read from right to left: the layout is mirrored."""


def partly_german(text: str, german: str, tone: Tone = Tone.PLAIN) -> Paragraph:
    """Return a paragraph of another language, whose last words may be the German term."""
    start = text.rindex(german)
    apart = (Stretch(start, start + len(german), "de"),) if german else ()
    return Paragraph(text, tone, apart)
