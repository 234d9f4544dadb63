"""A network printer that answers what it is asked, as the command reference says.

Written apart from the code that asks.
"""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_COMMANDS = re.compile(
    rb"(?P<start>\x1b@)|\x1bJ(?P<feed>.)|\x10\x04(?P<status>[\x01-\x04\x14])|\x1dI(?P<name>.)"
    rb"|\x1dr(?P<fence>\x01)|\x1da(?P<reports>.)|\x1d\(H\x06\x0000(?P<process>.{4})"
    rb"|\x1dV\x41(?P<cut>.)|\x1dg2\x00\x32\x00(?P<cuts>)"
    rb"|\x1dv0\x00(?P<across>..)(?P<down>..)|(?P<nothing>\x00+)",
    re.DOTALL,
)
_INSIDE = re.compile(rb"\x10\x04([\x01-\x04])")
_DROP = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@dataclass
class AskedPrinter:
    """Moves its paper at `speed`, and answers as told."""

    speed: float = 500.0
    """Millimetres a second."""
    status: bytes = b"\x16\x12\x12\x12"
    """The answers to DLE EOT 1 to 4; none if empty."""
    names: dict[int, bytes] = field(
        default_factory=lambda: {66: b"EPSON", 67: b"TM-T20III", 65: b"1.00"}
    )
    fences: bool = True
    process_ids: bool = True
    early: bool = False
    """Whether it acknowledges before it prints, as some clones do."""
    cutter: bool = True
    counts: bool = True
    cuts: int = 7
    lines: int = 1
    """How many connections it talks on at the same time; the others wait."""
    looks_inside: bool = True
    """Whether it answers what reads as a question inside a picture."""
    carries_over: bool = False
    """Whether it goes on with the picture of a connection that is gone."""
    obeys_drop: bool = True
    port: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._left = b""
        self._threads = [threading.Thread(target=self._serve) for _ in range(self.lines)]
        for thread in self._threads:
            thread.start()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        waiting = self._left if self.carries_over else b""
        while data := self._received(connection):
            waiting += data
            if self.early:
                connection.sendall(b"".join(self._done(m) for m in _COMMANDS.finditer(waiting)))
            if self.obeys_drop and _DROP in waiting:
                waiting = waiting.partition(_DROP)[2]
            while (found := _COMMANDS.match(waiting)) and found.end() + _dots(found) <= len(
                waiting
            ):
                dots = waiting[found.end() : found.end() + _dots(found)]
                waiting = waiting[found.end() + len(dots) :]
                try:
                    connection.sendall(self._obey(found) + self._inside(dots))
                except OSError:
                    return
        self._left = waiting

    def _inside(self, dots: bytes) -> bytes:
        if not self.looks_inside or not self.status:
            return b""
        return b"".join(self.status[m[1][0] - 1 :][:1] for m in _INSIDE.finditer(dots))

    @staticmethod
    def _received(connection: socket.socket) -> bytes:
        try:
            return connection.recv(4096)
        except OSError:
            return b""

    def _done(self, command: "re.Match[bytes]") -> bytes:
        process = command["process"]
        return b"\x37\x22" + process + b"\0" if process and self.process_ids else b""

    def _obey(self, command: "re.Match[bytes]") -> bytes:
        answer = b""
        match command.lastgroup:
            case "feed":
                time.sleep(command["feed"][0] / 8 / self.speed)
            case "status" if command["status"] in b"\x01\x02\x03\x04" and self.status:
                answer = self.status[command["status"][0] - 1 :][:1]
            case "name" if command["name"] == b"\x02" and self.names:
                answer = b"\x02" if self.cutter else b"\x00"
            case "name" if command["name"][0] in self.names:
                answer = b"_" + self.names[command["name"][0]] + b"\0"
            case "fence" if self.fences:
                answer = b"\0"
            case "reports" if command["reports"] != b"\0" and self.status:
                answer = b"\x14\0\0\x0f"
            case "process" if not self.early:
                answer = self._done(command)
            case "cut" if self.cutter:
                self.cuts += 1
            case "cuts" if self.counts:
                answer = b"_" + str(self.cuts).encode() + b"\0"
        return answer


def _dots(command: "re.Match[bytes]") -> int:
    """Return the bytes of the picture that follows."""
    if command["across"] is None:
        return 0
    across, down = (int.from_bytes(command[name], "little") for name in ("across", "down"))
    return across * down


@contextmanager
def asked_printer(**facts: object) -> Iterator[AskedPrinter]:
    """Run such a printer for a while."""
    printer = AskedPrinter(**facts)  # type: ignore[arg-type]
    try:
        yield printer
    finally:
        printer.close()
