"""Sounds that were rendered before: prompts on disk, what belongs to a visit in memory."""

import hashlib
import os
import tempfile
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from kiosk.speech.sound import Sound

_ON_DISK = 256 * 1024 * 1024
_IN_MEMORY = 24 * 1024 * 1024
"""About eight minutes of speech."""


def key(*parts: str) -> str:
    """Return what a sound is kept under; it tells nothing of the text."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class DiskCache:
    """A directory of sounds; what was not used for longest goes when it is full."""

    def __init__(self, folder: Path, limit: int = _ON_DISK) -> None:
        self._folder = folder
        self._limit = limit
        self._size: int | None = None

    def get(self, name: str) -> Sound | None:
        """Return a kept sound, or None if it is not there or broken."""
        file = self._folder / name
        try:
            sound = Sound.unpacked(file.read_bytes())
            os.utime(file)
        except (OSError, ValueError):
            return None
        return sound

    def put(self, name: str, sound: Sound) -> None:
        """Keep a sound; a full or read-only disk keeps none, and nothing else happens."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            data = sound.packed()
            self._make_room(len(data))
            self._write(self._folder / name, data)

    def _write(self, file: Path, data: bytes) -> None:
        handle, new = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(new).replace(file)
        except OSError:
            Path(new).unlink(missing_ok=True)
            raise

    def _make_room(self, wanted: int) -> None:
        if self._size is None:
            self._size = self._shrink(self._limit)
        if self._size + wanted > self._limit:
            # More than is wanted: looking at all files takes longer than writing one.
            self._size = self._shrink(min(self._limit * 3 // 4, self._limit - wanted))
        self._size += wanted

    def _shrink(self, limit: int) -> int:
        """Delete the oldest files until the rest fits; return its size."""
        files = [(file, file.stat()) for file in self._folder.iterdir() if file.is_file()]
        total = sum(status.st_size for _, status in files)
        for file, status in sorted(files, key=lambda item: item[1].st_mtime):
            if total <= limit:
                break
            file.unlink(missing_ok=True)
            total -= status.st_size
        return total


class MemoryCache:
    """The sounds used last; made anew for every visit."""

    def __init__(self, limit: int = _IN_MEMORY) -> None:
        self._limit = limit
        self._size = 0
        self._sounds: OrderedDict[str, Sound] = OrderedDict()

    def get(self, name: str) -> Sound | None:
        """Return a kept sound."""
        if sound := self._sounds.get(name):
            self._sounds.move_to_end(name)
        return sound

    def put(self, name: str, sound: Sound) -> None:
        """Keep a sound, and let go of older ones if they are too many."""
        if name in self._sounds:
            return
        self._sounds[name] = sound
        self._size += len(sound.samples)
        while self._size > self._limit and self._sounds:
            self._size -= len(self._sounds.popitem(last=False)[1].samples)
