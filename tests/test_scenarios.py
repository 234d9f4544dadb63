"""Whole visits with the shipped content: which papers the answers lead to."""

import pytest

from kiosk.catalog import Catalog, Need
from kiosk.guide import checklist
from kiosk.loader import load_catalog
from kiosk.settings import SHIPPED_CONTENT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(SHIPPED_CONTENT)


def needs(catalog: Catalog, concern: str, **answers: str) -> dict[str, Need]:
    chosen = {question: frozenset(options.split()) for question, options in answers.items()}
    return {item.document: item.need for item in checklist(catalog, [concern], chosen)}


def needed(found: dict[str, Need]) -> set[str]:
    return {document for document, need in found.items() if need is not Need.PERHAPS}


def test_without_home_account_and_insurance_the_list_is_short(catalog: Catalog) -> None:
    found = needs(
        catalog,
        "first_application",
        household="alone",
        age="a25_65",
        nationality="german",
        income="none",
        worked_recently="not_worked",
        housing="none",
        health_insurance="none",
        special="none",
        has_id="no_has",
        has_account="no_has",
    )
    assert needed(found) >= {
        "form_main_application",
        "form_assets",
        "form_income",
        "contact_statement",
        "form_insurance",
    }
    assert not found.keys() & {
        "bank_statements",
        "lease",
        "form_housing_costs",
        "registration_certificate",
        "residence_permit",
        "health_insurance_proof",
        "form_child",
    }


def test_a_single_parent_with_a_minijob_brings_papers_for_all_of_it(catalog: Catalog) -> None:
    found = needs(
        catalog,
        "first_application",
        household="child_u15",
        age="a25_65",
        nationality="other",
        income="minijob child_benefit",
        worked_recently="working",
        housing="rent",
        health_insurance="statutory",
        special="single_parent separated",
        has_id="yes_has",
        has_account="yes_has",
    )
    assert needed(found) >= {
        "residence_permit",
        "lease",
        "form_housing_costs",
        "form_child",
        "child_benefit_proof",
        "form_maintenance",
        "separation_proof",
        "maintenance_proof",
        "pay_slips",
        "bank_statements",
        "registration_certificate",
    }
    assert not found.keys() & {
        "form_further_person",
        "form_self_employed_income",
        "form_insurance",
        "contact_statement",
        "eu_citizen_proof",
    }


def test_who_skips_every_question_sees_what_is_sure_and_what_is_possible(
    catalog: Catalog,
) -> None:
    found = needs(catalog, "first_application")
    sure = {"form_main_application", "identity_card", "form_income", "form_assets"}
    possible = {
        "lease",
        "form_child",
        "form_self_employed_income",
        "residence_permit",
        "bank_statements",
    }
    assert needed(found) >= sure
    assert {found[document] for document in possible} == {Need.PERHAPS}


def test_who_is_ill_brings_the_sick_note_alone(catalog: Catalog) -> None:
    found = needs(catalog, "report_change", change_kind="sick", sick_appointment="no_has")
    assert found == {"sick_note": Need.REQUIRED}
