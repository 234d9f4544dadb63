"""A slip that tries out a printer: width, code, umlauts, other scripts, cut."""

from kiosk.slip import Line, Slip, Style
from printer.paper import Paper

_CODE = "LOTSE PROBE 0123456789 ABCDEFGHJKMNPQRSTV"
_MM_PER_INCH = 25.4


def trial(paper: Paper, when: str) -> Slip:
    """Return the slip; both ends of the scale must be on it, and the code must be read."""
    millimetres = round(paper.width / paper.dots_per_mm)
    dpi = round(paper.dots_per_mm * _MM_PER_INCH)
    return Slip(
        language="de",
        office="Lotse",
        when=when,
        label="Probezettel",
        number="ÄÖ42",
        code=_CODE,
        caption="Liest Ihr Handy diesen Code?",
        lines=(
            Line(f"{paper.width} Punkte, {millimetres} mm, {dpi} dpi", Style.RULER),
            Line("Die Striche an beiden Enden müssen ganz zu sehen sein.", Style.SMALL),
            Line("Äpfel, Öl, Übung, Größe, 20 €", Style.STRONG),
            Line("رقمكم سيظهر على الشاشة"),
            Line("شمارهٔ شما نشان داده می‌شود"),
            Line("Ваш номер покажуть на екрані"),
            Line("Số của bạn sẽ được hiện lên"),
            Line("Kasten mit Haken", Style.TICKED),
            Line("Unter dieser Zeile wird geschnitten.", Style.SMALL),
        ),
    )
