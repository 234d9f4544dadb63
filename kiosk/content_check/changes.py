"""Changes of laws that the content records, and that nothing in it rests on."""

from collections.abc import Iterator

from kiosk.content_check.content import Content, Finding
from kiosk.legal import sections
from kiosk.reread import items, law_changes


def findings(content: Content) -> Iterator[Finding]:
    """Yield every change of a law that no `legal` line names."""
    known = {named.law for item in items(content.catalog) for named in sections(item.legal)}
    for change in law_changes(content.folder):
        laws = {named.law for named in sections(change.legal)}
        for law in sorted(laws - known):
            yield content.fault(
                "law.toml",
                change.place.removeprefix("law."),
                f"nothing rests on {law!r}; write it as it stands under legal, or delete the entry",
            )
