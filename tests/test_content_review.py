"""`kiosk content review`: the pack that experts and readers of a language judge on paper."""

import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Concern, Evidence, Text
from kiosk.condition import parse
from kiosk.content_folder import SHIPPED
from kiosk.content_review.conditions import in_words
from kiosk.content_review.marks import Mark, marks, to_review
from kiosk.content_review.pack import Pack, pack_of
from kiosk.content_review.page import page_of
from kiosk.loader import load_catalog
from kiosk.publication import published
from kiosk.texts import Library
from kiosk.translations import PLACEHOLDER, languages, read_translations, texts
from tests.stores import DAY

PRINT = """
import sys
from dataclasses import replace
from pathlib import Path
from kiosk.content_folder import SHIPPED
from kiosk.content_review.files import write
from kiosk.content_review.pack import pack_of
from kiosk.loader import load_catalog
from tests.stores import DAY

language, folder = sys.argv[1:]
whole = pack_of(SHIPPED, load_catalog(SHIPPED), language, DAY)
few = [chapter for chapter in whole.chapters if chapter.id in {"notices", "triage"}]
print(*write(Path(folder), replace(whole, chapters=tuple(few))))
"""
"""Writes a short pack; in a process of its own, for WeasyPrint warns while it is imported."""
KIOSK = Path(sys.executable).parent / "kiosk"
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "sample" / "content"
FOREIGN = ["en", "ar", "de_simple"]
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2066\u2069"))
GERMAN = '<bdi lang="de" dir="ltr">'


@cache
def pack(language: str) -> Pack:
    return pack_of(SHIPPED, load_catalog(SHIPPED), language, DAY)


@cache
def page(language: str) -> str:
    return page_of(pack(language))


@cache
def seen(language: str) -> str:
    """Return what stands on the page, without elements."""
    return words_of(page(language))


def words_of(html: str) -> str:
    bare = re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL)
    return unescape(bare).translate(INVISIBLE)


def article(path: str, language: str = "de") -> str:
    """Return the HTML of one item."""
    found = re.search(
        rf'<(article|tr)[^>]* id="{re.escape(path)}".*?</\1>', page(language), re.DOTALL
    )
    assert found, path
    return found[0]


def pieces(said: str) -> Iterator[str]:
    """Yield the parts of a text between its placeholders."""
    return (part.translate(INVISIBLE) for part in PLACEHOLDER.split(said)[::2])


def for_visitors(text: Text) -> bool:
    return not text.context.startswith("interface.staff.")


def test_the_german_pack_holds_every_text_of_the_content(catalog: Catalog) -> None:
    missing = {
        text.context
        for text in texts(catalog)
        if not all(part in seen("de") for part in pieces(text.german))
    }
    assert not missing


@pytest.mark.parametrize("language", FOREIGN)
def test_another_pack_holds_each_translation_beside_the_german(
    language: str, catalog: Catalog, dictionary: Library
) -> None:
    translations = dictionary[language].translations
    for text in filter(for_visitors, texts(catalog)):
        both = (*pieces(text.german), *pieces(translations.get(text, "")))
        assert all(part in seen(language) for part in both), text.context


def test_every_question_of_every_concern_stands_in_its_chapter(catalog: Catalog) -> None:
    chapter = r'id="chapter\.(concern\.\w+)"(.*?)</section>'
    chapters = dict(re.findall(chapter, page("de"), re.DOTALL))
    assert len(chapters) == len(catalog.concerns) == 22
    for concern in catalog.concerns.values():
        said = words_of(chapters[f"concern.{concern.id}"])
        for name in concern.questions:
            assert all(part in said for part in pieces(catalog.questions[name].text.german))


