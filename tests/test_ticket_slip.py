"""What the slips say, with the shipped content in its languages."""

from dataclasses import replace
from itertools import cycle, pairwise

import pytest

from kiosk import guide
from kiosk.any_slip import plain_letters
from kiosk.catalog import Catalog, Contact, Need
from kiosk.qr_code import qr_modules
from kiosk.slip import Line, Slip, Style, text_of
from kiosk.texts import Library
from kiosk.ticket import Shared
from kiosk.ticket_code import short_code
from kiosk.ticket_slip import SlipWriter, way_to
from tests.stores import AT, DAY, a_ticket

TICKET = a_ticket(42, issued_at=AT)
BILL = {"rent_topic": frozenset({"bill"}), "receives": frozenset({"never"})}
"""Needs the bill, pay slips and statements, and leaves nothing open."""
WORKS = {"income": frozenset({"job"})}
"""Needs papers of every kind for a first application."""


@pytest.fixture(scope="module", params=["de", "de_simple", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def writer(catalog: Catalog, dictionary: Library, language: str) -> SlipWriter:
    return SlipWriter(catalog, dictionary, language)


@pytest.fixture
def german(catalog: Catalog, dictionary: Library) -> SlipWriter:
    return SlipWriter(catalog, dictionary, "de")


@pytest.fixture
def english(catalog: Catalog, dictionary: Library) -> SlipWriter:
    return SlipWriter(catalog, dictionary, "en")


BOXES = {Style.TICK, Style.TICKED}
MARKED = (Need.HELPFUL, Need.IF_ASKED)
"""What the list marks; what is perhaps needed stands under a heading of its own."""


def boxes(lines: tuple[Line, ...]) -> dict[str, Style]:
    return {line.text: line.style for line in lines if line.style in BOXES}


def test_the_slip_of_a_number_says_number_office_time_and_codes(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    slip = writer.number(TICKET, "THECODE")
    words = dictionary[language]
    assert (slip.number, slip.code, slip.short_code) == ("A042", "THECODE", short_code(TICKET))
    assert (slip.language, slip.rtl, slip.office) == (language, False, catalog.office.name)
    assert slip.label == words(catalog.interface["slip.your_number"])
    assert f"{AT.astimezone():%H:%M}" in slip.when
    assert words.date(AT) in slip.when
    for said in ("A042", short_code(TICKET), catalog.office.name):
        assert said in text_of(slip)


def test_without_a_list_the_slip_is_the_same_whatever_the_visitor_came_for(
    writer: SlipWriter, catalog: Catalog
) -> None:
    plain = writer.number(TICKET, "THECODE")
    for concern in catalog.concerns.values():
        told = replace(
            TICKET,
            stops=(concern.service, "placement"),
            shared=Shared((concern.id,), tuple(catalog.documents)),
            needs=("wheelchair",),
            priority=1,
        )
        assert writer.number(told, "THECODE") == plain


def test_a_list_has_a_box_for_each_paper_and_ticks_those_at_hand(
    german: SlipWriter, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary["de"]
    bill, slips = (
        words(catalog.documents[name].title) for name in ("service_charge_bill", "pay_slips")
    )
    untouched = boxes(german.checklist(["rent_heating"], BILL, {}, DAY))
    assert {untouched[bill], untouched[slips]} == {Style.TICK}
    papers = {"service_charge_bill": True, "pay_slips": False}
    told = boxes(german.checklist(["rent_heating"], BILL, papers, DAY))
    assert (told[bill], told[slips]) == (Style.TICKED, Style.TICK)
    assert told.keys() == untouched.keys()


def test_what_is_missing_stands_first_and_what_is_at_hand_after_what_is_open(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary[language]
    papers = {"service_charge_bill": True, "bank_statements": False}
    said = [line.text for line in writer.checklist(["rent_heating"], BILL, papers, DAY)]
    heads = [
        words(catalog.interface[f"slip.{key}"]) for key in ("missing", "bring", "have", "perhaps")
    ]
    missing, bring, have, perhaps = (said.index(head) for head in heads if head in said)
    assert missing == 0
    titles = {name: words(catalog.documents[name].title) for name in papers}
    assert missing < said.index(titles["bank_statements"]) < bring
    assert bring < have < said.index(titles["service_charge_bill"]) < perhaps


@pytest.mark.parametrize("large", [False, True])
def test_the_slip_says_of_each_paper_what_the_screen_says_of_it_in_every_language(
    catalog: Catalog, dictionary: Library, *, large: bool
) -> None:
    items = guide.checklist(catalog, ["first_application"], WORKS)
    assert {item.need for item in items} == set(Need)
    for language in dictionary:
        words = dictionary[language]
        writer = SlipWriter(catalog, dictionary, language, large=large)
        lines = writer.number(
            TICKET, "", writer.checklist(["first_application"], WORKS, {}, DAY)
        ).lines
        said = {line.text: after.text for line, after in pairwise(lines) if line.style in BOXES}
        for item in items:
            below = said[words(catalog.documents[item.document].title)]
            marked = f"visitor.need_{item.need}" if item.need in MARKED else None
            needs = [words(catalog.interface[f"visitor.need_{need}"]) for need in MARKED]
            assert (below in needs) is (marked is not None), (language, item)
            assert marked is None or below == words(catalog.interface[marked])


def test_in_each_part_of_a_list_what_is_needed_stands_first(
    german: SlipWriter, catalog: Catalog, dictionary: Library
) -> None:
    words, items = dictionary["de"], guide.checklist(catalog, ["first_application"], WORKS)
    needs = {words(catalog.documents[item.document].title): item.need for item in items}
    papers = dict(zip((item.document for item in items), cycle((True, False, None)), strict=False))
    known = {name: has for name, has in papers.items() if has is not None}
    lines = german.checklist(["first_application"], WORKS, known, DAY)
    parts: list[list[Need]] = []
    for line in lines:
        if line.style is Style.HEADING:
            parts.append([])
        elif line.style in BOXES:
            parts[-1].append(needs[line.text])
    order = list(Need)
    assert all(part == sorted(part, key=order.index) for part in parts)
    assert any({Need.REQUIRED, Need.IF_ASKED} <= set(part) for part in parts)


def test_a_paper_that_is_missing_and_only_asked_for_says_both_and_where_to_get_it(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    words, document = dictionary[language], catalog.documents["income_certificate"]
    lines = writer.checklist(["first_application"], WORKS, {document.id: False}, DAY)
    asked = words(catalog.interface["visitor.need_if_asked"])
    assert lines[0].text == words(catalog.interface["slip.missing"])
    assert lines[1].text == words(document.title)
    assert lines[2] == Line(f"{asked}\n{words(document.where)}", Style.SMALL)


def test_a_list_without_a_number_says_nothing_of_numbers(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    lines = writer.checklist(["rent_heating"], BILL, {}, DAY)
    notice = dictionary[language](catalog.notices["ticket_not_application"].text)
    others = [line for line in lines if line.text != notice]
    assert notice in text_of(writer.number(TICKET, "", lines))
    alone = writer.plain(AT, lines)
    assert notice not in text_of(alone)
    assert alone.lines[: len(others)] == tuple(others)


def test_the_way_to_a_partner_says_what_its_code_is_for(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    words, partners = dictionary[language], catalog.partners
    only_web = next(p for p in partners.values() if p.sure_webs and not p.sure_phones)
    only_place = replace(partners["food_bank"], place="Lindenstraße 7, 12345 Musterstadt")
    for partner, key in (
        (partners["crisis_line"], "scan_to_call"),
        (only_web, "scan_to_open"),
        (only_place, "scan_to_find"),
        (replace(only_place, place="Lindenstraße 7, Telefon 0123 456789"), "scan_to_call"),
    ):
        slip = writer.referral(AT, partner)
        assert (slip.code, slip.caption) == (
            way_to(partner),
            words(catalog.interface[f"slip.{key}"]),
        )
    discreet = writer.referral(AT, partners["womens_violence_line"])
    assert (discreet.code, discreet.caption) == ("", "")


def test_under_a_missing_paper_stands_where_to_get_it(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary[language]
    document = catalog.documents["pay_slips"]
    lines = writer.checklist(["rent_heating"], BILL, {"pay_slips": False}, DAY)
    place = [line.text for line in lines].index(words(document.title))
    assert lines[place + 1] == Line(words(document.where), Style.SMALL)
    known = writer.checklist(["rent_heating"], BILL, {"pay_slips": True}, DAY)
    assert words(document.where) not in [line.text for line in known]


def test_what_is_perhaps_needed_stands_apart_below_what_is_sure(
    german: SlipWriter, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary["de"]
    bring, perhaps = (words(catalog.interface[f"slip.{key}"]) for key in ("bring", "perhaps"))
    said = [line.text for line in german.checklist(["rent_heating"], {}, {}, DAY)]
    lease = words(catalog.documents["lease"].title)
    assert said.index(perhaps) < said.index(lease)
    sure = [line.text for line in german.checklist(["rent_heating"], BILL, {}, DAY)]
    assert sure.index(bring) < sure.index(lease)
    assert bring not in said
    headings = [
        line for line in german.checklist(["rent_heating"], BILL, {}, DAY) if line.text == bring
    ]
    assert [line.style for line in headings] == [Style.HEADING]


def test_beside_a_translated_title_stands_the_german_one(
    english: SlipWriter, catalog: Catalog, dictionary: Library
) -> None:
    lines = english.checklist(["rent_heating"], BILL, {}, DAY)
    title = catalog.documents["lease"].title
    (lease,) = (line for line in lines if line.text == dictionary["en"](title))
    assert lease.beside == dictionary["de"](title)
    assert lease.text != lease.beside
    partner = catalog.partners["tenants_association"].title
    (helper,) = (line for line in lines if line.text == dictionary["en"](partner))
    assert helper.beside == dictionary["de"](partner)


def test_german_slips_say_nothing_twice(german: SlipWriter, catalog: Catalog) -> None:
    for concern in catalog.concerns:
        assert {line.beside for line in german.checklist([concern], {}, {}, DAY)} == {""}


def test_beside_easier_words_stands_the_official_term_unless_hyphens_alone_differ(
    catalog: Catalog, dictionary: Library
) -> None:
    writer = SlipWriter(catalog, dictionary, "de_simple")
    lines = writer.checklist(["self_employed", "rent_heating"], {}, {}, DAY)
    beside = {line.text: line.beside for line in lines if line.style in BOXES}
    eks = "Anlage EKS (Einkommen aus selbstständiger Arbeit)"
    assert beside["Formular für die eigene Firma"] == eks
    assert beside["Miet-Vertrag"] == ""
    for text, official in beside.items():
        assert not official or plain_letters(official) not in plain_letters(text)


def test_the_slip_says_where_its_language_is_a_draft(
    writer: SlipWriter, language: str, catalog: Catalog, dictionary: Library
) -> None:
    words = dictionary[language]
    draft = Line(words(catalog.interface["slip.draft"]), Style.SMALL)
    lines = writer.checklist(["rent_heating"], BILL, {}, DAY)
    slips = [
        writer.number(TICKET, ""),
        writer.number(TICKET, "", lines),
        writer.plain(AT, lines),
    ]
    assert words.draft is (language != "de")
    for slip in slips:
        assert slip.lines.count(draft) == int(words.draft)
        assert (slip.lines[-1] == draft) is words.draft


def test_a_slip_without_a_number_has_office_and_time_alone(
    german: SlipWriter, catalog: Catalog
) -> None:
    slip = german.plain(AT, (Line("Hallo"),))
    assert slip == Slip(
        language="de",
        office=catalog.office.name,
        when=german.number(TICKET, "").when,
        lines=(Line("Hallo"),),
    )


def test_partners_stand_on_the_slip_with_confirmed_telephones_alone(
    catalog: Catalog, dictionary: Library
) -> None:
    partner = replace(
        catalog.partners["tenants_association"],
        phones=(
            Contact(address="030 111", confirmed=True),
            Contact(address="030 222", confirmed=False),
            Contact(address="030 333", confirmed=True),
        ),
        webs=(Contact(address="https://nowhere.example", confirmed=True),),
        place="Marktplatz 1",
        hours="montags 9 bis 12 Uhr",
    )
    office = replace(catalog, partners={**catalog.partners, partner.id: partner})
    writer = SlipWriter(office, dictionary, "de")
    for lines in (writer.checklist(["rent_heating"], BILL, {}, DAY), writer.partner(partner)):
        said = "\n".join(line.text for line in lines)
        assert "Telefon 030 111" in said
        assert "Telefon 030 333" in said
        assert "030 222" not in said
    words = dictionary["de"]
    way = [line.text for line in writer.partner(partner)]
    assert way[:2] == [words(partner.title), words(partner.does)]
    assert way[4:] == [
        "Ort: Marktplatz 1",
        "Zeiten: montags 9 bis 12 Uhr",
        words(partner.access),
        "Internet https://nowhere.example",
        "Kostet wenig. Vertraulich.",
    ]


def test_the_code_of_a_partner_dials_or_opens_and_tells_nothing_of_a_discreet_one(
    catalog: Catalog,
) -> None:
    partners = catalog.partners
    only_web = next(p for p in partners.values() if p.sure_webs and not p.sure_phones)
    assert way_to(only_web) == only_web.sure_webs[0].address
    assert way_to(partners["crisis_line"]) == "tel:116123"
    assert way_to(partners["womens_violence_line"]) == ""


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Lindenstraße 7, 12345 Musterstadt, Telefon 0123 456789", "tel:0123456789"),
        ("Rathaus, Tel.: (030) 90 12-34 5, Mo 9-12 Uhr", "tel:0309012345"),
        ("Rathaus, Telefon 115", "tel:115"),
        ("Markt 1, 0171/2345678", "tel:01712345678"),
        ("Markt 1, +49 (0)30 123456", "tel:+4930123456"),
        ("Markt 1, Fax 030 111111, Telefon 030 222222", "tel:030222222"),
        ("Lindenstraße 7, 01067 Dresden", "Lindenstraße 7, 01067 Dresden"),
        ("Markt 1, Mo 09-12 und 13-16 Uhr", "Markt 1, Mo 09-12 und 13-16 Uhr"),
        ("Markt 1, 0900-1200 Uhr", "Markt 1, 0900-1200 Uhr"),
        ("Markt 1, Telefon 9-12 Uhr", "Markt 1, Telefon 9-12 Uhr"),
        ("Markt 1, Fax 030 111111", "Markt 1, Fax 030 111111"),
        ("", ""),
        ("Haus " * 40, ""),
    ],
)
def test_without_telephone_and_page_the_code_dials_what_stands_in_the_place_or_says_the_place(
    catalog: Catalog, place: str, code: str
) -> None:
    partner = replace(catalog.partners["food_bank"], place=place)
    assert (partner.sure_phones, partner.sure_webs) == ((), ())
    assert way_to(partner) == code
    assert way_to(replace(partner, discreet=True)) == ""


def test_the_longest_place_still_makes_a_code_for_a_narrow_strip(catalog: Catalog) -> None:
    place = way_to(replace(catalog.partners["food_bank"], place="ß" * 90))
    assert place
    assert len(qr_modules(place)) * 6 <= 384


def test_a_telephone_or_page_of_a_partner_goes_before_its_place(catalog: Catalog) -> None:
    for partner in catalog.partners.values():
        if partner.sure_phones or partner.sure_webs:
            assert way_to(replace(partner, place="Telefon 0123 456789")) == way_to(partner)


def test_a_slip_names_a_few_partners_at_most(german: SlipWriter, catalog: Catalog) -> None:
    german_words = {partner.title.german for partner in catalog.partners.values()}
    lines = german.checklist(list(catalog.concerns), {}, {}, DAY)
    assert 0 < sum(line.text in german_words for line in lines) <= 4


def test_no_slip_has_an_unfilled_placeholder_or_an_empty_line(
    writer: SlipWriter, catalog: Catalog
) -> None:
    lacking = dict.fromkeys(catalog.documents, False)
    for concern in catalog.concerns:
        for line in writer.checklist([concern], {}, lacking, DAY):
            assert line.text.strip(), concern
            assert not {"{", "}"} & set(line.text + line.beside), line
    for partner in catalog.partners.values():
        assert all(line.text.strip() for line in writer.partner(partner)), partner.id


def test_help_against_violence_leaves_plain_numbers_on_paper(
    german: SlipWriter, catalog: Catalog
) -> None:
    line = catalog.partners["womens_violence_line"]

    assert [said.text for said in german.partner(line)] == ["116 016"]


def test_a_list_never_names_help_against_violence(german: SlipWriter, catalog: Catalog) -> None:
    title = catalog.partners["womens_violence_line"].title.german

    lines = german.checklist(["report_change"], {}, {}, DAY)

    assert lines
    assert not [line for line in lines if title in line.text]
