"""What the sound server (PulseAudio or PipeWire) has to play on, as pactl tells."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

_DEADLINE = 2.0
_WORN = frozenset({"Headphones", "Headset"})
_ROOM = "Speaker"


@dataclass(frozen=True)
class Sink:
    """One output of the sound server."""

    name: str
    worn: bool
    """What is plugged in is for one person's ears."""
    plugged: bool
    """Nothing says that its socket is empty, or that its card speaks to the room instead."""


def sinks() -> Sequence[Sink] | None:
    """Return what there is to play on, or None if no sound server answers."""
    if not shutil.which("pactl"):
        return None
    try:
        told = _pactl("-f", "json", "list", "sinks")
        return [sink_of(entry) for entry in json.loads(told or b"[]")]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def default_sink() -> str:
    """Return the sink that plays what names none, or an empty string if nobody tells."""
    with suppress(OSError, subprocess.SubprocessError):
        return _pactl("get-default-sink").decode().strip()
    return ""


def _pactl(*arguments: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - a program named here
        ["pactl", *arguments],  # noqa: S607 - as the system finds it
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_DEADLINE,
        check=True,
        env=environment(),
    )
    return done.stdout


def environment() -> dict[str, str]:
    """Return an environment in which pactl writes numbers and words as programs read them."""
    return {**os.environ, "LC_ALL": "C"}


def sink_of(entry: dict[str, object]) -> Sink:
    """Return what pactl tells of one sink."""
    told = entry.get("ports")
    ports = told if isinstance(told, list) else []
    active: dict[str, object] = next(
        (port for port in ports if port.get("name") == entry.get("active_port")), {}
    )
    availability = active.get("availability")
    worn = active.get("type") in _WORN and availability == "available"
    # A card with a socket and a speaker of its own plays on one of them.
    in_the_room = active.get("type") == _ROOM and any(port.get("type") in _WORN for port in ports)
    return Sink(str(entry["name"]), worn, availability != "not available" and not in_the_room)
