"""The gettext round trip: a template of all texts, and PO files brought up to date with it."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import normalize

from kiosk.catalog import Catalog, Text
from kiosk.content_folder import layers
from kiosk.errors import ContentError
from kiosk.translations import PLACEHOLDER, po_file, read_file, texts

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_WIDTH = 98
_COMMENT = (
    "# Words of the content in this language. German is the source; edit the msgstr lines alone,",
    "# by hand or with Poedit or Weblate, and say in X-Review who reviewed it and when.",
)
_HEADER = {
    "Project-Id-Version": "lotse-kiosk",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "X-Source-Language": "de",
    "X-Translation": "none yet",
    "X-Review": "none",
}
_PLACES = (
    ("interface.visitor", "Bildschirm: Schaltfläche oder Überschrift"),
    ("interface.slip", "gedruckter Zettel"),
    ("interface.board", "Anzeige im Warteraum"),
    ("interface.staff", "Bildschirm der Mitarbeitenden"),
    ("interface.errors", "Meldung am Bildschirm"),
    ("question.", "Frage; option: Antwort zum Antippen, kurz"),
    ("document.", "Papier: title steht in der Liste, kurz"),
    ("term.", "Wort vom Amt und seine Erklärung"),
    ("area.", "Kachel mit Bild, höchstens etwa 23 Zeichen"),
    ("topic.", "Kachel mit Bild, höchstens etwa 23 Zeichen"),
    ("letter.", "Brief vom Amt erklärt"),
    ("law.", "Name, der in andere Texte eingesetzt wird"),
)
"""What a translator should know of a place, by the beginning of its context."""
_FOR_STAFF = "interface.staff."
"""Words that only the first language of an office needs."""
_BRACES = "python-brace-format"
"""Tells Weblate and Poedit to compare the placeholders; not where one is left out on purpose."""
_FUZZY = "fuzzy"
_GUESSED = frozenset({"python-format", _BRACES})
"""Flags that are read off the German text; all others are a translator's."""
_PREVIOUS = ("| msgctxt", "| msgid", '| "')
"""How babel, which doesn't know them, reads the lines with the German of before."""


@dataclass(frozen=True, kw_only=True)
class Update:
    """A PO file as it should be, and what is different in it."""

    content: str
    new: int
    """Texts that wait for their first translation since this update."""
    changed: int
    """Translations whose German text is another now; they are marked fuzzy."""
    dropped: int
    """Translations that are gone: their text stands nowhere, or the shipped file says the same."""
    translated: int
    """Texts with a translation that is not fuzzy."""
    total: int


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """One text in a PO file."""

    text: Text
    said: str = ""
    flags: Collection[str] = ()
    comments: Collection[str] = ()
    """What translators noted."""
    previous: Collection[str] = ()
    """The lines with the German text that the translation belongs to, if that was another."""

    @property
    def is_done(self) -> bool:
        return bool(self.said) and not self.is_fuzzy

    @property
    def is_fuzzy(self) -> bool:
        return bool(self.said) and _FUZZY in self.flags

    def lines(self) -> Iterator[str]:
        flags = self._flags()
        yield from (f"# {comment}".rstrip() for comment in self.comments)
        yield from (f"#. {tip}" for place, tip in _PLACES if self.text.context.startswith(place))
        if flags:
            yield f"#, {', '.join(sorted(flags))}"
        if self.is_fuzzy:
            yield from (f"#{line}" for line in self.previous)
        yield f"msgctxt {normalize(self.text.context, width=_WIDTH)}"
        yield f"msgid {normalize(self.text.german, width=_WIDTH)}"
        yield f"msgstr {normalize(self.said, width=_WIDTH)}"

    def _flags(self) -> set[str]:
        flags = {flag for flag in self.flags if flag != _FUZZY or self.said}
        german, said = (set(PLACEHOLDER.findall(t)) for t in (self.text.german, self.said))
        is_compared = german and (german <= said or not self.said)
        return flags | ({_BRACES} if is_compared else set())


@dataclass(frozen=True, kw_only=True)
class _File:
    """A PO file as it is; without entries if there is none yet."""

    comment: Collection[str] = _COMMENT
    header: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, _Entry] = field(default_factory=dict)
    """By context."""


def template(catalog: Catalog) -> str:
    """Return every text as a POT file, in the order of the content."""
    entries = [_Entry(text=text) for text in _all(catalog).values()]
    return _written(_COMMENT, _HEADER, entries)


