"""Whether the screens and slips find all their words."""

from collections.abc import Iterator

from kiosk.content_check.content import Content, Finding, few
from kiosk.content_folder import SHIPPED
from kiosk.loader.tables import Tables


def findings(content: Content) -> Iterator[Finding]:
    """Yield the words that the shipped content has and this one has not."""
    for file, table in Tables(SHIPPED).named("interface").items():
        stem = file.partition("/")[2]
        absent = [key for key in table or () if f"{stem}.{key}" not in content.catalog.interface]
        if absent:
            reason = "is missing; copy it" if len(absent) == 1 else "are missing; copy them"
            yield content.fault(f"{file}.toml", few(absent), f"{reason} from the shipped content")