def test_every_option_every_rule_and_every_hint_is_an_item(catalog: Catalog) -> None:
    paths = {item.path for item in pack("de").items}
    for concern in catalog.concerns.values():
        assert {f"concern.{concern.id}.hint.{hint.id}" for hint in concern.hints} <= paths
        for rule in concern.documents:
            place = f"concern.{concern.id}.document.{rule.document}"
            assert place in paths or f"{place}.1" in paths
    for question in catalog.questions.values():
        said = words_of(article(f"question.{question.id}"))
        assert all(
            part in said for option in question.options for part in pieces(option.text.german)
        )


def test_no_item_stands_twice() -> None:
    for language in ("de", "ar"):
        ids = re.findall(r' id="([^"]+)"', page(language))
        assert len(ids) == len(set(ids))
        targets = re.findall(r'href="#([^"]+)"', page(language))
        assert set(targets) <= set(ids)


def test_every_item_has_boxes_to_tick_and_room_for_a_remark() -> None:
    html = page("de")
    items = sum(1 for _ in pack("de").items)
    assert html.count("</span> stimmt") == items
    assert html.count("</span> ändern") == items
    assert html.count("Bemerkung:</i>") + html.count('<td class="line">') == items


def test_a_rule_says_how_much_a_paper_is_needed_and_when(catalog: Catalog) -> None:
    row = words_of(article("concern.homeless.document.shelter_certificate"))
    question = catalog.questions["sleep_place"]
    options = {option.id: option.text.german.rstrip(".") for option in question.options}
    assert "nötig" in row
    assert f"bei „{question.text.german}“: „{options['shelter']}“ oder „{options['refuge']}“" in row


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("always", "immer"),
        ("a == x", "bei „Wie?“: „Ja“"),
        ("a != x", "bei „Wie?“: nicht „Ja“"),
        ("a in [x, y]", "bei „Wie?“: „Ja“ oder „Nein, nie“"),
        ("b has z", "bei „Was?“: „Geld“"),
        ("a == x and b has z", "bei „Wie?“: „Ja“ UND bei „Was?“: „Geld“"),
        ("a == x or a == y", "bei „Wie?“: „Ja“ oder „Nein, nie“"),
        ("a != x or b has z", "bei „Wie?“: nicht „Ja“ ODER bei „Was?“: „Geld“"),
        (
            "not (a == x and b has z) and b has z",
            "NICHT (bei „Wie?“: „Ja“ UND bei „Was?“: „Geld“) UND bei „Was?“: „Geld“",
        ),
    ],
)
def test_a_condition_is_said_in_words(when: str, said: str, catalog: Catalog) -> None:
    first, second, *_ = catalog.questions.values()
    (one, two, *_), (three, *_) = first.options, second.options
    questions = {
        "a": replace(
            first,
            text=Text("", "Wie?"),
            options=(
                replace(one, id="x", text=Text("", "Ja.")),
                replace(two, id="y", text=Text("", "Nein, nie.")),
            ),
        ),
        "b": replace(
            second, text=Text("", "Was?"), options=(replace(three, id="z", text=Text("", "Geld")),)
        ),
    }
    assert in_words(parse(when), questions, lambda text: text.german) == said


def test_a_hint_says_level_when_law_and_sources_with_their_addresses() -> None:
    said = words_of(article("concern.homeless.hint.account"))
    for words in ("steht vielleicht zu", "Basiskonto", "§§ 31 ff. ZKG, § 47 SGB I", "Bestätigt ja"):
        assert words in said
    assert "https://www.gesetze-im-internet.de/zkg/" in said
    assert 'href="https://www.gesetze-im-internet.de/zkg/"' in page("de")


def test_all_that_is_to_be_reviewed_is_marked_and_listed_first_with_its_reason() -> None:
    files = (file.read_text(encoding="utf-8") for file in SHIPPED.rglob("*.toml"))
    count = sum(len(re.findall(r"^review = true$", text, re.MULTILINE)) for text in files)
    found = dict(to_review(pack("de")))
    assert len(found) == count > 80
    html = page("de")
    listed = html[html.index('id="list.review"') : html.index('id="list.hidden"')]
    for path, note in found.items():
        assert f'href="#{path}"' in listed
        assert "bitte prüfen" in article(path)
        assert not note or note in words_of(listed)
        assert not note or note in words_of(article(path))


