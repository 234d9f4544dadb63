"""Whole visits with the shipped content, and what a Jobcenter employee would sign for each.

Answers are written `question=option+option`; of two answers to a question the later one counts,
and what is not said is skipped.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from kiosk.catalog import Catalog, Level, Need
from kiosk.condition import Chosen
from kiosk.content_folder import SHIPPED
from kiosk.guide import (
    checklist,
    claims,
    emergencies,
    hints,
    jumps,
    next_question,
    partners,
    questions,
    services,
)
from kiosk.loader import load_catalog
from kiosk.publication import published

TODAY = date(2026, 11, 25)
PLAIN = (
    "household=alone age=from_25 nationality=german income=none worked_recently=not_worked "
    "housing=rent health_insurance=statutory special=none"
)
TENANT = f"{PLAIN} has_id=yes has_account=yes"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return published(load_catalog(SHIPPED))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a visit ends with."""

    asked: list[str]
    required: set[str]
    helpful: set[str]
    if_asked: set[str]
    perhaps: set[str]
    urgent: list[str]
    """The hints that can't wait, each after its level, in their order."""
    soon: set[str]
    told: set[str]
    """All hints."""
    services: tuple[str, ...]
    partners: tuple[str, ...]
    jumps: tuple[str, ...]

    @property
    def sure(self) -> set[str]:
        return self.required | self.helpful | self.if_asked

    @property
    def listed(self) -> set[str]:
        return self.sure | self.perhaps


def names(listed: str) -> set[str]:
    return set(listed.split())


def walk(catalog: Catalog, concerns: tuple[str, ...], said: str) -> dict[str, Chosen]:
    """Answer each question as it comes, as a visitor does."""
    known = dict(answer.split("=") for answer in said.split())
    answers: dict[str, Chosen] = {}
    while question := next_question(catalog, concerns, answers):
        options = frozenset(known[question.id].split("+") if question.id in known else ())
        assert options <= {option.id for option in question.options}
        assert question.several or len(options) <= 1
        answers[question.id] = options
    assert known.keys() <= answers.keys()
    return answers


def visit(catalog: Catalog, concerns: str, said: str = "") -> Outcome:
    chosen = tuple(concern for concern in catalog.concerns if concern in names(concerns))
    assert set(chosen) == names(concerns)
    answers = walk(catalog, chosen, said)
    shown = hints(catalog, chosen, answers, TODAY)
    papers = checklist(catalog, chosen, answers)
    by_need = {need: {item.document for item in papers if item.need is need} for need in Need}
    return Outcome(
        asked=[question.id for question in questions(catalog, chosen, answers)],
        required=by_need[Need.REQUIRED],
        helpful=by_need[Need.HELPFUL],
        if_asked=by_need[Need.IF_ASKED],
        perhaps=by_need[Need.PERHAPS],
        urgent=[f"{h.level} {h.id}" for h in shown if h.level in {Level.NOW, Level.TODAY}],
        soon={hint.id for hint in shown if hint.level is Level.SOON},
        told={hint.id for hint in shown},
        services=services(catalog, chosen),
        partners=partners(catalog, chosen, shown),
        jumps=jumps(chosen, shown),
    )


def acute(catalog: Catalog, option: str) -> tuple[list[str], tuple[str, ...]]:
    """Return what is said at once, and the concerns it leads to."""
    shown = emergencies(catalog, frozenset({option}))
    return [hint.id for hint in shown], jumps((), shown)


def claimed(catalog: Catalog, said: str) -> set[str]:
    """Return what a person without benefit, plain but for what is said, may surely ask for."""
    answers = walk(catalog, (), f"receives=never {PLAIN} {said}")
    return {claim.id for claim, sure in claims(catalog, answers, TODAY) if sure}


# The eight reference scenarios of the content.


def test_without_home_account_and_insurance_the_list_is_short(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application",
        f"{TENANT} housing=none health_insurance=none has_id=no has_account=no",
    )
    assert found.sure >= names(
        "form_main_application form_assets form_income contact_statement form_insurance"
    )
    assert not found.listed & names(
        "bank_statements lease form_housing_costs registration_certificate residence_permit "
        "health_insurance_proof form_child"
    )


def test_a_single_parent_with_a_minijob_brings_papers_for_all_of_it(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application",
        f"{TENANT} household=child_under_15 nationality=other income=minijob+child_benefit "
        "worked_recently=working special=single_parent+separated",
    )
    assert found.required >= names(
        "residence_permit lease form_housing_costs form_child child_benefit_proof form_maintenance "
        "separation_proof maintenance_proof pay_slips bank_statements registration_certificate"
    )
    assert not found.listed & names(
        "form_further_person form_self_employed_income form_insurance contact_statement "
        "eu_citizen_proof"
    )


def test_who_skips_all_sees_what_is_sure_and_what_is_possible(catalog: Catalog) -> None:
    found = visit(catalog, "first_application")
    assert found.required == names("form_main_application identity_card form_income form_assets")
    assert found.perhaps >= names(
        "lease form_child form_self_employed_income residence_permit bank_statements"
    )


def test_who_is_ill_brings_the_sick_note_alone(catalog: Catalog) -> None:
    found = visit(catalog, "report_change", "change_kind=sick sick_appointment=no")
    assert found.required == found.listed == {"sick_note"}
    assert found.urgent == ["today sick"]


def test_a_young_tenant_given_notice_asks_before_signing(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "moving_home",
        "move_signed=offer move_reason=notice move_costs=deposit move_where=same_town "
        "age=from_18 special=none",
    )
    assert found.required == names("flat_offer notice_to_quit reason_for_moving")
    assert found.if_asked == {"landlord_certificate"}
    assert not found.listed & names("moving_quotes work_contract rent_too_high_letter")
    assert found.urgent == ["now under_25"]


def test_on_the_street_an_application_and_a_way_to_be_reached_suffice(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "homeless",
        "sleep_place=street post_access=nothing has_id=no has_account=no receives=never",
    )
    assert found.required == names("contact_statement form_main_application")
    assert "identity_card" in found.helpful
    assert not found.listed & names("shelter_certificate bank_details bank_statements")


def test_tutoring_needs_an_application_and_a_word_from_the_school(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "education_and_participation",
        "education_basis=jobcenter education_items=tutoring",
    )
    assert found.required == names("form_education_participation tutoring_certificate")
    assert found.listed - found.required == {"latest_decision"}


