"""The process that renders with one voice of piper, loaded once: that takes longer than a text.

Runs under the interpreter piper is installed for: its libraries would burden every process of the
kiosk. It ends when its parent is gone.
"""

import os
import sys
from functools import partial
from typing import Any

from kiosk.speech.renderer import Render, answer
from kiosk.speech.sound import Sound

_NICE = 10
"""The screen goes first: piper takes every core there is."""


def main(model: str) -> None:
    """Answer requests until the pipe ends."""
    os.nice(_NICE)
    answer(partial(_loaded, model))


def _loaded(model: str) -> Render:
    from piper import PiperVoice

    return partial(_rendered, PiperVoice.load(model))


def _rendered(voice: Any, request: dict[str, Any]) -> Sound:
    from piper import SynthesisConfig

    how = SynthesisConfig(length_scale=request["length"])
    chunks = voice.synthesize(request["text"], how)
    samples = b"".join(chunk.audio_int16_bytes for chunk in chunks)
    return Sound(voice.config.sample_rate, samples)


if __name__ == "__main__":
    main(*sys.argv[1:])
