"""A network printer of bytes and millimetres: it has a buffer, paper, sensors, and faults.

Written from the command reference, apart from the code that makes jobs. What it received goes on
printing when the line is gone, as real printers do.
"""

import re
import select
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic

DOTS_PER_MM = 8
_RESET = struct.pack("ii", 1, 0)
_DROP = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])|" + re.escape(_DROP))
_DOUBLED = [
    int("".join(bit * 2 for bit in f"{byte:08b}"), 2).to_bytes(2, "big") for byte in range(256)
]
_TICK = 0.002
NO_INK = b""

KINDS = (
    *("refused", "black hole", "stall", "reset", "close", "power"),
    *("paper", "cover", "cutter", "mute", "slow"),
)
"""The faults it can have, once each, then it is mended after a while."""
_AT_ONCE = frozenset({"refused", "black hole"})


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens at a byte of the stream or a millimetre of the slip, and for how long."""

    kind: str
    byte: int | None = None
    mm: float | None = None
    seconds: float = 0.1


@dataclass
class Piece:
    """Paper up to a cut."""

    rows: list[bytes] = field(default_factory=list)
    begun: float = 0.0
    """When its first ink was put on it, by the clock the printer was given."""

    @property
    def is_blank(self) -> bool:
        return not any(self.rows)


class FaultPrinter:
    """Runs in a thread; `fault` sets what goes wrong next."""

    def __init__(self, *, buffer: int = 16_384, now: Callable[[], float] = monotonic) -> None:
        self.pieces: list[Piece] = []
        self.obeys_drop = True
        self.near_end = False
        self.connections = 0
        self.happened: list[str] = []
        self._now = now
        self._room = buffer
        self._lock = Lock()
        self._done = Event()
        self._listener: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._fillers: list[socket.socket] = []
        self._line: socket.socket | None = None
        self._fault: Fault | None = None
        self._ill: Fault | None = None
        self._well_at = 0.0
        self._piece = Piece()
        self._switch_on()
        self._thread = Thread(target=self._run)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def hanging(self) -> Piece:
        """The paper that is not cut off yet."""
        return self._piece

    def fault(self, fault: Fault) -> None:
        """Let something go wrong, once."""
        with self._lock:
            self._fault = fault

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong, nor will be."""
        with self._lock:
            return self._fault is None and self._ill is None

    def mend(self) -> None:
        """Mend at once what is wrong, and let nothing go wrong any more."""
        with self._lock:
            self._fault, self._well_at = None, 0.0

    def close(self) -> None:
        self._done.set()
        self._thread.join()
        for each in (self._listener, self._line, *self._fillers):
            if each:
                each.close()

    def _switch_on(self) -> None:
        self._buffer = bytearray()
        self._rows: deque[bytes] = deque()
        self._image: tuple[int, int, int] | None = None
        self._reports = False
        self._unread = b""
        self._received = 0

    def _run(self) -> None:
        while not self._done.is_set():
            with self._lock:
                self._get_well()
                self._strike()
                self._work()
            self._listen()

    # What goes wrong

    @property
    def _kind(self) -> str:
        return self._ill.kind if self._ill else ""

    def _strike(self) -> None:
        fault = self._fault
        if fault is None or self._ill:
            return
        printed = len(self._piece.rows) / DOTS_PER_MM
        due = fault.kind in _AT_ONCE
        due |= fault.byte is not None and self._received >= fault.byte
        due |= fault.mm is not None and printed >= fault.mm and not self._piece.is_blank
        if due:
            self._fault, self._ill = None, fault
            self._well_at = monotonic() + fault.seconds
            self.happened.append(fault.kind)
            self._fall_ill(fault.kind)

    def _fall_ill(self, kind: str) -> None:
        if kind in {"reset", "power", "refused", "black hole"}:
            self._hang_up(reset=True)
        if kind == "close":
            self._hang_up(reset=False)
        if kind in {"refused", "power", "black hole"} and self._listener:
            self._listener.close()
            self._listener = None
        if kind == "power":
            self._switch_on()
        if kind == "black hole":
            self._open(backlog=0)
            self._fillers = [socket.socket() for _ in range(4)]
            for each in self._fillers:
                each.setblocking(False)  # noqa: FBT003 - the library's own way
                each.connect_ex(("127.0.0.1", self.port))
        self._report()

    def _get_well(self) -> None:
        if self._ill is None or monotonic() < self._well_at:
            return
        kind, self._ill = self._kind, None
        if kind == "black hole":
            for each in self._fillers:
                each.close()
            self._fillers = []
            if self._listener:
                self._listener.close()
        if kind in {"refused", "power", "black hole"}:
            self._open(backlog=8)
        self._report()

    def _open(self, backlog: int) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(backlog)
        self._listener = listener

    @property
    def _is_stopped(self) -> bool:
        return self._kind in {"paper", "cover", "cutter"}

    # The line

    def _listen(self) -> None:
        deaf = self._kind in {"stall", "black hole"}
        full = len(self._buffer) >= self._room
        waits_for: list[socket.socket] = []
        if self._line and not deaf and not full:
            waits_for = [self._line]
        elif self._listener and self._line is None and not deaf:
            waits_for = [self._listener]
        busy = self._can_print and (self._rows or len(self._buffer) > 2)
        pause = 0.0 if busy and self._kind != "slow" else _TICK
        if not waits_for:
            self._done.wait(pause)
            return
        ready, _, _ = select.select(waits_for, [], [], pause)
        with self._lock:
            for each in ready:
                if each is self._listener:
                    self._line, _ = each.accept()
                    self._line.setblocking(False)  # noqa: FBT003 - the library's own way
                    self._received = 0
                    self._unread = b""
                    self._reports = False
                    self.connections += 1
                elif each is self._line:
                    self._receive(each)

    def _receive(self, line: socket.socket) -> None:
        most = self._room - len(self._buffer)
        if self._fault and self._fault.byte is not None:
            most = max(min(most, self._fault.byte - self._received), 1)
        try:
            data = line.recv(min(most, 4096))
        except BlockingIOError:
            return
        except OSError:
            self._hang_up(reset=False)
            return
        if not data:
            self._take(self._unread)
            self._unread = b""
            self._hang_up(reset=False)
            return
        self._received += len(data)
        data = self._unread + data
        self._unread = _begun_at_the_end(data)
        self._take(data[: len(data) - len(self._unread)])

    def _take(self, data: bytes) -> None:
        """Obey what is to be obeyed at once, wherever it stands, and keep the rest."""
        at = 0
        for found in _REAL_TIME.finditer(data):
            if found[1] is None and not self.obeys_drop:
                continue
            self._buffer += data[at : found.start()]
            at = found.end()
            if found[1] is None:
                self._buffer.clear()
                self._rows.clear()
                self._image = None
            else:
                self._say(self._answer(found[1][0]))
        self._buffer += data[at:]

    def _hang_up(self, *, reset: bool) -> None:
        if self._line:
            if reset:
                self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self._line.close()
            self._line = None

    def _say(self, words: bytes) -> None:
        if self._line and self._kind not in {"mute", "stall"}:
            with suppress(OSError):
                self._line.send(words)

    def _answer(self, question: int) -> bytes:
        kind = self._kind
        bits = {
            1: 0x08 * self._is_stopped,
            2: 0x04 * (kind == "cover") | 0x20 * (kind == "paper"),
            3: 0x08 * (kind == "cutter"),
            4: 0x0C * self.near_end | 0x60 * (kind == "paper"),
        }
        return bytes([0x12 | bits[question]])

    def _report(self) -> None:
        if self._reports:
            kind = self._kind
            first = 0x10 | 0x08 * self._is_stopped | 0x20 * (kind == "cover")
            paper = 0x0C * (kind == "paper") | 0x03 * self.near_end
            self._say(bytes([first, 0x08 * (kind == "cutter"), paper, 0]))

    # Paper

    @property
    def _can_print(self) -> bool:
        return self._kind not in {"paper", "cover", "cutter", "stall", "power"}

    def _work(self) -> None:
        """Print some rows."""
        rows = 8 if self._kind == "slow" else 64
        while rows and self._can_print:
            if self._rows:
                self._print(self._rows.popleft())
                rows -= 1
                if self._fault and self._fault.mm is not None:
                    self._strike()
            elif not (self._draw() if self._image else self._obey()):
                return

    def _print(self, row: bytes) -> None:
        row = row.rstrip(b"\0")
        if row and self._piece.is_blank:
            self._piece.begun = self._now()
        self._piece.rows.append(row)

    def _draw(self) -> bool:
        """Take the next row of a picture."""
        assert self._image
        across, down, mode = self._image
        if len(self._buffer) < across:
            return False
        row = bytes(self._buffer[:across])
        del self._buffer[:across]
        if mode & 1:
            row = b"".join(_DOUBLED[byte] for byte in row)
        self._rows.extend([row] * (1 << (mode >> 1)))
        self._image = (across, down - 1, mode) if down > 1 else None
        return True

    def _obey(self) -> bool:
        """Obey the next command, if it is there as a whole."""
        length = _length(self._buffer)
        if length == 0 or len(self._buffer) < length:
            return False
        command = bytes(self._buffer[:length])
        if command[:2] == b"\x1dV" and self._fault and self._fault.kind == "cutter":
            self._fault = Fault(kind="cutter", byte=0, seconds=self._fault.seconds)
            self._strike()
            return False
        del self._buffer[:length]
        match command[:2]:
            case b"\x1bJ":
                self._rows.extend([NO_INK] * command[2])
            case b"\x1dv":
                across, down = (int.from_bytes(command[i : i + 2], "little") for i in (4, 6))
                self._image = (across, down, command[3]) if across and down else None
            case b"\x1dV":
                self.pieces.append(self._piece)
                self._piece = Piece()
            case b"\x1dr":
                self._say(bytes([0x03 * self.near_end]))
            case b"\x1da":
                self._reports = command[2] != 0
                self._report()
            case b"\x1d(":
                self._say(b"\x37\x22" + command[-4:] + b"\0")
        return True