def test_what_no_source_confirms_is_marked_as_not_shown_and_nothing_else(catalog: Catalog) -> None:
    public = published(catalog)
    hidden = {
        *(f"document.{name}" for name in catalog.documents.keys() - public.documents.keys()),
        *(f"partner.{name}" for name in catalog.partners.keys() - public.partners.keys()),
        *(f"term.{name}" for name in catalog.glossary.keys() - public.glossary.keys()),
        *(f"notice.{name}" for name in catalog.notices.keys() - public.notices.keys()),
        *(
            f"concern.{concern.id}.hint.{hint.id}"
            for concern in catalog.concerns.values()
            for hint in concern.hints
            if not hint.evidence.is_public
        ),
    }
    assert len(hidden) > 10
    kinds = ("document.", "partner.", "term.", "notice.", "concern.")
    marked = {
        item.path
        for item in pack("de").items
        if Mark.HIDDEN in marks(item, pack("de"))
        and item.path.startswith(kinds)
        and item.kind != "Papier-Regel"
    }
    assert marked == hidden
    for path in hidden:
        assert ">wird nicht gezeigt</span>" in article(path)
        assert f'href="#{path}"' in page("de")[: page("de").index('id="chapter.concern.')]


def test_what_is_confirmed_in_part_is_marked_and_listed_with_its_sources() -> None:
    partly = [
        item
        for item in pack("de").items
        if item.evidence and item.evidence.confirmed == "partly" and not item.evidence.review
    ]
    assert len(partly) > 20
    html = page("de")
    listed = html[html.index('id="list.partly"') : html.index('id="chapter.concern.')]
    for item in partly:
        assert f'href="#{item.path}"' in listed
        assert "nur teilweise bestätigt" in article(item.path)


def test_a_rule_for_a_hidden_paper_is_hidden_too(catalog: Catalog) -> None:
    rules = [
        f"concern.{concern.id}.document.{rule.document}"
        for concern in catalog.concerns.values()
        for rule in concern.documents
        if not catalog.documents[rule.document].evidence.is_public
    ]
    assert rules
    assert all("wird nicht gezeigt" in article(path) for path in rules)


def test_the_cover_counts_what_there_is() -> None:
    table = re.search(r'<table class="counts">.*?</table>', page("de"), re.DOTALL)
    assert table
    rows = {
        cells[0]: cells[1:]
        for row in re.findall(r"<tr>.*?</tr>", table[0])
        if (cells := re.findall(r"<t[dh]>(.*?)</t[dh]>", row))
    }
    items = list(pack("de").items)
    assert rows["Anliegen"][0] == "22"
    assert rows["zusammen"][0] == str(len(items))
    assert rows["zusammen"][1] == str(len(dict(to_review(pack("de")))))
    assert rows["zusammen"][3] == str(len(pack("de").hidden))


def test_the_cover_names_language_day_and_who_reviewed_it() -> None:
    cover = words_of(page("ar")[: page("ar").index('id="contents"')])
    for words in ("العربية (ar)", "25. November 2026", "Bibliothek am Markt", "X-Review: none"):
        assert words in cover
    assert "machine draft" in cover
    reviewed = replace(pack("ar"), tongue=replace(pack("ar").tongue, reviewed="A. Haddad, 2026"))
    assert "X-Review: A. Haddad, 2026" in words_of(page_of(reviewed))


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_language_read_from_the_right_is_set_from_the_right_and_german_isolated(
    language: str,
) -> None:
    html = page(language)
    assert f'<html lang="{language}" dir="rtl">' in html
    option = article("question.special", language)
    assert f'<div lang="{language}" dir="rtl">' in option
    assert f"{GERMAN}Ich habe eine Behinderung.</bdi>" in option
    violence = article("triage.hint.violence", language)
    assert f"{GERMAN}116 016</bdi>" in violence or f"{GERMAN}116016</bdi>" in violence
    assert not re.search("[\u2066-\u2069]", html)


