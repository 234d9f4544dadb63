"""A played visit as it is shown: text for the terminal, pictures for a folder."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalog import Catalog
from kiosk.content_preview.played import Screen
from kiosk.errors import KioskError
from kiosk.plain import plain
from kiosk.slip import Slip, text_of
from screens.visitor.frame import MORE, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.stills import Stills

if TYPE_CHECKING:
    from PIL import Image

_THEME = "lotse"
_DOTS = {58: 384, 80: 576}
"""The printable width of papers, by their width in millimetres."""
PAPERS = tuple(_DOTS)


@dataclass(frozen=True)
class Monitor:
    """A screen of a size in cells, in the calm colours."""

    catalog: Catalog
    size: tuple[int, int]

    def texts(self, screens: Iterable[Screen]) -> Iterator[str]:
        """Yield every sheet of every page as text, under a line that says what it is."""
        stills = self._stills()
        for number, screen in enumerate(screens, start=1):
            for sheet in lay_out(screen.page, *self.size):
                head = f"── {number}. {_named(screen, ' ')}{_place(sheet)} "
                text = stills.text(sheet, _focused(screen, sheet), *self.size)
                yield f"{head.ljust(self.size[0], '─')}\n{text}\n"

    def pictures(self, screens: Iterable[Screen]) -> "Iterator[tuple[str, Image.Image]]":
        """Yield every sheet of every page as a picture with its name."""
        stills = self._stills()
        for number, screen in enumerate(screens, start=1):
            for sheet in lay_out(screen.page, *self.size, pictures=True):
                many = f"-{sheet.index + 1:02}" if sheet.count > 1 else ""
                name = f"{number:02}-{_named(screen, '-')}{many}"
                yield name, stills.picture(sheet, _focused(screen, sheet), *self.size)

    def _stills(self) -> Stills:
        return Stills(self.catalog.themes[_THEME], self.catalog.pictograms)


def slip_text(slip: Slip) -> str:
    """Return the slip as text, under a line that says what it is."""
    words = "\n".join(map(plain, text_of(slip).splitlines()))
    return f"── slip {'─' * 60}\n{words}"


def slip_picture(slip: Slip, paper: int) -> "Image.Image":
    """Return the slip as it is printed on paper of this width in millimetres."""
    from printer.layout import draw
    from printer.paper import Paper

    return draw(slip, Paper(_DOTS[paper]))


def save(folder: Path, pictures: "Iterable[tuple[str, Image.Image]]") -> int:
    """Write pictures as PNG files, each whole or not at all; return how many."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures:
            new = folder / f".{name}.new"
            picture.save(new, "PNG")
            new.replace(folder / f"{name}.png")
            count += 1
    except OSError as fault:
        raise KioskError(f"{folder} can't be written ({fault.strerror or fault}).") from fault
    return count


def _named(screen: Screen, between: str) -> str:
    about = re.sub(r"[^\w-]", "", screen.about)
    return between.join(filter(None, (screen.page.step, about)))


def _place(sheet: Sheet) -> str:
    return f", sheet {sheet.index + 1} of {sheet.count}" if sheet.count > 1 else ""


def _focused(screen: Screen, sheet: Sheet) -> str:
    """Return what is tapped on this sheet: the choice, or the way to the sheet that has it."""
    offered = {box.choice for box in sheet.targets}
    return next((choice for choice in (screen.tapped, MORE) if choice in offered), "")
