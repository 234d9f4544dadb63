"""Slips in five languages, as long as real ones."""

from dataclasses import replace

from kiosk.slip import Line, Slip, Style

CODE = "0CF9V1K2Q7XW3M5N8P4R6T0B2D4G6J8K1H3Y5Z7"
NUMBER_ONLY = Slip(
    language="de",
    office="Jobcenter Musterstadt · Stadtbibliothek Nord",
    when="Mittwoch, 25. November 2026, 10:42 Uhr",
    label="Ihre Nummer",
    number="A042",
    code=CODE,
    short_code="7K3Q-9XW2",
    lines=(
        Line("Vor Ihnen: 4 Personen, etwa 15 bis 25 Minuten", Style.STRONG),
        Line("Ihre Nummer wird auf der Anzeige aufgerufen und vorgelesen."),
    ),
)
GERMAN = replace(
    NUMBER_ONLY,
    lines=(
        *NUMBER_ONLY.lines,
        Line("Bitte mitbringen", Style.HEADING),
        Line("Personalausweis oder Pass", Style.TICKED),
        Line("Mietvertrag und die letzte Betriebskostenabrechnung", Style.TICK),
        Line("Kontoauszüge der letzten 3 Monate von allen Konten", Style.TICK),
        Line("Fehlt etwas? Kommen Sie trotzdem.", Style.SMALL),
    ),
)
ENGLISH = replace(
    GERMAN,
    language="en",
    when="Wednesday, 25 November 2026, 10:42",
    label="Your number",
    mark="Reprint 1",
    lines=(
        Line("4 people before you, about 15 to 25 minutes", Style.STRONG),
        Line("Please bring", Style.HEADING),
        Line("Rental contract", Style.TICK, "Mietvertrag"),
        Line("Bank statements of the last 3 months", Style.TICK, "Kontoauszüge"),
    ),
)
UKRAINIAN = replace(
    GERMAN,
    language="uk",
    when="середа, 25 листопада 2026 р., 10:42",
    label="Ваш номер",
    lines=(
        Line("Перед вами: 4 особи, приблизно 15–25 хвилин", Style.STRONG),
        Line("Будь ласка, принесіть", Style.HEADING),
        Line("Договір оренди житла", Style.TICK, "Mietvertrag"),
        Line("Виписки з банківського рахунку за останні 3 місяці", Style.TICK, "Kontoauszüge"),
    ),
)
VIETNAMESE = replace(
    GERMAN,
    language="vi",
    when="Thứ Tư, 25.11.2026, 10:42",
    label="Số của quý vị",
    lines=(
        Line("Trước quý vị: 4 người, khoảng 15 đến 25 phút", Style.STRONG),
        Line("Vui lòng mang theo", Style.HEADING),
        Line("Hợp đồng thuê nhà", Style.TICK, "Mietvertrag"),
    ),
)
ARABIC = replace(
    GERMAN,
    language="ar",
    rtl=True,
    when="الأربعاء 25.11.2026، الساعة 10:42",
    label="رقمك",
    mark="نسخة 1",
    lines=(
        Line("أمامك 4 أشخاص، حوالي 15 إلى 25 دقيقة", Style.STRONG),
        Line("اذهب إلى Zimmer 2.14 عندما يُنادى على رقمك A042."),
        Line("يرجى إحضار", Style.HEADING),
        Line("بطاقة الهوية أو جواز السفر", Style.TICKED, "Personalausweis oder Pass"),
        Line("كشوف الحساب البنكي لآخر 3 أشهر", Style.TICK, "Kontoauszüge der letzten 3 Monate"),
        Line("هاتف: 0421 178-0، قبل 30.11.2026", Style.SMALL),
    ),
)
ALL = {
    "number": NUMBER_ONLY,
    "de": GERMAN,
    "en": ENGLISH,
    "uk": UKRAINIAN,
    "vi": VIETNAMESE,
    "ar": ARABIC,
}