def updated(folder: Path, language: str, catalog: Catalog) -> Update:
    """Return the PO file of a language as it should be, or raise ContentError if it is broken.

    New texts wait for a translation; where the German text has changed, the old translation is
    kept, marked fuzzy, with the old German beside it; so it is where a text has moved; what stands
    nowhere any more is gone. An office's own file holds only what the shipped one does not say, or
    says otherwise.
    """
    file = _read(folder, language)
    texts_here = _belonging(folder, language, catalog, file)
    gone = {context: old for context, old in file.entries.items() if context not in texts_here}
    moved = {old.text.german: old for old in gone.values() if old.said}
    before = {c: file.entries.get(c) or moved.get(t.german) for c, t in texts_here.items()}
    entries = [_entry(text, before[context]) for context, text in texts_here.items()]
    kept = {old.text.context for old in before.values() if old}
    return Update(
        content=_written(file.comment, _header(file, language), entries),
        new=sum(old is None for old in before.values()),
        changed=sum(_is_of_another(before[context], text) for context, text in texts_here.items()),
        dropped=sum(bool(old.said) for context, old in gone.items() if context not in kept),
        translated=sum(entry.is_done for entry in entries),
        total=len(entries),
    )


def write(path: Path, content: str) -> None:
    """Put a file in the place of another, whole or not at all; raise ContentError if it can't."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(content, encoding="utf-8")
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as fault:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise ContentError(f"{path} can't be written ({fault.strerror}).") from fault


def _all(catalog: Catalog) -> dict[str, Text]:
    return {text.context: text for text in texts(catalog)}


def _belonging(folder: Path, language: str, catalog: Catalog, file: _File) -> dict[str, Text]:
    """Return the texts that this folder's file has to say."""
    shipped = {
        old.text: old.said
        for layer in layers(folder)[:-1]
        for old in _read(layer, language).entries.values()
        if old.is_done
    }
    for_staff = "" if language == catalog.office.languages[0] else _FOR_STAFF
    belonging: dict[str, Text] = {}
    for context, text in _all(catalog).items():
        own = file.entries.get(context)
        is_needed = text not in shipped and not (for_staff and context.startswith(for_staff))
        says_otherwise = own and own.said and own.text == text and own.said != shipped.get(text)
        if is_needed or says_otherwise:
            belonging[context] = text
    return belonging


def _read(folder: Path, language: str) -> _File:
    path = po_file(folder, language)
    if not path.exists():
        return _File()
    read = read_file(folder, language)
    with path.open(encoding="utf-8") as lines:
        top = [line.strip() for line in takewhile(lambda line: line.startswith("#"), lines)]
    return _File(
        comment=[line for line in top if line[1:2] in {"", " "}] or _COMMENT,
        header=read.header,
        entries={str(m.context): _read_entry(m) for m in read.messages},
    )


def _read_entry(message: "Message") -> _Entry:
    is_plural = not isinstance(message.string, str)  # somebody's own; no text of ours has a plural
    return _Entry(
        text=Text(str(message.context), str(message.id)),
        said="" if is_plural else str(message.string),
        flags=message.flags - _GUESSED,
        comments=[line for line in message.user_comments if not line.startswith(_PREVIOUS)],
        previous=[line for line in message.user_comments if line.startswith(_PREVIOUS)],
    )


def _entry(text: Text, old: _Entry | None) -> _Entry:
    """Return a text with the translation it had."""
    if old is None:
        return _Entry(text=text)
    if not _is_of_another(old, text):
        return replace(old, text=text)
    previous = old.previous if old.is_fuzzy else ()
    if not previous and text.german != old.text.german:
        german = normalize(old.text.german, width=_WIDTH)
        previous = [f"| {line}" for line in f"msgid {german}".split("\n")]
    return replace(old, text=text, flags={*old.flags, _FUZZY}, previous=previous)


def _is_of_another(old: _Entry | None, text: Text) -> bool:
    """Tell whether a translation was made for another text, or for another place."""
    return bool(old and old.said and old.text != text)


def _header(file: _File, language: str) -> Mapping[str, str]:
    """Return the lines of the header as they were, and those that are missing."""
    ours = {**_HEADER, "Language": language}
    return {**file.header, **{key: ours[key] for key in ours if key not in file.header}}


def _written(
    comment: Collection[str], header: Mapping[str, str], entries: Collection[_Entry]
) -> str:
    parts = ([*comment, *_header_lines(header)], *(entry.lines() for entry in entries))
    return "".join("\n".join([*lines, "", ""]) for lines in parts)


def _header_lines(header: Mapping[str, str]) -> Iterator[str]:
    """Yield the first entry; its values are escaped already, as they stood in a file."""
    yield from ('msgid ""', 'msgstr ""')
    for name, value in header.items():
        line = f"{name}: {value}" if value or name[-1] != ":" else name
        yield f'"{line}\\n"'
