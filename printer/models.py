"""What printer models can do: the table in models.toml, and what KIOSK_PRINTER says itself."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from printer.paper import Paper

_TABLE = Path(__file__).with_name("models.toml")
_USUAL = "generic"
_WIDTHS, _DPI, _SPEEDS = range(240, 1249), range(100, 601), range(10, 1001)
_END_POINTS = range(1, 0x90)
_MM_PER_INCH = 25.4
_USUAL_DPI, _USUAL_DOTS_PER_MM = 203, 8.0


class Ack(StrEnum):
    """How a printer says that a slip is out."""

    AUTO = "auto"
    ID = "id"
    FENCE = "fence"
    PRESENTER = "presenter"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Model:
    """What one printer can do."""

    width: int = Paper.width
    dpi: int = _USUAL_DPI
    speed: int = 75
    ack: Ack = Ack.AUTO
    cutter: bool = True
    presenter: bool = False
    out: int | None = None
    into: int | None = None

    @property
    def paper(self) -> Paper:
        """Its paper."""
        usual = self.dpi == _USUAL_DPI
        return Paper(self.width, _USUAL_DOTS_PER_MM if usual else self.dpi / _MM_PER_INCH)


def model_of(said: Mapping[str, str]) -> Model:
    """Return the model that an address names, with what the address says itself, or ValueError."""
    name = said.get("model", _USUAL)
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8")) if "model" in said else {_USUAL: {}}
    if name not in table:
        raise ValueError(name)
    values = {**table[name], **{key: value for key, value in said.items() if key != "model"}}
    values["into"] = values.pop("in", None)
    read = {key: _READ[key](value) for key, value in values.items() if value is not None}
    return replace(Model(), **read)


def _within(numbers: range) -> Callable[[str | int], int]:
    def read(value: str | int) -> int:
        number = value if isinstance(value, int) else int(value, 0)
        if number not in numbers:
            raise ValueError(value)
        return number

    return read


def _yes_or_no(value: str | bool) -> bool:
    if value not in {"yes", "no", True, False}:
        raise ValueError(value)
    return value in {"yes", True}


_READ: Mapping[str, Callable[..., Any]] = {
    "width": _within(_WIDTHS),
    "dpi": _within(_DPI),
    "speed": _within(_SPEEDS),
    "ack": Ack,
    "cutter": _yes_or_no,
    "presenter": _yes_or_no,
    "out": _within(_END_POINTS),
    "into": _within(_END_POINTS),
}
ABILITIES = {"model", "in", *(field.name for field in fields(Model))} - {"into"}
"""What an address may say of its printer."""
