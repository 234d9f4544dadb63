"""Two falling tones that go before a call, as waiting rooms know them."""

import math
from array import array
from functools import cache

_TONES = ((660.0, 0.32), (528.0, 0.55))
"""Hertz and seconds of each: a major third down."""
_LOUDNESS = 0.5 * 32767
_RISE = 0.01
"""Seconds in which a tone begins, so that it does not click."""
_FADING = 5.0
"""How fast a tone dies away, for each second."""
_PAUSE = 0.15


@cache
def chime(rate: int) -> bytes:
    """Return the chime as mono samples of 16 bits at a sample rate, with the pause after it."""
    samples = array("h")
    for pitch, seconds in _TONES:
        samples.extend(_sample(pitch, n / rate) for n in range(round(seconds * rate)))
    samples.extend([0] * round(_PAUSE * rate))
    return samples.tobytes()


def _sample(pitch: float, at: float) -> int:
    swell = min(at / _RISE, 1.0) * math.exp(-_FADING * at)
    return round(_LOUDNESS * swell * math.sin(2 * math.pi * pitch * at))
