"""What all tables of content files have in common."""

from dataclasses import fields
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from kiosk.catalog import Evidence, Text
from kiosk.loader.rules import Line, SourceName, unknown

Value = TypeVar("Value")
Confirmed = Literal["yes", "partly", "no"]


class Shape(BaseModel):
    """A table of a content file; refuses unknown keys and says which ones are known."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        for key in data if isinstance(data, dict) else ():
            if key not in cls.model_fields:
                raise ValueError(unknown("key", key, cls.model_fields))
        return data

    def made(self, kind: type[Value], place: str, /, **own: Any) -> Value:
        """Make a value of the fields with the same names, texts with their place."""
        for part in fields(kind):  # type: ignore[arg-type] # every kind is a dataclass
            if part.name not in own:
                held: Any = getattr(self, part.name)
                if part.type is Text:
                    held = Text(f"{place}.{part.name}", held)
                own[part.name] = tuple(held) if isinstance(held, list) else held
        return kind(**own)


class EvidentShape(Shape):
    """A table that says what it rests on."""

    legal: Line = ""
    sources: list[SourceName] = []
    confirmed: Confirmed | None = None
    review: bool = False
    review_note: Line = ""

    @property
    def evidence(self) -> Evidence:
        """What the table rests on; without a word on it, nothing confirms it."""
        return self.made(Evidence, "", confirmed=self.confirmed or "no")

    def evidence_within(self, whole: Evidence) -> Evidence:
        """Return what a part rests on: its own evidence, or that of the whole."""
        if self.confirmed:
            return self.evidence
        sources = tuple(self.sources) or whole.sources
        return self.made(Evidence, "", sources=sources, confirmed=whole.confirmed)