def test_who_was_ill_answers_the_hearing_with_the_sick_note(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "hearing_or_reduction",
        "hearing_kind=missed hearing_count=one hearing_reason=ill",
    )
    assert found.required == names("letter_in_question hearing_answer")
    assert found.helpful == names("sick_note medical_note")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today answer_in_time"]


# From life: nothing special.


def test_a_plain_tenant_brings_the_plain_papers(catalog: Catalog) -> None:
    found = visit(catalog, "first_application", TENANT)
    assert found.required == names(
        "form_main_application form_assets form_income identity_card bank_details "
        "bank_statements health_insurance_proof form_housing_costs lease"
    )
    assert found.helpful == names("pension_insurance_number rent_change_letter")
    assert found.if_asked == names("landlord_certificate service_charge_bill asset_proof")
    assert not found.perhaps
    assert found.urgent == ["today apply_today"]
    assert found.told == names("apply_today advance rent_grace savings interview")
    shared = visit(catalog, "first_application", f"{TENANT} household=flatmates")
    assert shared.required == found.required
    assert shared.if_asked - found.if_asked == {"form_shared_household"}
    owned = visit(catalog, "first_application", f"{TENANT} housing=own")
    assert owned.required - found.required == {"home_ownership_proof"}
    assert not owned.listed & names("lease landlord_certificate rent_change_letter")


# From life: without a home, or about to lose it.


def test_a_homeless_man_with_a_dog_and_no_id_applies_today(catalog: Catalog) -> None:
    assert acute(catalog, "no_roof") == (["no_roof", "local_shelter"], ("homeless",))
    found = visit(
        catalog,
        "first_application homeless",
        f"{TENANT} housing=none health_insurance=none has_id=no has_account=no "
        "sleep_place=street post_access=nothing receives=never",
    )
    assert found.required == names(
        "form_main_application form_assets form_income form_insurance identity_card "
        "contact_statement"
    )
    assert not found.listed & names("lease form_housing_costs shelter_certificate bank_statements")
    assert found.urgent == [
        "now sleep_tonight",
        "now local_shelter",
        "today apply_today",
        "today no_address_needed",
    ]
    assert found.told >= names("account id_without_home where_to_apply missing_id_or_account")
    assert found.partners[0] == "homelessness_help"
    assert found.services == ("benefits",)


def test_a_man_after_prison_gets_clothes_without_id_and_account(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "homeless initial_equipment",
        "sleep_place=friends post_access=trusted_person has_id=no has_account=no receives=ended "
        "equipment_kind=clothes equipment_reason=release bought_already=not_yet",
    )
    assert found.required >= names(
        "form_main_application contact_statement list_of_missing_things proof_of_occasion"
    )
    # Whoever has nothing to show is believed: no account, no statements.
    assert found.if_asked == names("form_renewal health_insurance_proof pay_slips")
    assert not found.listed & names(
        "shelter_certificate notice_to_quit bank_details bank_statements lease"
    )
    assert found.urgent == ["today apply_before_buying"]
    assert found.told >= names("account id_without_home lost_things no_payback not_recipient")
    assert "already_bought" not in found.told
    assert {"homelessness_help", "citizens_office"} <= set(found.partners)
    # Who gets nothing applies for it like for all else (section 24 (3) sentence 3 SGB II).
    never = visit(
        catalog, "initial_equipment", "equipment_kind=clothes receives=never has_account=yes"
    )
    assert never.required == names("form_main_application list_of_missing_things bank_statements")
    assert never.if_asked == {"pay_slips"}


def test_a_woman_in_a_refuge_applies_and_her_address_stays_secret(catalog: Catalog) -> None:
    assert acute(catalog, "violence") == (["violence"], ())
    found = visit(
        catalog,
        "first_application homeless",
        f"{TENANT} household=child_under_15 income=child_benefit housing=shelter "
        "special=single_parent+separated sleep_place=refuge post_access=advice_centre "
        "receives=never",
    )
    assert found.required >= names(
        "form_main_application form_housing_costs shelter_certificate form_child form_maintenance "
        "child_benefit_proof health_insurance_proof bank_details"
    )
    # The refuge takes her post: nobody asks where she is to be found.
    assert not found.listed & names("contact_statement lease registration_certificate")
    assert found.urgent == ["today apply_today", "today refuge_secret"]
    assert found.told >= names("extra_needs where_to_apply")
    assert not found.told & names("sleep_tonight local_shelter no_address_needed keep_home")
    assert "womens_violence_line" in found.partners
    may = claimed(
        catalog, "household=child_under_15 housing=shelter special=single_parent+separated"
    )
    assert may >= names("single_parent maintenance_advance without_home school_supplies")


def test_who_fled_violence_and_signed_a_lease_hears_of_safety_first(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "moving_home",
        "move_signed=signed move_reason=violence move_costs=double_rent age=from_25 special=none",
    )
    assert found.required == {"lease"}
    assert found.helpful == {"latest_decision"}
    # Nobody has to write down what was done to them (section 65 SGB I).
    assert found.if_asked == names("reason_for_moving registration_certificate")
    assert not found.listed & names(
        "notice_to_quit rent_too_high_letter landlord_certificate flat_offer"
    )
    assert found.urgent == ["now violence", "today already_signed"]
    assert "before_signing" not in found.told
    assert found.partners[:2] == ("womens_violence_line", "mens_violence_line")
    # Nor is a young woman told to stay until somebody agrees (section 22 (5) sentence 3 SGB II).
    young = visit(
        catalog,
        "moving_home",
        "move_signed=offer move_reason=violence move_where=same_town age=from_18",
    )
    assert young.required == {"flat_offer"}
    assert young.urgent == ["now violence"]
    assert not young.told & names("under_25 before_signing")


def test_a_family_sued_for_the_rent_is_helped_at_once(catalog: Catalog) -> None:
    assert acute(catalog, "eviction") == (["eviction"], ("rent_and_energy_debts",))
    found = visit(
        catalog,
        "rent_and_energy_debts homeless",
        "arrears_kind=rent arrears_stage=court receives=yes_now sleep_place=soon has_id=yes",
    )
    assert found.required == names(
        "notice_to_quit rent_arrears_statement lease bank_statements current_balance"
    )
    assert not found.listed & names("energy_reminder instalment_plan contact_statement")
    assert found.urgent == ["now eviction_now", "now keep_home"]
    assert found.told >= names("arrears_loan pay_direct free_debt_advice")
    assert found.partners[:2] == ("homelessness_help", "local_court_legal_aid")
    # After a mere reminder there is time, and no notice to show.
    earlier = visit(catalog, "rent_and_energy_debts", "arrears_kind=rent arrears_stage=reminder")
    assert earlier.urgent == ["today rent_arrears"]
    assert "notice_to_quit" not in earlier.listed
    losing = visit(catalog, "homeless", "sleep_place=soon receives=yes_now")
    assert losing.jumps == ("rent_and_energy_debts",)