def test_a_language_read_from_the_left_is_set_from_the_left() -> None:
    assert '<html lang="en" dir="ltr">' in page("en")
    assert '<html lang="de" dir="ltr">' in page("de")
    assert 'dir="rtl"' not in page("en")
    assert '<html lang="de" dir="ltr">' in page("de_simple")


def test_the_notes_of_translators_stand_at_their_texts_and_at_the_beginning() -> None:
    notes = {
        str(message.context): " ".join(message.user_comments)
        for message in read_translations(SHIPPED, "ar").messages
        if message.user_comments
    }
    assert len(notes) > 20
    beginning = words_of(page("ar")[: page("ar").index('id="chapter.concern.')])
    known = {text.context for text in texts(load_catalog(SHIPPED)) if for_visitors(text)}
    for context in notes.keys() & known:
        assert notes[context] in beginning
        assert words_of(page("ar")).count(notes[context]) >= 2


def test_a_text_without_a_valid_translation_is_marked_and_counted(catalog: Catalog) -> None:
    before = pack("en")
    lost = catalog.questions["has_id"].text
    translations = {t: said for t, said in before.tongue.words.translations.items() if t != lost}
    words = replace(before.tongue.words, translations=translations)
    html = page_of(replace(before, tongue=replace(before.tongue, words=words)))
    (question,) = re.findall(r'<article[^>]* id="question.has_id".*?</article>', html, re.DOTALL)
    assert "Keine gültige Übersetzung" in question
    assert html.count("Keine gültige Übersetzung") == 1 + page("en").count(
        "Keine gültige Übersetzung"
    )


def test_the_voice_is_heard_as_the_kiosk_speaks(catalog: Catalog, dictionary: Library) -> None:
    english = dictionary["en"]
    for question in catalog.questions.values():
        spoken = article(f"question.{question.id}", "en").partition('class="spoken"')[2]
        said = words_of(f"<{spoken}")
        for text in (question.text, *(option.text for option in question.options)):
            assert english(text).rstrip(".") in said
    spoken = words_of(article("document.identity_card").partition('class="spoken"')[2])
    document = catalog.documents["identity_card"]
    for text in (document.title, document.looks, document.where, document.without):
        assert text.german in spoken
    assert "liest es, wie es dasteht" in article("notice.come_anyway")


def test_values_of_the_day_are_put_in_and_gaps_are_shown(catalog: Catalog) -> None:
    assert '<span class="value">Grundsicherungsgeld</span>' in page("de")
    gap = article("concern.homeless.hint.local_shelter")
    assert '<span class="gap">{emergency_shelter}</span>' in gap
    early = pack_of(SHIPPED, catalog, "de", DAY.replace(year=2020))
    assert '<span class="gap">{benefit}</span>' in page_of(early)


def test_a_value_says_since_when_it_holds_and_in_which_texts_it_stands() -> None:
    value = article("law.objection_months.1975-01-01")
    for words in ("Wert 1 ", "ab 01.01.1975", "Steht in", "weitere", "§ 84 SGG"):
        assert words in words_of(value)
    assert 'href="#letter.' in value or 'href="#concern.' in value


def test_everything_is_escaped_whatever_stands_in_the_content(catalog: Catalog) -> None:
    evil = '<script>alert("1")</script> & <b>'
    first, *others = catalog.concerns.values()

    def spoilt(concern: Concern) -> Concern:
        evidence = Evidence(legal=evil, sources=("general",), review=True, review_note=evil)
        title = Text(concern.title.context, evil)
        return replace(concern, title=title, description=title, evidence=evidence)

    concerns = {first.id: spoilt(first), **{concern.id: concern for concern in others}}
    sources = {**catalog.sources, "general": f"{evil}, javascript:alert(1)"}
    office = replace(catalog.office, name=evil)
    spoiled = replace(catalog, concerns=concerns, sources=sources, office=office)
    for language in ("de", "en", "ar"):
        html = page_of(pack_of(SHIPPED, spoiled, language, DAY))
        assert "<script" not in html
        assert evil not in html
        assert "&lt;script&gt;" in html
        assert 'href="javascript' not in html