def _begun_at_the_end(data: bytes) -> bytes:
    """Return the end of what came if it may be the beginning of a command in real time."""
    start = data.rfind(b"\x10", max(len(data) - len(_DROP) + 1, 0))
    end = data[start:] if start >= 0 else b""
    return end if end == b"\x10\x04" or _DROP.startswith(end) else b""


_LENGTHS = {b"\x1b@": 2, b"\x1bJ": 3, b"\x1dr": 3, b"\x1da": 3, b"\x1dv": 8, b"\x1dV": 4}


def _length(data: bytearray) -> int:
    """Return how long the next command is, 0 if that is not known yet; else it is skipped."""
    if data and data[0] not in {0x1B, 0x1D}:
        return 1
    if data[:2] == b"\x1d(":
        return 5 + int.from_bytes(data[3:5], "little") if len(data) >= 5 else 0
    if data[:2] == b"\x1dV" and len(data) > 2 and data[2] not in {65, 66}:
        return 3
    return _LENGTHS.get(bytes(data[:2]), 2) if len(data) >= 2 else 0


@contextmanager
def fault_printer(
    *, buffer: int = 16_384, now: Callable[[], float] = monotonic
) -> Iterator[FaultPrinter]:
    """Run such a printer for a while."""
    printer = FaultPrinter(buffer=buffer, now=now)
    try:
        yield printer
    finally:
        printer.close()