def test_after_a_fire_all_that_was_lost_is_first_equipment_again(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "homeless initial_equipment",
        "sleep_place=friends post_access=trusted_person has_id=no has_account=yes receives=yes_now "
        "equipment_kind=furniture+clothes equipment_reason=fire bought_already=not_yet",
    )
    assert found.required == names("contact_statement list_of_missing_things proof_of_occasion")
    assert found.helpful >= names("identity_card latest_decision bank_details")
    assert found.if_asked == names("bank_statements health_insurance_proof")
    assert not found.listed & names("form_main_application pay_slips lease cost_estimate")
    assert found.urgent == ["today apply_before_buying"]
    assert found.told >= names("lost_things id_without_home no_payback")
    # What is merely worn out is no first equipment, but a loan (section 24 (1) SGB II).
    worn = visit(
        catalog,
        "initial_equipment no_money_left",
        "equipment_kind=furniture equipment_reason=broken bought_already=bought "
        "receives=yes_now emergency_kind=broken has_account=yes",
    )
    assert worn.required == names("cost_estimate current_balance list_of_missing_things")
    assert worn.urgent == ["today already_bought"]
    assert worn.told >= names("replacement loan")
    assert "lost_things" not in worn.told


# From life: rent, heating and power.


def test_a_mother_of_three_whose_power_is_cut_on_friday_is_seen_today(catalog: Catalog) -> None:
    assert acute(catalog, "power_cut") == (["power_cut"], ("rent_and_energy_debts",))
    found = visit(
        catalog,
        "rent_and_energy_debts no_money_left",
        "arrears_kind=power arrears_stage=date_set receives=yes_now emergency_kind=spent "
        "has_account=yes",
    )
    assert found.required == names("energy_reminder bank_statements current_balance")
    # Illness at home may forbid the cut (section 41f EnWG).
    assert found.helpful == names("instalment_plan medical_note latest_decision identity_card")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["now cut_off_now", "today say_how_long"]
    assert found.told >= names("instalments consent_form arrears_loan advance_next_month loan")
    assert found.partners[:2] == ("energy_advice", "debt_advice")
    # While the gas is only threatened, there is time for instalments.
    threatened = visit(
        catalog, "rent_and_energy_debts", "arrears_kind=heating arrears_stage=threat"
    )
    assert threatened.urgent == ["today cut_off_threat"]
    assert "service_charge_bill" in threatened.helpful
    assert not threatened.listed & names("lease letter_in_question")
    # The supplier goes to court as well, and the landlord does not wait for the light.
    sued = visit(catalog, "rent_and_energy_debts", "arrears_kind=power arrears_stage=court")
    assert "letter_in_question" in sued.helpful
    assert sued.urgent == ["today court_letter"]
    dark = visit(catalog, "rent_and_energy_debts", "arrears_kind=rent+power arrears_stage=cut_off")
    assert dark.urgent == ["now cut_off_now", "today rent_arrears"]
    evicted = visit(catalog, "rent_and_energy_debts", "arrears_kind=rent arrears_stage=court")
    assert "court_letter" not in evicted.told


def test_a_working_couple_gets_help_with_one_heating_bill_this_month(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "rent_heating other_benefits",
        "rent_topic=bill receives=never income=job housing=rent other_kind=low_wage_rent",
    )
    assert found.required == names(
        "service_charge_bill form_main_application pay_slips bank_statements"
    )
    assert found.helpful == names("lease other_benefit_decisions")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today bill_before_paying", "today wrong_office"]
    # It has to be asked for in the month the bill is due (section 37 (2) SGB II).
    assert found.soon == {"single_bill"}
    assert found.jumps == ("first_application",)
    assert found.told >= names("credit_kept housing_benefit save_energy")
    assert not found.told & names("rent_too_high local_limit fuel_before_ordering")
    assert found.services == ("benefits", "partner")
    bill = "rent_topic=bill receives=never housing=rent"
    retired = visit(catalog, "rent_heating", f"{bill} income=pension")
    assert "other_benefit_decisions" in retired.required
    assert "pay_slips" not in retired.listed
    trader = visit(catalog, "rent_heating", f"{bill} income=self_employed")
    assert "form_self_employed_income" in trader.required
    assert not trader.listed & names("pay_slips other_benefit_decisions")
    couple = "household=partner income=job worked_recently=working"
    assert claimed(catalog, couple) >= names("single_bill housing_benefit topping_up")
    # Wohngeld and the money of the Jobcenter exclude each other (section 7 WoGG).
    assert not claimed(catalog, f"{couple} receives=yes_now") & names(
        "single_bill housing_benefit topping_up"
    )


def test_a_couple_with_an_own_house_asks_before_ordering_oil(catalog: Catalog) -> None:
    found = visit(catalog, "rent_heating", "rent_topic=fuel receives=yes_now housing=own")
    assert found.required == names("fuel_quote home_ownership_proof")
    assert found.listed - found.required == {"latest_decision"}
    assert found.urgent == ["today fuel_before_ordering"]
    # Who gets benefit has no second application to make.
    assert "single_bill" not in found.told
    assert found.jumps == ()


def test_a_tenant_reports_the_higher_rent_and_has_it_paid_directly(catalog: Catalog) -> None:
    found = visit(
        catalog, "rent_heating", "rent_topic=new_rent+direct_pay receives=yes_now housing=rent"
    )
    assert found.required == names("rent_change_letter form_report_change")
    assert found.helpful == names("lease latest_decision")
    assert not found.if_asked | found.perhaps
    assert found.told >= names("local_limit direct_payment warm_water_hint")
    assert not found.told & names("single_bill credit_kept uneconomic")


def test_a_sick_woman_whose_rent_is_too_high_need_not_move_at_once(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "rent_heating moving_home",
        "rent_topic=too_high receives=yes_now housing=rent move_signed=searching "
        "move_reason=jobcenter_letter move_costs=van move_where=same_town age=from_25 "
        "special=none",
    )
    assert found.required >= names("rent_too_high_letter moving_quotes")
    assert found.helpful == names("medical_note latest_decision lease")
    # The Jobcenter knows the reason: it is its own letter.
    assert not found.listed & names(
        "flat_offer reason_for_moving rent_change_letter form_report_change pay_slips"
    )
    assert found.urgent == []
    assert found.soon == names("rent_too_high before_signing")
    assert found.told >= names("uneconomic moving_costs local_limit")
    assert not found.told & names("deposit_loan first_equipment who_decides residence_rule")


