"""The printer process: draws and prints what it reads, ends when its parent is gone.

It runs in a session of its own, so that no key on the terminal reaches it, and yields to the
screen. Its standard streams are pipes to the parent and a log.
"""

import json
import os
import sys
from pathlib import Path

from printer.delivery import Deadlines
from printer.printers import Printer, open_printer
from printer.wire import printed_line, seen_line, wish_of

READY = b"ready\n"

_NICENESS = 5


def main(url: str, state_dir: str, deadlines: str = "{}") -> None:
    """Answer orders with outcomes until the pipe ends."""
    os.nice(_NICENESS)
    # What a library prints goes to the log, never between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    printer = open_printer(url, Path(state_dir), Deadlines(**json.loads(deadlines)))
    printer.start()
    try:
        answers.write(READY)
        for line in sys.stdin.buffer:
            answers.write(_answer(printer, line))
    except BrokenPipeError:
        pass
    finally:
        printer.close()


def _answer(printer: Printer, line: bytes) -> bytes:
    wish = wish_of(line)
    if isinstance(wish, bool):
        return seen_line(printer.look(torn=wish))
    return printed_line(printer.send(wish))


if __name__ == "__main__":
    main(*sys.argv[1:])
