"""The process that renders with espeak-ng: reads requests, answers with samples, one a line.

It is a process because the library is under the GPL, and because a library in C may crash. It
ends when its parent is gone.
"""

import json
import os
import sys
from base64 import b64encode
from contextlib import suppress

from kiosk.speech.espeak_library import Library


def main(path: str, data: str) -> None:
    """Answer requests until the pipe ends."""
    # What the library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    library = Library(path, data or None)
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            answers.write(_answer(library, line))


def _answer(library: Library, line: bytes) -> bytes:
    request = json.loads(line)
    try:
        samples = library.render(request["text"], request["voice"], request["rate"])
    except LookupError:
        return b'{"fault": "voice"}\n'
    answer = {
        "rate": library.rate,
        "samples": b64encode(samples).decode(),
        "words": library.words,
    }
    return json.dumps(answer).encode() + b"\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