# From life: moving in, moving out.


def test_a_refugee_moving_to_a_partner_asks_before_signing_and_buying(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "moving_home initial_equipment",
        "move_signed=offer move_reason=family move_costs=deposit+furniture "
        "move_where=other_town age=from_25 special=none equipment_kind=furniture "
        "equipment_reason=refuge bought_already=not_yet receives=yes_now",
    )
    assert found.required == names(
        "flat_offer reason_for_moving list_of_missing_things proof_of_occasion"
    )
    assert not found.listed & names("moving_quotes work_contract medical_note pay_slips")
    assert found.urgent == ["today apply_before_buying"]
    # A residence rule (section 12a AufenthG) decides which Jobcenter may pay.
    assert found.soon == names("before_signing residence_rule")
    assert found.told >= names("who_decides deposit_loan first_equipment")
    assert "moving_costs" not in found.told
    assert "migration_advice" in found.partners


def test_a_pregnant_trainee_leaving_her_parents_asks_first_and_gets_more(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "moving_home initial_equipment additional_needs",
        "move_signed=offer move_reason=leave_parents move_costs=deposit+furniture "
        "move_where=same_town age=from_18 special=pregnant+training "
        "equipment_kind=furniture+maternity+baby equipment_reason=first_flat "
        "bought_already=not_yet receives=never need_kind=pregnant",
    )
    assert found.required >= names(
        "flat_offer reason_for_moving maternity_record list_of_missing_things proof_of_occasion "
        "form_main_application"
    )
    assert not found.listed & names(
        "notice_to_quit rent_too_high_letter moving_quotes residence_permit"
    )
    assert found.urgent == ["now under_25", "today apply_before_buying"]
    assert found.soon == names("before_signing before_birth this_month")
    # First equipment needs no running benefit (section 24 (3) sentence 3 SGB II).
    assert found.told >= names("pregnant not_recipient may_open_claim")
    assert not found.told & names("lost_things special_costs single_parent disability_hint")
    assert {"youth_office", "pregnancy_advice"} <= set(found.partners)
    may = claimed(catalog, "age=from_18 special=pregnant+training")
    assert may >= names("pregnant mother_and_child_fund parental_allowance student_grants")


def test_a_young_man_moving_for_work_signs_nothing_before_the_assurance(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "job_placement moving_home",
        "move_signed=offer move_reason=job move_costs=deposit+van move_where=other_town "
        "age=from_18 special=none work_topic=costs receives=yes_now income=none",
    )
    assert found.required == names("flat_offer reason_for_moving work_contract moving_quotes")
    assert not found.listed & names("notice_to_quit medical_note list_of_missing_things")
    assert found.urgent == ["now under_25"]
    assert found.soon == names("before_signing residence_rule ask_before_paying")
    assert found.told >= names("moving_costs who_decides placement_budget entry_money young")
    assert not found.told & names("without_benefit small_child health_first topping_up")
    assert found.services == ("placement", "benefits")
    assert found.asked.count("age") == 1
    older = visit(catalog, "moving_home", "move_signed=offer age=from_25")
    assert older.urgent == []


def test_under_25_it_matters_whether_the_parents_live_there(catalog: Catalog) -> None:
    alone = visit(catalog, "first_application", f"{TENANT} age=from_18")
    assert "form_maintenance" in alone.required
    assert "form_further_person" not in alone.listed
    at_home = f"{TENANT} household=parents housing=free"
    young = visit(catalog, "first_application", f"{at_home} age=from_18")
    assert "form_further_person" in young.required
    assert not young.listed & names("form_maintenance form_housing_costs lease")
    older = visit(catalog, "first_application", at_home)
    assert not older.listed & names("form_further_person form_maintenance")


def test_who_has_a_claim_against_the_other_parent_fills_in_the_form(catalog: Catalog) -> None:
    alone = visit(catalog, "first_application", f"{TENANT} special=pregnant")
    assert "form_maintenance" in alone.required
    couple = visit(catalog, "first_application", f"{TENANT} household=partner special=pregnant")
    assert "maternity_record" in couple.required
    assert "form_maintenance" not in couple.listed
    # The child's claim passes to the Jobcenter, married once or never (section 33 SGB II).
    mother = visit(
        catalog, "first_application", f"{TENANT} household=child_under_15 special=single_parent"
    )
    assert "form_maintenance" in mother.required
    assert "separation_proof" not in mother.listed


# From life: who may get what, and from whom.


def test_a_bulgarian_with_a_minijob_proves_work_and_address_not_a_permit(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application job_placement",
        f"{TENANT} nationality=eu income=minijob worked_recently=working work_topic=find_job "
        "receives=never",
    )
    assert found.required >= names(
        "eu_citizen_proof registration_certificate pay_slips lease form_housing_costs"
    )
    assert "work_contract" in found.helpful
    assert not found.listed & names("residence_permit form_insurance end_of_work_proof plan_letter")
    assert "topping_up" in found.told
    assert not found.told & names("alg_first new_from_ukraine asylum_procedure")
    assert found.services == ("benefits", "placement")
    assert {"migration_advice", "employment_agency"} <= set(found.partners)
    assert "topping_up" in claimed(catalog, "nationality=eu income=minijob")


def test_a_family_from_ukraine_applies_and_asks_who_is_responsible(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application further_training",
        f"{TENANT} household=partner+child_under_15+child_from_15 nationality=other housing=free "
        "health_insurance=none training_kind=german has_offer=none",
    )
    assert found.required >= names(
        "residence_permit registration_certificate form_further_person form_child "
        "school_certificate form_insurance"
    )
    assert found.helpful >= names("language_certificate child_benefit_proof")
    assert not found.listed & names(
        "eu_citizen_proof lease form_housing_costs contact_statement health_insurance_proof "
        "pay_slips course_offer"
    )
    assert found.told >= names("new_from_ukraine german_course")
    assert not found.told & names("asylum_procedure basic_skills school_cert bonus rent_grace")
    assert found.services == ("benefits", "placement")
    assert {"migration_advice", "social_welfare_office"} <= set(found.partners)
    course = visit(catalog, "further_training", "training_kind=german has_offer=none")
    assert course.if_asked == {"residence_permit"}


