"""Reads what stands in a PDF as letters that a program can find, as far as they are Latin."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"\[(.*?)\]\s*TJ", re.DOTALL)
_LETTERS = re.compile(rb"\(((?:\\.|[^\\)])*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_PAGE = re.compile(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]")
_POINTS_A_MM = 72 / 25.4


def words(pdf: bytes) -> str:
    """Return the letters of all pages in the order in which they are drawn."""
    shown = (shown for page in _inflated(pdf) for shown in _SHOWN.findall(page))
    letters = (_plain(each) for line in shown for each in _LETTERS.findall(line))
    return b"".join(letters).decode("cp1252", "replace")


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height of each page in millimetres."""
    return [
        (round(float(w) / _POINTS_A_MM), round(float(h) / _POINTS_A_MM))
        for w, h in _PAGE.findall(pdf)
    ]


def _inflated(pdf: bytes) -> Iterator[bytes]:
    for stream in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def _plain(letters: bytes) -> bytes:
    return _ESCAPED.sub(lambda each: bytes([int(each[1], 8)]) if each[1] else each[2], letters)
