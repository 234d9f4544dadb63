"""The ways beside the number: letters, entitlements, help nearby, hard words, closed hours."""

from dataclasses import replace
from datetime import date, time

import pytest

from kiosk.catalog import Catalog, Span
from kiosk.opening import Meeting, Opening
from kiosk.publication import published
from kiosk.texts import Library
from kiosk.waiting import Estimate
from screens.visitor import steps
from screens.visitor.glossary import terms_in
from screens.visitor.page import Page
from screens.visitor.visit import Surroundings, Taken, Visit
from tests.stores import a_ticket
from tests.walks import around

MEETING = Meeting(date(2026, 12, 1), Span(time(9), time(12)))
ELSEWHERE = replace(MEETING, day=date(2026, 12, 3), place="Rathaus, Raum 4")
CLOSED = Opening(is_open=False, meetings=(MEETING, ELSEWHERE))


@pytest.fixture(scope="module")
def shown(catalog: Catalog) -> Catalog:
    return published(catalog)


@pytest.fixture
def here(shown: Catalog, dictionary: Library) -> Surroundings:
    return around(shown, dictionary, "de")


def go(here: Surroundings, *choices: str) -> Visit:
    visit = Visit(language=here.words.language)
    for choice in choices:
        after = steps.choose(visit, here, choice)
        assert after != visit, f"{choice} leads nowhere from {visit.place}"
        visit = after
    return visit


def page(here: Surroundings, *choices: str) -> Page:
    return steps.page_of(go(here, *choices), here)


def ids(of: Page) -> list[str]:
    return [choice.id for choice in of.choices]


def said(of: Page) -> str:
    return "\n".join([of.title, *(p.text for p in of.paragraphs)])


def test_concerns_of_two_areas_make_one_visit(here: Surroundings) -> None:
    visit = go(here, "begin", "de", "number", "letters", "understand_letter", "more_areas")
    areas = steps.page_of(visit, here)
    assert [c.id for c in areas.choices if c.mark] == ["letters"]
    visit = go(
        here,
        *("begin", "de", "number", "letters", "understand_letter", "more_areas"),
        *("home", "rent_heating", "forward"),
    )
    assert set(visit.concerns) == {"rent_heating", "understand_letter"}
    assert visit.place.step == "question"


def test_every_concern_stands_in_one_area(here: Surroundings) -> None:
    offered = [
        concern
        for area in here.catalog.areas
        for concern in ids(page(here, "begin", "de", "number", area))
        if concern not in {"more_areas", "words"}
    ]
    assert sorted(offered) == sorted(here.catalog.concerns)


def test_a_letter_says_what_it_wants_until_when_and_what_to_do(here: Surroundings) -> None:
    invitation = said(page(here, "begin", "de", "letters", "invitation"))
    assert "Das Jobcenter will mit Ihnen sprechen." in invitation
    assert "Bis wann? Der Tag und die Uhrzeit stehen im Brief." in invitation
    assert "Gehen Sie hin" in invitation


def test_a_letter_goes_on_to_its_list_and_is_not_asked_for_again(here: Surroundings) -> None:
    visit = go(here, "begin", "de", "letters", "hearing", "forward")
    assert visit.concerns == ("understand_letter",)
    assert visit.place.about == "letter_age"


def test_beside_a_translation_stand_the_german_headlines_of_letters(
    shown: Catalog, dictionary: Library
) -> None:
    english = around(shown, dictionary, "en")
    letters = {c.id: c for c in page(english, "begin", "en", "letters").choices}
    assert "Vermittlungsvorschlag" in letters["job_offer"].beside
    german = around(shown, dictionary, "de")
    assert not any(c.under for c in page(german, "begin", "de", "letters").choices)


def test_all_words_of_letters_can_be_looked_up(here: Surroundings) -> None:
    words = ids(page(here, "begin", "de", "letters", "all_words"))
    assert set(words) == set(here.catalog.glossary)
    explained = page(here, "begin", "de", "letters", "all_words", "decision")
    assert "So hat das Amt entschieden" in said(explained)


def test_a_page_with_words_of_the_authorities_leads_to_them_in_every_language(
    shown: Catalog, dictionary: Library
) -> None:
    for language in ("de", "en", "ar"):
        there = around(shown, dictionary, language)
        letter = page(there, "begin", language, "letters", "decision")
        assert letter.choices[-1].id == "words"
        listed = page(there, "begin", language, "letters", "decision", "words")
        assert {"decision", "objection"} <= set(ids(listed))


def test_forms_of_a_word_are_known_and_parts_of_others_are_not(here: Surroundings) -> None:
    found = terms_in(here.catalog, ["Die Anhörungen, „Bescheids“ (Widerspruch)!"])
    assert set(found) == {"hearing", "decision", "objection"}
    assert terms_in(here.catalog, ["Bescheidenheit", "Fristlosigkeit"]) == ()


def test_entitlements_are_asked_about_and_never_promised(here: Surroundings) -> None:
    visit = go(here, "begin", "de", "entitled", "begin")
    asked = []
    while visit.place.step == "question":
        asked.append(visit.place.about)
        answer = {"special": "pregnant", "household": "alone"}.get(visit.place.about, "skip")
        visit = steps.choose(visit, here, answer)
        if answer != "skip" and visit.place.about == asked[-1]:
            visit = steps.choose(visit, here, "forward")
    assert asked[:3] == ["receives", "household", "age"]
    claims = steps.page_of(visit, here)
    assert "kein Versprechen" in said(claims)
    sure = [c.id for c in claims.choices if "vielleicht" not in c.note]
    assert "mother_and_child_fund" in sure
    one = steps.page_of(steps.choose(visit, here, "mother_and_child_fund"), here)
    assert "Gesetz: MuKStiftG" in said(one)
    assert "gesetze-im-internet.de" in said(one)
    assert "pregnancy_advice" in ids(one)


