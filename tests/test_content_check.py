"""The rules of meaning: each finds what it is for, and the shipped content keeps them."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.catalog import Catalog
from kiosk.cli import kiosk
from kiosk.condition import parse
from kiosk.content_check import Report, easy_rules, faults, report, warnings
from kiosk.content_check.conditions import outcomes
from kiosk.content_check.fit import broken_words, clipped
from kiosk.content_folder import SHIPPED
from kiosk.loader import load_catalog
from kiosk.texts import EASY, Library, load_words
from kiosk.translations import PLACEHOLDER, texts
from screens.visitor.every_page import every_page
from screens.visitor.frame import Box, Sheet
from screens.visitor.layout import lay_out
from screens.visitor.page import Choice, Mark, Page
from screens.visitor.steps import STEPS

SAMPLE = Path(__file__).parent / "sample" / "content"
DAY = date(2026, 7, 15)
EASY_PO = "locale/de_simple/LC_MESSAGES/content.po"

CONCERN = "concerns/renewal.toml"
QUESTIONS = "questions/all.toml"

ASKED_ALWAYS = 'ask_when = "receives != never or receives == never"'
A_QUESTION = 'kind = "one"\ntext = "Wie alt sind Sie?"\noptions = [{id = "old", text = "Alt"}]'
A_PAPER = """
title = "Pass"
kind = "proof"
form_of = "show"
looks = "Ein Heft."
where = "Vom Amt."
without = "Kommen Sie trotzdem."
"""
A_PARTNER = """
title = "Verein"
kind = "help"
does = "Hilft."
access = "Ohne Termin."
cost = "free"
secrecy = "confidential"
"""
NO_SICK_DAYS = (
    "content/law.toml: sick_days: has no confirmed value on 2026-07-15, so that 1 sentence is left "
    "out; add a period, or confirm one."
)
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragung"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample in German alone, made complete."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    shutil.copytree(SHIPPED / "interface", folder / "interface", dirs_exist_ok=True)
    shutil.rmtree(folder / "locale")
    edit(folder, "office.toml", '["de", "en"]', '["de"]')
    edit(folder, "partners/all.toml", "cost =", 'topics = ["letters"]\nconfirmed = "yes"\ncost =')
    edit(folder, "documents/all.toml", "form_of =", 'confirmed = "yes"\nform_of =')
    edit(folder, "triage.toml", "level =", 'confirmed = "yes"\nlevel =')
    edit(folder, CONCERN, "questions =", 'confirmed = "yes"\nquestions =')
    edit(folder, "law.toml", "value = 3", 'value = 3\nconfirmed = "yes"')
    for name in ('"Bürgergeld"', '"Grundsicherungsgeld"'):
        edit(folder, "law.toml", name, f'{name}\nconfirmed = "yes"')
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_content_has_no_fault() -> None:
    assert report(SHIPPED, date(2026, 11, 25)).faults == ()


def test_there_is_nothing_to_say_of_the_sample_once_it_is_complete(content: Path) -> None:
    found = report(content, DAY)
    assert (found.faults, found.notes) == ((), ())


FAULTS = [
    # what is wrong, file, old, new, the sentence
    (
        "a hint for answers that nobody can give",
        (CONCERN, 'when = "always"', 'when = "receives == never and receives == yes_now"'),
        f"content/{CONCERN}: hint sick.when: no answer makes it true; correct or delete it.",
    ),
    (
        "a paper for answers that everybody gives",
        (CONCERN, "receives == yes_now", "receives in [yes_now, never]"),
        f'content/{CONCERN}: documents[0].when: every answer makes it true; write "always".',
    ),
    (
        "a claim for answers that nobody can give",
        ("entitlements.toml", "receives == yes_now", "not receives in [yes_now, never]"),
        (
            "content/entitlements.toml: claim renewal.when: no answer makes it true; "
            "correct or delete it."
        ),
    ),
    (
        "an acute case that stands alone and with another",
        ("triage.toml", "acute has no_food", "acute has no_food and acute has none"),
        "content/triage.toml: hint no_food.when: no answer makes it true; correct or delete it.",
    ),
    (
        "an answer with a name of the bar",
        (QUESTIONS, 'id = "none"', 'id = "person"'),
        (
            f"content/{QUESTIONS}: acute.options: person: is a name that the screen uses itself; "
            "choose another."
        ),
    ),
    (
        "an acute case without help",
        (
            QUESTIONS,
            'id = "none"',
            'id = "no_roof"\ntext = "Kein Dach."\n\n[[acute.options]]\nid = "none"',
        ),
        "content/triage.toml: hints: none says what to do about 'no_roof'; add one.",
    ),
    (
        "a question whose condition always holds",
        (QUESTIONS, "[receives]", f"[receives]\n{ASKED_ALWAYS}"),
        f"content/{QUESTIONS}: receives.ask_when: every answer makes it true; delete it.",
    ),
    (
        "a question that depends on one its concern does not ask",
        (QUESTIONS, "[receives]", '[receives]\nask_when = "acute has no_food"'),
        (
            f"content/{CONCERN}: questions[0]: 'receives' is never asked here; take it out, or "
            "mend its ask_when."
        ),
    ),
    (
        "a change of a law that nothing rests on",
        (
            "law.toml",
            "[[benefit",
            (
                '[[changes]]\nid = "talk"\nday = 2026-07-01\nlaw = "WoGG"\nsections = ["7"]\n'
                'what = "Anders"\nsource = "gii_sgb2"\n\n[[benefit'
            ),
        ),
        (
            "content/law.toml: changes.talk: nothing rests on 'WoGG'; write it as it stands under "
            "legal, or delete the entry."
        ),
    ),
    (
        "a law value that has ended",
        ("law.toml", "valid_to = 2026-12-31", "valid_to = 2026-06-30"),
        NO_SICK_DAYS,
    ),
    (
        "a law value that nothing confirms",
        ("law.toml", 'value = 3\nconfirmed = "yes"', "value = 3"),
        NO_SICK_DAYS,
    ),
    (
        "words of the screens that are not there",
        ("interface/visitor.toml", "more = ", "moore = "),
        "content/interface/visitor.toml: more: is missing; copy it from the shipped content.",
    ),
    (
        "a title that leaves no room for an answer",
        (QUESTIONS, "Bekommen Sie", f"Was ist mit {'dem langen Satz ' * 18} oder bekommen Sie"),
        (
            "content: question.receives.option.yes_now: is 1 line high where 0 fit "
            "on the page question receives at 40×11 cells; say it shorter."
        ),
    ),
    (
        "an answer that is taller than the screen",
        (QUESTIONS, '"Ja."', f'"Ja, {"und noch etwas mehr Text " * 10}."'),
        (
            "content: question.receives.option.yes_now: is 8 lines high where 6 fit "
            "on the page question receives at 40×11 cells; say it shorter."
        ),
    ),
]


@pytest.mark.parametrize(
    ("change", "sentence"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS]
)
def test_a_fault_is_named(content: Path, change: tuple[str, str, str], sentence: str) -> None:
    edit(content, *change)
    assert sentence in faults(content, DAY)


NOTES = [
    # what is odd, file, old, new, the sentence
    (
        "a question that changes nothing",
        (CONCERN, 'questions = ["receives"]', 'questions = ["receives", "acute"]'),
        f"content/{CONCERN}: questions[1]: 'acute' changes nothing here; take it out, or use it.",
    ),
    (
        "a question that nothing asks",
        (QUESTIONS, "[receives]", f"[age]\n{A_QUESTION}\n\n[receives]"),
        f"content/{QUESTIONS}: age: nothing asks it; ask it in a concern, or delete it.",
    ),
    (
        "a paper that no concern needs",
        ("documents/all.toml", "[latest_decision]", f"[pass]\n{A_PAPER}\n\n[latest_decision]"),
        "content/documents/all.toml: pass: no concern needs it; name it in one, or delete it.",
    ),
    (
        "a partner that nothing leads to",
        ("partners/all.toml", "[food_bank]", f"[club]\n{A_PARTNER}\n\n[food_bank]"),
        (
            "content/partners/all.toml: club: nothing leads there; give it topics or concerns, "
            "or delete it."
        ),
    ),
    (
        "a topic that nobody has",
        (
            "topics.toml",
            "[letters]",
            '[debts]\ntitle = "Schulden"\npictogram = "renewal"\n[letters]',
        ),
        "content/topics.toml: debts: no partner has it; delete it, or name it at one.",
    ),
    (
        "an area without a concern",
        ("areas.toml", "[money]", '[home]\ntitle = "Wohnung"\npictogram = "renewal"\n[money]'),
        "content/areas.toml: home: no concern stands under it; delete it, or use it.",
    ),
    (
        "a word that no text holds",
        ("glossary.toml", 'title = "Bescheid"', 'title = "Verwaltungsakt"'),
        (
            "content/glossary.toml: decision: no text holds these words or their forms, so they "
            "stand in the list of all words alone; add the forms that texts use."
        ),
    ),
    (
        "a law value that ends soon",
        ("law.toml", "valid_to = 2026-12-31", "valid_to = 2026-08-31"),
        (
            "content/law.toml: sick_days: has no confirmed value from 2026-09-01 on, so that "
            "1 sentence is left out then; add a period."
        ),
    ),
    (
        "a hint that has ended",
        (CONCERN, 'when = "always"', 'when = "always"\nvalid_to = 2026-07-14'),
        (
            f"content/{CONCERN}: hint sick: ended on 2026-07-14; delete it, or give it a later "
            "valid_to."
        ),
    ),
    (
        "a hint that ends soon",
        (CONCERN, 'when = "always"', 'when = "always"\nvalid_to = 2026-09-13'),
        f"content/{CONCERN}: hint sick: ends on 2026-09-13; see what holds then.",
    ),
    (
        "a word that is longer than a line",
        ("documents/all.toml", '"Ein Brief."', f'"Ein {LONG}."'),
        (
            f"content: document.latest_decision.looks: '{LONG}.' does not fit a line of 40 cells; "
            "put a hyphen into it, or say it shorter."
        ),
    ),
]


@pytest.mark.parametrize(
    ("change", "sentence"), [each[1:] for each in NOTES], ids=[each[0] for each in NOTES]
)
def test_a_note_is_made(content: Path, change: tuple[str, str, str], sentence: str) -> None:
    edit(content, *change)
    assert sentence in warnings(content, DAY)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("law.toml", "valid_to = 2026-12-31", "valid_to = 2026-09-13"),
        (CONCERN, 'when = "always"', 'when = "always"\nvalid_to = 2026-09-14'),
    ],
)
def test_what_ends_later_than_in_60_days_is_not_told(
    content: Path, file: str, old: str, new: str
) -> None:
    edit(content, file, old, new)
    assert warnings(content, DAY) == []


def test_a_local_value_that_no_office_has_given_is_no_fault(content: Path) -> None:
    edit(content, "law.toml", "[[benefit.periods]]", "[rent]\nperiods = []\n\n[[benefit.periods]]")
    edit(content, "documents/all.toml", '"Ein Brief."', '"Ein Brief. Es geht um {rent}."')
    assert faults(content, DAY) == []


def test_an_address_may_be_longer_than_a_line(content: Path) -> None:
    address = f"https://www.{'a' * 40}.de"
    web = f'[[food_bank.webs]]\naddress = "{address}"\nconfirmed = true\n\n[[food_bank.phones]]'
    edit(content, "partners/all.toml", "[[food_bank.phones]]", web)
    assert warnings(content, DAY) == []


def test_a_partner_that_is_not_offered_may_be_forgotten(content: Path) -> None:
    edit(content, "partners/all.toml", "[food_bank]", f"[club]\n{A_PARTNER}\n\n[food_bank]")
    edit(content, "partners/all.toml", 'title = "Verein"', 'title = "Verein"\noffered = false')
    assert warnings(content, DAY) == []


def test_a_concern_with_a_name_of_the_bar_is_named(content: Path) -> None:
    edit(content, CONCERN, 'id = "renewal"', 'id = "person"')
    (content / CONCERN).rename(content / "concerns/person.toml")
    for file in ("entitlements.toml", "letters.toml", "triage.toml"):
        text = (content / file).read_text(encoding="utf-8")
        text = text.replace('"renewal.', '"person.').replace(
            'concern = "renewal"', 'concern = "person"'
        )
        (content / file).write_text(text, encoding="utf-8")
    assert faults(content, DAY)[0] == (
        "content/concerns/person.toml: person: is a name that the screen uses itself; "
        "choose another."
    )


def test_a_question_stands_behind_the_one_it_depends_on(content: Path) -> None:
    edit(content, QUESTIONS, "[receives]", '[receives]\nask_when = "acute has no_food"')
    edit(content, CONCERN, 'questions = ["receives"]', 'questions = ["receives", "acute"]')
    assert (
        f"content/{CONCERN}: questions[0]: 'receives' depends on 'acute'; put it behind that."
    ) in faults(content, DAY)


def test_of_broken_files_only_what_is_broken_is_said(content: Path) -> None:
    edit(content, CONCERN, 'when = "always"', 'when = "receives == never and receives == yes_now"')
    edit(content, "law.toml", "value = 3", "value =")
    found = report(content, DAY)
    assert found == Report(faults=found.faults)
    assert [fault.partition(":")[0] for fault in found.faults] == ["content/law.toml"]


# What a condition can become


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("receives == never", {True, False}),
        ("receives == never or not receives == never", {True}),
        ("receives == never and receives == yes_now", {False}),
        ("receives != never and receives != yes_now", {False}),
        ("acute has no_food and acute has none", {False}),
        ("acute has no_food or acute has none", {True}),
        ("always", {True}),
    ],
)
def test_a_condition_becomes_what_answers_make_of_it(
    condition: str, values: set[bool | None]
) -> None:
    asked = ("acute", "receives")
    assert outcomes(load_catalog(SAMPLE), asked, parse(condition)) == values


def test_a_question_that_is_not_asked_makes_a_condition_false(content: Path) -> None:
    condition = parse("receives in [never, yes_now]")
    assert outcomes(load_catalog(content), ("acute", "receives"), condition) == {True}
    edit(content, QUESTIONS, "[receives]", '[receives]\nask_when = "acute has no_food"')
    assert outcomes(load_catalog(content), ("acute", "receives"), condition) == {True, False}


# Easy German


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Bringen Sie Brief/Kopie mit.", "holds '/'; write it in words, without signs"),
        ("Das kostet 5 % mehr.", "holds '%'; write it in words, without signs"),
        ("Zum Beispiel Miete, Strom usw.", "shortens 'usw.'; write it in full"),
        ("Ihr Antrag wird geprüft.", "says 'wird', as passive and future do; say who does it now"),
        ("Sie könnten Geld bekommen.", "says 'könnten', a Konjunktiv; say what is"),
        ("Das ist der Brief des Amtes.", "says 'des', a genitive; say it with \"von\""),
        ("Das muss man wissen.", "says 'man'; write \"Sie\""),
        (
            "Kommen Sie, wenn Sie Hilfe brauchen.",
            "says 'wenn', so two things in one sentence; make two sentences",
        ),
        ("Sie haben zwei Wochen Zeit.", "says 'zwei'; write numbers as digits"),
        ("Das steht im SGB II.", "says 'II', a Roman numeral; write numbers as digits"),
        (
            "Das Job-Center schrieb einen Brief.",
            "says 'schrieb', of the past; say it in the present, or with \"haben\"",
        ),
        ("Bringen Sie die Unterlagen mit.", "says 'Unterlagen'; say \"Papier\", as everywhere"),
        ("Gehen Sie zur Theke.", "says 'Theke'; say \"Schalter\", as everywhere"),
        (
            "Ein Satz ist hier viel zu lang und hat mehr als 12 Wörter.",
            (
                "has 13 words in 'Ein Satz ist hier viel zu lang und hat mehr als 12 Wörter.'; "
                "make it at most 12"
            ),
        ),
    ],
)
def test_a_rule_of_easy_german_is_named(said: str, reason: str) -> None:
    assert list(easy_rules.hard(said)) == [reason]


@pytest.mark.parametrize(
    "said",
    [
        "Bringen Sie den Brief mit. Der Brief ist vom Job-Center.",
        "Sie bekommen Geld: 563 Euro im Monat.",
        "Rufen Sie 116 016 an.",
        "Mein Name ist Bergmann.",
        "Früher war der Name: Hartz IV.",
        "Sie hatten einen Termin. Sie waren krank. Der Stand ist neu.",
    ],
)
def test_easy_german_is_let_alone(said: str) -> None:
    assert list(easy_rules.hard(said)) == []


def test_a_title_may_say_what_stands_on_a_letter() -> None:
    assert list(easy_rules.hard("Mitwirkung oder Unterlagen", title=True)) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Fragen Sie beim BAMF.", "shortens a name to 'BAMF'; write it in full"),
        (
            "Die Nummer ist 116 016.",
            (
                "says '116 016.', which a voice may read as an ordinal; "
                "put the number inside the sentence"
            ),
        ),
        (
            "Sie brauchen Brot, Milch, Obst und Reis.",
            "lists 4 things in 'Sie brauchen Brot, Milch, Obst und Reis.'; make it at most 3",
        ),
    ],
)
def test_what_had_better_be_otherwise_is_named(said: str, reason: str) -> None:
    assert list(easy_rules.hard(said)) == []
    assert [why for rule in easy_rules.SOFT for why in rule(said)] == [reason]


@pytest.mark.parametrize(
    "said",
    [
        "Sie haben einen Pass aus der EU.",
        "Darauf steht die IBAN.",
        "Kommen Sie am 3. Tag. Oder am 1. Juli.",
        "Rufen Sie 116 016 an.",
        "Sie brauchen Brot, Milch und Obst.",
        "Das kostet 1,5 Euro, also wenig.",
    ],
)
def test_what_is_well_said_is_let_alone(said: str) -> None:
    assert [why for rule in easy_rules.SOFT for why in rule(said)] == []


def test_a_title_may_list_more() -> None:
    said = "Öl, Gas, Kohle oder Holz"
    assert list(easy_rules.long_lists(said, title=True)) == []
    assert list(easy_rules.long_lists(said))


def test_a_negation_is_only_a_detail() -> None:
    said = "Sie bekommen kein Geld."
    assert list(easy_rules.hard(said)) == []
    assert list(easy_rules.details(said)) == ["says 'kein'; say what is, where that is possible"]


def test_a_title_may_have_more_words() -> None:
    said = "Brief vom Amt, Vertrag für die Wohnung, Konto-Auszüge von 3 Monaten und Ausweis"
    assert list(easy_rules.hard(said, title=True)) == []
    assert list(easy_rules.hard(said))


def test_more_than_10_words_are_only_a_detail() -> None:
    said = "Dieser Satz hat 11 Wörter und ist damit gerade noch kurz."
    assert list(easy_rules.hard(said)) == []
    assert list(easy_rules.details(said)) == [f"has 11 words in {said!r}; 10 are better"]


def test_a_long_word_needs_a_hyphen() -> None:
    said = "Die Wohnungslosenhilfe hilft. Die Wohnungs-Losen-Hilfe auch. Entschuldigung."
    assert list(easy_rules.long_compounds(said)) == [
        "holds the long word 'Wohnungslosenhilfe'; put a hyphen into it, or say it shorter"
    ]


def test_a_word_is_spelled_in_one_way() -> None:
    said = {"one": "Die Familien-Kasse", "two": "Zur Familienkasse", "three": "Familien-Kasse"}
    assert list(easy_rules.spelled_twice(said)) == [
        ("two", "spells 'Familienkasse' where one spells 'Familien-Kasse'; choose one")
    ]


def test_easy_texts_are_checked_wherever_visitors_read_them(content: Path) -> None:
    hard = {
        "document.latest_decision.looks": "Der Brief wird geschickt.",
        "interface.staff.rests": "wird {until} geprüft",
        "counter.1": "Schalter des Amtes",
    }
    write_easy(content, hard)
    assert faults(content, DAY) == [
        (
            f"content/{EASY_PO}: document.latest_decision.looks: says 'wird', as passive and "
            "future do; say who does it now."
        )
    ]


def write_easy(content: Path, hard: dict[str, str]) -> None:
    """Write easy German texts that keep the rules, but for some; screens say what is shipped."""
    shipped = load_words(SHIPPED, EASY, load_catalog(SHIPPED), lambda: DAY).translations
    lines = ['msgid ""\nmsgstr "Language: de_simple\\n"\n']
    for text in dict.fromkeys(texts(load_catalog(content))):
        values = " ".join(f"{{{name}}}" for name in PLACEHOLDER.findall(text.german))
        said = hard.get(text.context) or shipped.get(text) or f"Das ist gut. {values}".strip()
        german, said = (words.replace('"', '\\"') for words in (text.german, said))
        lines.append(f'msgctxt "{text.context}"\nmsgid "{german}"\nmsgstr "{said}"\n')
    (content / EASY_PO).parent.mkdir(parents=True)
    (content / EASY_PO).write_text("\n".join(lines), encoding="utf-8")
    edit(content, "office.toml", '["de"]', '["de", "de_simple"]')


def test_easy_texts_are_not_checked_where_no_visitor_can_choose_them(content: Path) -> None:
    write_easy(content, {"document.latest_decision.looks": "Der Brief wird geschickt."})
    assert len(faults(content, DAY)) == 1
    edit(content, "office.toml", '["de", "de_simple"]', '["de"]')
    assert faults(content, DAY) == []


def test_a_text_without_an_easy_translation_is_not_checked_as_one(content: Path) -> None:
    write_easy(content, {})
    edit(content, "documents/all.toml", '"Ein Brief."', '"Ein Brief, der geschickt wird."')
    assert faults(content, DAY) == [
        (
            f"content/{EASY_PO}: document.latest_decision.looks: the German text has changed; "
            "compare and translate again."
        )
    ]


def test_what_is_not_translated_hides_nothing_else(content: Path) -> None:
    write_easy(content, {})
    edit(content, CONCERN, 'when = "always"', 'when = "receives == never and receives == yes_now"')
    edit(content, "law.toml", "valid_to = 2026-12-31", "valid_to = 2026-08-31")
    edit(content, "documents/all.toml", '"Ein Brief."', f'"Ein {LONG}."')
    found = report(content, DAY)
    assert found.faults == (
        (
            f"content/{EASY_PO}: document.latest_decision.looks: the German text has changed; "
            "compare and translate again."
        ),
        f"content/{CONCERN}: hint sick.when: no answer makes it true; correct or delete it.",
    )
    assert [note.split(": ")[1] for note in found.notes] == [
        "sick_days",
        "document.latest_decision.looks",
    ]
    assert [line.partition(":")[0] for line in found.languages] == ["de", "de_simple"]


def test_a_broken_translation_hides_all_else(content: Path) -> None:
    write_easy(content, {})
    edit(content, CONCERN, "receives == yes_now", "receives in [yes_now, never]")
    edit(content, EASY_PO, 'msgid "Weiter"', "msgid Weiter")
    (fault,) = faults(content, DAY)
    assert fault.startswith(f"content/{EASY_PO}: line ")


def test_one_note_is_made_of_what_nobody_sees_and_no_language_says(content: Path) -> None:
    write_easy(content, {})
    drafts = [f'[draft_{number}]\ntext = "Nummer {number}."\n\n' for number in range(7)]
    edit(content, "notices.toml", "[companion]", f"{''.join(drafts)}[companion]")
    found = report(content, DAY)
    names = ", ".join(f"notice.draft_{number}" for number in range(5))
    assert found.faults == ()
    assert found.notes == (
        (
            f"content: {names} and 2 more: nobody sees it yet, and it has no translation into "
            "de_simple; add one before you confirm it."
        ),
    )


def test_of_a_rule_that_is_often_broken_one_note_is_made(content: Path) -> None:
    looks, where = "document.latest_decision.looks", "document.latest_decision.where"
    write_easy(content, {looks: "Das ist Seite 1.", where: "Sie ist auf Seite 2."})
    found = report(content, DAY)
    reason = "which a voice may read as an ordinal; put the number inside the sentence"
    assert found.faults == ()
    assert found.notes == (
        f"content/{EASY_PO}: {looks}: says '1.', {reason} (1 more like it: --picky).",
    )
    assert f"content/{EASY_PO}: {where}: says '2.', {reason}." in found.details


# What fits the smallest screen


def test_every_step_and_all_that_has_a_page_is_looked_at(
    catalog: Catalog, dictionary: Library
) -> None:
    places = [place for place, _ in every_page(catalog, dictionary, "de", DAY)]
    assert {place.step for place in places} == STEPS.keys()
    about = {(place.step, place.about) for place in places}
    named = {
        "question": catalog.questions,
        "document": catalog.documents,
        "partner": catalog.partners,
        "topic": catalog.topics,
        "area": catalog.areas,
        "letter": catalog.letters.kinds,
        "word": catalog.glossary,
        "claim": [claim.id for claim in catalog.entitlements.claims],
    }
    assert {(step, each) for step, names in named.items() for each in names} <= about


def test_every_hint_is_looked_at(catalog: Catalog, dictionary: Library) -> None:
    said = {
        line.text.removeprefix("• ")
        for place, page in every_page(catalog, dictionary, "de", DAY)
        if place.step in {"hints", "at_once"}
        for line in page.paragraphs
    }
    hints = [h for concern in catalog.concerns.values() for h in concern.hints]
    texts_of = [dictionary["de"](hint.text) for hint in (*hints, *catalog.triage.hints)]
    assert {text for text in texts_of if text} <= said


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        (Box(1, 0, 38, 2, "tile", ("a", "b", "c")), "is 3 lines high where 2 fit"),
        (Box(1, 0, 38, 3, "tile", ("a", "b"), padded=True), "is 2 lines high where 1 fit"),
        (Box(3, 0, 38, 1, "text", ("a",)), "goes beyond the edge"),
        (Box(1, 10, 38, 2, "text", ("a",)), "goes beyond the edge"),
        (Box(1, 0, 38, 1, "tile", ("a" * 38,), text_x=2), "is cut off at the end of a line"),
    ],
)
def test_what_can_not_be_seen_whole_is_clipped(box: Box, reason: str) -> None:
    assert list(clipped(Sheet((box,), 0, 1))) == [(box, reason)]


def test_a_box_may_not_cover_another() -> None:
    under, over = Box(1, 0, 38, 2, "text", ("a", "b")), Box(30, 1, 8, 2, "bar", ("c",))
    assert list(clipped(Sheet((under, over), 0, 1))) == [(under, "lies under something else")]


def test_a_page_that_fits_is_not_clipped() -> None:
    page = Page(step="menu", title="Was?", choices=(Choice("a", "Ja", mark=Mark.OFF),))
    assert [found for sheet in lay_out(page, 40, 11) for found in clipped(sheet)] == []


def test_a_word_is_broken_only_within_itself() -> None:
    choices = (Choice("a", "Kranken-Versicherungs-Nachweis-Formular"), Choice("b", LONG))
    page = Page(step="menu", title="Was?", choices=choices)
    assert list(broken_words(page, lay_out(page, 40, 11))) == [LONG]


def test_a_word_read_from_the_right_is_found_in_its_line() -> None:
    page = Page(step="menu", title="ما هو Bescheid؟", rtl=True)
    assert list(broken_words(page, lay_out(page, 40, 11))) == []
    long = replace(page, title=f"ما هو {'ب' * 45}")
    assert list(broken_words(long, lay_out(long, 40, 11))) == ["ب" * 45]


# The command


def check(content: Path, *options: str) -> Result:
    """Run the command, whatever day it is today."""
    law = content / "law.toml"
    kept = law.read_text(encoding="utf-8").replace("valid_to = 2026-12-31\n", "")
    law.write_text(kept, encoding="utf-8")
    return CliRunner().invoke(kiosk, ["--content", str(content), "content", "check", *options])


def test_notes_are_printed_and_fail_only_if_strict(content: Path) -> None:
    edit(content, CONCERN, 'when = "always"', 'when = "always"\nvalid_to = 2020-01-01')
    easy, strict = check(content), check(content, "--strict")
    note = f"Note: content/{CONCERN}: hint sick: ended on 2020-01-01; "
    assert note in easy.stdout
    assert easy.stdout.endswith("is sound.\n")
    assert easy.exit_code == 0
    assert note in strict.stdout
    assert "is sound" not in strict.stdout
    assert strict.exit_code != 0


def test_faults_go_to_stderr_and_fail(content: Path) -> None:
    edit(content, CONCERN, "receives == yes_now", "receives in [yes_now, never]")
    run = check(content)
    assert "every answer makes it true" in run.stderr
    assert "every answer makes it true" not in run.stdout
    assert run.exit_code != 0


def test_how_much_each_language_says_is_told(content: Path) -> None:
    write_easy(content, {})
    (line,) = [line for line in check(content).stdout.splitlines() if line.startswith("de_simple")]
    total = len(set(texts(load_catalog(content)))) - len(staff_words(content))
    assert line == f"de_simple: {total} of {total} texts, 0 fuzzy; review: none"


def staff_words(content: Path) -> set[str]:
    return {t.context for t in texts(load_catalog(content)) if "interface.staff." in t.context}


def test_long_sentences_are_told_on_request(content: Path) -> None:
    long = "Dieser Satz hat 11 Wörter und ist damit gerade noch kurz."
    write_easy(content, {"document.latest_decision.looks": long})
    assert "11 words" not in check(content).stdout
    assert "11 words" in check(content, "--picky").stdout
