"""`kiosk ticket slip`, `come-back`, `proof`: slips that staff print, or keep as a file."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from kiosk.come_back import MOST_DAYS
from kiosk.come_back import come_back as told_by
from kiosk.errors import IllegalMove, KioskError, UsageFault
from kiosk.leaving_slip import LeavingSlipWriter
from kiosk.plain import plain_line
from kiosk.slip import Slip
from kiosk.ticket import WAS_SEEN, Ticket
from kiosk.ticket_slip import SlipWriter
from kiosk.wiring import Wiring

_WEEK = 7
_READ_AS = {".png": "png", ".pdf": "a4"}


def _slip_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--language", help="Of the slip; without it the ticket's."),
        click.option("--large", is_flag=True, help="In large print."),
        click.option("--print", "with_slip", is_flag=True, help="Print the slip."),
        click.option(
            "--save",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Keep the slip as a .png, or as a .pdf with A4 pages for an office printer.",
        ),
        click.option("--strip", is_flag=True, help="With a .pdf: a page as narrow as the slip."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("number")
@_slip_options
@click.pass_obj
def slip(wiring: Wiring, /, number: str, **how: Any) -> None:
    """Print a number's slip once more, or keep it as a file.

    Example: kiosk ticket slip A042 --save A042.pdf
    """
    found = wiring.find(number)
    writer = SlipWriter(
        wiring.catalog, wiring.dictionary, _language(wiring, found, how), **_how(how)
    )
    _give(wiring, writer.number(found, wiring.code(found)), {"number": found.number}, how)


@click.command("come-back")
@click.argument("number")
@click.option("--days", default=_WEEK, type=click.IntRange(1, MOST_DAYS), help="How long it holds.")
@click.option("--paper", "papers", multiple=True, help="A document that is missing; on paper only.")
@_slip_options
@click.pass_obj
def come_back(
    wiring: Wiring, /, number: str, *, days: int, papers: tuple[str, ...], **how: Any
) -> None:
    """Give a visitor who lacks a paper the way back in: the time they waited will count.

    Example: kiosk ticket come-back A042 --days 7 --paper lease --print
    """
    for paper in papers:
        if paper not in wiring.catalog.documents:
            raise UsageFault(
                f"The document {plain_line(paper, 40)!r} is unknown: see content/documents/."
            )
    found, now = wiring.find(number), wiring.clock.now()
    told = told_by(found, now, wiring.clock.today() + timedelta(days=days))
    code = wiring.come_back_code(told)
    writer = LeavingSlipWriter(
        wiring.catalog, wiring.dictionary, _language(wiring, found, how), **_how(how)
    )
    facts = {"number": found.number, "code": code, "until": told.until.isoformat()}
    _give(wiring, writer.come_back(told, code, now, papers), facts, how)


@click.command()
@click.argument("number")
@_slip_options
@click.pass_obj
def proof(wiring: Wiring, /, number: str, **how: Any) -> None:
    """Confirm that a visitor was here: the day and the place, never why.

    Example: kiosk ticket proof A042 --print
    """
    found = wiring.find(number)
    if found.status not in WAS_SEEN:
        raise IllegalMove(
            f"{found.number} was not at a counter yet: a proof needs somebody who was seen.",
            key=f"is_{found.status}",
            number=found.number,
            counter="",
        )
    writer = LeavingSlipWriter(
        wiring.catalog, wiring.dictionary, _language(wiring, found, how), **_how(how)
    )
    _give(wiring, writer.proof(found, wiring.clock.now()), {"number": found.number}, how)


def _how(how: dict[str, Any]) -> dict[str, bool]:
    return {"large": how["large"]}


def _language(wiring: Wiring, found: Ticket, how: dict[str, Any]) -> str:
    language = (how["language"] or found.language).replace("-", "_")
    languages = wiring.catalog.office.languages
    if language not in languages:
        raise UsageFault(
            f"The language {plain_line(language, 40)!r} is unknown; "
            f"known are: {', '.join(languages)}."
        )
    return language


def _give(wiring: Wiring, slip: Slip, facts: dict[str, str], how: dict[str, Any]) -> None:
    """Save and print a slip as asked, and say what became of it."""
    if how["save"]:
        _save(wiring, slip, how["save"], strip=how["strip"])
        facts["saved"] = str(how["save"])
    failure = ""
    if how["with_slip"]:
        printed = wiring.printer.print(slip)
        facts["print"], failure = str(printed.outcome), printed.reason
    if how["as_json"]:
        click.echo(json.dumps(facts))
    else:
        click.echo(" · ".join(facts.values()))
    if failure:
        click.echo(failure, err=True)


def _save(wiring: Wiring, slip: Slip, path: Path, *, strip: bool) -> None:
    from printer.address import parse
    from printer.document import Kind, document

    kind = _READ_AS.get(path.suffix.lower())
    if kind is None:
        raise UsageFault(f"{plain_line(str(path))}: write the slip as .png or .pdf.")
    paper = parse(wiring.settings.printer).paper
    file = document(slip, paper, Kind.PDF if strip and kind != "png" else Kind(kind))
    try:
        path.write_bytes(file)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise KioskError(f"{plain_line(str(path))} can't be written: {reason}.") from fault