def test_an_asylum_seeker_is_led_to_the_welfare_office(catalog: Catalog) -> None:
    found = visit(catalog, "other_benefits", "other_kind=asylum")
    assert found.helpful == found.listed == {"residence_permit"}
    assert "asylum_benefits" in found.told
    assert found.services == ("partner",)
    assert {"social_welfare_office", "migration_advice"} <= set(found.partners)
    applied = visit(catalog, "first_application", f"{TENANT} nationality=asylum housing=shelter")
    assert applied.urgent == ["today apply_today", "today asylum_procedure"]
    assert "residence_permit" in applied.required
    assert "registration_certificate" in applied.if_asked
    assert "eu_citizen_proof" not in applied.listed
    # The Jobcenter is closed in the procedure (section 7 (1) SGB II), the fund for mothers is not.
    may = claimed(catalog, "nationality=asylum housing=shelter special=pregnant income=job")
    assert may >= names("asylum_benefits mother_and_child_fund")
    assert not may & names("topping_up pregnant parental_allowance without_home social_housing")
    family = "nationality=asylum household=child_under_15 special=single_parent income=job"
    assert not claimed(catalog, family) & names(
        "child_supplement maintenance_advance single_parent"
    )


def test_a_pensioner_with_too_little_is_led_to_the_welfare_office(catalog: Catalog) -> None:
    found = visit(catalog, "other_benefits", "other_kind=old_or_reduced+low_wage_rent")
    assert not found.required
    assert found.helpful >= names("other_benefit_decisions lease")
    assert found.told >= names("basic_income_old_age housing_benefit")
    assert not found.told & names("child_supplement student_grants register_unemployed")
    assert {"social_welfare_office", "housing_benefit_office"} <= set(found.partners)
    applied = visit(catalog, "first_application", f"{TENANT} age=from_66 income=pension")
    assert applied.urgent == ["today apply_today", "today pension_age"]
    assert "other_benefit_decisions" in applied.required
    may = claimed(catalog, "age=from_66 income=pension")
    assert may >= names("basic_income_old_age housing_benefit co_payments energy_check")
    assert not may & names("child_supplement asylum_benefits")
    # Past the age limit neither the Jobcenter nor the agency pays (section 7a SGB II).
    working = claimed(catalog, "age=from_66 income=pension+minijob worked_recently=worked")
    assert not (may | working) & names("topping_up single_bill unemployment_benefit")


def test_a_father_just_dismissed_goes_to_the_employment_agency_too(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application other_benefits",
        f"{TENANT} household=partner+child_under_15 income=child_benefit worked_recently=worked "
        "other_kind=job_lost",
    )
    assert found.required >= names(
        "end_of_work_proof form_further_person form_child child_benefit_proof"
    )
    # The last wage may still come in the month of the application (section 11 SGB II).
    assert "pay_slips" in found.helpful
    assert not found.listed & names("work_contract maintenance_proof school_certificate")
    assert found.urgent[:2] == ["today apply_today", "today register_unemployed"]
    assert found.told >= names("alg_first unemployment_benefit rent_grace")
    assert not found.told & names("topping_up extra_needs parental_allowance")
    assert found.services == ("benefits", "partner")
    assert found.partners[0] == "employment_agency"
    assert "unemployment_benefit" in claimed(catalog, "worked_recently=worked")


def test_parents_with_small_wages_get_child_supplement_and_the_club(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "education_and_participation other_benefits",
        "education_basis=child_supplement_or_housing_benefit education_items=club+supplies "
        "other_kind=low_wage_kids",
    )
    assert found.required == names(
        "form_education_participation club_proof other_benefit_decisions"
    )
    assert found.helpful == names("pay_slips lease child_benefit_proof")
    assert not found.listed & names("latest_decision school_lunch_proof tutoring_certificate")
    assert found.told >= names("child_supplement_too club_money school_supplies child_supplement")
    assert not found.told & names("tutoring_first trip_before_paying school_books other_office")
    assert found.partners[:2] == ("family_benefits_office", "housing_benefit_office")
    family = "household=partner+child_under_15 income=job+child_benefit"
    assert claimed(catalog, family) >= names("child_supplement housing_benefit club_money")
    assert not claimed(catalog, "income=job") & names("child_supplement club_money school_supplies")


def test_who_is_privately_insured_gets_a_subsidy_and_fills_in_the_form(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application health_insurance",
        f"{TENANT} health_insurance=private insurance_problem=private receives=never",
    )
    assert found.required >= names("form_main_application form_insurance health_insurance_proof")
    assert "private_subsidy" in found.told
    assert not found.told & names("not_insured debts choose_fund copay_limit contribution_help")
    # The subsidy is reckoned from the contribution (section 26 SGB II).
    for insurance in ("voluntary", "private"):
        applied = visit(catalog, "first_application", f"{TENANT} health_insurance={insurance}")
        assert "health_insurance_letter" in applied.helpful
    uninsured = visit(catalog, "health_insurance", "insurance_problem=none receives=ended")
    assert uninsured.required == names("form_insurance form_main_application")
    assert uninsured.urgent == ["today not_insured"]
    assert uninsured.jumps == ("first_application",)
    ill = visit(catalog, "health_insurance", "insurance_problem=copay receives=yes_now")
    assert ill.required == ill.listed == names("health_insurance_proof latest_decision")
    assert "copay_limit" in ill.told
    assert ill.jumps == ()
    owing = visit(catalog, "health_insurance", "insurance_problem=debt receives=never")
    assert owing.required == {"health_insurance_proof"}
    assert "latest_decision" not in owing.listed
    assert "contribution_help" in owing.told
    assert owing.jumps == ("first_application",)


def test_a_disabled_man_with_a_guardian_and_a_diet_gets_more(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application additional_needs",
        f"{TENANT} special=disability+diet+guardian need_kind=disability+diet+warm_water "
        "receives=never",
    )
    # Extra money hangs on a granted measure, not on the card (section 21 (4) SGB II).
    assert found.required >= names("participation_decision form_special_diet power_of_attorney")
    assert "disability_card" in found.helpful
    assert not found.listed & names("maternity_record form_special_need school_book_bill")
    assert found.told >= names("extra_needs disability_hint may_open_claim")
    assert not found.told & names("pregnant special_costs")
    assert "participation_advice" in found.partners
    assert "disability" in claimed(catalog, "special=disability")
    diet = visit(catalog, "additional_needs", "need_kind=diet receives=ended")
    assert diet.required == names("form_special_diet form_main_application")


