"""The shipped content is complete, reachable and of one piece."""

import re

import pytest
from PIL import ImageFont

from kiosk.catalog import Catalog
from kiosk.condition import comparisons
from kiosk.content_check.content import Content
from kiosk.content_check.drafts import untranslated
from kiosk.content_folder import SHIPPED
from kiosk.content_review.pack import pack_of
from kiosk.loader import load_catalog, problems
from kiosk.publication import published
from kiosk.translations import languages, read_translations, texts
from screens.pictures import SYMBOL_FONT
from tests.stores import DAY


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(SHIPPED)


def test_the_shipped_content_and_its_translations_have_no_fault() -> None:
    assert problems(SHIPPED) == []


def test_every_language_of_the_office_is_complete(catalog: Catalog) -> None:
    assert set(catalog.office.languages) == set(languages(SHIPPED))
    assert len(catalog.office.languages) == 14


@pytest.mark.parametrize("language", ["de_simple", "en"])
def test_every_translation_says_who_reviewed_it(language: str) -> None:
    header = read_translations(SHIPPED, language).header
    assert header["Language"] == language
    assert header["X-Review"]
    assert header["X-Translation"]


def test_every_question_is_asked_somewhere(catalog: Catalog) -> None:
    asked = {question for concern in catalog.concerns.values() for question in concern.questions}
    assert catalog.questions.keys() == asked | {catalog.triage.question}


def test_every_question_of_a_concern_changes_something(catalog: Catalog) -> None:
    for concern in catalog.concerns.values():
        conditions = [rule.when for rule in concern.documents]
        conditions += [hint.when for hint in concern.hints]
        conditions += [catalog.questions[question].ask_when for question in concern.questions]
        used = {compare.question for when in conditions for compare in comparisons(when)}
        assert set(concern.questions) <= used, concern.id


def test_a_question_is_asked_after_the_one_it_depends_on(catalog: Catalog) -> None:
    for concern in catalog.concerns.values():
        for place, question in enumerate(concern.questions):
            needed = {c.question for c in comparisons(catalog.questions[question].ask_when)}
            assert needed <= set(concern.questions[:place]), (concern.id, question)


def test_every_document_is_needed_somewhere(catalog: Catalog) -> None:
    needed = {rule.document for concern in catalog.concerns.values() for rule in concern.documents}
    assert catalog.documents.keys() == needed


def test_every_acute_answer_leads_to_help(catalog: Catalog) -> None:
    answers = {c.options[0] for hint in catalog.triage.hints for c in comparisons(hint.when)}
    options = catalog.questions[catalog.triage.question].options
    assert answers == {option.id for option in options if not option.exclusive}
    assert all(hint.partners for hint in catalog.triage.hints)


def test_every_partner_is_offered_somewhere(catalog: Catalog) -> None:
    hints = [h for concern in catalog.concerns.values() for h in concern.hints]
    named = {partner for hint in (*hints, *catalog.triage.hints) for partner in hint.partners}
    assert {p.id for p in catalog.partners.values() if not p.concerns} <= named


def test_an_emergency_number_is_confirmed(catalog: Catalog) -> None:
    for hint in catalog.triage.hints:
        for partner in hint.partners:
            assert all(phone.confirmed for phone in catalog.partners[partner].phones), partner


def test_a_number_said_in_an_acute_case_stands_at_one_of_its_partners(catalog: Catalog) -> None:
    for hint in catalog.triage.hints:
        said = re.findall(r"\d[\d ]+\d", hint.text.german)
        known = {p.address for name in hint.partners for p in catalog.partners[name].phones}
        assert set(said) <= known, hint.id


def test_help_with_violence_is_discreet(catalog: Catalog) -> None:
    found = [partner for partner in catalog.partners.values() if "violence" in partner.topics]
    assert len(found) == 3
    assert all(partner.discreet for partner in found)


def test_what_nobody_confirmed_of_the_kiosk_itself_is_kept_and_not_shown(catalog: Catalog) -> None:
    shown = published(catalog).notices
    for name in ("no_decision_here", "anonymous"):
        assert catalog.notices[name].evidence.sources == ("general",)
        assert name not in shown
    items = [item.path for item in pack_of(SHIPPED, catalog, "de", DAY).items]
    assert {"notice.no_decision_here", "notice.anonymous"} <= set(items)


def test_what_waits_for_an_office_to_confirm_it_is_translated() -> None:
    waiting = untranslated(Content(SHIPPED, DAY))
    assert [place for place in waiting if not place.startswith("notice.")] == []


def test_what_needs_a_review_says_why(catalog: Catalog) -> None:
    hints = [hint for concern in catalog.concerns.values() for hint in concern.hints]
    evidence = {
        **{concern.id: concern.evidence for concern in catalog.concerns.values()},
        **{document.id: document.evidence for document in catalog.documents.values()},
        **{partner.id: partner.evidence for partner in catalog.partners.values()},
        **{notice.id: notice.evidence for notice in catalog.notices.values()},
        **{hint.text.context: hint.evidence for hint in (*hints, *catalog.triage.hints)},
    }
    assert [place for place, e in evidence.items() if e.review and not e.review_note] == []


def test_easy_german_is_called_a_draft_until_somebody_has_reviewed_it() -> None:
    header = read_translations(SHIPPED, "de_simple").header
    assert header["X-Review"] != "none" or "draft" in header["X-Translation"]


def test_every_pictogram_is_a_sign_of_the_font(catalog: Catalog) -> None:
    font = ImageFont.truetype(str(SYMBOL_FONT), 40)
    missing = drawn(font, 0xFFFF)
    absent = [n for n, code in catalog.pictograms.items() if drawn(font, code) in {missing, b""}]
    assert absent == []


def test_every_kind_of_document_and_partner_has_a_pictogram(catalog: Catalog) -> None:
    kinds = {document.kind for document in catalog.documents.values()}
    kinds |= {partner.kind for partner in catalog.partners.values()}
    assert kinds <= catalog.pictograms.keys()


def drawn(font: ImageFont.FreeTypeFont, code: int) -> bytes:
    return bytes(font.getmask(chr(code)))


def test_every_text_has_a_place_of_its_own(catalog: Catalog) -> None:
    places = [text.context for text in set(texts(catalog))]
    assert len(places) == len(set(places))
