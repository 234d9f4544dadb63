"""Content files are read into values, or refused with file, key, reason and what to do."""

import shutil
from datetime import time
from pathlib import Path

import pytest

from kiosk.catalog import Level, Need
from kiosk.condition import Always, Compare
from kiosk.errors import ContentError
from kiosk.loader import load_catalog, problems

SAMPLE = Path(__file__).parent / "sample" / "content"
PO = "locale/en/LC_MESSAGES/content.po"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


def edit(content: Path, file: str, old: str, new: str) -> list[str]:
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return problems(content)


def test_the_sample_is_without_fault() -> None:
    assert problems(SAMPLE) == []


def test_files_become_values() -> None:
    catalog = load_catalog(SAMPLE)
    concern = catalog.concerns["renewal"]
    assert concern.documents[0].need is Need.HELPFUL
    assert concern.documents[0].when == Compare("receives", "==", ("yes_now",))
    assert concern.hints[0].level is Level.TODAY
    assert concern.hints[0].when == Always()
    assert catalog.office.counters["1"].services == ("benefits",)
    assert catalog.questions["acute"].several
    assert catalog.partners["food_bank"].phones[0].address == "0123 456"
    assert catalog.sources["gii_sgb2"] == "SGB II, https://www.gesetze-im-internet.de/sgb_2/"
    assert catalog.pictograms == {"renewal": 0xF021}
    assert catalog.themes["dusk"]["background"] == "#101A1A"
    assert catalog.themes["dusk"]["dark"] == "yes"


def test_each_text_knows_its_place() -> None:
    catalog = load_catalog(SAMPLE)
    assert catalog.office.counters["1"].place.context == "counter.1"
    assert catalog.questions["receives"].options[1].text.context == "question.receives.option.never"
    assert catalog.documents["latest_decision"].looks.context == "document.latest_decision.looks"
    assert catalog.triage.hints[0].text.context == "triage.hint.no_food"
    assert catalog.interface["visitor.next"].context == "interface.visitor.next"
    assert catalog.law["benefit"][1].text.context == "law.benefit.2026-07-01"


def test_a_value_that_is_the_same_in_all_languages_has_no_place() -> None:
    period = load_catalog(SAMPLE).law["sick_days"][0]
    assert (period.text.context, period.text.german) == ("", "3")


def test_line_breaks_in_a_text_count_as_spaces() -> None:
    text = load_catalog(SAMPLE).concerns["renewal"].hints[0].text.german
    assert text.startswith("Melden Sie sich krank. Das Papier")
    assert "\n" not in text


def test_concerns_stand_in_the_order_they_ask_for(content: Path) -> None:
    text = (content / "concerns/renewal.toml").read_text(encoding="utf-8")
    first = text.replace('id = "renewal"', 'id = "zebra"').replace("order = 10", "order = 5")
    (content / "concerns/zebra.toml").write_text(first, encoding="utf-8")
    assert list(load_catalog(content).concerns) == ["zebra", "renewal"]


def test_the_first_fault_is_raised(content: Path) -> None:
    faults = edit(content, "concerns/renewal.toml", "receives ==", "recieves ==")
    with pytest.raises(ContentError) as refused:
        load_catalog(content)
    assert str(refused.value) == faults[0]


