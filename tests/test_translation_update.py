"""The gettext round trip: nothing a translator did is lost, and what is stale is marked."""

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from kiosk.catalog import Catalog, Text
from kiosk.cli import kiosk
from kiosk.content_folder import SHIPPED
from kiosk.errors import ContentError
from kiosk.loader import load_catalog, problems
from kiosk.translation_update import Update, template, updated, write
from kiosk.translations import languages, po_file, texts

SAMPLE = Path(__file__).parent / "sample" / "content"
OWN = """\
extends = "lotse"
id = "own"
name = "Eigene Außenstelle"
address = "Hauptstraße 1"
languages = ["de", "tr"]
reception = "front_desk"
counters.1 = { place = "Schalter 1", services = ["benefits", "placement", "front_desk", "partner"] }
services.benefits.title = "Leistungen"
services.placement.title = "Arbeit und Ausbildung"
services.front_desk.title = "Empfang"
services.partner.title = "Beratung"
"""
HINT = "concern.rent_heating.hint.local_limit"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample, with an English file that is up to date."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    bring_up_to_date(folder)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's own folder that says nothing but what it must."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "office.toml").write_text(OWN, encoding="utf-8")
    return folder


def bring_up_to_date(folder: Path, language: str = "en") -> Update:
    done = updated(folder, language, load_catalog(folder))
    write(po_file(folder, language), done.content)
    return done


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def entry(folder: Path, context: str, language: str = "en") -> str:
    """Return the paragraph of a PO file that holds a context."""
    paragraphs = po_file(folder, language).read_text(encoding="utf-8").split("\n\n")
    (found,) = (each for each in paragraphs if f'msgctxt "{context}"' in each)
    return found


def fuzzy(content: str) -> set[str]:
    return {str(m.context) for m in read_po(content.split("\n")) if m.id and m.fuzzy}


def counts(done: Update) -> tuple[int, int, int]:
    return done.new, done.changed, done.dropped


def run(*arguments: str, content: Path) -> Result:
    return CliRunner().invoke(kiosk, ["--content", str(content), "content", *arguments])


def test_the_template_holds_every_text_once_and_no_translation(catalog: Catalog) -> None:
    messages = [m for m in read_po(template(catalog).split("\n"), abort_invalid=True) if m.id]
    assert {(str(m.context), str(m.id)) for m in messages} == {
        (text.context, text.german) for text in texts(catalog)
    }
    assert not any(m.string for m in messages)


def test_the_template_stands_in_the_order_of_the_content(catalog: Catalog) -> None:
    messages = [m for m in read_po(template(catalog).split("\n")) if m.id]
    wanted = list(dict.fromkeys(text.context for text in texts(catalog)))
    assert [str(m.context) for m in messages] == wanted


@pytest.mark.parametrize("language", languages(SHIPPED)[1:])
def test_a_second_update_writes_the_same_bytes(
    catalog: Catalog, tmp_path: Path, language: str
) -> None:
    folder = tmp_path / "content"
    write(po_file(folder, language), updated(SHIPPED, language, catalog).content)
    first = po_file(folder, language).read_bytes()
    again = updated(folder, language, catalog)
    assert again.content.encode() == first
    assert counts(again) == (0, 0, 0)


@pytest.mark.parametrize("language", languages(SHIPPED)[1:])
def test_an_update_keeps_every_translation(catalog: Catalog, language: str) -> None:
    def said(content: str) -> set[tuple[str, str, str]]:
        messages = read_po(content.split("\n"), abort_invalid=True)
        return {(str(m.context), str(m.id), str(m.string)) for m in messages if m.id}

    wanted = {text.context for text in texts(catalog)}
    before = said(po_file(SHIPPED, language).read_text(encoding="utf-8"))
    after = said(updated(SHIPPED, language, catalog).content)
    assert {one for one in before if one[0] in wanted} <= after


