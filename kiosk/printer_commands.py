"""`kiosk printer …`: which printers there are, whether they print, what they can do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from kiosk.errors import PrinterError, UsageFault
from kiosk.ports import Outcome
from kiosk.wiring import Wiring

if TYPE_CHECKING:
    from printer.address import Address
    from printer.owner import Holder, Owner
    from printer.questions import Conversation

_CONNECT, _ANSWER = 3.0, 1.5
_LINKED = frozenset({"tcp", "usb", "serial", "file"})
_WELL = frozenset({Outcome.PRINTED, Outcome.PREVIEW, Outcome.OFF})

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def printer() -> None:
    """Find, try out and question the printers of this machine.

    Example: kiosk printer list
    """


@printer.command("list")
@_as_json
@click.pass_obj
def list_(wiring: Wiring, *, as_json: bool) -> None:
    """List the printer of the settings and those that are connected.

    Example: kiosk printer list
    """
    from printer.address import parse
    from printer.found import found

    address = parse(wiring.settings.printer)
    size = f"{address.paper.width} dots" if address.scheme != "off" else "no paper"
    rows = [{"address": address.text, "says": f"KIOSK_PRINTER, {size}"}]
    rows += [{"address": each.address, "says": each.says} for each in found()]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        click.echo(f"{row['address']} · {row['says']}")


@printer.command()
@click.pass_obj
def test(wiring: Wiring) -> None:
    """Print a slip that tries out width, code, umlauts, other scripts and the cut.

    Example: kiosk --printer usb://04b8:0202 printer test
    """
    from printer.address import parse
    from printer.trial import trial

    now, words = wiring.clock.now(), wiring.dictionary["de"]
    slip = trial(parse(wiring.settings.printer).paper, f"{words.date(now)}, {words.time(now)} Uhr")
    printed = wiring.printer.print(slip)
    if printed.outcome not in _WELL:
        raise PrinterError(printed.reason or f"The test slip: {printed.outcome}.")
    place = f" · {printed.picture}" if printed.picture else ""
    click.echo(f"{printed.outcome}{place}")


@printer.command()
@click.pass_obj
def status(wiring: Wiring) -> None:
    """Say how the printer is, in its own words; while a kiosk has it, what that noted of it.

    Example: kiosk --printer tcp://192.168.1.50 printer status
    """
    address = _address(wiring)
    if address.scheme not in _LINKED:
        click.echo(wiring.printer.check())
        return
    owner = _owner(wiring, address, "status")
    with owner.taken() as ours:
        sentences = _heard(address) if ours else _noted(wiring, address, owner.holder())
        for sentence in sentences:
            click.echo(sentence)
    if address.line and address.line.warning:
        click.echo(address.line.warning)


def _heard(address: "Address") -> Iterator[str]:
    from printer.questions import status as sentences

    with _conversation(address) as conversation:
        yield from sentences(conversation, _ANSWER)


def _noted(wiring: Wiring, address: "Address", holder: "Holder") -> Iterator[str]:
    from printer.notes import noted_by
    from printer.notes import status as sentences

    return sentences(holder, noted_by(holder, address.text, wiring.store.outbox))


@printer.command()
@click.pass_obj
def probe(wiring: Wiring) -> None:
    """Question a model nobody knows yet, and print its entry for the table of models.

    It feeds and cuts 25 cm of paper. Read the width off the ruler of `kiosk printer test`.

    Example: kiosk --printer tcp://192.168.1.50 printer probe
    """
    address = _address(wiring)
    if address.scheme not in _LINKED:
        raise UsageFault(f"{address.text} has no printer to question: set KIOSK_PRINTER.")
    owner = _owner(wiring, address, "probe")
    with owner.taken() as ours:
        if not ours:
            raise PrinterError(f"{owner.holder()} has {address.text}: end it before a probe.")
        _probe(address)


def _probe(address: "Address") -> None:
    from printer import probe_lines
    from printer.probe import Probe

    another = partial(_conversation, address)
    with another() as conversation:
        probing = Probe(conversation, address.paper)
        for sentence in probing.run():
            click.echo(sentence)
        if address.scheme == "tcp":
            for sentence in probe_lines.beside(another):
                click.echo(sentence)
    if probing.findings.fence:
        for sentence in probe_lines.after(another):
            click.echo(sentence)
    click.echo(f"\n{probing.findings.entry(address.paper)}")


def _owner(wiring: Wiring, address: "Address", command: str) -> "Owner":
    from printer.opening import owner_of

    return owner_of(address, wiring.state_dir, f"the command kiosk printer {command}")


def _address(wiring: Wiring) -> "Address":
    from printer.address import parse

    return parse(wiring.settings.printer)


@contextmanager
def _conversation(address: "Address") -> Iterator["Conversation"]:
    """Hold a line to the printer, faults turned into a sentence."""
    from printer.links import open_link
    from printer.questions import Conversation
    from printer.transport import why

    link = open_link(address, _CONNECT)
    try:
        if not link.hears:
            raise PrinterError(f"{address.text} can't answer: it is a file or takes data only.")
        yield Conversation(link)
    except (OSError, EOFError) as fault:
        raise PrinterError(
            f"{address.text} breaks the line ({why(fault)}): switch the printer off and on."
        ) from fault
    finally:
        link.close(drop=False)