def test_what_a_doctor_says_is_shown_of_free_will(catalog: Catalog) -> None:
    moving = visit(catalog, "moving_home", "move_signed=searching move_reason=health age=from_25")
    assert "reason_for_moving" in moving.required
    assert "medical_note" in moving.helpful
    shoes = visit(catalog, "initial_equipment", "equipment_kind=medical_aid receives=yes_now")
    assert shoes.required == {"cost_estimate"}
    assert "medical_note" in shoes.helpful


# From life: children.


def test_a_mother_renews_and_asks_for_a_school_trip_and_tutoring(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "renewal education_and_participation",
        "renewal_end=this_month renewal_changes=none income=child_benefit nationality=german "
        "housing=rent education_basis=jobcenter education_items=trip+tutoring",
    )
    assert found.required == names(
        "form_renewal bank_statements form_education_participation school_trip_confirmation "
        "tutoring_certificate"
    )
    assert found.listed - found.required == {"latest_decision"}
    assert found.urgent == ["today ends_this_month"]
    assert found.soon == names("trip_before_paying tutoring_first")
    assert found.told >= names("tutoring_no_risk paid_already bridge short_form")
    assert not found.told & names("club_money school_supplies child_supplement_too ends_later")
    assert "homework_help" in found.partners


def test_for_lunch_bus_and_books_a_bill_is_enough(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "education_and_participation",
        "education_basis=jobcenter education_items=lunch+travel+books",
    )
    assert found.required == names("school_lunch_proof school_travel_proof school_book_bill")
    # Only tutoring has to be applied for on its own (section 37 (1) SGB II).
    assert found.if_asked == names("form_education_participation school_certificate")
    assert found.told >= names("paid_already school_books")


def test_a_mother_alone_with_a_newborn_gets_money_from_three_offices(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "report_change additional_needs other_benefits",
        "change_kind=birth need_kind=single_parent receives=yes_now other_kind=no_maintenance+baby",
    )
    # The baby may still be on its way: the form can follow.
    assert found.required == {"form_report_change"}
    assert found.helpful == names("form_child birth_certificate maternity_record latest_decision")
    assert not found.if_asked | found.perhaps
    assert found.told >= names("pregnancy single_parent maintenance_advance parental_allowance")
    assert not found.told & names("special_costs child_supplement unemployment_benefit")
    assert {"youth_office", "family_benefits_office", "parental_allowance_office"} <= set(
        found.partners
    )
    assert found.services == ("benefits", "partner")


def test_a_separated_father_gets_the_trips_to_his_child(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "report_change additional_needs",
        "change_kind=person_out need_kind=contact receives=yes_now",
    )
    assert found.required == names("form_report_change form_special_need contact_with_child_proof")
    assert found.helpful == {"latest_decision"}
    assert found.if_asked == names("separation_proof form_housing_costs")
    assert not found.perhaps
    assert found.urgent == ["today person_or_account"]
    assert found.soon == {"this_month"}
    assert "special_costs" in found.told
    assert "youth_office" in found.partners


# From life: work, wages and learning.


def test_a_self_employed_driver_brings_figures_instead_of_pay_slips(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "first_application self_employed",
        f"{TENANT} income=self_employed health_insurance=voluntary business_stage=first",
    )
    assert found.required >= names(
        "form_main_application form_assets form_income form_self_employed_income "
        "self_employed_receipts bank_statements form_insurance health_insurance_proof lease"
    )
    assert not found.listed & names("pay_slips work_contract income_certificate form_renewal")
    assert found.told >= names("topping_up provisional only_actual")
    assert not found.told & names("final_figures before_start start_help")
    assert found.asked.count("health_insurance") == 1
    planned = visit(catalog, "self_employed", "business_stage=plan health_insurance=statutory")
    assert not planned.required
    assert planned.soon == {"before_start"}


def test_a_self_employed_woman_renews_and_hands_in_the_real_figures(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "renewal self_employed",
        "renewal_end=next_month renewal_changes=none income=self_employed nationality=german "
        "housing=own business_stage=final health_insurance=statutory",
    )
    assert found.required == names(
        "form_renewal bank_statements form_self_employed_income self_employed_receipts"
    )
    assert found.helpful == names("letter_in_question latest_decision")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today final_figures"]
    assert found.soon == {"ends_next_month"}
    assert not found.told & names("bridge before_start viability")


def test_a_family_renews_too_late_with_a_new_job_rent_and_permit(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "renewal",
        "renewal_end=over renewal_changes=income+rent+household+permit income=job+child_benefit "
        "nationality=other housing=rent",
    )
    assert found.required == names(
        "form_renewal bank_statements pay_slips form_income form_housing_costs "
        "rent_change_letter residence_permit"
    )
    assert found.if_asked == names("form_further_person form_child")
    assert found.urgent == ["today already_ended"]
    assert found.told >= names("bridge name_change")
    assert {"social_advice", "independent_advice"} <= set(found.partners)


def test_whose_income_is_no_wage_shows_decisions_instead_of_pay_slips(catalog: Catalog) -> None:
    renewed = "renewal_end=later income=pension nationality=german housing=rent"
    found = visit(catalog, "renewal", f"{renewed} renewal_changes=income")
    assert found.required == names(
        "form_renewal bank_statements form_income other_benefit_decisions"
    )
    assert "pay_slips" not in found.listed
    same = visit(catalog, "renewal", f"{renewed} renewal_changes=none")
    assert same.if_asked == {"other_benefit_decisions"}
    reported = visit(catalog, "report_change", "change_kind=income_change")
    assert reported.required == {"form_report_change"}
    assert reported.helpful == names("pay_slips other_benefit_decisions")


def test_until_the_first_wage_comes_the_jobcenter_goes_on_paying(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "report_change no_money_left",
        "change_kind=job_start emergency_kind=first_wage receives=yes_now has_account=yes",
    )
    assert found.required == names("form_report_change work_contract current_balance")
    assert found.helpful == names("identity_card latest_decision")
    assert found.if_asked == names("income_certificate form_income")
    assert not found.perhaps
    assert found.urgent == ["today job_start"]
    assert found.told >= names("first_wage keep_wage")
    assert not found.told & names("loan waiting_advance advance_next_month single_parent")