@pytest.mark.parametrize("language", languages(SHIPPED)[1:])
def test_a_changed_german_sentence_makes_exactly_its_translation_fuzzy(
    catalog: Catalog, language: str
) -> None:
    key = "visitor.take_number"
    before = catalog.interface[key]
    words = {**catalog.interface, key: Text(before.context, "Jetzt eine Nummer ziehen")}
    done = updated(SHIPPED, language, replace(catalog, interface=MappingProxyType(words)))
    old = fuzzy(updated(SHIPPED, language, catalog).content)
    assert fuzzy(done.content) - old == {"interface.visitor.take_number"}
    assert done.changed == 1
    assert f'#| msgid "{before.german}"' in done.content


def test_a_stale_translation_keeps_the_german_it_was_made_for(content: Path) -> None:
    edit(content / "notices.toml", "eine Person", "jemanden")
    bring_up_to_date(content)
    edit(content / "notices.toml", "jemanden", "wen Sie wollen")
    bring_up_to_date(content)
    bring_up_to_date(content)
    assert entry(content, "notice.companion").split("\n") == [
        "#, fuzzy",
        '#| msgid "Sie dürfen eine Person mitbringen."',
        'msgctxt "notice.companion"',
        'msgid "Sie dürfen wen Sie wollen mitbringen."',
        'msgstr "You may bring a person."',
    ]


def test_a_long_german_sentence_is_kept_in_whole_lines(content: Path) -> None:
    edit(content / "concerns/renewal.toml", "Kommen Sie danach", "Kommen Sie bald danach")
    bring_up_to_date(content)
    edit(po_file(content, "en"), "#, fuzzy, python-brace-format\n", "")
    edit(content / "concerns/renewal.toml", "bald danach", "danach")
    bring_up_to_date(content)
    first = po_file(content, "en").read_bytes()
    lines = entry(content, "concern.renewal.hint.sick").split("\n")
    previous = [line for line in lines if line.startswith("#|")]
    assert previous[0] == '#| msgid ""'
    assert all(line.startswith('#| "') and line.endswith('"') for line in previous[1:])
    assert "bald danach" in "".join(previous)
    bring_up_to_date(content)
    assert po_file(content, "en").read_bytes() == first


def test_a_translation_that_was_looked_at_is_no_longer_fuzzy(content: Path) -> None:
    edit(content / "notices.toml", "eine Person", "jemanden")
    bring_up_to_date(content)
    edit(po_file(content, "en"), "#, fuzzy\n", "")
    done = bring_up_to_date(content)
    assert "#|" not in entry(content, "notice.companion")
    assert done.translated == done.total
    assert problems(content) == []


def test_a_new_text_waits_for_its_translation(content: Path) -> None:
    edit(content / "notices.toml", "[companion]", '[pen]\ntext = "Stift da."\n\n[companion]')
    done = bring_up_to_date(content)
    assert counts(done) == (1, 0, 0)
    assert done.total - done.translated == 1
    assert entry(content, "notice.pen").endswith('msgid "Stift da."\nmsgstr ""')


def test_a_new_text_that_changes_before_it_is_translated_is_just_new(content: Path) -> None:
    edit(content / "notices.toml", "[companion]", '[pen]\ntext = "Stift da."\n\n[companion]')
    bring_up_to_date(content)
    edit(content / "notices.toml", "Stift da.", "Hier ist ein Stift.")
    assert counts(bring_up_to_date(content)) == (0, 0, 0)
    assert "fuzzy" not in entry(content, "notice.pen")


def test_what_stands_nowhere_is_dropped(content: Path) -> None:
    edit(content / "interface/visitor.toml", 'next = "Weiter"\n', "")
    assert counts(bring_up_to_date(content)) == (0, 0, 1)
    assert "interface.visitor.next" not in po_file(content, "en").read_text(encoding="utf-8")


