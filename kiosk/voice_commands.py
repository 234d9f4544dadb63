"""`kiosk voices`: which voices there are, how they sound, what would bring better ones."""

from collections.abc import Iterator
from functools import partial
from shutil import get_terminal_size
from threading import Event

import click

from kiosk.errors import KioskError, UsageFault
from kiosk.plain import plain_line
from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.utterance import Utterance
from kiosk.wiring import Wiring

_LONGEST = 30.0
"""Seconds a sample may take."""


@click.group(invoke_without_command=True)
@click.option("--sample", metavar="LANGUAGE", help="Play a sentence in a language.")
@click.option("--recordings", metavar="LANGUAGE", help="List what a person can record, by file.")
@click.pass_context
def voices(context: click.Context, sample: str | None, recordings: str | None) -> None:
    """List the voices of this machine: the first of a language speaks it.

    The recordings are of the prompts everybody hears, as they are said on a terminal of this size.

    Example: kiosk voices install
    """
    wiring: Wiring = context.obj
    if context.invoked_subcommand:
        return
    if sample:
        _play(wiring, sample)
    elif recordings:
        _list_recordings(wiring, recordings)
    else:
        _list(wiring)


@voices.command()
@click.pass_obj
def install(wiring: Wiring) -> None:
    """Name what would bring a good voice where there is none.

    Example: kiosk voices install
    """
    from kiosk.speech.listing import FIRST, advice
    from kiosk.speech.opening import open_synthesis

    if not open_synthesis(wiring.state_dir).voices():
        click.echo(f"No voice is installed. To have any: {FIRST}. For better ones:")
    for language in wiring.dictionary:
        if needed := advice(language.removesuffix("_simple"), wiring.state_dir):
            click.echo(f"{language}: {needed}")


@voices.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.pass_obj
def prepare(wiring: Wiring, languages: tuple[str, ...]) -> None:
    """Render the prompts everybody hears beforehand: in some languages, or in all.

    Worth it for voices that take long, such as piper's. A kiosk does so by itself for its first
    language and for those that are chosen; the prompts are those of a terminal of this size.

    Example: kiosk voices prepare tr
    """
    from kiosk.speech.opening import open_synthesis
    from kiosk.speech.task import Task

    for language in languages:
        _refuse_unknown(wiring, language)
    synthesis, failed = open_synthesis(wiring.state_dir, wiring.settings.content), 0
    for language in languages or wiring.dictionary:
        if not synthesis.voices(language):
            click.echo(f"{language:<10}no voice: see kiosk voices install")
            continue
        prompts = set(_prompts(wiring, language))
        kept = sum(synthesis.prepare(prompt, 0, Task()) for prompt in prompts)
        failed += len(prompts) - kept
        click.echo(f"{language:<10}{kept} of {len(prompts)} prompts")
    synthesis.close()
    if failed:
        raise KioskError(f"{failed} prompts could not be rendered: see kiosk check.")


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


def _list_recordings(wiring: Wiring, language: str) -> None:
    """Write the name of each file and what is said in it; on the other channel what is needed."""
    from kiosk.speech.recordings import NEEDED, recording_name, recordings

    _refuse_unknown(wiring, language)
    folder = recordings(wiring.state_dir) / language
    spoken = (
        prompt.words(each)
        for prompt in _prompts(wiring, language)
        for each in prompt.stretches()
        if each.language == language
    )
    files = {recording_name(text): text for text in spoken}
    for name, text in files.items():
        click.echo(f"{name}\t{text}")
    there = sum((folder / name).is_file() for name in files)
    click.echo(f"{there} of {len(files)} lie in {folder}; {NEEDED}.", err=True)


def _prompts(wiring: Wiring, language: str) -> Iterator[Utterance]:
    """Yield what everybody hears in a language, with and without pictograms on the screen.

    Its name is heard on the pages of the first language.
    """
    from screens.visitor import ahead
    from screens.visitor.layout import lay_out
    from screens.visitor.visit import Surroundings

    size = get_terminal_size()
    for known in dict.fromkeys((language, wiring.catalog.office.languages[0])):
        around = Surroundings(
            catalog=wiring.catalog,
            dictionary=wiring.dictionary,
            words=wiring.dictionary[known],
            today=wiring.clock.today(),
        )
        for pictures in (True, False):
            laid_out = partial(lay_out, width=size.columns, height=size.lines, pictures=pictures)
            yield from ahead.prompts(around, laid_out)


def _refuse_unknown(wiring: Wiring, language: str) -> None:
    names = wiring.dictionary.names()
    if language not in names:
        raise UsageFault(
            f"The language {plain_line(language, 40)!r} is unknown; known are: {', '.join(names)}."
        )


def _play(wiring: Wiring, language: str) -> None:
    _refuse_unknown(wiring, language)
    if wiring.settings.speech == "off":
        raise KioskError(
            f"KIOSK_SPEECH is off; to hear it: kiosk --speech auto voices --sample {language}"
        )
    names, voice = wiring.dictionary.names(), wiring.voice
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
