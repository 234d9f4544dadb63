"""Which sections of which laws a `legal` line names, such as "§§ 22 Abs. 1, 37 SGB II"; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Place = tuple[int, str]
"""A section's number and letter, in the order of a law: 31, 31a, 32."""

LAW_CHANGES = "changes"
"""What law.toml calls the changes of laws among its values."""

_FIRST: Place = (0, "")
_LAST: Place = (1_000_000, "")
_REMARK = re.compile(r"\([^)]*\)")
_LAW = re.compile(
    r"SGB [IVX]+\b"
    r"|\b[A-ZÄÖÜ][A-Za-zäöüß]*[A-ZÄÖÜ][A-Za-zäöüß]*\b(?:/EU)?"  # BGB, EnWG, FreizügG/EU
)
_LEAST_LETTERS = 3
_COURTS = frozenset({"BSG", "LSG", "BVerfG", "BVerwG", "BGH", "EuGH"})
_SECTION = re.compile(r"(\d+)([a-z]?)(?:-([a-z]))?")
_INSIDE = re.compile(
    r"\b(?:Abs|Satz|Nr|Halbsatz)\.? *\d+[a-z]*\b(?:(?: und | bis | oder )\d+[a-z]*\b)*"
)
"""What is inside a section: Abs. 7 bis 9."""


@dataclass(frozen=True)
class Sections:
    """Some sections of a law, both ends included; a law named alone is all of it."""

    law: str
    first: Place = _FIRST
    last: Place = _LAST

    def meets(self, other: "Sections") -> bool:
        """Tell whether both name the same section."""
        return self.law == other.law and self.first <= other.last and other.first <= self.last


def sections(legal: str) -> frozenset[Sections]:
    """Return what a line names; where it leaves the law open, the next one named counts.

    In doubt it is rather too much: people read again what may have changed.
    """
    parts = _REMARK.sub("", legal).split(";")
    return frozenset(named for part in parts for named in _named(part))


def _named(part: str) -> Iterator[Sections]:
    """Yield what stands between two semicolons."""
    before, *chunks = re.split(r"(?<!§)(?=§)", part)
    alone = _laws(before)
    law = ""
    if chunks and alone and not any(map(_laws, chunks)):
        law = alone.pop()  # MuKStiftG §§ 2, 4
    for chunk in reversed(chunks):
        law, *others = _laws(chunk) or [law]
        alone += others  # § 7b SGB II, ErrV
        if law:
            numbers = chunk.partition(law)[0]
            yield from (Sections(law, first, last) for first, last in _spans(numbers))
    yield from map(Sections, alone)


def _laws(text: str) -> list[str]:
    found = (match[0] for match in _LAW.finditer(text))
    return [law for law in found if law not in _COURTS and len(law) >= _LEAST_LETTERS]


def _spans(numbers: str) -> Iterator[tuple[Place, Place]]:
    """Yield the first and last section of each part of "§§ 22 Abs. 1, 31 bis 32, 41 ff."."""
    several = numbers.startswith("§§")
    for part in re.split(r",| und ", _INSIDE.sub("", numbers)) if several else [numbers]:
        places = list(_SECTION.finditer(part))
        if not places:
            continue
        first, last = places[0], places[-1] if several else places[0]
        begin = int(first[1]), first[2]
        yield begin, _LAST if "ff" in part else (int(last[1]), last[3] or last[2])
