"""Which printers are connected to this machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from os import R_OK, W_OK, access
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kiosk.plain import plain_line

_PRINTER_CLASS = 7
_DEVICES = Path("/dev/usb")
_SERIAL_LINES = Path("/dev/serial/by-id")
"""Named after the adapter, so that the name stays when others are plugged in."""


@dataclass(frozen=True)
class Found:
    """A printer, as KIOSK_PRINTER names it, and what is known of it."""

    address: str
    says: str


def found(devices: Path = _DEVICES, lines: Path = _SERIAL_LINES) -> Iterator[Found]:
    """Yield the printers on USB, without a driver and with the system's, then serial lines."""
    yield from _by_libusb()
    for device in sorted(devices.glob("lp*")):
        yield Found(f"file://{device}", _allowed(device, "ready"))
    for line in sorted(lines.glob("*")):
        yield Found(f"serial://{quote(str(line))}", _allowed(line, "an adapter for a serial line"))


def _allowed(device: Path, says: str) -> str:
    return says if access(device, R_OK | W_OK) else "this user may not read and write it"


def _by_libusb() -> Iterator[Found]:
    import usb.core

    try:
        devices = list(usb.core.find(find_all=True, custom_match=_is_printer))
    except (usb.core.NoBackendError, OSError):
        return
    for device in devices:
        yield Found(f"usb://{device.idVendor:04x}:{device.idProduct:04x}", _name(device))


def _is_printer(device: Any) -> bool:
    import usb.util

    try:
        return any(
            usb.util.find_descriptor(configuration, bInterfaceClass=_PRINTER_CLASS) is not None
            for configuration in device
        )
    except OSError:
        return False


def _name(device: Any) -> str:
    """Return what the device calls itself, as far as this user may ask it."""
    names = []
    for which in ("manufacturer", "product", "serial_number"):
        try:
            names.append(plain_line(str(getattr(device, which) or ""), 40))
        except (OSError, ValueError):
            continue
    return " ".join(filter(None, names)) or "it does not tell its name to this user"
