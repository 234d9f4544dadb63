"""The socket of a headset as the Linux input system tells of it, without a sound server."""

import array
import fcntl
import os
import struct
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_DEVICES = Path("/dev/input")
_STATE = 0x8008451B
"""EVIOCGSW for eight bytes: which switches are on."""
_EVENT = struct.Struct("@llHHi")
_SWITCH, _HEADPHONE_INSERT = 5, 2
_KINDS = Path("/sys/class/input")


class Jack:
    """Every socket of the machine that tells whether something is plugged in."""

    def __init__(self, files: Sequence[Path] | None = None) -> None:
        self._plugged: dict[int, bool] = {}
        for file in _sockets() if files is None else files:
            with suppress(OSError):
                handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
                self._plugged[handle] = _state(handle)

    @property
    def handles(self) -> Sequence[int]:
        """What to wait for."""
        return tuple(self._plugged)

    @property
    def plugged(self) -> bool:
        """Whether something is plugged in."""
        return any(self._plugged.values())

    def read(self, handle: int) -> None:
        """Take in what a socket told."""
        try:
            data = os.read(handle, _EVENT.size * 64)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            del self._plugged[handle]
            os.close(handle)
            return
        for _, _, kind, code, value in _EVENT.iter_unpack(data[: len(data) // 24 * 24]):
            if (kind, code) == (_SWITCH, _HEADPHONE_INSERT):
                self._plugged[handle] = bool(value)

    def close(self) -> None:
        """Let go of the devices."""
        while self._plugged:
            os.close(self._plugged.popitem()[0])


def _sockets() -> Sequence[Path]:
    found = []
    for file in sorted(_DEVICES.glob("event*")):
        with suppress(OSError, ValueError):
            switches = _KINDS / file.name / "device" / "capabilities" / "sw"
            if int(switches.read_text().split()[-1], 16) & 1 << _HEADPHONE_INSERT:
                found.append(file)
    return found


def _state(handle: int) -> bool:
    bits = array.array("B", bytes(8))
    try:
        fcntl.ioctl(handle, _STATE, bits)
    except OSError:
        return False
    return bool(bits[0] & 1 << _HEADPHONE_INSERT)
