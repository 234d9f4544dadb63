"""What may stand in law.toml: values with their periods, and changes of laws."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from kiosk.catalog import Evidence, Period, Text
from kiosk.legal import LAW_CHANGES, sections
from kiosk.loader.rules import Line, Name, SourceName, Wording, distinct
from kiosk.loader.shape import Confirmed, Shape

Section = Annotated[str, StringConstraints(pattern=r"^\d+[a-z]?$")]


class PeriodShape(Shape):
    """`[[<name>.periods]]` of the law: a term or a value, from one day to another."""

    valid_from: date
    valid_to: date | None = None
    text: Wording | None = None
    value: int | Wording | None = None
    legal: Line = ""
    source: SourceName = ""
    confirmed: Confirmed = "no"
    review: bool = False
    note: Line = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.text is None) == (self.value is None):
            raise ValueError("needs either text or value")
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("ends before it begins; correct valid_from or valid_to")
        return self

    def period(self, name: str) -> Period:
        """Return the period of a law value of this name."""
        text = Text("", str(self.value))
        if self.text is not None:
            text = Text(f"law.{name}.{self.valid_from}", self.text)
        sources = (self.source,) if self.source else ()
        evidence = self.made(Evidence, "", sources=sources, review_note=self.note)
        return self.made(Period, "", text=text, evidence=evidence)


class LawShape(Shape):
    """`[<name>]` of the law; a local value has no period until an office gives it one."""

    periods: list[PeriodShape]

    @field_validator("periods")
    @classmethod
    def _apart(cls, periods: list[PeriodShape]) -> list[PeriodShape]:
        ordered = sorted(periods, key=lambda period: period.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(
                    f"the period from {earlier.valid_from} runs into the one from "
                    f"{later.valid_from}; give it an earlier valid_to"
                )
        return ordered


class ChangeShape(Shape):
    """`[[changes]]` of the law: sections that are others since a day, whether or not by a value."""

    id: Name
    day: date
    law: Line
    sections: list[Section] = Field(min_length=1)
    what: Wording
    source: SourceName

    @field_validator("law")
    @classmethod
    def _one_law(cls, law: str) -> str:
        if {named.law for named in sections(law)} != {law}:
            raise ValueError(f"{law!r:.40} is no law; write it as SGB II or BGB")
        return law


def _values_alone(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != LAW_CHANGES}


def _changes_alone(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name == LAW_CHANGES}


Values = Annotated[dict[Name, LawShape], BeforeValidator(_values_alone)]
"""The values of law.toml by their names."""
Changes = Annotated[
    dict[str, Annotated[list[ChangeShape], AfterValidator(distinct)]],
    BeforeValidator(_changes_alone),
]
"""The changes of laws that law.toml records."""
