"""`kiosk voices`: which voices there are, how they sound, what would bring better ones."""

from threading import Event

import click

from kiosk.errors import KioskError, UsageFault
from kiosk.plain import plain_line
from kiosk.ports import SpeechEvent, SpeechReport, Utterance
from kiosk.wiring import Wiring

_LONGEST = 30.0
"""Seconds a sample may take."""


@click.group(invoke_without_command=True)
@click.option("--sample", metavar="LANGUAGE", help="Play a sentence in a language.")
@click.pass_context
def voices(context: click.Context, sample: str | None) -> None:
    """List the voices of this machine: the first of a language speaks it.

    Example: kiosk voices install
    """
    wiring: Wiring = context.obj
    if context.invoked_subcommand:
        return
    if sample:
        _play(wiring, sample)
    else:
        _list(wiring)


@voices.command()
@click.pass_obj
def install(wiring: Wiring) -> None:
    """Name what would bring a good voice where there is none.

    Example: kiosk voices install
    """
    from kiosk.speech.listing import advice

    for language in wiring.dictionary:
        if needed := advice(language.removesuffix("_simple"), wiring.state_dir):
            click.echo(f"{language}: {needed}")


def _list(wiring: Wiring) -> None:
    from kiosk.speech.opening import open_synthesis

    synthesis = open_synthesis(wiring.state_dir)
    for language in wiring.dictionary:
        found = synthesis.voices(language)
        for voice in found:
            click.echo(
                f"{language:<10}{voice.engine:<11}{voice.name:<16}{voice.quality:<8}{voice.licence}"
            )
        if not found:
            click.echo(f"{language:<10}no voice: see kiosk voices install")


def _play(wiring: Wiring, language: str) -> None:
    names = wiring.dictionary.names()
    if language not in names:
        raise UsageFault(
            f"The language {plain_line(language, 40)!r} is unknown; known are: {', '.join(names)}."
        )
    voice = wiring.voice
    if voice.fault or not voice.speaks(language):
        raise KioskError(voice.fault or f"There is no voice for {language}: kiosk voices install.")
    words, now = wiring.dictionary[language], wiring.clock.now()
    over = Event()

    def note(report: SpeechReport) -> None:
        if report.event in (SpeechEvent.FINISHED, SpeechEvent.FAULT):
            over.set()

    voice.watch(note)
    voice.say(Utterance(f"{names[language]}. {words.day(wiring.clock.today())}.", language))
    if not over.wait(_LONGEST) or voice.fault:
        raise KioskError(voice.fault or "The sample did not end: see kiosk check.")
    click.echo(f"{language}: {names[language]}, {words.time(now)}")
