"""Pictures become sixel data that says what was drawn."""

import re
from random import Random

import pytest
from PIL import Image

from screens.pictures import SYMBOL_FONT, pictogram, sixel

INK, GROUND = (255, 255, 255), (0, 60, 90)
HOUSE, HANDSHAKE = 0xF015, 0xF2B5


def shades(data: str) -> dict[tuple[int, int], int]:
    """Decode sixel data: which shade each dot has."""
    header = re.match(r'\x1bP9;1q"1;1;\d+;\d+(#\d;2;\d+;\d+;\d+)+', data)
    assert header
    assert data.endswith("\x1b\\")
    found: dict[tuple[int, int], int] = {}
    for band, text in enumerate(data[header.end() : -2].split("-")):
        for layer in filter(None, text.split("$")):
            x = 0
            for count, code in re.findall(r"(?:!(\d+))?(.)", layer[2:]):
                for _ in range(int(count or 1)):
                    dots = [y for y in range(6) if (ord(code) - 63) >> y & 1]
                    found |= {(x, 6 * band + y): int(layer[1]) for y in dots}
                    x += 1
    return found


@pytest.mark.parametrize("size", [(1, 1), (7, 6), (30, 13)])
def test_each_dot_has_its_shade(size: tuple[int, int]) -> None:
    levels = bytes(Random(1).choices([0, 51, 255], k=size[0] * size[1]))
    found = shades(sixel(Image.frombytes("L", size, levels), INK, GROUND))
    assert [found[n % size[0], n // size[0]] for n in range(len(levels))] == [
        level // 51 for level in levels
    ]


def test_a_hollow_picture_leaves_the_ground() -> None:
    picture = Image.frombytes("L", (3, 2), bytes([0, 255, 0, 0, 0, 51]))
    assert shades(sixel(picture, INK, GROUND, hollow=True)) == {(1, 0): 5, (2, 1): 1}


@pytest.mark.parametrize("code", [HOUSE, HANDSHAKE])
def test_a_pictogram_stands_in_the_middle_with_air_around_it(code: int) -> None:
    assert SYMBOL_FONT.exists()
    found = shades(pictogram(code, 112, 162, (INK, GROUND)))
    across, down = [x for x, _ in found], [y for _, y in found]
    assert min(across) >= 3
    assert max(across) <= 108
    assert abs(min(across) + max(across) - 111) <= 4
    assert abs(min(down) + max(down) - 161) <= 20
