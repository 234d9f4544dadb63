"""Words set in the slip's fonts by Pango, which joins, reorders, falls back and wraps."""

from dataclasses import dataclass

from printer.pango import cairo, pangocairocffi, pangocffi
from printer.wording import UNITS, markup

_FAMILY = "Noto Sans, DejaVu Sans"


@dataclass(frozen=True)
class Type:
    """A size of type and the height of its lines, in eighths of a millimetre."""

    size: int
    line: int = 0
    """The same for every script; 0: as the fonts have it."""
    bold: bool = False
    spread: int = 0
    """Room between letters, for codes that are read one by one."""

    def scaled(self, scale: float) -> "Type":
        """Return the same type in other units."""
        return Type(
            round(self.size * scale),
            round(self.line * scale),
            self.bold,
            round(self.spread * scale),
        )


def canvas(surface: cairo.ImageSurface) -> cairo.Context:
    """Return what draws on a surface, letters fitted to the dots."""
    context = cairo.Context(surface)
    context.set_font_options(
        cairo.FontOptions(
            antialias=cairo.ANTIALIAS_GRAY,
            hint_style=cairo.HINT_STYLE_FULL,
            hint_metrics=cairo.HINT_METRICS_OFF,
        )
    )
    return context


def typeset(
    context: cairo.Context, text: str, kind: Type, language: str, width: int | None = None
) -> pangocffi.Layout:
    """Return text set in `kind` (in dots), wrapped to `width` dots if given."""
    layout = pangocairocffi.create_layout(context)
    font = pangocffi.FontDescription()
    font.family = _FAMILY
    font.set_absolute_size(kind.size * UNITS)
    if kind.bold:
        font.weight = pangocffi.Weight.BOLD
    layout.font_description = font
    if width is not None:
        layout.width = max(width, 1) * UNITS
        layout.wrap = pangocffi.WrapMode.WORD_CHAR
    layout.apply_markup(markup(text, language, kind.line, kind.spread))
    return layout
