"""What may stand in office.toml, sources.toml and themes/."""

# ruff: noqa: RUF012 - pydantic copies the defaults of a table

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from kiosk.catalog import Counter, OfficeFacts, Presence, Service, Span, Text
from kiosk.loader.rules import (
    OWN_FILE,
    Colour,
    Land,
    LanguageName,
    Line,
    Name,
    ServiceName,
    TimeSpan,
    Wording,
)
from kiosk.loader.shape import Shape

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ServiceShape(Shape):
    """`[services.<id>]` of the office."""

    title: Wording

    def value(self, name: str) -> Service:
        """Return the service of this id."""
        return self.made(Service, "", id=name, title=Text(f"service.{name}", self.title))


class CounterShape(Shape):
    """`[counters.<id>]` of the office."""

    place: Wording
    services: list[ServiceName] = Field(min_length=1)

    def value(self, name: str) -> Counter:
        """Return the counter of this id."""
        return self.made(Counter, "", id=name, place=Text(f"counter.{name}", self.place))


class PresenceShape(Shape):
    """`[[presences]]` of the office."""

    place: Line = ""
    weeks: list[Annotated[int, Field(ge=1, le=5)]] = []
    monday: list[TimeSpan] = []
    tuesday: list[TimeSpan] = []
    wednesday: list[TimeSpan] = []
    thursday: list[TimeSpan] = []
    friday: list[TimeSpan] = []
    saturday: list[TimeSpan] = []
    sunday: list[TimeSpan] = []

    @field_validator(*_WEEKDAYS)
    @classmethod
    def _apart(cls, spans: list[Span]) -> list[Span]:
        ordered = sorted(spans, key=lambda span: span.begin)
        for earlier, later in pairwise(ordered):
            if later.begin < earlier.end:
                raise ValueError(f"{_said(earlier)} and {_said(later)} overlap; correct one")
        return ordered

    def value(self) -> Presence:
        """Return the presence."""
        week = {number: tuple(getattr(self, day)) for number, day in enumerate(_WEEKDAYS)}
        return self.made(Presence, "", week=MappingProxyType(week))


class OfficeFile(Shape):
    """office.toml."""

    extends: Literal["lotse"] | None = None
    id: Name
    name: Wording
    address: Wording
    languages: list[LanguageName] = Field(min_length=1)
    calls: int = Field(default=3, ge=1, le=9)
    pause_minutes: int = Field(default=5, ge=0, le=120)
    keep_hours: int = Field(default=24, ge=0, le=720)
    land: Land = ""
    closed: list[date] = []
    presences: list[PresenceShape] = []
    services: dict[Name, ServiceShape] = Field(min_length=1)
    reception: ServiceName
    counters: dict[Annotated[str, StringConstraints(pattern="^[A-Za-z0-9]{1,4}$")], CounterShape]

    @field_validator("counters")
    @classmethod
    def _serve_all(
        cls, counters: dict[str, CounterShape], info: ValidationInfo
    ) -> dict[str, CounterShape]:
        served = {service for counter in counters.values() for service in counter.services}
        for service in info.data.get("services", {}):
            if service not in served:
                raise ValueError(f"no counter serves {service!r}; add it to a counter's services")
        return counters

    def value(self) -> OfficeFacts:
        """Return what is true of the office."""
        services = {name: shape.value(name) for name, shape in self.services.items()}
        counters = {name: shape.value(name) for name, shape in self.counters.items()}
        return self.made(
            OfficeFacts,
            "",
            services=MappingProxyType(services),
            presences=tuple(presence.value() for presence in self.presences),
            counters=MappingProxyType(counters),
        )


class SourceShape(Shape):
    """`[<id>]` of the sources."""

    title: Line
    url: Line


class ThemeFile(Shape):
    """A file in themes/."""

    name: Annotated[str, OWN_FILE]
    dark: bool
    background: Colour
    surface: Colour
    panel: Colour
    foreground: Colour
    primary: Colour
    secondary: Colour
    accent: Colour
    success: Colour
    warning: Colour
    error: Colour

    def value(self) -> Mapping[str, str]:
        """Return the colours by role, and whether the theme is dark."""
        roles = {role: str(colour) for role, colour in self if role not in {"name", "dark"}}
        return {**roles, "dark": "yes" if self.dark else "no"}


def _said(span: Span) -> str:
    return f"{span.begin:%H:%M}-{span.end:%H:%M}"
