"""What KIOSK_PRINTER says, read and checked."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kiosk.errors import UsageFault
from kiosk.plain import plain_line
from printer.models import ABILITIES, Model, model_of
from printer.paper import Paper
from printer.serial_line import SETTINGS, SerialLine, line_of

_FORMS = (
    "preview:, off:, tcp://host:9100?width=576, usb://04b8:0202, file:///dev/usb/lp0, "
    "serial:///dev/ttyUSB0?baud=115200&flow=rts or cups://name"
)
_SCHEMES = frozenset({"preview", "off", "tcp", "usb", "file", "serial", "cups"})
_PAPER = frozenset({"width", "dpi"})
_MAY_SAY = {
    "off": frozenset[str](),
    "preview": _PAPER,
    "cups": _PAPER,
    "serial": ABILITIES | SETTINGS,
}
_PORT = 9100


@dataclass(frozen=True)
class Address:
    """A printer's kind and where it is."""

    scheme: str
    text: str
    """As it was given."""
    model: Model
    host: str = ""
    port: int = _PORT
    path: Path = Path()
    name: str = ""
    vendor: int = 0
    product: int = 0
    line: SerialLine | None = None
    """For a serial printer."""
    says_width: bool = False
    """Whether it says how wide the paper is, which is usual otherwise."""

    @property
    def paper(self) -> Paper:
        """The paper in the printer."""
        return self.model.paper

    @property
    def patience(self) -> float:
        """Seconds more that a slip may take since its line is slow."""
        return self.line.longest if self.line else 0.0


def parse(url: str) -> Address:
    """Read an address, or raise UsageFault saying what is allowed."""
    text = plain_line(url)
    try:
        parts = urlsplit(url)
        if parts.scheme not in _SCHEMES or ":" not in url or parts.fragment:
            raise UsageFault(_sentence(text))
        query = _query(parts)
        place = _PLACES.get(parts.scheme, _nowhere)(parts)
        if parts.scheme == "serial":
            place["line"] = line_of(query)
        model = model_of({name: query[name] for name in query.keys() - SETTINGS})
        wide = "width" in query
        return Address(parts.scheme, text, model, says_width=wide, **place)  # type: ignore[arg-type]
    except ValueError as fault:
        raise UsageFault(_sentence(text)) from fault


def _sentence(text: str) -> str:
    return f"KIOSK_PRINTER is {text or 'empty'}, but must be one of {_FORMS}."


def _query(parts: SplitResult) -> dict[str, str]:
    query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    if not set(query) <= _MAY_SAY.get(parts.scheme, ABILITIES):
        raise ValueError(parts.query)
    return query


def _tcp(parts: SplitResult) -> dict[str, object]:
    if not parts.hostname or parts.path not in {"", "/"} or parts.username is not None:
        raise ValueError(parts.netloc)
    return {"host": parts.hostname, "port": parts.port or _PORT}


def _usb(parts: SplitResult) -> dict[str, object]:
    numbers = re.fullmatch(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})/?", parts.netloc + parts.path)
    if not numbers:
        raise ValueError(parts.netloc)
    return {"vendor": int(numbers[1], 16), "product": int(numbers[2], 16)}


def _file(parts: SplitResult) -> dict[str, object]:
    path = unquote(parts.path)
    if parts.netloc not in {"", "localhost"} or not path.strip("/") or "\0" in path:
        raise ValueError(parts.path)
    return {"path": Path(path)}


def _cups(parts: SplitResult) -> dict[str, object]:
    # A name that begins with a dash would be an option of lp.
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,126}/?", parts.netloc + parts.path):
        raise ValueError(parts.netloc)
    return {"name": parts.netloc}


def _nowhere(parts: SplitResult) -> dict[str, object]:
    if parts.netloc or parts.path:
        raise ValueError(parts.path)
    return {}


_PLACES = {"tcp": _tcp, "usb": _usb, "file": _file, "serial": _file, "cups": _cups}
