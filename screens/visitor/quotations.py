"""German within a translation: what to say at the desk, or what stands on a letter; pure."""

import re
from collections.abc import Iterator

from kiosk.catalog import Catalog
from kiosk.plain import END, ISOLATE
from kiosk.ports import Words
from kiosk.translations import texts
from kiosk.utterance import Stretch

# German sentences and nouns begin with a capital; "nie" is also Polish.
_QUOTED = re.compile(r"[„“”\"«»‚‘]([A-ZÄÖÜ][^„“”\"«»‚‘’]+)[“”\"«»‘’]")

_UNSEEN = str.maketrans("", "", ISOLATE + END)


def all_german(catalog: Catalog, german: Words) -> str:
    """Return the German texts, one a line."""
    return "\n".join(map(german, texts(catalog)))


def quoted(text: str, german: str) -> Iterator[Stretch]:
    """Yield where a text of another language quotes one of the German texts."""
    for found in _QUOTED.finditer(text):
        if found[1].translate(_UNSEEN) in german:
            yield Stretch(*found.span(1), "de")
