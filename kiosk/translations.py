"""The PO files of the content: which languages there are, and what is wrong with them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalog import Catalog, Text
from kiosk.content_folder import layers
from kiosk.errors import ContentError
from kiosk.plain import plain

if TYPE_CHECKING:
    from babel.messages.catalog import Message

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A value to be filled in, such as {benefit}."""

SOURCE = "de"
"""The language of the TOML files; it needs no PO file."""

_FOR_STAFF = "interface.staff."
"""Words that only the first language of an office needs."""

_ENTRY = r'\nmsgctxt "{}"\nmsgid "{}"\nmsgstr "([^"\\\n]+)"\n'
"""A message short enough for a line; longer ones are never looked for alone."""
_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?{_STRING}\s*)?"
)


@dataclass(frozen=True)
class Translations:
    """A PO file: its header, such as X-Review, and its messages."""

    header: Mapping[str, str]
    messages: "tuple[Message, ...]"
    own: int
    """How many of them, from the end, stand in the office's own folder."""


def po_file(folder: Path, language: str) -> Path:
    """Return where the translations of a language are kept."""
    return folder / "locale" / language / "LC_MESSAGES" / "content.po"


def languages(folder: Path) -> tuple[str, ...]:
    """Return German and every language that has a PO file."""
    found = (p for layer in layers(folder) for p in layer.glob("locale/*/LC_MESSAGES/content.po"))
    return (SOURCE, *sorted({path.parent.parent.name for path in found}))


def read_translations(folder: Path, language: str) -> Translations:
    """Read the PO files of a language, the office's own last, or raise ContentError."""
    holding = [layer for layer in layers(folder) if po_file(layer, language).exists()]
    read = [read_file(layer, language) for layer in holding or [folder]]
    header = {key: value for each in reversed(read) for key, value in each.header.items()}
    messages = tuple(message for each in read for message in each.messages)
    own = len(read[-1].messages) if po_file(folder, language).exists() else 0
    return Translations(header=header, messages=messages, own=own)


def read_file(folder: Path, language: str) -> Translations:
    """Read the PO file of one folder, or raise ContentError."""
    place = f"{_place(folder, language)}:"
    from babel.messages.pofile import PoFileError, read_po  # German needs no PO file

    try:
        lines = po_file(folder, language).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            if not _LINE.fullmatch(line):
                raise ContentError(f"{place} line {number} can't be read; check its quotes.")
        held = ["" if line.startswith("#~") else line for line in lines]
        messages = tuple(message for message in read_po(held, abort_invalid=True) if message.id)
        return Translations(header=_header(lines), messages=messages, own=len(messages))
    except PoFileError as fault:
        raise ContentError(f"{place} {fault} in line {fault.lineno}; mend it.") from fault
    except UnicodeDecodeError as fault:
        raise ContentError(f"{place} is not UTF-8; save it with that encoding.") from fault
    except OSError as fault:
        raise ContentError(f"{place} can't be read ({fault.strerror}); put it there.") from fault


def one_translation(folder: Path, language: str, text: Text) -> str:
    """Return one text in a language, found without reading the rest of its file."""
    if language == SOURCE:
        return text.german
    for layer in reversed(layers(folder)):
        with suppress(OSError, UnicodeDecodeError):
            file = po_file(layer, language).read_text(encoding="utf-8")
            found = re.search(_ENTRY.format(*map(_quoted, (text.context, text.german))), file)
            if found and found[1]:
                return plain(found[1])
    return text.german


def translation_problems(folder: Path, catalog: Catalog | None) -> list[str]:
    """Return one sentence for every fault of the PO files; without a catalog only broken ones."""
    return [
        fault
        for language in languages(folder)
        if language != SOURCE and _is_kept(folder, language, catalog)
        for fault in _of_language(folder, language, catalog)
    ]


def _is_kept(folder: Path, language: str, catalog: Catalog | None) -> bool:
    """Tell whether a language is this folder's own or one of its office."""
    spoken = catalog is None or language in catalog.office.languages
    return spoken or po_file(folder, language).exists()


def texts(value: object) -> Iterator[Text]:
    """Yield every text within a value that needs a translation."""
    if isinstance(value, Text):
        if value.context:
            yield value
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        yield from texts(tuple(getattr(value, part.name) for part in fields(value)))


def _quoted(text: str) -> str:
    return re.escape(text.replace('"', '\\"'))


def _header(lines: Sequence[str]) -> dict[str, str]:
    """Read the first entry, whose lines may be wrapped anywhere."""
    entry = takewhile(str.strip, lines)
    joined = "".join(line.strip()[1:-1] for line in entry if line.startswith('"'))
    parts = (part.partition(": ") for part in joined.split("\\n"))
    return {key: value for key, _, value in parts if key}


def _place(folder: Path, language: str) -> str:
    return f"{folder.resolve().name}/locale/{language}/LC_MESSAGES/content.po"


def _of_language(folder: Path, language: str, catalog: Catalog | None) -> Iterator[str]:
    try:
        translations = read_translations(folder, language)
    except ContentError as fault:
        yield str(fault)
        return
    if catalog is None:
        return
    messages = {str(m.context): m for m in translations.messages}
    wanted = {text.context: text for text in texts(catalog)}
    for context, text in wanted.items():
        if context.startswith(_FOR_STAFF) and language != catalog.office.languages[0]:
            continue
        if reason := _fault(text, messages.get(context), catalog):
            yield f"{_place(folder, language)}: {context}: {reason}."
    own = translations.messages[len(translations.messages) - translations.own :]
    for context in {str(message.context) for message in own} - wanted.keys():
        yield f"{_place(folder, language)}: {context}: stands nowhere in the content; delete it."


def _fault(text: Text, message: "Message | None", catalog: Catalog) -> str | None:
    if message is None or not message.string:
        return "has no translation; add one"
    if message.id != text.german:
        return "the German text has changed; compare and translate again"
    return (
        "is marked fuzzy; check it and remove the mark"
        if message.fuzzy
        else _misprint(message, catalog.law)
    )


def _misprint(message: "Message", law: Collection[str]) -> str | None:
    if plain(str(message.string)) != message.string:
        return "holds an invisible character or separate accents; type it again"
    german, said = (set(PLACEHOLDER.findall(str(t))) for t in (message.id, message.string))
    if invented := said - german:
        return f"has {{{min(invented)}}}, which the German text has not; remove it"
    if lost := german - said - set(law):
        return f"lacks {{{min(lost)}}}; put it in"
    return None
