"""The gettext round trip: a template of all texts, and PO files brought up to date with it."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import write_po

from kiosk.catalog import Catalog, Text
from kiosk.content_folder import layers
from kiosk.errors import ContentError
from kiosk.translations import po_file, read_file, texts

_WIDTH = 98
_COMMENT = """\
# Words of the content in this language. German is the source; edit the msgstr lines only, by hand
# or with Poedit or Weblate, and say in X-Review who reviewed it and when."""
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


class _PoFile(Messages):
    """A PO file that keeps every line of its header."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__(header_comment=_COMMENT, fuzzy=False)
        self.headers = headers

    def __iter__(self) -> Iterator[object]:  # type: ignore[override] # babel's are messages too
        head, *messages = super().__iter__()
        head.string = "".join(f"{name}: {value}\n" for name, value in self.headers.items())
        yield from (head, *messages)


def template(catalog: Catalog) -> str:
    """Return every text as a POT file, in the order of the content."""
    pot = _PoFile(_HEADER)
    for text in dict.fromkeys(texts(catalog)):
        pot.add(text.german, "", context=text.context, auto_comments=_comments(text))
    return _written(pot)


def updated(folder: Path, language: str, catalog: Catalog) -> str:
    """Return the PO file of a language as it should be, or raise ContentError if it is broken.

    New texts wait for a translation; where the German text has changed, the old translation is
    kept, marked fuzzy, with the old German beside it; what stands nowhere any more is gone. An
    office's own file holds only what the shipped one does not say.
    """
    known = read_file(folder, language) if po_file(folder, language).exists() else None
    before = {str(m.context): m for m in known.messages} if known else {}
    po = _PoFile({**_HEADER, "Language": language, **(known.header if known else {})})
    for text in _of_folder(folder, language, catalog):
        old = before.get(text.context)
        changed = old is not None and old.id != text.german
        po.add(
            text.german,
            old.string if old else "",
            context=text.context,
            flags={"fuzzy"} if old and old.string and (changed or old.fuzzy) else set(),
            previous_id=[str(old.id)] if old and changed else (),
            user_comments=old.user_comments if old else (),
            auto_comments=_comments(text),
        )
    return _written(po)


def write(path: Path, content: str) -> None:
    """Put a file in the place of another, whole or not at all; raise ContentError if it can't."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(content, encoding="utf-8")
        new.replace(path)
    except OSError as fault:
        raise ContentError(f"{path} can't be written ({fault.strerror}).") from fault


def _of_folder(folder: Path, language: str, catalog: Catalog) -> Iterator[Text]:
    below = [layer for layer in layers(folder)[:-1] if po_file(layer, language).exists()]
    said = {
        (str(m.context), str(m.id))
        for layer in below
        for m in read_file(layer, language).messages
        if m.string and not m.fuzzy
    }
    wanted = dict.fromkeys(texts(catalog))
    return (text for text in wanted if (text.context, text.german) not in said)


def _comments(text: Text) -> list[str]:
    return [comment for place, comment in _PLACES if text.context.startswith(place)]


def _written(po: Messages) -> str:
    file = io.BytesIO()
    write_po(file, po, width=_WIDTH, include_previous=True, ignore_obsolete=True)
    return file.getvalue().decode("utf-8")
