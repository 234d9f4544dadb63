"""A network printer that keeps what it gets and has the faults it is told to have."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_FENCE = b"\x1dr\x01"
_RESET = struct.pack("ii", 1, 0)
_RASTER = b"\x1dv0"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """After `after` bytes of a job: stall, close or reset."""

    after: int = 0
    then: str = "stall"


@dataclass
class TcpPrinter:
    """Answers each fence if it has an answer, reads to the end, then hangs up."""

    answer: bytes = b""
    fault: Fault | None = None
    fences: int = 1000
    """How many fences of a job are answered."""
    last_word: bytes = b""
    """What it says when it has the whole job, before it hangs up."""
    jobs: list[bytes] = field(default_factory=list)
    port: int = 0
    url: str = ""
    """As an operator sets it who knows whether this model answers."""

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = self.address if self.answer else f"{self.address}?ack=none"
        self.begun = threading.Event()
        self._done = threading.Event()
        self._idle = threading.Condition()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it is, without a word on what it can do."""
        return f"tcp://127.0.0.1:{self.port}"

    def job(self, count: int = 1) -> bytes:
        """Return the job number `count`, waiting for its end."""
        with self._idle:
            assert self._idle.wait_for(lambda: len(self.jobs) >= count, timeout=10)
        return self.jobs[count - 1]

    def slip(self, count: int = 1) -> bytes:
        """Return the job with the slip number `count`; a mere question puts nothing on paper."""
        with self._idle:
            assert self._idle.wait_for(lambda: len(self._slips()) >= count, timeout=10)
        return self._slips()[count - 1]

    def _slips(self) -> list[bytes]:
        return [job for job in self.jobs if _RASTER in job]

    def close(self) -> None:
        self._done.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                job = self._take(connection)
            with self._idle:
                self.jobs.append(job)
                self._idle.notify_all()

    def _take(self, connection: socket.socket) -> bytes:
        job = b""
        answered = 0
        while True:
            left = self.fault.after - len(job) if self.fault else 65536
            if left <= 0:
                self._misbehave(connection)
                return job
            try:
                data = connection.recv(min(left, 4096))
            except ConnectionError:
                return job
            if not data:
                with suppress(OSError):
                    connection.sendall(self.last_word)
                return job
            job += data
            self.begun.set()
            due = min(job.count(_FENCE), self.fences)
            if self.answer and due > answered:
                connection.sendall(self.answer * (due - answered))
                answered = due

    def _misbehave(self, connection: socket.socket) -> None:
        assert self.fault
        if self.fault.then == "stall":
            self._done.wait(30)
        if self.fault.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


@contextmanager
def tcp_printer(
    answer: bytes = b"", fault: Fault | None = None, fences: int = 1000, last_word: bytes = b""
) -> Iterator[TcpPrinter]:
    """Run a network printer for a while."""
    printer = TcpPrinter(answer=answer, fault=fault, fences=fences, last_word=last_word)
    try:
        yield printer
    finally:
        printer.close()


@contextmanager
def black_hole() -> Iterator[int]:
    """Lend a port on which connecting never succeeds and is never refused."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(8)]
        for each in waiting:
            each.setblocking(False)  # noqa: FBT003 - the library's own way
            each.connect_ex(listener.getsockname())
        try:
            yield listener.getsockname()[1]
        finally:
            for each in waiting:
                each.close()


def refused_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