CONCERN = "concerns/renewal.toml"
CHANGE = """
[[changes]]
id = "talk"
day = 2026-07-01
law = "SGB II"
sections = ["15"]
what = "Das Gespräch ist persönlich"
source = "gii_sgb2"

"""
FAULTS = [
    # what is wrong, file, old, new, the sentence
    (
        "a condition with an unknown question",
        (CONCERN, "receives ==", "recieves =="),
        f"{CONCERN}: documents[0].when: question 'recieves' is unknown; did you mean receives?",
    ),
    (
        "a condition with an unknown option",
        (CONCERN, "== yes_now", "== yes_no"),
        (
            f"{CONCERN}: documents[0].when: option of receives 'yes_no' is unknown; "
            "did you mean yes_now?"
        ),
    ),
    (
        "a condition with a question the concern does not ask",
        (CONCERN, "receives == yes_now", "acute has no_food"),
        f"{CONCERN}: documents[0].when: question 'acute' is not asked here; add it to questions.",
    ),
    (
        "has with a question that takes one answer",
        (CONCERN, "receives ==", "receives has"),
        f"{CONCERN}: documents[0].when: 'has' does not fit question 'receives'; use ==, != or in.",
    ),
    (
        "an equality with a question that takes several answers",
        ("triage.toml", "acute has", "acute =="),
        "triage.toml: hints[0].when: '==' does not fit question 'acute'; use has.",
    ),
    (
        "a condition that can't be read",
        (CONCERN, "receives == yes_now", "receives = yes_now"),
        f"{CONCERN}: documents[0].when: ' = yes_now' can't be read in 'receives = yes_now'.",
    ),
    (
        "an unknown document",
        (CONCERN, '"latest_decision"', '"birth_certificate"'),
        (
            f"{CONCERN}: documents[0].document: document 'birth_certificate' is unknown; "
            "known are latest_decision."
        ),
    ),
    (
        "an unknown question to ask",
        (CONCERN, 'questions = ["receives"]', 'questions = ["receives", "age"]'),
        f"{CONCERN}: questions[1]: question 'age' is unknown; known are acute, receives.",
    ),
    (
        "an unknown service",
        (CONCERN, 'service = "benefits"', 'service = "benefit"'),
        f"{CONCERN}: service: service 'benefit' is unknown; did you mean benefits?",
    ),
    (
        "an unknown pictogram",
        (CONCERN, 'pictogram = "renewal"', 'pictogram = "house"'),
        f"{CONCERN}: pictogram: pictogram 'house' is unknown; known are renewal.",
    ),
    (
        "an option with an unknown pictogram",
        ("questions/all.toml", 'id = "never"', 'id = "never"\npictogram = "renewl"'),
        (
            "questions/all.toml: receives.options[1].pictogram: pictogram 'renewl' is unknown; "
            "did you mean renewal?"
        ),
    ),
    (
        "a document with an unknown pictogram",
        ("documents/all.toml", "form_of =", 'pictogram = "renewl"\nform_of ='),
        (
            "documents/all.toml: latest_decision.pictogram: pictogram 'renewl' is unknown; "
            "did you mean renewal?"
        ),
    ),
    (
        "a partner with an unknown pictogram",
        ("partners/all.toml", "cost =", 'pictogram = "renewl"\ncost ='),
        (
            "partners/all.toml: food_bank.pictogram: pictogram 'renewl' is unknown; "
            "did you mean renewal?"
        ),
    ),
    (
        "an unknown partner",
        ("triage.toml", '"food_bank"', '"foodbank"'),
        "triage.toml: hints[0].partners[0]: partner 'foodbank' is unknown; did you mean food_bank?",
    ),
    (
        "an unknown concern",
        (CONCERN, 'id = "sick"', 'id = "sick"\nconcern = "sickness"'),
        f"{CONCERN}: hints[0].concern: concern 'sickness' is unknown; known are renewal.",
    ),
    (
        "an unknown source",
        ("notices.toml", '"gii_sgb2"', '"gii_sgb9"'),
        "notices.toml: companion.sources[0]: source 'gii_sgb9' is unknown; did you mean gii_sgb2?",
    ),
    (
        "an unknown triage question",
        ("triage.toml", 'question = "acute"', 'question = "urgent"'),
        "triage.toml: question: question 'urgent' is unknown; known are acute, receives.",
    ),
    (
        "a service without a counter",
        ("office.toml", "[counters.1]", '[services.partner]\ntitle = "Beratung"\n\n[counters.1]'),
        "office.toml: counters: no counter serves 'partner'; add it to a counter's services.",
    ),
    (
        "a language without translations",
        ("office.toml", '"en"]', '"en", "tr"]'),
        "office.toml: languages[2]: language 'tr' is unknown; known are de, en.",
    ),
    (
        "an unknown key",
        (CONCERN, "need =", "ned ="),
        f"{CONCERN}: documents[0]: key 'ned' is unknown; did you mean need?",
    ),
    (
        "a missing key",
        (CONCERN, 'title = "Weiter Geld beantragen"\n', ""),
        f"{CONCERN}: title: is missing; add it.",
    ),
    (
        "a number in quotes",
        (CONCERN, "order = 10", 'order = "10"'),
        f"{CONCERN}: order: must be a whole number without quotes.",
    ),
    (
        "a text without its kind",
        ("questions/all.toml", 'kind = "one"', 'kind = "single"'),
        "questions/all.toml: receives.kind: must be 'one' or 'several', not 'single'.",
    ),
    (
        "a counter without services",
        ("office.toml", 'services = ["benefits"]', "services = []"),
        "office.toml: counters.1.services: is empty; add at least one.",
    ),
    (
        "a name with capitals",
        ("documents/all.toml", "[latest_decision]", "[LatestDecision]"),
        (
            "documents/all.toml: LatestDecision: must be lower-case letters, digits and _, "
            "such as rent_heating."
        ),
    ),
    (
        "a concern that is not named like its file",
        (CONCERN, 'id = "renewal"', 'id = "renewals"'),
        f"{CONCERN}: id: must be the file's name, 'renewal'.",
    ),
    (
        "an option that stands twice",
        ("questions/all.toml", 'id = "never"', 'id = "yes_now"'),
        "questions/all.toml: receives.options: id 'yes_now' stands twice; rename one.",
    ),
    (
        "an unknown placeholder",
        ("questions/all.toml", "{benefit}", "{benefits}"),
        "questions/all.toml: receives.text: law value 'benefits' is unknown; did you mean benefit?",
    ),
    (
        "a lone curly bracket",
        ("questions/all.toml", "{benefit}", "{benefit"),
        (
            "questions/all.toml: receives.text: has a lone curly bracket; "
            "write placeholders like {benefit}."
        ),
    ),
    (
        "an invisible character",
        ("notices.toml", "Sie dürfen", "Sie\\u202E dürfen"),
        "notices.toml: companion.text: holds the invisible character U+202E; delete it.",
    ),
    (
        "a control character",
        ("notices.toml", "Sie dürfen", "Sie\\u001B[2J dürfen"),
        "notices.toml: companion.text: holds the invisible character U+001B; delete it.",
    ),
    (
        "an umlaut of two characters",
        ("notices.toml", "dürfen", "du\u0308rfen"),
        "notices.toml: companion.text: holds letters with separate accents; type them again.",
    ),
    (
        "an empty text",
        ("notices.toml", "Sie dürfen eine Person mitbringen.", " "),
        "notices.toml: companion.text: is empty; write a text.",
    ),
    (
        "periods that overlap",
        ("law.toml", "valid_to = 2026-06-30", "valid_to = 2026-07-01"),
        (
            "law.toml: benefit.periods: the period from 2023-01-01 runs into the one from "
            "2026-07-01; give it an earlier valid_to."
        ),
    ),
    (
        "a period that ends before it begins",
        ("law.toml", "valid_to = 2026-12-31", "valid_to = 2006-12-31"),
        "law.toml: sick_days.periods[0]: ends before it begins; correct valid_from or valid_to.",
    ),
    (
        "a period without a value",
        ("law.toml", "value = 3\n", ""),
        "law.toml: sick_days.periods[0]: needs either text or value.",
    ),
    (
        "a change of a law on a day in quotes",
        ("law.toml", "[[benefit", CHANGE.replace("2026-07-01", '"2026-07-01"') + "[[benefit"),
        "law.toml: changes[0].day: must be a day such as 2026-07-01, without quotes.",
    ),
    (
        "a change of what is no law",
        ("law.toml", "[[benefit", CHANGE.replace("SGB II", "SGB 2") + "[[benefit"),
        "law.toml: changes[0].law: 'SGB 2' is no law; write it as SGB II or BGB.",
    ),
    (
        "a change of what is no section",
        ("law.toml", "[[benefit", CHANGE.replace('"15"', '"§ 15"') + "[[benefit"),
        "law.toml: changes[0].sections[0]: must be the number of a section, such as 22 or 15a.",
    ),
    (
        "a change that rests on an unknown source",
        ("law.toml", "[[benefit", CHANGE.replace("gii_sgb2", "gii_sgb3") + "[[benefit"),
        "law.toml: changes[0].source: source 'gii_sgb3' is unknown; did you mean gii_sgb2?",
    ),
    (
        "two changes with one name",
        ("law.toml", "[[benefit", CHANGE + CHANGE + "[[benefit"),
        "law.toml: changes: id 'talk' stands twice; rename one.",
    ),
    (
        "spans of one day that overlap",
        (
            "office.toml",
            "[services",
            '[[presences]]\nmonday = ["13:00-16:00", "08:00-12:00", "11:30-13:00"]\n\n[services',
        ),
        "office.toml: presences[0].monday: 08:00-12:00 and 11:30-13:00 overlap; correct one.",
    ),
    (
        "a telephone number without digits",
        ("partners/all.toml", '"0123 456"', '"Auskunft"'),
        (
            "partners/all.toml: food_bank.phones[0].address: 'Auskunft' holds no digits; "
            "write a telephone number."
        ),
    ),
    (
        "a day in quotes",
        ("law.toml", "valid_from = 2023-01-01", 'valid_from = "2023-01-01"'),
        (
            "law.toml: benefit.periods[0].valid_from: must be a day such as 2026-07-01, "
            "without quotes."
        ),
    ),
    (
        "a colour that is none",
        ("themes/dusk.toml", '"#101A1A"', '"black"'),
        "themes/dusk.toml: background: must be a colour such as #1C2B33.",
    ),
    (
        "an option whose name is a number",
        ("questions/all.toml", 'id = "never"', "id = 3"),
        "questions/all.toml: receives.options[1].id: must be a text in quotes.",
    ),
    (
        "a line that is no TOML",
        ("office.toml", 'name = "Stadtteilzentrum"', "name = Stadtteilzentrum"),
        "office.toml: Invalid value (at line 2, column 8); mend that line.",
    ),
]


