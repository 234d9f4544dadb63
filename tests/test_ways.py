"""The ways beside the number: letters, entitlements, help nearby, hard words, closed hours."""

from dataclasses import replace
from datetime import date, time
from random import Random

import pytest

from kiosk.catalog import Catalog, Span
from kiosk.opening import Meeting, Opening
from kiosk.publication import published
from kiosk.texts import Library
from kiosk.waiting import Estimate
from screens.visitor import steps
from screens.visitor.glossary import Listening, terms_in
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


@pytest.mark.parametrize("language", ["de", "de_simple", "en", "ar"])
def test_a_kind_of_letter_is_picked_by_its_look_and_its_headlines(
    shown: Catalog, dictionary: Library, language: str
) -> None:
    there = around(shown, dictionary, language)
    offered = {c.id: c for c in page(there, "begin", language, "letters").choices}
    for letter in shown.letters.kinds.values():
        choice = offered[letter.id]
        assert there.words(letter.looks) in choice.note, letter.id
        seen = (choice.label, *choice.under.replace(" · ", ", ").split(", "))
        assert any(headline in seen for headline in letter.headlines), letter.id


@pytest.mark.parametrize("language", ["de", "de_simple"])
def test_a_headline_that_is_the_title_of_the_letter_is_not_said_twice(
    shown: Catalog, dictionary: Library, language: str
) -> None:
    there = around(shown, dictionary, language)
    offered = {c.id: c for c in page(there, "begin", language, "letters").choices}
    invitation = offered["invitation"]
    assert invitation.label == "Einladung"
    assert invitation.under.endswith(" · Einladung zu einem Gespräch, Meldeaufforderung")
    if language == "de_simple":
        assert offered["job_offer"].label == "Vermittlungs-Vorschlag"
        assert offered["job_offer"].under.endswith(" · Zuweisung")


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


def test_a_term_is_known_at_the_beginning_of_a_sentence_and_a_verb_is_no_noun(
    here: Surroundings,
) -> None:
    assert terms_in(here.catalog, ["Zuständig ist das Jobcenter."]) == ("in_charge",)
    assert terms_in(here.catalog, ["Zur Niederschrift geht es auch."]) == ("dictated_statement",)
    assert terms_in(here.catalog, ["Wollen Sie es ernsthaft zusagen?"]) == ()


def test_words_that_stand_in_the_easy_text_alone_are_explained(
    shown: Catalog, dictionary: Library
) -> None:
    objection = shown.concerns["objection"].description
    easy = around(shown, dictionary, "de_simple")
    assert terms_in(shown, [objection.german]) == ()
    listening = Listening(easy.words, dictionary["de"])
    listening(objection)
    assert set(terms_in(shown, listening.heard)) == {"decision", "objection"}
    assert terms_in(shown, ["Die Bedarfs-Gemeinschaft"]) == ("household_unit",)


@pytest.mark.parametrize("language", ["de", "de_simple", "vi"])
def test_the_hard_words_of_the_first_question_are_explained(
    shown: Catalog, dictionary: Library, language: str
) -> None:
    there = around(shown, dictionary, language)
    assert page(there, "begin", language, "number").choices[-1].id == "words"
    word = go(there, "begin", language, "number", "words")
    assert (word.place.step, word.place.about) == ("word", "decision")


def test_beside_easier_words_stands_the_official_term_unless_hyphens_alone_differ(
    shown: Catalog, dictionary: Library
) -> None:
    easy = around(shown, dictionary, "de_simple")
    form, lease = (
        easy.beside(shown.documents[name].title) for name in ("form_self_employed_income", "lease")
    )
    assert (form, lease) == ("Anlage EKS (Einkommen aus selbstständiger Arbeit)", "")
    for name in ("able_to_work", "important_reason", "decision"):
        assert easy.beside(shown.glossary[name].title) == "", name
    assert easy.beside(shown.glossary["renewal"].title) == "Weiterbewilligung"
    german = around(shown, dictionary, "de")
    assert not any(german.beside(document.title) for document in shown.documents.values())


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


def test_while_nobody_is_here_an_acute_case_offers_no_number_but_help(
    here: Surroundings,
) -> None:
    closed = replace(here, opening=CLOSED)
    cases = [o.id for o in here.catalog.questions[here.catalog.triage.question].options]
    for case in cases:
        opened = go(here, "begin", "de", "acute", case, "forward")
        if opened.place.step != "at_once":
            continue
        assert ids(steps.page_of(opened, here))[0] == "number"
        shut = steps.page_of(opened, closed)
        assert "number" not in ids(shut), case
        assert "call_person" in ids(shut), case
        assert ids(shut)[0] != "call_person", case
        assert steps.choose(opened, closed, ids(shut)[0]).place.step != "closed", case
        assert "Das Jobcenter ist jetzt nicht hier" in said(shut), case
        assert "Dienstag, 1. Dezember 2026, 09:00 bis 12:00 Uhr hier" in said(shut), case


def test_while_nobody_is_here_the_way_to_a_number_says_so(here: Surroundings) -> None:
    closed = replace(here, opening=CLOSED)
    ways = (("begin", "de"), ("begin", "de", "needed", "home", "moving_home", "forward"))
    for there, note in ((here, ""), (closed, "Das Jobcenter ist jetzt nicht hier")):
        menu = page(there, *ways[0])
        visit = go(there, *ways[1], "skip_all", "forward")
        whats_next = steps.page_of(visit, there)
        assert whats_next.step == "whats_next"
        assert (menu.choices[0].id, menu.choices[0].note) == ("number", note)
        assert (whats_next.choices[0].id, whats_next.choices[0].note) == ("share", note)


def test_while_nobody_is_here_enter_again_and_again_gives_guidance_list_and_hours(
    here: Surroundings,
) -> None:
    closed = replace(here, opening=CLOSED)
    visit, seen = go(closed, "begin", "de"), list[str]()
    while visit.place.step != "start":
        shown = steps.page_of(visit, closed)
        seen.append(shown.step)
        assert len(seen) < 50, seen
        first = shown.choices[0].id if shown.choices else ""
        ahead = shown.action.id if shown.action and shown.reads_on else first
        visit = steps.choose(visit, closed, shown.focus or ahead)
    assert {"concerns", "area", "question", "checklist", "closed", "print"} <= set(seen)
    assert seen[-1] == "closed"


@pytest.mark.parametrize("way", [("number", "other"), ("nearby",), ("entitled",), ("letters",)])
def test_while_nobody_is_here_no_way_ends_at_a_number(
    here: Surroundings, way: tuple[str, ...]
) -> None:
    closed = replace(here, opening=CLOSED)
    for seed in range(40):
        random, visit = Random(seed), go(closed, "begin", "de", *way)
        for _ in range(30):
            shown = steps.page_of(visit, closed)
            offered = [*shown.choices, *filter(None, (shown.action,))]
            assert offered, visit.place
            assert visit.place.step not in {"share", "take", "number"}
            visit = steps.choose(visit, closed, random.choice(offered).id)


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