def test_a_partner_moving_in_with_wages_that_ended_is_reported_today(catalog: Catalog) -> None:
    found = visit(catalog, "report_change", "change_kind=person_in+job_end+bank")
    assert found.required == names("form_report_change end_of_work_proof bank_details")
    assert found.if_asked == names("form_further_person form_housing_costs")
    assert not found.helpful | found.perhaps
    assert found.urgent == ["today person_or_account"]
    assert not found.told & names("keep_wage pregnancy care_trip")


def test_a_sick_man_with_a_job_proposal_says_so_before_the_deadline(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "job_placement",
        "work_topic=job_offer+health age=from_25 receives=yes_now income=unemployment_benefit",
    )
    assert found.required == {"letter_in_question"}
    assert found.helpful == names("job_application_proof medical_note")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today job_proposal"]
    # Who gets both benefits is placed by the agency (section 5 (4) SGB II).
    assert found.told >= names("health_first topping_up help_around_work")
    assert not found.told & names("entry_money young small_child work_opportunity_extra")
    assert {"independent_advice", "employment_agency", "participation_advice"} <= set(
        found.partners
    )


def test_somebody_who_cannot_read_the_invitation_may_learn_to_read(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "understand_letter further_training",
        "letter_type=invitation letter_age=week training_kind=literacy has_offer=none",
    )
    assert found.required == {"letter_in_question"}
    assert found.helpful == {"plan_letter"}
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today invitation"]
    assert found.told >= names("basic_skills right_to_advice easy_language")
    assert not found.told & names("german_course voucher objection_open reform post_rule")
    assert found.partners.count("literacy_help") == 1
    assert found.services == ("front_desk", "placement")


def test_who_has_already_begun_to_retrain_says_it_today(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "report_change further_training",
        "change_kind=training training_kind=vocational has_offer=signed",
    )
    assert found.required == names("course_offer form_report_change school_certificate")
    assert found.urgent == ["today already_started"]
    assert found.told >= names("voucher bonus")
    assert not found.told & names("before_signing german_course school_cert basic_skills")
    assert found.partners[0] == "employment_agency"


# From life: appointments, absence, letters and disputes.


def test_who_is_sick_before_an_appointment_says_so_and_hands_in_the_note(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "report_change appointment",
        "change_kind=sick sick_appointment=yes appointment_state=cannot",
    )
    assert found.required == {"sick_note"}
    assert found.helpful == names("invitation_letter proof_of_obstacle")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today sick_with_appointment", "today sick", "today cannot_come"]
    assert found.services == ("benefits", "front_desk")


def test_a_carer_asks_before_travelling_or_reports_back(catalog: Catalog) -> None:
    travel = "change_kind=trip trip_reason=emergency appointment_state=cannot"
    before = visit(catalog, "report_change appointment", f"{travel} trip_started=not_yet")
    assert before.required == {"travel_details"}
    assert not before.listed & names("form_report_change work_contract identity_card")
    assert before.urgent == ["today cannot_come"]
    assert before.soon == {"ask_before_trip"}
    assert "care_trip" in before.told
    after = visit(catalog, "report_change appointment", f"{travel} trip_started=already")
    assert after.urgent == ["today back_from_trip", "today cannot_come"]
    assert not after.soon


def test_who_comes_late_with_late_papers_goes_to_the_desk_at_once(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "hand_in_papers appointment",
        "hand_in_kind=asked hand_in_deadline=passed appointment_state=late",
    )
    assert found.required == names("requested_papers letter_in_question")
    assert found.helpful == names("invitation_letter identity_card")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["now late_today", "today deadline_passed"]
    assert found.told >= names("only_copies limits_of_duty travel_costs bring_someone")
    assert found.services == ("front_desk",)
    in_time = visit(catalog, "hand_in_papers", "hand_in_kind=asked hand_in_deadline=not_passed")
    assert in_time.urgent == ["today more_time"]
    # What nobody asked for is nothing "requested"; the number of the file is on any decision.
    own = visit(catalog, "hand_in_papers", "hand_in_kind=own")
    assert own.helpful == own.listed == {"latest_decision"}


def test_somebody_with_unopened_letters_gets_help_to_open_them(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "understand_letter rent_and_energy_debts",
        "arrears_kind=other arrears_stage=court receives=yes_now",
    )
    assert found.required == {"letter_in_question"}
    assert found.helpful == {"latest_decision"}
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today court_letter"]
    assert "objection_open" in found.soon
    assert found.told >= names("paper_sorting right_to_advice free_debt_advice")
    assert not found.told & names("arrears_loan instalments consent_form pay_direct")
    assert found.partners[:2] == ("debt_advice", "local_court_legal_aid")
    assert {"paper_sorting", "office_companions"} <= set(found.partners)
    assert found.services == ("front_desk", "benefits")


def test_a_letter_leads_to_the_concern_it_is_about(catalog: Catalog) -> None:
    leads = {
        "hearing": "hearing_or_reduction",
        "documents": "hand_in_papers",
        "job_offer": "job_placement",
        "decision": "objection",
    }
    for letter, concern in leads.items():
        said = f"letter_type={letter} letter_age=older"
        assert visit(catalog, "understand_letter", said).jumps == (concern,)
    hearing = visit(catalog, "understand_letter", "letter_type=hearing letter_age=week")
    assert hearing.helpful == {"latest_decision"}
    assert hearing.urgent == ["today hearing"]
    reform = visit(catalog, "understand_letter", "letter_type=reform letter_age=week")
    assert (reform.jumps, reform.urgent, reform.soon) == ((), [], set())
    assert "reform" in reform.told


def test_somebody_reduced_after_two_missed_appointments_objects_in_time(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "hearing_or_reduction objection",
        "hearing_kind=reduced hearing_count=two hearing_reason=ill+understand "
        "decision_kind=reduced decision_age=under_month",
    )
    # The hearing is over: what was reduced is met with an objection.
    assert found.required == names("letter_in_question latest_decision objection_text")
    assert found.helpful == names("sick_note medical_note bank_statements")
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today second_missed", "today one_month"]
    assert "objection" in found.soon
    assert found.told >= names("important_reason not_understood how_much legal_aid")
    assert not found.told & names("personal_hearing overpaid offset_limit silence")
    assert {"independent_advice", "social_court"} <= set(found.partners)


