"""A way to a printer on a serial line, by pyserial, that never waits without a deadline."""

import errno
import os
import stat
import termios
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.errors import PrinterError
from printer.serial_line import Flow, SerialLine
from printer.transport import CHUNK, Descriptor, Link, why

if TYPE_CHECKING:
    from serial import Serial

_PIECE = 0.25
"""Seconds of the line that are written at once: what stalls is noticed, and can be taken back."""
_AHEAD = 64
"""Bytes that the system may hold when only we see that the printer is full: it has room for 128."""
_LOOK = 0.005
"""Seconds between two looks at a printer that holds the line."""
_LAST = 0.5
"""Seconds for the last bytes to leave."""
_NOTHING = memoryview(b"")


class SerialLink(Descriptor):
    """A serial line; `may_send`, if the system does not ask the printer itself."""

    def __init__(
        self, port: "Serial", line: SerialLine, may_send: Callable[[], bool] | None = None
    ) -> None:
        piece = _AHEAD if may_send else max(min(CHUNK, int(line.speed * _PIECE)), 1)
        super().__init__(port.fileno(), readable=True, speed=line.speed, chunk=piece)
        self._port = port
        self._may_send = may_send

    def exchange(self, data: memoryview, timeout: float) -> tuple[int, bytes]:
        """Send a piece, unless the printer holds the line, and listen."""
        if data and self._is_held():
            data, timeout = _NOTHING, min(timeout, _LOOK)
        return super().exchange(data, timeout)

    def untaken(self) -> int:
        """Return the bytes that are still in the system's buffer."""
        return self._asked(termios.TIOCOUTQ)

    def close(self, *, drop: bool) -> None:
        """Let go: the system itself would wait half a minute for a printer that is off."""
        with suppress(OSError, termios.error):
            until = monotonic() + (0 if drop else _LAST)
            while self.untaken() and monotonic() < until:
                self._poll(0, _LOOK)
            if drop or self.untaken():
                termios.tcflush(self._descriptor, termios.TCOFLUSH)
        self._port.close()

    def _is_held(self) -> bool:
        return self._may_send is not None and (self.untaken() >= _AHEAD or not self._may_send())


def open_serial(path: Path, line: SerialLine) -> Link:
    """Open a serial line for us alone, or raise PrinterError saying why not."""
    try:
        return _opened(path, line)
    except (OSError, termios.error) as fault:
        raise PrinterError(_sentence(path, fault)) from fault


def _opened(path: Path, line: SerialLine) -> SerialLink:
    from serial import Serial

    if not stat.S_ISCHR(path.stat().st_mode):
        raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
    port = Serial(exclusive=True)
    port.port, port.baudrate = str(path), line.baud
    port.rtscts, port.xonxoff = line.flow is Flow.RTS, line.flow is Flow.XON
    port.dsrdtr = line.flow is Flow.DTR
    port.open()
    if line.flow is not Flow.DTR:
        return SerialLink(port, line)
    try:
        # The system knows nothing of this kind of holding back: its DTR is our DSR.
        port.dsr  # noqa: B018 - asked once to see whether the line can tell
    except OSError:
        port.close()
        raise
    return SerialLink(port, line, lambda: bool(port.dsr))


def _sentence(path: Path, fault: Exception) -> str:
    match getattr(fault, "errno", None):
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return f"There is no serial line {path}: check the adapter and its cable."
        case errno.EBUSY | errno.EWOULDBLOCK:
            return f"Another program uses the serial line {path}: end it."
        case errno.EACCES | errno.EPERM:
            return (
                f"This user may not use the serial line {path}: add the user to the group dialout."
            )
        case errno.ENOTTY | errno.EINVAL | None:
            return f"{path} is no serial line, or it can't be set so: check KIOSK_PRINTER."
    return f"The serial line {path} can't be opened ({why(fault)}): check the adapter."
