"""`kiosk content …` for those who keep it: translations, changes of the law, an office's folder."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from shlex import quote
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from kiosk.catalog import Catalog
from kiosk.errors import ContentError, UsageFault
from kiosk.plain import plain_line
from kiosk.wiring import Wiring

if TYPE_CHECKING:
    from kiosk.legal import Sections
    from kiosk.reread import Change, Item, Mention, Rereading
    from kiosk.translation_update import Update

_FIRST_WORDS = 70
_LANGUAGE = re.compile("[a-z]{2,3}(_[A-Za-z0-9]+)*")
_FOR_ALL = 0o022
"""Whoever keeps the content is seldom the user the kiosk runs as, and nothing in it is secret."""


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write this file instead of standard output.",
)
@click.pass_obj
def extract(wiring: Wiring, output: Path | None) -> None:
    """Write a template of all German texts (POT), for a new language or for Weblate.

    Example: kiosk content extract --output lotse.pot
    """
    from kiosk.translation_update import template, write

    pot = template(_whole_catalog(wiring))
    if output is None:
        click.echo(pot, nl=False)
        return
    with _readable_for_all():
        write(output, pot)
    click.echo(f"{output} is written.")


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.pass_obj
def update(wiring: Wiring, languages: tuple[str, ...]) -> None:
    """Bring the translations up to date with the German texts, and say what there is to do.

    New texts are added; where the German has changed, the translation is kept and marked fuzzy;
    what is gone is dropped. Without a language: all of this folder and of its office.

    Example: kiosk content update tr uk
    """
    from kiosk.translation_update import updated, write
    from kiosk.translations import po_file

    folder, catalog = wiring.settings.content, _whole_catalog(wiring)
    broken = 0
    for language in _chosen(languages) or _all_languages(folder, catalog):
        path = po_file(folder, language)
        try:
            done = updated(folder, language, catalog)
        except ContentError as fault:
            click.echo(fault, err=True)
            broken += 1
            continue
        if done.total or path.exists():
            with _readable_for_all():
                write(path, done.content)
        click.echo(f"{language}: {_summary(done)}")
    if broken:
        raise ContentError(f"{broken} of the files can't be read and are left as they are.")


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The day of the change.")
@click.option("--law", "laws", multiple=True, help='Such as "SGB II" or "§ 22 SGB II".')
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def reread(wiring: Wiring, *, since: datetime | None, laws: tuple[str, ...], as_json: bool) -> None:
    """List what rests on a changed law, so that people read it again.

    With a day: the law values that changed on or after it, the texts that say them, and what names
    the same sections. With a law or a section: also all that names it.

    Example: kiosk content reread --since 2026-07-01 --law "§ 22 SGB II"
    """
    from kiosk.legal import sections
    from kiosk.reread import items, rereading

    if since is None and not laws:
        raise UsageFault("Say what has changed: --since DATE, --law LAW, or both.")
    catalog = _whole_catalog(wiring)
    known = {named.law for item in items(catalog) for named in sections(item.legal)}
    asked = frozenset(named for law in laws for named in _sections(law, known))
    day = since.date() if since else None
    found = rereading(wiring.settings.content, catalog, day, asked)
    if as_json:
        click.echo(json.dumps(asdict(found), default=str))
        return
    for line in _lines(found):
        click.echo(line)


@click.command("new-office")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="What the office is called, on screen and slip.")
@click.option("--address", help="Where it is.")
@click.option("--land", help="Whose public holidays are kept, such as NW or BE.")
def new_office(folder: Path, name: str | None, address: str | None, land: str | None) -> None:
    """Write the folder of an office of your own: what is different there from what is shipped.

    Example: kiosk content new-office my-office --name "Bibliothek West" --land NW
    """
    from kiosk.new_office import new_office as write_office

    facts = {"name": name, "address": address, "land": land}
    with _readable_for_all():
        files = write_office(folder, {key: value for key, value in facts.items() if value})
    for file in files:
        click.echo(file)
    click.echo(f"Edit these files, then: KIOSK_CONTENT={quote(str(folder))} kiosk content check")


def _whole_catalog(wiring: Wiring) -> Catalog:
    """Return all the content, with what visitors don't see yet."""
    from kiosk.loader import load_catalog

    folder = wiring.settings.content
    if not folder.is_dir():
        raise UsageFault(f"KIOSK_CONTENT: there is no directory {plain_line(str(folder))}.")
    return load_catalog(folder)


@contextmanager
def _readable_for_all() -> Iterator[None]:
    before = os.umask(_FOR_ALL)
    try:
        yield
    finally:
        os.umask(before)


def _chosen(languages: tuple[str, ...]) -> tuple[str, ...]:
    from kiosk.translations import SOURCE

    chosen = tuple(language.replace("-", "_") for language in languages)
    for language in chosen:
        if not _LANGUAGE.fullmatch(language):
            raise UsageFault(
                f"{plain_line(language, 40)!r} is no language; write it as tr or pt_BR."
            )
        if language == SOURCE:
            raise UsageFault("German is the source: change it in the TOML files.")
    return chosen


def _all_languages(folder: Path, catalog: Catalog) -> list[str]:
    """Return the languages that have a file in this folder, and those of its office."""
    from kiosk.translations import SOURCE

    here = {path.parent.parent.name for path in folder.glob("locale/*/LC_MESSAGES/content.po")}
    return sorted(here.union(catalog.office.languages) - {SOURCE})


def _summary(done: "Update") -> str:
    if not done.total:
        return "nothing to translate, the shipped translation says all"
    return (
        f"{done.new} new, {done.changed} changed, {done.dropped} dropped; "
        f"{done.translated} of {done.total} translated"
    )


def _sections(law: str, known: set[str]) -> "frozenset[Sections]":
    from kiosk.legal import sections

    asked = sections(law)
    if not asked or not {named.law for named in asked} <= known:
        raise UsageFault(
            f"--law: nothing rests on {plain_line(law, 60)!r}; "
            f"known are {', '.join(sorted(known))}."
        )
    return asked


def _lines(found: "Rereading") -> Iterator[str]:
    kinds: dict[str, list[Item]] = {}
    for item in found.items:
        kinds.setdefault(item.kind, []).append(item)
    groups = {
        "What has changed": [_change(change) for change in found.changes],
        "Texts that say them": [_mention(mention) for mention in found.mentions],
        **{
            f"{kind.capitalize()}s that rest on it": [_item(item) for item in held]
            for kind, held in kinds.items()
        },
    }
    for heading, lines in groups.items():
        if lines:
            yield f"{heading} ({len(lines)}):"
            yield from (f"  {line}" for line in lines)
    if not any(groups.values()):
        yield "Nothing rests on it."


def _change(change: "Change") -> str:
    before = f", before {change.before}" if change.before else ""
    says = f"{change.says} from {change.valid_from}{before}"
    return ": ".join(filter(None, (change.place, change.legal, says)))


def _mention(mention: "Mention") -> str:
    values = ", ".join(f"{{{value}}}" for value in mention.values)
    return (
        f"{mention.place}: {values}: {_first_words(mention.says)} ({', '.join(mention.languages)})"
    )


def _item(item: "Item") -> str:
    return f"{item.place}: {item.legal}: {_first_words(item.says)}"


def _first_words(text: str) -> str:
    return shorten(text, _FIRST_WORDS, placeholder=" …")