@pytest.mark.parametrize(
    ("change", "sentence"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_named_with_file_key_and_reason(
    content: Path, change: tuple[str, str, str], sentence: str
) -> None:
    assert f"content/{sentence}" in edit(content, *change)


def test_an_id_in_two_files_is_refused(content: Path) -> None:
    shutil.copy(content / "documents/all.toml", content / "documents/more.toml")
    assert problems(content) == [
        (
            "content/documents/more.toml: latest_decision: also stands in documents/all.toml; "
            "rename one."
        )
    ]


def test_a_missing_file_is_named(content: Path) -> None:
    (content / "law.toml").unlink()
    assert problems(content) == [
        "content/law.toml: can't be read (No such file or directory); put it there."
    ]


def test_a_file_that_is_not_utf_8_is_named(content: Path) -> None:
    (content / "law.toml").write_bytes("# Übergang".encode("latin-1"))
    assert "content/law.toml: is not UTF-8; save it with that encoding." in problems(content)


def test_a_misspelt_file_is_named(content: Path) -> None:
    (content / "offce.toml").touch()
    assert problems(content) == [
        (
            "content/offce.toml: is no content file; "
            "known are areas, entitlements, glossary, law, letters, notices, office, "
            "pictograms, sources, topics, triage."
        )
    ]


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("concern/y.toml", "concern"),
        ("concerns/old/y.toml", "concerns/old"),
        ("locale/tr/content.po", "locale/tr"),
    ],
)
def test_a_folder_that_nothing_reads_is_named(content: Path, file: str, folder: str) -> None:
    (content / file).parent.mkdir(parents=True)
    (content / file).touch()
    assert problems(content) == [
        (
            f"content/{folder}/: is no content folder; known are concerns, documents, interface, "
            "locale/LANGUAGE/LC_MESSAGES, partners, pronunciation, questions, themes."
        )
    ]
    with pytest.raises(ContentError):
        load_catalog(content)


