"""Texts that nobody sees yet, and that no translator has seen either."""

from collections.abc import Iterator

from kiosk.content_check.content import Content, Finding, few
from kiosk.translations import SOURCE, texts


def findings(content: Content) -> Iterator[Finding]:
    """Yield one note on all texts without a translation that are not shown yet."""
    lacking = untranslated(content)
    if lacking:
        languages = sorted(set().union(*lacking.values()))
        yield content.note(
            "",
            few(list(lacking)),
            f"nobody sees it yet, and it has no translation into {', '.join(languages)}; "
            "add one before you confirm it",
        )


def untranslated(content: Content) -> dict[str, set[str]]:
    """Return by its place which languages of the office lack a text that is not shown."""
    shown = {text.context for text in texts(content.shown)}
    hidden = dict.fromkeys(text.context for text in texts(content.catalog))
    lacking = {place: _lacking(content, place) for place in hidden if place not in shown}
    return {place: languages for place, languages in lacking.items() if languages}


def _lacking(content: Content, place: str) -> set[str]:
    spoken = (each for each in content.catalog.office.languages if each != SOURCE)
    return {language for language in spoken if place not in content.said[language]}
