"""`kiosk check`: one line each for content, store, printer, voice and terminal."""

import os
import sys
from collections.abc import Callable

import click

from kiosk.errors import KioskError
from kiosk.wiring import Wiring

_FEW = 3


@click.command()
@click.pass_obj
def check(wiring: Wiring) -> None:
    """Say of each part whether it works, or what to do.

    Example: kiosk check
    """
    parts: dict[str, Callable[[Wiring], str]] = {
        "settings": _settings,
        "content": _content,
        "store": _store,
        "printer": _printer,
        "voice": _voice,
        "terminal": _terminal,
    }
    failed = [name for name, look in parts.items() if not _line(name, look, wiring)]
    if failed:
        raise KioskError(f"Not everything works: {', '.join(failed)}.")


class _SilentError(KioskError):
    """Nothing is heard; a kiosk without a voice works, and speaks as soon as it can."""


def _line(name: str, look: Callable[[Wiring], str], wiring: Wiring) -> bool:
    try:
        click.echo(f"{name}: ok, {look(wiring)}")
    except _SilentError as fault:
        click.echo(f"{name}: silent, {fault}")
    except KioskError as fault:
        click.echo(f"{name}: {fault}")
        return False
    return True


def _settings(wiring: Wiring) -> str:
    settings = wiring.settings
    return f"station {settings.station}, language {wiring.language}, state in {wiring.state_dir}"


def _content(wiring: Wiring) -> str:
    catalog = wiring.catalog
    for language in wiring.dictionary:
        wiring.dictionary[language]
    return (
        f"{len(catalog.concerns)} concerns in {len(catalog.office.languages)} languages "
        f"from {wiring.settings.content}"
    )


def _store(wiring: Wiring) -> str:
    tickets = wiring.office.look().tickets
    return f"{len(tickets)} tickets today in {wiring.settings.store_url}"


def _printer(wiring: Wiring) -> str:
    return wiring.printer.check()


def _voice(wiring: Wiring) -> str:
    from kiosk.speech.listing import spoken_languages
    from kiosk.speech.recordings import faulty, recordings

    voice = wiring.voice
    if wiring.settings.speech == "off":
        return "off: captions show what would be said (F2)"
    if voice.fault:
        raise _SilentError(voice.fault)
    if unused := list(faulty(recordings(wiring.state_dir))):
        raise KioskError(" ".join(unused[:_FEW]))
    ear = "headset plugged in" if voice.headset else "no headset"
    return f"{spoken_languages(wiring.dictionary, wiring.state_dir)}; {ear}"


def _terminal(wiring: Wiring) -> str:
    del wiring
    if not sys.stdout.isatty():
        return "none here (this output is not a terminal)"
    size = os.get_terminal_size()
    least_columns, least_rows = 40, 11
    if size.columns < least_columns or size.lines < least_rows:
        raise KioskError(
            f"{size.columns}×{size.lines} cells are too few: the visitor screen needs 40×11."
        )
    return f"{size.columns}×{size.lines} cells, TERM={os.environ.get('TERM', 'unset')}"
