"""`kiosk content …`: what there is, and whether it is sound."""

import json
from collections.abc import Mapping

import click

from kiosk.catalog import Text
from kiosk.errors import ContentError
from kiosk.wiring import Wiring

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def content() -> None:
    """Look at the content and check it.

    Example: kiosk content check
    """


@content.command()
@click.pass_obj
def check(wiring: Wiring) -> None:
    """Check every content file; name file, key and reason of each fault.

    Example: kiosk content check
    """
    from kiosk.loader import problems

    found = problems(wiring.settings.content)
    for problem in found:
        click.echo(problem, err=True)
    if found:
        raise ContentError(f"The content has {len(found)} faults; mend the lines above.")
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
