"""What the sound server (PulseAudio or PipeWire) has to play on, as pactl tells."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

_DEADLINE = 2.0
_WORN = frozenset({"Headphones", "Headset"})


@dataclass(frozen=True)
class Sink:
    """One output of the sound server."""

    name: str
    worn: bool
    """What is plugged in is for one person's ears."""
    plugged: bool
    """Nothing says that its socket is empty."""


def sinks() -> Sequence[Sink] | None:
    """Return what there is to play on, or None if no sound server answers."""
    if not shutil.which("pactl"):
        return None
    try:
        done = subprocess.run(
            ["pactl", "-f", "json", "list", "sinks"],  # noqa: S607 - as the system finds it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_DEADLINE,
            check=True,
            env=environment(),
        )
        return [sink_of(entry) for entry in json.loads(done.stdout or b"[]")]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def environment() -> dict[str, str]:
    """Return an environment in which pactl writes numbers and words as programs read them."""
    return {**os.environ, "LC_ALL": "C"}


def sink_of(entry: dict[str, object]) -> Sink:
    """Return what pactl tells of one sink."""
    ports = entry.get("ports")
    active = entry.get("active_port")
    for port in ports if isinstance(ports, list) else ():
        if port.get("name") == active:
            availability = port.get("availability")
            worn = port.get("type") in _WORN and availability == "available"
            return Sink(str(entry["name"]), worn, availability != "not available")
    return Sink(str(entry["name"]), worn=False, plugged=True)