def test_who_missed_three_appointments_hears_first_that_all_may_stop(catalog: Catalog) -> None:
    missed = visit(catalog, "appointment", "appointment_state=missed")
    assert missed.jumps == ("hearing_or_reduction",)
    found = visit(
        catalog,
        "appointment hearing_or_reduction",
        "appointment_state=missed hearing_kind=missed hearing_count=three hearing_reason=letter",
    )
    assert found.jumps == ()
    assert found.required == names("letter_in_question hearing_answer")
    assert found.helpful == names("invitation_letter proof_of_obstacle")
    assert found.if_asked == {"sick_note"}
    assert found.urgent == ["now third_missed", "today missed", "today answer_in_time"]
    assert found.told >= names("not_understood personal_hearing")
    assert not found.told & names("second_missed make_good overpaid")
    assert found.partners[0] == "independent_advice"
    assert "homelessness_help" in found.partners


def test_who_refused_work_for_a_sick_child_says_why(catalog: Catalog) -> None:
    found = visit(
        catalog, "hearing_or_reduction", "hearing_kind=refused_work hearing_reason=family"
    )
    assert found.required == names("letter_in_question hearing_answer")
    assert found.helpful == {"proof_of_obstacle"}
    assert found.urgent == ["today answer_in_time", "today refused_work"]
    assert found.told >= names("important_reason make_good")
    assert "hearing_count" not in found.asked
    duty = visit(catalog, "hearing_or_reduction", "hearing_kind=duty hearing_reason=ill")
    assert duty.helpful >= names("job_application_proof plan_letter sick_note")


def test_who_is_rejected_objects_within_a_month(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "objection certificate",
        "decision_kind=rejected decision_age=under_month certificate_kind=court",
    )
    assert found.required == names("latest_decision objection_text")
    # The date on the envelope may save the objection.
    assert found.helpful == names(
        "letter_in_question requested_papers current_balance identity_card"
    )
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today one_month", "today nothing_to_live_on"]
    assert found.told >= names("legal_aid see_file legal_aid_proof")
    assert not found.told & names("late pay_back silence landlord_privacy copy_right")
    assert {"independent_advice", "local_court_legal_aid", "social_court"} <= set(found.partners)
    assert found.services == ("benefits", "front_desk")
    # After the month only a review is left (section 44 SGB X).
    later = visit(catalog, "objection", "decision_kind=too_little decision_age=over_month")
    assert later.required == {"latest_decision"}
    assert "objection_text" not in later.listed
    assert later.soon == {"late"}
    assert not later.urgent


def test_who_shall_pay_back_objects_and_asks_for_instalments(catalog: Catalog) -> None:
    found = visit(
        catalog,
        "understand_letter objection",
        "letter_type=pay_back letter_age=month decision_kind=pay_back decision_age=under_month",
    )
    assert found.required == names("letter_in_question latest_decision objection_text")
    assert found.helpful == {"bank_statements"}
    assert not found.if_asked | found.perhaps
    assert found.urgent == ["today one_month", "today pay_back"]
    assert found.soon == {"objection_open"}
    assert found.jumps == ()
    assert found.told >= names("post_rule offset_limit explanation")
    assert "nothing_to_live_on" not in found.told
    assert "debt_advice" in found.partners
    assert found.services == ("front_desk", "benefits")
    # Before it is decided, the answer to the hearing may save it all (sections 24, 45 SGB X).
    heard = visit(catalog, "hearing_or_reduction", "hearing_kind=overpaid hearing_reason=letter")
    assert heard.required == names("letter_in_question hearing_answer")
    assert heard.helpful == names("bank_statements proof_of_obstacle")
    assert "overpaid" in heard.told


def test_who_waits_for_months_asks_for_an_advance_or_the_court(catalog: Catalog) -> None:
    assert acute(catalog, "no_food") == (["no_food"], ("no_money_left",))
    found = visit(
        catalog,
        "no_money_left objection",
        "emergency_kind=waiting receives=waiting has_account=yes decision_kind=no_answer",
    )
    assert found.required == {"current_balance"}
    assert "identity_card" in found.helpful
    assert not found.listed & names(
        "latest_decision letter_in_question objection_text form_main_application"
    )
    assert found.urgent == ["today say_how_long", "today nothing_to_live_on"]
    assert found.told >= names("waiting_advance silence")
    assert not found.told & names("one_month late loan first_wage")
    assert {"social_court", "independent_advice"} <= set(found.partners)


def test_a_woman_whose_purse_was_stolen_asks_for_a_loan(catalog: Catalog) -> None:
    found = visit(
        catalog, "no_money_left", "emergency_kind=stolen receives=yes_now has_account=yes"
    )
    assert found.required == {"current_balance"}
    assert found.helpful == names("identity_card latest_decision proof_of_occasion")
    assert found.urgent == ["today say_how_long", "today stolen"]
    assert "loan" in found.told
    assert not found.told & names("advance_next_month waiting_advance")
    assert found.jumps == ()
    never = visit(catalog, "no_money_left", "emergency_kind=stolen receives=never")
    assert "today apply_too" in never.urgent
    assert never.jumps == ("first_application",)


def test_for_the_broadcasting_fee_the_decision_is_enough(catalog: Catalog) -> None:
    found = visit(catalog, "certificate", "certificate_kind=broadcasting_fee")
    assert found.helpful == found.listed == names("latest_decision identity_card")
    assert found.soon == found.told == {"broadcasting_fee"}
    assert found.partners[0] == "broadcasting_fee_service"
    assert found.services == ("front_desk",)
    assert "broadcasting_fee" in claimed(catalog, "receives=yes_now")
    assert "broadcasting_fee" not in claimed(catalog, "receives=never")


# From life: who says nothing, who says it twice.


def test_nobody_who_knows_nothing_is_frightened(catalog: Catalog) -> None:
    found = visit(catalog, "no_money_left moving_home hearing_or_reduction")
    assert "letter_in_question" in found.required
    assert found.perhaps >= names(
        "current_balance form_main_application flat_offer notice_to_quit hearing_answer "
        "objection_text sick_note"
    )
    assert not found.urgent
    assert found.soon == names("before_signing residence_rule objection")
    # Who can't read the letter may say so in person.
    assert found.told >= names("important_reason personal_hearing social_housing_certificate")


def test_what_three_concerns_want_to_know_is_asked_once(catalog: Catalog) -> None:
    concerns = "first_application no_money_left homeless"
    assert all("has_account" in catalog.concerns[name].questions for name in names(concerns))
    found = visit(catalog, concerns, f"{TENANT} housing=none has_account=no receives=never")
    assert len(found.asked) == len(set(found.asked))
    assert set(found.asked) >= names("has_account has_id receives emergency_kind sleep_place")
    assert not found.listed & names("current_balance bank_details bank_statements")
    assert found.urgent == ["today apply_today", "today apply_too"]
