"""What a voice is given to say: plain words, single digits, commas, in every language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalog import Catalog
from kiosk.content_folder import SHIPPED
from kiosk.errors import ContentError
from kiosk.loader import problems
from kiosk.pronunciation import FORMS, Pronunciation, load_pronunciation, pronunciation_problems
from kiosk.speech.pronounce import pronounceable
from kiosk.speech.pronounce.german import ordinal
from kiosk.ticket_code import ALPHABET
from kiosk.translations import languages, po_file

SAMPLE = Path(__file__).parent.parent / "sample" / "content"


def check(language: str, **said: str) -> None:
    for written, spoken in said.items():
        assert pronounceable(written, language) == spoken


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "A, 0, 4, 2"),
        ("de_simple", "A, 0, 4, 2"),
        ("en", "A, 0, 4, 2"),
        ("tr", "a, 0, 4, 2"),
        ("ar", "آ، 0، 4، 2"),
        ("uk", "а, 0, 4, 2"),
        ("ru", "а, 0, 4, 2"),
        ("fa", "آ، 0، 4، 2"),
        ("pl", "A, 0, 4, 2"),
        ("ro", "A, 0, 4, 2"),
        ("bg", "а, 0, 4, 2"),
        ("fr", "A, 0, 4, 2"),
        ("ku", "a, 0, 4, 2"),
        ("vi", "A, 0, 4, 2"),
    ],
)
def test_a_number_is_said_letter_by_digit_in_every_language(language: str, said: str) -> None:
    letter = "eh" if language == "en" else said[0]
    assert pronounceable("A042", language) == said.replace(said[0], letter, 1)
    assert pronounceable("A 0 4 2.", language) == said.replace(said[0], letter, 1) + "."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "4, T, 9, 0: H, D, A, 7"),
        ("de_simple", "4, T, 9, 0: H, D, A, 7"),
        ("en", "4, T, 9, 0: H, D, eh, 7"),
        ("tr", "4, te, 9, 0: he, de, a, 7"),
        ("ar", "4، تِه، 9، 0: ها، دِه، آ، 7"),
        ("uk", "4, те, 9, 0: ха, де, а, 7"),
        ("ru", "4, тэ, 9, 0: ха, дэ, а, 7"),
        ("fa", "4، تِه، 9، 0: ها، دِه، آ، 7"),
        ("pl", "4, T, 9, 0: H, D, A, 7"),
        ("ro", "4, T, 9, 0: H, D, A, 7"),
        ("bg", "4, те, 9, 0: ха, де, а, 7"),
        ("fr", "4, T, 9, 0: H, D, A, 7"),
        ("ku", "4, te, 9, 0: he, de, a, 7"),
        ("vi", "4, T, 9, 0: H, D, A, 7"),
    ],
)
def test_a_short_code_is_said_sign_by_sign_in_every_language(language: str, said: str) -> None:
    assert pronounceable("4T90-HDA7", language) == said
    assert pronounceable("4T90-HDA7.", language) == f"{said}."


def test_a_code_is_no_number_however_it_looks() -> None:
    check(
        "de",
        **{
            "1E23-0E45": "1, E, 2, 3: 0, E, 4, 5",
            "0123-4567": "0, 1, 2, 3: 4, 5, 6, 7",
            "ABCD-EFGH": "A, B, C, D: E, F, G, H",
            "2025-2026": "2025 bis 2026",
            "1500-2000 Euro": "1500 bis 2000 Euro",
            "KOPF-HALS": "K O P F-H A L S",
        },
    )


def test_a_come_back_code_is_said_group_by_group_over_its_lines() -> None:
    said = "A, B, C, D: 2, F, 3, G: H, 4, J, 5: K, 6, M, 7: N, 8, P"
    assert pronounceable("ABCD-2F3G-H4J5\nK6M7-N8P", "de") == said
    assert pronounceable("ABCD-2F3G-H4J5-K6M7-N8P", "de") == said


def test_no_two_letters_of_a_code_have_one_name() -> None:
    for language in languages(SHIPPED):
        said = load_pronunciation(SHIPPED, language)
        names = [said.letter(letter) for letter in ALPHABET]
        assert len(set(names)) == len(names), language


@pytest.mark.parametrize(
    ("language", "times"),
    [
        ("de", ("10 Uhr 30", "9 Uhr", "15 Uhr 5")),
        ("de_simple", ("10 Uhr 30", "9 Uhr", "15 Uhr 5")),
        ("en", ("10 30", "9 o'clock", "15 oh 5")),
        ("tr", ("10 30", "9", "15 sıfır 5")),
        ("ar", ("10 و 30 دقيقة", "9", "15 و 5 دقائق")),
        ("uk", ("10 30", "9 нуль нуль", "15 нуль 5")),
        ("ru", ("10 30", "9 ноль ноль", "15 ноль 5")),
        ("fa", ("10 و 30 دقیقه", "9", "15 و 5 دقیقه")),
        ("pl", ("10 30", "9 zero zero", "15 zero 5")),
        ("ro", ("10 și 30", "9", "15 și 5")),
        ("bg", ("10 часа и 30", "9 часа", "15 часа и 5")),
        ("fr", ("10 heures 30", "9 heures", "15 heures 5")),
        ("ku", ("10 û 30", "9", "15 û 5")),
        ("vi", ("10 giờ 30", "9 giờ", "15 giờ 5")),
    ],
)
def test_a_time_is_said_as_people_say_it(language: str, times: tuple[str, ...]) -> None:
    assert tuple(pronounceable(t, language) for t in ("10:30", "09:00", "15:05")) == times


@pytest.mark.parametrize(
    ("language", "amount", "share"),
    [
        ("de", "1234 Euro 56", "30 Prozent"),
        ("de_simple", "1234 Euro 56", "30 Prozent"),
        ("tr", "1234 avro 56 sent", "yüzde 30"),
        ("ar", "1234 يورو و 56 سنت", "30 بالمئة"),
        ("uk", "1234 євро 56", "30 відсотків"),
        ("ru", "1234 евро 56", "30 процентов"),
        ("fa", "1234 یورو و 56 سِنت", "30 درصد"),
        ("pl", "1234 euro 56", "30 procent"),
        ("ro", "1234 euro și 56", "30 la sută"),
        ("bg", "1234 евро и 56", "30 процента"),
        ("fr", "1234 euros 56", "30 pour cent"),
        ("ku", "1234 euro û 56 sent", "ji sedî 30"),
        ("vi", "1234 ơ rô 56 xu", "30 phần trăm"),
    ],
)
def test_amounts_and_shares_are_said_in_words(language: str, amount: str, share: str) -> None:
    assert pronounceable("1.234,56 €", language) == amount
    assert pronounceable("30 %", language) == share


def test_english_amounts_have_their_own_signs() -> None:
    assert pronounceable("1,234.56 € at 1.5 %", "en") == "1234 euros 56 at 1 point 5 percent"


def test_shares_follow_the_number_where_a_language_does_so() -> None:
    assert pronounceable("21 %, 3 %, 1,5 %", "ru") == (
        "21 процент, 3 процента, 1 запятая 5 процента"
    )
    assert pronounceable("21 %, 3 %", "uk") == "21 відсоток, 3 відсотки"


def test_round_and_large_amounts_are_one_number() -> None:
    check(
        "de",
        **{
            "563 Euro": "563 Euro",
            "5000 Euro": "5000 Euro",
            "10.000 Euro": "10000 Euro",
            "1.234.567 Euro": "1234567 Euro",
            "100 000 Euro": "100000 Euro",
            "5,00 €": "5 Euro",
            "€ 20": "20 Euro",
        },
    )
    assert pronounceable("mai mult de 100 000 de euro", "ro") == "mai mult de 100000 de euro"


def test_a_german_time_loses_its_second_uhr() -> None:
    check(
        "de",
        **{
            "Um 10:30 Uhr an Schalter 1.": "Um 10 Uhr 30 an Schalter 1.",
            "09:00 bis 12:00 Uhr": "9 Uhr bis 12 Uhr",
            "Um 10.30 Uhr": "Um 10 Uhr 30",
        },
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "zwölfter März 2026"),
        ("en", "12 March 2026"),
        ("tr", "12 Mart 2026"),
        ("ar", "12 مارس 2026"),
        ("uk", "12 березня 2026 року."),
        ("ru", "12 марта 2026 года."),
        ("fa", "12 مارس 2026"),
        ("pl", "12 marca 2026"),
        ("ro", "12 martie 2026"),
        ("bg", "12 март 2026 година."),
        ("fr", "12 mars 2026"),
        ("ku", "12ê adara 2026an"),
        ("vi", "12 tháng 3, 2026"),
    ],
)
def test_a_date_is_said_by_the_name_of_its_month(language: str, said: str) -> None:
    assert pronounceable("12.03.2026", language) == said
    assert pronounceable("2026-03-12", language).rstrip(".") in {said.rstrip("."), "12. März 2026"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "zwölfter März"),
        ("de_simple", "zwölfter März"),
        ("en", "12 March"),
        ("tr", "12 Mart"),
        ("ar", "12 مارس"),
        ("uk", "12 березня"),
        ("ru", "12 марта"),
        ("fa", "12 مارس"),
        ("pl", "12 marca"),
        ("ro", "12 martie"),
        ("bg", "12 март"),
        ("fr", "12 mars"),
        ("ku", "12ê adarê"),
        ("vi", "12 tháng 3"),
    ],
)
def test_a_short_date_is_said_as_day_and_month(language: str, said: str) -> None:
    assert pronounceable("12.03.", language) == said
    assert pronounceable("12.03.26", language).startswith("zwölfter" if said[0] == "z" else "12")
    assert "2026" in pronounceable("12.03.26", language)
    assert pronounceable("31.13.", language).startswith("31 ")


def test_a_short_date_leaves_the_next_sentence_apart() -> None:
    check(
        "de",
        **{
            "am 12.03. Bringen Sie": "am zwölften März, Bringen Sie",
            "Montag, 12.3.": "Montag, zwölfter März",
            "vom 12.03.–15.03.": "vom zwölften März bis fünfzehnten März",
            "vom 12.–15.03.": "vom zwölften März bis fünfzehnten März",
            "Raum 2.04.": "Raum 2, 0 4.",
        },
    )
    assert pronounceable("до 12.03. Потім", "uk") == "до 12 березня, Потім"
    assert pronounceable("12.03.–15.03.2026", "tr") == "12 Mart ila 15 Mart 2026"


def test_an_english_number_at_the_end_of_a_sentence_is_no_date() -> None:
    assert pronounceable("a rate of 1.5.", "en") == "a rate of 1 point 5."


def test_german_weekdays_are_said_in_full() -> None:
    check(
        "de",
        **{
            "Mo–Fr": "Montag bis Freitag",
            "Mo-Fr 8:00": "Montag bis Freitag 8 Uhr",
            "Mo.–Fr. 8:00": "Montag bis Freitag 8 Uhr",
            "Kommen Sie Mo – Do.": "Kommen Sie Montag bis Donnerstag.",
            "Montag–Freitag": "Montag bis Freitag",
            "Mi": "Mittwoch",
            "Mo, Mi und Fr": "Montag, Mittwoch und Freitag",
            "Sa/So geschlossen": "Samstag, Sonntag geschlossen",
            "So geht das. Do Nascimento": "So geht das. Do Nascimento",
        },
    )


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Mon–Fri", "Monday to Friday"),
        ("tr", "Pzt–Cum", "Pazartesi ila Cuma"),
        ("ar", "الاثنين–الجمعة", "الاثنين إلى الجمعة"),
        ("uk", "Пн–Пт", "понеділок до пʼятниці"),
        ("ru", "Пн–Пт", "понедельник до пятницы"),
        ("fa", "دوشنبه–جمعه", "دوشنبه تا جمعه"),
        ("pl", "pon.–pt.", "poniedziałek do piątku"),
        ("ro", "lun.–vin.", "luni până la vineri"),
        ("bg", "Пн–Пт", "понеделник до петък"),
        ("fr", "lun.–ven.", "lundi à vendredi"),
        ("ku", "dşm–înî", "duşem heta înî"),
        ("vi", "Th 2–Th 6", "Thứ Hai đến Thứ Sáu"),
    ],
)
def test_from_one_weekday_to_another_is_said_in_full(
    language: str, written: str, said: str
) -> None:
    assert pronounceable(written, language) == said
    assert pronounceable("Mo–Fr", language) == said


def test_two_words_of_english_are_no_weekdays() -> None:
    assert pronounceable("so-so", "en") == "so-so"


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
def test_a_street_is_said_in_full_in_every_language(language: str) -> None:
    assert pronounceable("Hauptstr. 5", language) == "Hauptstraße 5"
    assert pronounceable("Hauptstr.5", language) == "Hauptstraße 5"
    street = "Karlmarxstraße" if language == "de_simple" else "Karl-Marx-Straße"
    assert pronounceable("Karl-Marx-Str. 5", language) == f"{street} 5"


@pytest.mark.parametrize(
    ("language", "one", "one_fifty"),
    [
        ("de", "ein Euro", "ein Euro 50"),
        ("de_simple", "ein Euro", "ein Euro 50"),
        ("en", "1 euro", "1 euro 50"),
        ("fr", "1 euro", "1 euro 50"),
        ("pl", "jedno euro", "jedno euro 50"),
        ("ro", "un euro", "un euro și 50"),
        ("ar", "يورو واحد", "يورو واحد و 50 سنت"),
    ],
)
def test_one_euro_is_singular(language: str, one: str, one_fifty: str) -> None:
    for written in ("1 €", "€1", "1 Euro", "1 EUR"):
        assert pronounceable(written, language) == one
    for written in ("1,00 €", "1,50 €"):
        sign = "." if language == "en" else ","
        said = one if "00" in written else one_fifty
        assert pronounceable(written.replace(",", sign), language) == said
    assert not pronounceable("21 €", language).endswith(one)


def test_a_one_euro_job_keeps_its_name() -> None:
    assert pronounceable("ein 1-Euro-Job", "de") == "ein Ein-Euro-Job"


def test_german_days_bend_after_their_preposition() -> None:
    check(
        "de",
        **{
            "am 12.03.2026": "am zwölften März 2026",
            "am 12.03.": "am zwölften März",
            "Dienstag, 1. Dezember 2026": "Dienstag, erster Dezember 2026",
            "am Dienstag, 1. Dezember": "am Dienstag, dem ersten Dezember",
            "bis zum 15.": "bis zum fünfzehnten.",
            "99.99.2026": "99.99.2026",
        },
    )


def test_german_ordinals_become_words_and_ends_of_sentences_stay() -> None:
    check(
        "de",
        **{
            "am 4. Tag": "am vierten Tag",
            "der 3. Brief": "der dritte Brief",
            "nach der 12. Woche": "nach der zwölften Woche",
            "im 1. OG": "im ersten Obergeschoss",
            "1. OG": "erstes Obergeschoss",
            "1. Stock": "erster Stock",
            "Gehen Sie zu Raum 5. Dann warten Sie.": "Gehen Sie zu Raum 5. Dann warten Sie.",
        },
    )
    assert [ordinal(number, "e") for number in (1, 3, 7, 8, 19, 20, 21, 31)] == [
        *("erste", "dritte", "siebte", "achte", "neunzehnte", "zwanzigste"),
        *("einundzwanzigste", "einunddreißigste"),
    ]


def test_other_ordinals_of_the_content_become_words() -> None:
    assert pronounceable("Po 12. tygodniu. Od 4. dnia", "pl") == (
        "Po dwunastym tygodniu. Od czwartego dnia"
    )
    assert pronounceable("12. haftadan sonra", "tr") == "on ikinci haftadan sonra"
    assert pronounceable("после 12-й недели", "ru") == "после двенадцатой недели"
    assert pronounceable("після 12-го тижня", "uk") == "після дванадцятого тижня"
    assert pronounceable("след 12-ата седмица", "bg") == "след дванайсетата седмица"
    assert pronounceable("avant le 18e anniversaire", "fr") == "avant le dix-huitième anniversaire"


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
def test_telephone_numbers_are_said_digit_by_digit_in_groups(language: str) -> None:
    pause = "،" if language in {"ar", "fa"} else ","
    assert pronounceable("116 016", language) == f"1 1 6{pause} 0 1 6"
    assert pronounceable("0800 123 99 00", language) == (
        f"0 8 0 0{pause} 1 2 3{pause} 9 9{pause} 0 0"
    )
    assert pronounceable("112", language) == "1 1 2"
    assert pronounceable("+49 30 1234567", language).endswith(
        f" 4 9{pause} 3 0{pause} 1 2 3 4 5 6 7"
    )


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
def test_the_brackets_of_a_telephone_number_are_silent(language: str) -> None:
    pause = "،" if language in {"ar", "fa"} else ","
    for written in ("(030) 123456", "030/123456", "030 / 123456", "(030)123456"):
        assert pronounceable(written, language) == f"0 3 0{pause} 1 2 3 4 5 6"
    assert pronounceable("(030) 12 34 56", language) == f"0 3 0{pause} 1 2{pause} 3 4{pause} 5 6"
    for written in ("+49 30 123456", "+49 (30) 123456", "+49 (0)30 123456", "(+49 30) 123456"):
        said = pronounceable(written, language)
        assert said.endswith(f" 4 9{pause} 3 0{pause} 1 2 3 4 5 6")


def test_a_telephone_number_is_known_amid_words() -> None:
    check(
        "de",
        **{
            "Tel.:030/123456": "Telefon:0 3 0, 1 2 3 4 5 6",
            "(0 30) 12 34-56": "0, 3 0, 1 2, 3 4, 5 6",
            "0–18 Jahre": "0 bis 18 Jahre",
            "Hilfe (030 123456).": "Hilfe, 0 3 0, 1 2 3 4 5 6.",
        },
    )


def test_an_emergency_number_is_no_amount_and_no_clause() -> None:
    check(
        "de",
        **{
            "Rufen Sie 112. Ärztlicher Dienst": "Rufen Sie 1 1 2. Ärztlicher Dienst",
            "112 Euro und 115 Euro": "112 Euro und 115 Euro",
            "Wählen Sie 115": "Wählen Sie 1 1 5",
            "110 %": "110 Prozent",
            "§ 112 SGB IX": "Paragraf 112 S G B 9",
        },
    )


def test_rooms_forms_and_postcodes_are_said_apart() -> None:
    check(
        "de",
        **{
            "Zi. 204": "Zimmer 204",
            "Raum 2.04": "Raum 2, 0 4",
            "Schalter 1": "Schalter 1",
            "UH1 und UH 2": "U H 1 und U H 2",
            "A1 bis C1": "A 1 bis C 1",
            "Marktplatz 5, 12345 Musterstadt": "Marktplatz 5, 1 2 3 4 5 Musterstadt",
        },
    )


def test_laws_are_said_in_full() -> None:
    check(
        "de",
        **{
            "§ 21 Abs. 3 Satz 1 Nr. 2 SGB II": "Paragraf 21 Absatz 3 Satz 1 Nummer 2 S G B 2",
            "§§ 45, 48, 50 SGB X": "Paragrafen 45, 48 und 50 S G B 10",
            "§§ 22 38 87a 141-143 SGB III": "Paragrafen 22, 38, 87 a und 141 bis 143 S G B 3",
            "§ 22 ff. SGB XII": "Paragraf 22 folgende S G B 12",
            "§ 7 i.V.m. § 67a": "Paragraf 7 in Verbindung mit Paragraf 67 a",
            "Hartz IV": "Harz 4",
            "ALG II": "Arbeitslosengeld 2",
        },
    )
    assert pronounceable("§§ 45, 48 SGB X", "en") == "sections 45 and 48 S G B 10"
    assert pronounceable("§ 21 SGB II", "ru") == "параграф 21 эс гэ бэ 2"


@pytest.mark.parametrize(
    ("language", "following"),
    [
        ("en", "and following"),
        ("tr", "ve devamı"),
        ("ar", "وما يليها"),
        ("uk", "і наступні"),
        ("ru", "и следующие"),
        ("fa", "و بعد"),
        ("pl", "i następne"),
        ("ro", "și următoarele"),
        ("bg", "и следващите"),
        ("fr", "et suivants"),
        ("ku", "û yên li pey"),
        ("vi", "và tiếp theo"),
    ],
)
def test_what_follows_a_clause_is_said_in_every_language(language: str, following: str) -> None:
    for written in ("§§ 22 ff.", "§ 22 ff", "§ 12 f.", "§ 7a f."):
        assert pronounceable(written, language).endswith(f" {following}")


def test_what_follows_a_clause_is_said_in_german() -> None:
    check(
        "de",
        **{
            "§§ 22 ff. SGB II": "Paragrafen 22 folgende S G B 2",
            "§ 12 f.": "Paragraf 12 folgender",
            "§ 7a f.": "Paragraf 7 a folgender",
        },
    )


def test_german_abbreviations_are_said_in_full() -> None:
    check(
        "de",
        **{
            "Papiere, z. B. den Ausweis": "Papiere, zum Beispiel den Ausweis",
            "Z.B. so": "Zum Beispiel so",
            "Papiere usw.": "Papiere und so weiter.",
            "Hauptweg 3, EG": "Hauptweg 3, Erdgeschoss",
            "KdU und BuT": "Kosten der Unterkunft und Bildung und Teilhabe",
            "BAföG-Amt": "Bafög-Amt",
            "EUTB, IBAN, PDF": "E U T B, Iban, P D F",
            "E-Mail und QR-Code": "Ih-Mehl und Ku-Er-Kohd",
            "DE, EU-Bürger": "D E, E U-Bürger",
        },
    )


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "e.g. the card", "for example the card"),
        ("tr", "Nr. 5 vb.", "numara 5 ve benzeri."),
        ("ar", "Nr. 5", "رقم 5"),
        ("uk", "напр. 2026 р. було", "наприклад 2026 року було"),
        ("ru", "и т. д. Вот", "и так далее Вот"),
        ("fa", "Nr. 5", "شماره 5"),
        ("pl", "np. karta itd.", "na przykład karta i tak dalej."),
        ("ro", "nr. 5 etc.", "numărul 5 și așa mai departe."),
        ("bg", "напр. карта", "например карта"),
        ("fr", "p. ex. la carte", "par exemple la carte"),
        ("ku", "Nr. 5 hwd.", "hejmar 5 her wekî din."),
        ("vi", "thẻ v.v.", "thẻ vân vân."),
    ],
)
def test_every_language_says_its_abbreviations(language: str, written: str, said: str) -> None:
    assert pronounceable(written, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Job-Center"),
        ("de_simple", "Job-Center"),
        ("tr", "Cobsentır"),
        ("ar", "جوب سِنتَر"),
        ("uk", "джобцентер"),
        ("ru", "джобцентер"),
        ("fa", "جاب‌سنتر"),
        ("pl", "dżobcenter"),
        ("ro", "Giobsenter"),
        ("bg", "джобсентър"),
        ("fr", "Djobsènteur"),
        ("ku", "Cobsenter"),
    ],
)
def test_the_jobcenter_has_its_name_in_every_language(language: str, said: str) -> None:
    assert pronounceable("Jobcenter.", language) == f"{said}."


def test_endings_of_a_language_stay_on_the_word() -> None:
    assert pronounceable("Jobcenter'den", "tr") == "Cobsentır'den"
    assert pronounceable("Jobcenterul", "ro") == "Giobsenterul"
    assert pronounceable("Jobcentera", "ku") == "Cobsentera"
    assert pronounceable("des Jobcenters, Wohngeldstelle", "de") == (
        "des Job-Centers, Wohn-Geldstelle"
    )


def test_a_german_word_nobody_listed_stays_as_it_is() -> None:
    assert pronounceable("Vertragskontonummer", "ru") == "Vertragskontonummer"


def test_easy_german_compounds_close_where_the_voice_can_say_them() -> None:
    check(
        "de_simple",
        **{
            "Kranken-Kasse": "Krankenkasse",
            "Arbeits-Losen-Geld": "Arbeitslosengeld",
            "Wohn-Geld-Stelle": "Wohn-Geldstelle",
            "Konto-Stand": "Konto-Stand",
            "Grund·sicherungs·geld": "Grund-Sicherungs-Geld",
            "Online-Beratung": "Online-Beratung",
            "P-Konto": "P-Konto",
        },
    )
    assert pronounceable("Deutsch-Lernhilfen", "de") == "Deutsch-Lernhilfen"


@pytest.mark.parametrize("sign", [":", "*", "_", "/"])
def test_a_gender_sign_is_a_short_pause(sign: str) -> None:
    assert pronounceable(f"die Berater{sign}innen", "de") == "die Berater innen"
    assert pronounceable("die BeraterInnen", "de") == "die Berater innen"


def test_both_forms_of_a_word_are_said() -> None:
    assert pronounceable("партнер(ка) є", "uk") == "партнер, партнерка, є"
    assert pronounceable("sam/sama", "pl") == "sam, sama"


def test_addresses_are_said_as_words() -> None:
    check(
        "de",
        **{
            "www.jobcenter-ort.de": "W W W Punkt Job-Center Bindestrich ort Punkt D E",
            "info@jobcenter.de": "info ätt Job-Center Punkt D E",
            "jobcenter.digital": "Job-Center Punkt digital",
            "https://www.ort.de/hilfe/": "W W W Punkt ort Punkt D E Schrägstrich hilfe",
        },
    )
    assert pronounceable("jobcenter.digital", "fr") == "Djobsènteur point digital"


def test_signs_divide_or_are_dropped() -> None:
    check(
        "de",
        **{
            "Weiter ▼ mehr": "Weiter, mehr",
            "„Hallo“ «da»": "Hallo da",
            "Geld (für alle).": "Geld, für alle.",
            "Eins · zwei • drei": "Eins, zwei, drei",
            "Ja – nein; doch": "Ja, nein, doch",
            "Einen Moment bitte …": "Einen Moment bitte",
            "Eltern & Kind": "Eltern und Kind",
            "\u2066Anna\u2069 Mu\u00adster\u200b": "Anna Muster",
            "🙂": "",
            "": "",
            "2/5": "2 von 5",
            "15–17 Jahre": "15 bis 17 Jahre",
            "das 1,5-Fache": "das Anderthalbfache",
        },
    )
    assert pronounceable("l'école, don't", "fr") == "l'école, don't"


def test_persian_keeps_its_joiners_and_loses_its_own_digits() -> None:
    assert pronounceable("می‌کنند ۱۲", "fa") == "می‌کنند 12"


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
@pytest.mark.parametrize(
    "sign", ["\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u00ad"]
)
def test_a_sign_nobody_sees_changes_nothing(language: str, sign: str) -> None:
    for plain in ("A042", "10:30", "(030) 123456", "4T90-HDA7", "1,50 €", "12.03.", "Mo–Fr"):
        hidden = sign.join(("", *plain, ""))
        assert pronounceable(hidden, language) == pronounceable(plain, language)


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2007"])
def test_a_space_that_holds_a_line_together_is_a_plain_one(language: str, space: str) -> None:
    for plain in (
        *("A 042", "§ 21 SGB II", "116 016", "(030) 12 34 56", "+49 30 123 456", "30 %"),
        *("1,50 €", "Nr. 5", "Hartz IV", "§§ 22 ff.", "UH 1", "Mo – Fr"),
    ):
        assert pronounceable(plain.replace(" ", space), language) == pronounceable(plain, language)


def test_a_narrow_space_holds_thousands_together() -> None:
    assert pronounceable("10\u202f000 Menschen", "de") == "10000 Menschen"
    assert pronounceable("1\u00a0234,56\u00a0€", "fr") == "1234 euros 56"


def test_a_hyphen_that_holds_a_word_together_is_a_plain_one() -> None:
    assert pronounceable("E\u2011Mail", "de") == "Ih-Mehl"
    assert pronounceable("4T90\u2011HDA7", "de") == "4, T, 9, 0: H, D, A, 7"


def test_joiners_are_kept_between_persian_letters_only() -> None:
    assert pronounceable("Auf\u200clage 👨\u200d👩", "de") == "Auflage"
    assert pronounceable("می\u200cکنند", "fa") == "می\u200cکنند"


def test_a_language_without_a_file_still_loses_its_signs() -> None:
    assert pronounceable("(Hallo) A042 30 %", "xx") == "Hallo, A, 0, 4, 2 30 %"


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
def test_every_language_has_what_the_rules_need(language: str) -> None:
    said = load_pronunciation(SHIPPED, language)
    german = {"clock"}
    agreeing = {"euro_one", "amount_one", "percent_one", "percent_few", "percent_many"}
    assert FORMS.keys() - german - agreeing <= said.forms.keys()
    assert {"Jobcenter", "Jobcenter*"} & said.words.keys() or language in {"en", "vi"}


@pytest.mark.parametrize("language", [*languages(SHIPPED)])
def test_no_sign_is_left_that_a_voice_would_stumble_over(language: str, catalog: Catalog) -> None:
    for concern in catalog.concerns.values():
        said = pronounceable(f"{concern.title.german} (A042) · 10:30", language)
        assert not set(said) & set("()·„“;▼…€%§@")


def office(folder: Path, name: str = "de", **files: str) -> Path:
    (folder / "pronunciation").mkdir(exist_ok=True)
    (folder / "office.toml").write_text('extends = "lotse"\n', encoding="utf-8")
    for stem, text in (files or {name: ""}).items():
        (folder / "pronunciation" / f"{stem}.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_office_lays_its_words_over_the_shipped_ones(tmp_path: Path) -> None:
    folder = office(tmp_path, de='[words]\n"Kleve" = "Klehwe"\n"Wohngeld*" = "Wohngelt"\n')
    said = load_pronunciation(folder, "de")
    assert pronounceable("Wohngeld in Kleve, Kontostand", said) == (
        "Wohngelt in Klehwe, Konto-Stand"
    )
    assert pronounceable("Kleve", "de") == "Kleve"


def test_easy_german_speaks_like_the_german_of_the_office(tmp_path: Path) -> None:
    folder = office(tmp_path, de='[words]\n"Kleve" = "Klehwe"\n')
    assert pronounceable("Kleve, 10:30 Uhr", load_pronunciation(folder, "de_simple")) == (
        "Klehwe, 10 Uhr 30"
    )


def test_a_folder_without_pronunciation_is_sound() -> None:
    assert pronunciation_problems(SAMPLE) == []
    assert load_pronunciation(SAMPLE, "de").words == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[words]\nX = 3\n", "words.X: must be a text in quotes."),
        ('[words]\nX = ""\n', "words.X: is empty; say what is spoken, or delete the line."),
        ('[words]\n"*" = "x"\n', "words.*: names nothing that could be written; delete the line."),
        ('[wrds]\nX = "x"\n', "wrds: there is no table wrds; did you mean words?"),
        ('words = "x"\n', "words: must be a [table]."),
        ('[letters]\nab = "x"\n', "letters.ab: must be one capital letter."),
        ('[forms]\ntme = "x"\n', "forms.tme: there is no form tme; did you mean time?"),
        ('[forms]\ntime = "{hour}"\n', "forms.time: lacks {minute}; put it in."),
        (
            '[forms]\nfull_hour = "{hour} {day}"\n',
            "forms.full_hour: has {day}, which is not filled in; remove it.",
        ),
        (
            '[forms]\ndot = "{"\n',
            "forms.dot: has a curly bracket alone; close or remove it.",
        ),
        ("like = 3\n", "like: must be the short name of a language in quotes."),
        ('like = "xy"\n', "like: there is no language xy; name another."),
    ],
)
def test_a_broken_file_is_told_by_file_and_key(tmp_path: Path, text: str, reason: str) -> None:
    folder = office(tmp_path, de=text)
    sentence = f"{tmp_path.name}/pronunciation/de.toml: {reason}"
    assert pronunciation_problems(folder) == [sentence]
    assert sentence in problems(folder)
    if "like: there" not in reason:
        with pytest.raises(ContentError) as fault:
            load_pronunciation(folder, "de")
        assert str(fault.value) == sentence


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda file: file.write_text("[words"), "de.toml: "),
        (lambda file: file.write_bytes(b"\xff"), "de.toml: is not UTF-8"),
        (lambda file: file.rename(file.with_name("xx.toml")), "xx.toml: belongs to no language"),
        (lambda file: file.rename(file.with_name("de.txt")), "de.txt: belongs to no language"),
    ],
)
def test_a_file_nobody_can_read_is_told(
    tmp_path: Path, break_it: Callable[[Path], object], reason: str
) -> None:
    folder = office(tmp_path)
    break_it(folder / "pronunciation" / "de.toml")
    (sentence,) = pronunciation_problems(folder)
    assert reason in sentence


def test_the_shipped_files_are_sound_and_belong_to_a_language() -> None:
    assert pronunciation_problems(SHIPPED) == []
    stems = {file.stem for file in (SHIPPED / "pronunciation").glob("*.toml")}
    assert stems == set(languages(SHIPPED))
    assert all(po_file(SHIPPED, stem).exists() for stem in stems - {"de"})


def test_a_pronunciation_can_be_given_by_hand() -> None:
    said = Pronunciation(language="de", words={"Lotse": "Lohze"})
    assert pronounceable("Lotse", said) == "Lohze"