def test_a_page_fetches_nothing() -> None:
    html = page("ar")
    assert "src=" not in html
    assert "<link" not in html
    assert "@import" not in html
    assert "url(" not in html


def test_every_language_can_be_packed() -> None:
    for language in languages(SHIPPED):
        assert page(language).endswith("</html>\n")


def inflated(pdf: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF, in which its pages are."""
    for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(stream)


def printed(language: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRINT, language, folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_pdf_has_pages_and_the_page_beside_it_is_the_same(
    language: str, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "packs"
    done = printed(language, folder)
    assert done.stderr == ""
    place, pages = done.stdout.split()
    assert place == str(folder / f"review-{language}.pdf")
    pdf = Path(place).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert int(pages) > 2
    assert len(re.findall(rb"/Type ?/Page\b", b"".join(inflated(pdf)))) == int(pages)
    html = (folder / f"review-{language}.html").read_text(encoding="utf-8")
    for item in (item for item in pack(language).items if item.path.startswith("triage.")):
        assert article(item.path, language) in html
    assert sorted(file.suffix for file in folder.iterdir()) == [".html", ".pdf"]


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "review-de.html").mkdir()
    done = printed("de", tmp_path)
    assert "can't be written" in done.stderr.splitlines()[-1]
    assert [file.name for file in tmp_path.iterdir()] == ["review-de.html"]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Content with one concern, and the words of the screens."""
    folder = tmp_path / "content"
    shutil.copytree(SAMPLE, folder)
    for file in (SHIPPED / "interface").glob("*.toml"):
        shutil.copy(file, folder / "interface")
    return folder


def test_the_command_writes_a_pack_for_each_language(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    assert run(cwd=folder, content=small).returncode == 0
    assert {file.name for file in folder.iterdir()} == {"review-de.html", "review-de.pdf"}
    arguments = ("--language", "en", "--language", "de", "--output", "packs")
    said = run(*arguments, cwd=folder, content=small).stdout.splitlines()
    assert [line.partition(": ")[0] for line in said] == [
        "packs/review-en.pdf",
        "packs/review-de.pdf",
    ]
    made = {file.name for file in (folder / "packs").iterdir()}
    assert made == {f"review-{name}.{kind}" for name in ("de", "en") for kind in ("html", "pdf")}


def run(*arguments: str, cwd: Path, content: Path = SHIPPED) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KIOSK, "--content", content, "content", "review", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_list_names_each_place_an_expert_must_look_at_on_a_line(tmp_path: Path) -> None:
    done = run("--list", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines == [": ".join(filter(None, found)) for found in to_review(pack("de"))]
    assert any(
        line.startswith("concern.homeless.hint.sleep_tonight: Die Pflicht") for line in lines
    )
    assert not list(tmp_path.iterdir())


def test_a_language_nobody_knows_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = run("--language", "ar", "--language", "tlh", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: The language 'tlh' is unknown; known are: {', '.join(languages(SHIPPED))}.\n"
    )
    assert not list(tmp_path.iterdir())


def test_content_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("--list", cwd=tmp_path, content=Path("nowhere"))
    assert done.returncode == 2
    assert "there is no directory nowhere" in done.stderr


def test_other_commands_load_nothing_of_it() -> None:
    look = (
        "import sys; from kiosk.cli import kiosk;"
        "heavy = {'weasyprint', 'textual', 'rich', 'PIL', 'screens', 'printer', 'babel'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
