"""How much of the content each language says, and who has looked at it."""

from collections.abc import Iterator

from kiosk.catalog import Catalog, Text
from kiosk.content_check.content import Content
from kiosk.translations import SOURCE, languages, texts

_FOR_STAFF = "interface.staff."


def coverage(content: Content) -> Iterator[str]:
    """Yield one line for each language."""
    for language in languages(content.folder):
        wanted = _wanted(content.catalog, language)
        if language == SOURCE:
            yield f"{language}: {len(wanted)} texts, the source of all others"
            continue
        file = content.translations[language]
        said = {Text(str(m.context), str(m.id)): m.fuzzy for m in file.messages if m.string}
        fuzzy = sum(said.get(text, False) for text in wanted)
        translated = sum(text in said for text in wanted) - fuzzy
        yield (
            f"{language}: {translated} of {len(wanted)} texts, {fuzzy} fuzzy; "
            f"review: {file.header.get('X-Review') or 'none'}"
        )


def _wanted(catalog: Catalog, language: str) -> list[Text]:
    """Return the texts a language needs: those for staff only if the office's staff use it."""
    for_staff = language in {SOURCE, catalog.office.languages[0]}
    every = dict.fromkeys(texts(catalog))
    return [text for text in every if for_staff or not text.context.startswith(_FOR_STAFF)]