def test_a_folder_without_content_is_let_alone(content: Path) -> None:
    for file in ("notes/concern.txt", ".git/config.toml", "pronunciation/en.toml"):
        (content / file).parent.mkdir()
        (content / file).touch()
    assert problems(content) == []


def test_spans_that_touch_do_not_overlap(content: Path) -> None:
    presence = '[[presences]]\nmonday = ["12:00-16:00", "08:00-12:00"]\n\n[services'
    assert edit(content, "office.toml", "[services", presence) == []
    (span, _) = load_catalog(content).office.presences[0].week[0]
    assert (span.begin, span.end) == (time(8), time(12))


def test_a_change_of_a_law_is_no_value_of_its_own(content: Path) -> None:
    before = load_catalog(content).law.keys()
    assert edit(content, "law.toml", "[[benefit", CHANGE + "[[benefit") == []
    assert load_catalog(content).law.keys() == before
    (fault,) = edit(content, "questions/all.toml", "{benefit}", "{changes}")
    assert "law value 'changes' is unknown" in fault


@pytest.mark.parametrize("topics", ['["violence"]', '["letters", "violence"]'])
@pytest.mark.parametrize("said", ["", "discreet = false", "discreet = true"])
def test_help_with_violence_is_discreet_whatever_its_file_says(
    content: Path, topics: str, said: str
) -> None:
    topic = '[violence]\ntitle = "Gewalt"\npictogram = "renewal"\n\n[letters]'
    edit(content, "topics.toml", "[letters]", topic)
    edit(content, "partners/all.toml", "cost =", f"topics = {topics}\n{said}\ncost =")
    assert load_catalog(content).partners["food_bank"].discreet


