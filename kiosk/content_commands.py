"""`kiosk content …`: what there is, and whether it is sound."""

import json
from collections.abc import Mapping

import click

from kiosk.catalog import Text
from kiosk.content_reading_commands import preview, review
from kiosk.content_upkeep_commands import extract, new_office, reread, update
from kiosk.errors import ContentError
from kiosk.wiring import Wiring

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def content() -> None:
    """Look at the content and check it.

    Example: kiosk content check
    """


@content.command()
@click.option("--strict", is_flag=True, help="Fail on notes too.")
@click.option("--picky", is_flag=True, help="Note what is allowed, and could be better.")
@click.pass_obj
def check(wiring: Wiring, *, strict: bool, picky: bool) -> None:
    """Check every content file; name file, key and reason of each fault, and note what is odd.

    Looks at the files and translations, then at what they mean: conditions, dates, easy German,
    and whether every page fits the smallest screen in every language.

    Example: kiosk content check --strict
    """
    from kiosk.content_check import report

    found = report(wiring.settings.content, wiring.clock.today())
    notes = (*found.notes, *(found.details if picky else ()))
    for note in notes:
        click.echo(f"Note: {note}")
    for fault in found.faults:
        click.echo(fault, err=True)
    if found.faults:
        raise ContentError(f"The content has {len(found.faults)} faults; mend the lines above.")
    if strict and notes:
        raise ContentError(f"The content has {len(notes)} notes; look at the lines above.")
    for line in found.languages:
        click.echo(line)
    click.echo(f"The content in {wiring.settings.content} is sound.")


@content.command()
@_as_json
@click.pass_obj
def services(wiring: Wiring, *, as_json: bool) -> None:
    """List the services.

    Example: kiosk content services --json
    """
    _list(wiring, {s.id: s.title for s in wiring.catalog.office.services.values()}, as_json)


@content.command()
@_as_json
@click.pass_obj
def concerns(wiring: Wiring, *, as_json: bool) -> None:
    """List the concerns.

    Example: kiosk content concerns --json
    """
    _list(wiring, {c.id: c.title for c in wiring.catalog.concerns.values()}, as_json)


@content.command()
@_as_json
@click.pass_obj
def languages(wiring: Wiring, *, as_json: bool) -> None:
    """List the languages.

    Example: kiosk content languages --json
    """
    _print(dict(wiring.dictionary.names()), as_json)


def _list(wiring: Wiring, titles: Mapping[str, Text], as_json: bool) -> None:
    _print({key: wiring.staff_words(title) for key, title in titles.items()}, as_json)


def _print(titles: Mapping[str, str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([{"id": key, "title": title} for key, title in titles.items()]))
    else:
        for key, title in titles.items():
            click.echo(f"{key}: {title}")


content.add_command(preview)
content.add_command(review)
content.add_command(extract)
content.add_command(update)
content.add_command(reread)
content.add_command(new_office)
