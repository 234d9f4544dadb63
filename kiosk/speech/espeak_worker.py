"""The process that renders with espeak-ng.

It is a process because the library is under the GPL, and because a library in C may crash. It
ends when its parent is gone.
"""

import sys
from functools import partial
from typing import Any

from kiosk.speech.espeak_library import Library
from kiosk.speech.renderer import answer
from kiosk.speech.sound import Sound, Word


def main(path: str, data: str) -> None:
    """Answer requests until the pipe ends."""
    answer(lambda: partial(_rendered, Library(path, data or None)))


def _rendered(library: Library, request: dict[str, Any]) -> Sound:
    samples = library.render(request["text"], request["voice"], request["rate"])
    words = (Word(at, start, start + length) for at, start, length in library.words)
    return Sound(library.rate, samples, tuple(words))


if __name__ == "__main__":
    main(*sys.argv[1:])
