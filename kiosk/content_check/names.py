"""Names in the content that the screen needs for choices of its own."""

from collections.abc import Iterable, Iterator

from kiosk.content_check.content import Content, Finding
from screens.visitor.frame import MORE
from screens.visitor.glossary import WORDS
from screens.visitor.hearing import SOUND
from screens.visitor.steps import BACK, DISPLAY, LANGUAGE, PERSON

_OF_THE_FRAME = frozenset({BACK, PERSON, LANGUAGE, DISPLAY, SOUND, MORE, WORDS})
"""On every page: a choice of the content with such a name would do what the bar does."""
_OF_QUESTIONS = _OF_THE_FRAME | {"forward", "skip", "skip_all"}


def findings(content: Content) -> Iterator[Finding]:
    """Yield every name that would lead somewhere else."""
    catalog = content.catalog
    kinds = {
        "concerns": catalog.concerns,
        "documents": catalog.documents,
        "partners": catalog.partners,
    }
    for kind, names in kinds.items():
        for name in _taken(names, _OF_THE_FRAME | {"forward"}):
            yield _taken_name(content, content.file_of(kind, name), name)
    for file, headings in (("areas.toml", catalog.areas), ("topics.toml", catalog.topics)):
        for name in _taken(headings, _OF_THE_FRAME | {"forward"}):
            yield _taken_name(content, file, name)
    for question in catalog.questions.values():
        for name in _taken((option.id for option in question.options), _OF_QUESTIONS):
            file = content.file_of("questions", question.id)
            yield _taken_name(content, file, f"{question.id}.options: {name}")


def _taken(names: Iterable[str], reserved: frozenset[str]) -> list[str]:
    return sorted(set(names) & reserved)


def _taken_name(content: Content, file: str, key: str) -> Finding:
    return content.fault(file, key, "is a name that the screen uses itself; choose another")