def test_the_translation_of_a_text_that_moved_goes_with_it_to_be_looked_at(content: Path) -> None:
    edit(content / "interface/visitor.toml", "next =", "forward =")
    assert counts(bring_up_to_date(content)) == (0, 1, 0)
    assert entry(content, "interface.visitor.forward").split("\n")[1:] == [
        "#, fuzzy",
        'msgctxt "interface.visitor.forward"',
        'msgid "Weiter"',
        'msgstr "Next"',
    ]


def test_header_comments_and_flags_of_translators_stay(content: Path) -> None:
    file = po_file(content, "en")
    text = file.read_text(encoding="utf-8")
    header = (
        '"Language: en\\n"\n"Last-Translator: \\"Ann\\" <ann@example.org>\\n"\n'
        '"Language-Team:\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    text = f"# Translated by Ann, who knows the desk.\n#\n{text[text.index('msgid') :]}"
    text = text.replace('"Language: en\\n"\n', header)
    noted = "# Ann: formal, as at the desk.\n#, no-wrap\n"
    text = text.replace('msgctxt "notice.companion"', f'{noted}msgctxt "notice.companion"')
    file.write_text(text, encoding="utf-8")
    bring_up_to_date(content)
    after = file.read_text(encoding="utf-8")
    assert after.startswith('# Translated by Ann, who knows the desk.\n#\nmsgid ""\nmsgstr ""\n')
    assert header in after
    assert entry(content, "notice.companion").startswith(noted)
    bring_up_to_date(content)
    assert file.read_text(encoding="utf-8") == after


def test_placeholders_are_compared_unless_one_is_left_out_on_purpose(content: Path) -> None:
    flag = "#, python-brace-format\n"
    assert flag in entry(content, "concern.renewal.hint.sick")
    edit(po_file(content, "en"), "by day {sick_days}", "soon")
    bring_up_to_date(content)
    assert flag not in entry(content, "concern.renewal.hint.sick")
    assert problems(content) == []


def test_what_other_programs_leave_behind_is_tidied_up(content: Path) -> None:
    file = po_file(content, "en")
    file.write_text(f'{file.read_text(encoding="utf-8")}#~ msgid "Alt"\n#~ msgstr "Old"\n')
    bring_up_to_date(content)
    assert "#~" not in file.read_text(encoding="utf-8")


def test_words_for_staff_are_asked_of_the_first_language_alone(content: Path) -> None:
    staff = content / "interface" / "staff.toml"
    staff.write_text('call = "Aufrufen"\n', encoding="utf-8")
    assert counts(bring_up_to_date(content)) == (0, 0, 0)
    edit(content / "office.toml", '["de", "en"]', '["en", "de"]')
    assert counts(bring_up_to_date(content)) == (1, 0, 0)


def test_a_broken_file_is_refused_and_left_as_it_is(content: Path) -> None:
    file = po_file(content, "en")
    edit(file, 'msgid "Weiter"', "msgid Weiter")
    before = file.read_bytes()
    with pytest.raises(ContentError, match="check its quotes"):
        updated(content, "en", load_catalog(content))
    shutil.copytree(content / "locale/en", content / "locale/tr")
    edit(po_file(content, "tr"), "msgid Weiter", 'msgid "Weiter"')
    done = run("update", content=content)
    assert done.exit_code == 1
    assert str(done.exception) == "1 of the files can't be read and are left as they are."
    assert done.stderr.startswith("content/locale/en/LC_MESSAGES/content.po: line ")
    assert done.stdout.startswith("tr: 0 new")
    assert file.read_bytes() == before


def test_a_file_is_replaced_whole_and_stays_readable(content: Path) -> None:
    file = po_file(content, "en")
    file.chmod(0o664)
    write(file, "new")
    assert file.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o664
    assert [path.name for path in file.parent.iterdir()] == ["content.po"]


def test_a_file_that_cant_be_written_is_named(content: Path) -> None:
    file = po_file(content, "en")
    (file.parent / "content.new").mkdir()
    with pytest.raises(ContentError, match=r"content\.po can't be written"):
        write(file, "new")
    assert file.read_text(encoding="utf-8") != "new"


def test_an_office_that_says_nothing_of_its_own_has_nothing_to_translate(own: Path) -> None:
    done = updated(own, "tr", load_catalog(own))
    assert (done.total, counts(done)) == (0, (0, 0, 0))
    assert run("update", content=own).stdout == (
        "tr: nothing to translate, the shipped translation says all\n"
    )
    assert not (own / "locale").exists()


def test_an_office_translates_only_what_differs_from_the_shipped(own: Path) -> None:
    (own / "concerns").mkdir()
    (own / "concerns/rent_heating.toml").write_text(
        '[[hints]]\nid = "local_limit"\ntext = "Die Grenze steht in Zimmer 12."\n', "utf-8"
    )
    bring_up_to_date(own, "tr")
    messages = read_po(po_file(own, "tr").read_text(encoding="utf-8").split("\n"))
    assert [(str(m.context), m.string) for m in messages if m.id] == [(HINT, "")]
    edit(po_file(own, "tr"), 'msgstr ""\n\n', 'msgstr ""\n')
    edit(
        po_file(own, "tr"),
        'Zimmer 12."\nmsgstr ""',
        'Zimmer 12."\nmsgstr "Sınır 12 numaralı odada."',
    )
    done = bring_up_to_date(own, "tr")
    assert (done.translated, done.total) == (1, 1)
    assert not any(HINT in fault for fault in problems(own) if "/tr/" in fault)
    (own / "concerns/rent_heating.toml").unlink()
    assert bring_up_to_date(own, "tr").total == 0


def test_an_office_keeps_a_translation_it_says_otherwise(own: Path) -> None:
    catalog = load_catalog(own)
    number = catalog.interface["visitor.take_number"]
    po = f'msgctxt "{number.context}"\nmsgid "{number.german}"\nmsgstr "Sıra numarası al"\n'
    write(po_file(own, "tr"), f'msgid ""\nmsgstr ""\n"Language: tr\\n"\n\n{po}')
    done = bring_up_to_date(own, "tr")
    assert (done.translated, done.total, done.dropped) == (1, 1, 0)
    assert "Sıra numarası al" in entry(own, number.context, "tr")


def test_a_new_language_begins_with_every_text(content: Path) -> None:
    done = run("update", "pt-BR", content=content)
    assert done.exit_code == 0
    wanted = len(set(texts(load_catalog(content))))
    assert done.stdout == f"pt_BR: {wanted} new, 0 changed, 0 dropped; 0 of {wanted} translated\n"
    assert '"Language: pt_BR\\n"' in po_file(content, "pt_BR").read_text(encoding="utf-8")
    assert stat.S_IMODE(po_file(content, "pt_BR").stat().st_mode) == 0o644


def test_the_whole_folder_is_brought_up_to_date_and_said_in_one_line_each(content: Path) -> None:
    edit(content / "notices.toml", "eine Person", "jemanden")
    edit(content / "interface/visitor.toml", 'next = "Weiter"\n', 'begin = "Los"\n')
    total = len(set(texts(load_catalog(content))))
    assert run("update", content=content).stdout == (
        f"en: 1 new, 1 changed, 1 dropped; {total - 2} of {total} translated\n"
    )


@pytest.mark.parametrize("language", ["../../x", "Deutsch", "de"])
def test_what_is_no_other_language_is_refused(content: Path, language: str) -> None:
    done = run("update", language, content=content)
    assert isinstance(done.exception, Exception)
    assert getattr(done.exception, "exit_code", None) == 2


def test_the_template_is_printed_or_written(content: Path, tmp_path: Path) -> None:
    printed = run("extract", content=content).stdout
    assert printed == template(load_catalog(content))
    file = tmp_path / "new" / "lotse.pot"
    before = os.umask(0o077)
    try:
        assert run("extract", "--output", str(file), content=content).stdout.endswith("written.\n")
    finally:
        os.umask(before)
    assert file.read_text(encoding="utf-8") == printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
