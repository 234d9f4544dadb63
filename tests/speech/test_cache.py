"""What is kept: prompts on disk, within a limit; the rest in memory."""

import os
from pathlib import Path

from kiosk.speech.cache import DiskCache, MemoryCache, key
from kiosk.speech.sound import Sound

SOUND = Sound(22050, bytes(1000))


def test_a_key_tells_its_parts_apart_and_nothing_of_them() -> None:
    assert key("a", "bc") != key("ab", "c")
    assert "Wohngeld" not in key("Wohngeld")


def test_a_prompt_is_kept_for_this_user_alone(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "speech")
    assert cache.get("x") is None
    cache.put("x", SOUND)
    assert DiskCache(tmp_path / "speech").get("x") == SOUND
    assert (tmp_path / "speech").stat().st_mode & 0o77 == 0
    assert (tmp_path / "speech" / "x").stat().st_mode & 0o77 == 0


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, limit=6300)
    for age, name in enumerate("abcdef"):
        cache.put(name, SOUND)
        os.utime(tmp_path / name, (age, age))
    cache.get("a")
    cache.put("g", SOUND)
    assert {file.name for file in tmp_path.iterdir()} == {"a", "d", "e", "f", "g"}
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 6300


def test_nothing_goes_before_there_is_no_room(tmp_path: Path) -> None:
    for name in "abcde":
        DiskCache(tmp_path, limit=6300).put(name, SOUND)
    assert {file.name for file in tmp_path.iterdir()} == set("abcde")


def test_a_broken_file_is_rendered_anew(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    (tmp_path / "x").write_bytes(b"\xff\xff\xff\xffgarbage")
    assert cache.get("x") is None
    cache.put("x", SOUND)
    assert cache.get("x") == SOUND


def test_a_disk_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = DiskCache(tmp_path / "file" / "speech")
    cache.put("x", SOUND)
    assert cache.get("x") is None


def test_memory_is_bounded() -> None:
    cache = MemoryCache(limit=2500)
    for name in "abc":
        cache.put(name, SOUND)
    assert [cache.get(name) for name in "abc"] == [None, SOUND, SOUND]
