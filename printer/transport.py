"""Ways to a printer that never wait without a deadline: a network socket, a device, a file."""

import errno
import fcntl
import os
import select
import socket
import stat
import struct
import termios
from pathlib import Path
from time import monotonic
from typing import Protocol

from kiosk.errors import PrinterError

CHUNK = 1024
"""Bytes that are written at once."""
UNLIMITED = float("inf")
_SEND_BUFFER = 8192
"""Small, so that what the kernel still holds can be told from what the printer took."""
_RESET = struct.pack("ii", 1, 0)


class Link(Protocol):
    """A way to a printer, open for one job; its faults are OSError, hanging up is EOFError."""

    hangs_up: bool
    """Whether the other side answers the end of the job by hanging up."""

    hears: bool
    """Whether the other side can answer."""

    speed: float
    """Bytes a second that the line carries at most; infinite where that takes no time."""

    def exchange(self, data: memoryview, timeout: float) -> tuple[int, bytes]:
        """Wait until something happens; return how much was sent and what was received."""

    def untaken(self) -> int:
        """Return the bytes sent that the other side has not taken yet."""

    def end(self) -> None:
        """Say that nothing follows."""

    def close(self, *, drop: bool) -> None:
        """Let go; with `drop`, forget what is still on its way."""


class Descriptor:
    """A link over a file descriptor that does not block."""

    hangs_up = False

    def __init__(
        self, descriptor: int, *, readable: bool, speed: float = UNLIMITED, chunk: int = CHUNK
    ) -> None:
        self._descriptor = descriptor
        self._chunk = chunk
        self.hears = readable
        self.speed = speed

    def exchange(self, data: memoryview, timeout: float) -> tuple[int, bytes]:
        """Wait until something happens; return how much was sent and what was received."""
        wanted = (select.POLLIN if self.hears else 0) | (select.POLLOUT if data else 0)
        happened = self._poll(wanted, timeout)
        if not self.hears and happened & (select.POLLERR | select.POLLHUP):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
        received = b""
        if self.hears and happened & ~select.POLLOUT:
            received = self._read()
            if not received and happened & select.POLLHUP:
                raise BrokenPipeError(errno.EPIPE, "it is gone")
        sent = self._write(data) if data and happened & select.POLLOUT else 0
        return sent, received

    def untaken(self) -> int:
        """Return 0: most devices don't tell."""
        return 0

    def end(self) -> None:
        """Do nothing: a device has no end of the job but the job's own."""

    def close(self, *, drop: bool) -> None:
        """Let go."""
        del drop
        os.close(self._descriptor)

    def _poll(self, wanted: int, timeout: float) -> int:
        poll = select.poll()
        poll.register(self._descriptor, wanted)
        happened = poll.poll(max(timeout, 0) * 1000)
        return happened[0][1] if happened else 0

    def _read(self) -> bytes:
        try:
            received = os.read(self._descriptor, CHUNK)
        except BlockingIOError:
            return b""
        if not received and self.hangs_up:
            raise EOFError
        return received

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._descriptor, data[: self._chunk])
        except BlockingIOError:
            return 0

    def _asked(self, request: int) -> int:
        answer = fcntl.ioctl(self._descriptor, request, bytes(4))
        return int(struct.unpack("i", answer)[0])


class _Socket(Descriptor):
    hangs_up = True

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection.fileno(), readable=True)
        self._connection = connection
        self._ended = False

    def untaken(self) -> int:
        # The end itself is counted until it is taken.
        return max(self._asked(termios.TIOCOUTQ) - self._ended, 0)

    def end(self) -> None:
        self._connection.shutdown(socket.SHUT_WR)
        self._ended = True

    def close(self, *, drop: bool) -> None:
        if drop:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._connection.close()


class _Pipe(Descriptor):
    def untaken(self) -> int:
        return self._asked(termios.FIONREAD)


class _PlainFile(Descriptor):
    """Holds the last job alone, so no slip stays longer than until the next."""

    _emptied = False

    def _write(self, data: memoryview) -> int:
        if not self._emptied:
            os.ftruncate(self._descriptor, 0)
            self._emptied = True
        return super()._write(data)


def open_tcp(host: str, port: int, timeout: float) -> Link:
    """Connect to a network printer, or raise PrinterError saying why not."""
    until = monotonic() + timeout
    where = f"{host}:{port}"
    reason = "it has no address"
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise PrinterError(
            f"The printer {where} is unknown to the network: {why(fault)}."
        ) from fault
    for family, kind, protocol, _, address in addresses:
        connection = socket.socket(family, kind, protocol)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        connection.settimeout(max(until - monotonic(), 0.01))
        try:
            connection.connect(address)
        except OSError as fault:
            connection.close()
            reason = why(fault)
            continue
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setblocking(False)  # noqa: FBT003 - the library's own way
        return _Socket(connection)
    raise PrinterError(
        f"The printer {where} can't be reached ({reason}): check its power and its network cable."
    )


def open_file(path: Path) -> Link:
    """Open a device, a named pipe or a plain file, or raise PrinterError saying why not."""
    try:
        return _opened(path)
    except OSError as fault:
        raise PrinterError(
            f"The printer {path} can't be opened ({why(fault)}): "
            "check that it is switched on and that this user may write to it."
        ) from fault


def _opened(path: Path) -> Link:
    flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    mode = path.stat().st_mode if path.exists() else 0
    if stat.S_ISCHR(mode):
        return Descriptor(os.open(path, flags | os.O_RDWR), readable=True)
    if stat.S_ISFIFO(mode):
        return _Pipe(os.open(path, flags | os.O_WRONLY), readable=False)
    if path.is_relative_to("/dev"):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return _PlainFile(os.open(path, flags | os.O_WRONLY | os.O_CREAT, 0o600), readable=False)


def why(fault: Exception) -> str:
    """Return the reason of a system's fault in a few words."""
    return (getattr(fault, "strerror", None) or str(fault) or type(fault).__name__).lower()