def test_a_claim_leads_to_its_papers(here: Surroundings) -> None:
    visit = go(here, "begin", "de", "entitled", "begin", "skip_all")
    visit = steps.choose(steps.choose(visit, here, "pregnant"), here, "number")
    assert visit.concerns == ("additional_needs",)


def test_help_nearby_begins_with_the_need_in_plain_words(here: Surroundings) -> None:
    topics = page(here, "begin", "de", "nearby")
    assert {"debts", "addiction", "violence", "energy", "companion", "take_part"} <= set(
        ids(topics)
    )
    assert "debt_advice" in ids(page(here, "begin", "de", "nearby", "debts"))
    partner = said(page(here, "begin", "de", "nearby", "crisis", "crisis_line"))
    assert "Telefon: 116 123" in partner
    assert "Kostenlos. Ohne Namen möglich." in partner


def test_every_topic_and_partner_can_be_reached(here: Surroundings) -> None:
    topics = [topic for topic in ids(page(here, "begin", "de", "nearby")) if topic != "words"]
    reached = {p for topic in topics for p in ids(page(here, "begin", "de", "nearby", topic))}
    assert reached - {"words"} == set(here.catalog.partners)


def test_help_that_fits_the_answers_comes_first(here: Surroundings) -> None:
    visit = replace(go(here, "begin", "de"), concerns=("rent_and_energy_debts",)).to("nearby")
    nearby = steps.page_of(visit, here)
    assert nearby.choices[0].id == "fitting"
    fitting = steps.page_of(steps.choose(visit, here, "fitting"), here)
    assert "debt_advice" in ids(fitting)


def test_an_acute_case_leads_to_the_concern_behind_it(here: Surroundings) -> None:
    visit = go(here, "begin", "de", "acute", "no_roof", "forward")
    assert "add_homeless" in ids(steps.page_of(visit, here))
    after = steps.choose(visit, here, "add_homeless")
    assert (after.concerns, after.urgent) == (("homeless",), True)


def test_what_no_source_confirms_is_never_shown(catalog: Catalog, shown: Catalog) -> None:
    unconfirmed = {p.id for p in catalog.partners.values() if not p.evidence.is_public}
    assert unconfirmed
    assert not unconfirmed & set(shown.partners)
    hints = [h for c in shown.concerns.values() for h in c.hints]
    assert all(hint.evidence.is_public for hint in (*hints, *shown.triage.hints))
    named = {partner for hint in (*hints, *shown.triage.hints) for partner in hint.partners}
    assert named <= set(shown.partners)


def test_while_nobody_is_here_the_way_to_a_number_leads_to_the_hours(here: Surroundings) -> None:
    closed = replace(here, opening=CLOSED)
    hours = page(closed, "begin", "de", "number", "other")
    assert hours.step == "closed"
    assert "Dienstag, 1. Dezember 2026, 09:00 bis 12:00 Uhr hier" in said(hours)
    assert "Donnerstag, 3. Dezember 2026, 09:00 bis 12:00 Uhr: Rathaus, Raum 4" in said(hours)
    assert ids(hours) == ["nearby", "leave"]


def test_while_nobody_is_here_the_list_can_be_printed_and_is_not_printed_twice(
    here: Surroundings,
) -> None:
    closed = replace(here, opening=CLOSED)
    visit = go(closed, "begin", "de", "needed", "home", "rent_heating", "forward", "skip_all")
    visit = steps.choose(steps.choose(visit, closed, "forward"), closed, "share")
    hours = steps.page_of(visit, closed)
    assert (hours.step, hours.choices[0].id) == ("closed", "print")
    printed = steps.choose(visit, closed, "print")
    back = steps.choose(printed, closed, "go_on")
    assert (back.place.step, steps.page_of(back, closed).focus) == ("closed", "leave")


def test_the_start_screen_says_when_the_jobcenter_is_next(here: Surroundings) -> None:
    assert "Das Jobcenter ist jetzt nicht hier" in said(page(replace(here, opening=CLOSED)))
    assert "nicht hier" not in said(page(here))


def test_how_many_are_ahead_and_how_long_it_takes_stand_apart(here: Surroundings) -> None:
    ticket = a_ticket(1)
    two = Taken(ticket, ahead=2, estimate=Estimate(0, 15))
    none = Taken(ticket, ahead=0, estimate=None)
    shown = [
        said(steps.page_of(replace(go(here, "begin"), taken=taken).to("number"), here))
        for taken in (two, none)
    ]
    assert "Vor Ihnen: 2 · Wartezeit: bis etwa 15 Minuten" in shown[0]
    assert "Niemand ist vor Ihnen. Wartezeit: unbekannt" in shown[1]


def test_wherever_a_text_of_the_content_holds_a_hard_word_it_is_explained(
    here: Surroundings,
) -> None:
    ways = (
        ("begin", "de", "number", "letters"),
        ("begin", "de", "nearby", "rights", "local_court_legal_aid"),
        ("begin", "de", "entitled", "begin", "skip_all"),
        ("begin", "de", "letters", "all_words", "rejection"),
    )
    for way in ways:
        assert page(here, *way).choices[-1].id == "words", way
    objection = go(here, "begin", "de", "letters", "all_words", "rejection", "words")
    assert objection.place.step == "word"
    assert objection.place.about == "objection"