def test_other_help_is_discreet_if_its_file_says_so(content: Path) -> None:
    assert not load_catalog(content).partners["food_bank"].discreet
    edit(content, "partners/all.toml", "cost =", "discreet = true\ncost =")
    assert load_catalog(content).partners["food_bank"].discreet


def test_what_nobody_sees_yet_needs_no_translation_yet(content: Path) -> None:
    draft = '[draft]\ntext = "Noch nicht."\n\n[companion]'
    assert edit(content, "notices.toml", "[companion]", draft) == []
    confirmed = '"Noch nicht."\nconfirmed = "yes"'
    assert edit(content, "notices.toml", '"Noch nicht."', confirmed) == [
        f"content/{PO}: notice.draft: has no translation; add one."
    ]


def test_all_faults_are_collected_and_none_is_invented(content: Path) -> None:
    edit(content, "documents/all.toml", "form_of =", "from_of =")
    edit(content, "questions/all.toml", "{benefit}", "{benefits}")
    assert edit(content, CONCERN, '"benefits"', '"benefit"') == [
        (
            "content/questions/all.toml: receives.text: law value 'benefits' is unknown; "
            "did you mean benefit?"
        ),
        (
            "content/documents/all.toml: latest_decision: key 'from_of' is unknown; "
            "did you mean form_of?"
        ),
        (
            "content/concerns/renewal.toml: service: service 'benefit' is unknown; "
            "did you mean benefits?"
        ),
    ]


def test_an_unreadable_file_does_not_make_its_names_unknown(content: Path) -> None:
    faults = edit(content, "questions/all.toml", 'kind = "one"', "kind = ")
    assert faults == [
        "content/questions/all.toml: Invalid value (at line 15, column 8); mend that line."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'msgstr "Next"',
            'msgstr ""',
            "interface.visitor.next: has no translation; add one.",
        ),
        (
            'msgid "Weiter"',
            'msgid "Vor"',
            "interface.visitor.next: the German text has changed; compare and translate again.",
        ),
        (
            'msgctxt "interface.visitor.next"',
            '#, fuzzy\nmsgctxt "interface.visitor.next"',
            "interface.visitor.next: is marked fuzzy; check it and remove the mark.",
        ),
        (
            'msgctxt "interface.visitor.next"',
            'msgctxt "interface.visitor.back"',
            "interface.visitor.back: stands nowhere in the content; delete it.",
        ),
        (
            "Ahead of you: {count}",
            "Ahead of you: {number}",
            "interface.visitor.ahead: has {number}, which the German text has not; remove it.",
        ),
        (
            "Ahead of you: {count}",
            "Some are ahead of you",
            "interface.visitor.ahead: lacks {count}; put it in.",
        ),
        (
            'msgstr "Next"',
            'msgstr "Ne\u202ext"',
            (
                "interface.visitor.next: holds an invisible character or separate accents; "
                "type it again."
            ),
        ),
    ],
)
def test_a_fault_of_a_translation_is_named(
    content: Path, old: str, new: str, sentence: str
) -> None:
    assert f"content/{PO}: {sentence}" in edit(content, PO, old, new)


def test_a_translation_may_leave_out_a_law_value(content: Path) -> None:
    assert edit(content, PO, "by day {sick_days}", "soon") == []


def test_a_broken_translation_file_is_named_with_its_line(content: Path) -> None:
    faults = edit(content, PO, 'msgid "Weiter"', "msgid Weiter")
    assert len(faults) == 1
    assert faults[0].startswith(f"content/{PO}: ")
    assert "can't be read; check its quotes." in faults[0]


def test_faults_of_translations_do_not_stop_the_kiosk(content: Path) -> None:
    assert edit(content, PO, 'msgstr "Next"', 'msgstr ""')
    assert load_catalog(content).interface["visitor.next"].german == "Weiter"
