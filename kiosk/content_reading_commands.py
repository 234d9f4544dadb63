"""`kiosk content preview` and `kiosk content review`: the content for those who judge it."""

from itertools import chain
from pathlib import Path

import click

from kiosk.errors import UsageFault
from kiosk.wiring import Wiring


@click.command()
@click.option(
    "--concern", "concerns", multiple=True, required=True, help="What the visitor comes with."
)
@click.option("--answers", default="", help="question=option+option,question=option")
@click.option("--language", help="The visitor's language.")
@click.option("--as-of", help="The day whose law counts, such as 2026-07-01.")
@click.option("--size", default="68x20", show_default=True, help="The screen in cells.")
@click.option("--paper", default="80", type=click.Choice(["58", "80"]), show_default=True)
@click.option(
    "--picture", type=click.Path(file_okay=False, path_type=Path), help="Write PNG files there."
)
@click.pass_obj
def preview(  # noqa: PLR0913 - the options of a command
    wiring: Wiring,
    *,
    concerns: tuple[str, ...],
    answers: str,
    language: str | None,
    as_of: str | None,
    size: str,
    paper: str,
    picture: Path | None,
) -> None:
    """Show what a visitor with these concerns and answers sees and gets.

    Prints every screen and the slip; › marks what is tapped. What is not answered is not known.

    Example: kiosk content preview --concern rent_heating --answers rent_topic=bill --language en
    """
    from kiosk.content_preview.case import case_of, read_answers, read_day, read_size
    from kiosk.content_preview.played import Player
    from kiosk.content_preview.shown import Monitor, save, slip_picture, slip_text
    from kiosk.texts import Library
    from screens.visitor.visit import Surroundings

    day = read_day(as_of) if as_of else wiring.clock.today()
    cells = read_size(size)
    spoken = _known_language(wiring, language or wiring.language)
    case = case_of(wiring.catalog, concerns, read_answers(answers), spoken, day)
    library = Library(wiring.settings.content, wiring.catalog, lambda: day)
    words = library[spoken]
    around = Surroundings(catalog=wiring.catalog, dictionary=library, words=words, today=day)
    player = Player(case, around, wiring.settings.station)
    screens = tuple(player.screens())
    slip = player.slip(wiring.settings.public_address)
    monitor = Monitor(wiring.catalog, cells)
    for text in (*monitor.texts(screens), slip_text(slip)):
        click.echo(text)
    if words.gaps:
        click.echo(f"\nSentences are left out for want of: {', '.join(sorted(words.gaps))}.")
    if picture:
        slips = [("slip", slip_picture(slip, int(paper)))]
        count = save(picture, chain(monitor.pictures(screens), slips))
        click.echo(f"\n{count} pictures are in {picture}.")


@click.command()
@click.option("--language", "languages", multiple=True, help="Can be repeated; else German.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where the files go; else here.",
)
@click.option("--list", "as_list", is_flag=True, help="Only list what an expert must look at.")
@click.pass_obj
def review(wiring: Wiring, *, languages: tuple[str, ...], output: Path, as_list: bool) -> None:
    """Write all content as a pack to print, for experts and readers of a language.

    Makes review-LANGUAGE.html and .pdf: every text with law, sources, marks and boxes to tick,
    the translation beside the German. A language takes half a minute or more.

    Example: kiosk content review --language de --language ar --output packs
    """
    from kiosk.content_review.files import write
    from kiosk.content_review.marks import to_review
    from kiosk.content_review.pack import pack_of
    from kiosk.loader import load_catalog
    from kiosk.translations import SOURCE

    wanted = [_known_language(wiring, language) for language in languages or (SOURCE,)]
    folder, day = wiring.settings.content, wiring.clock.today()
    wiring.catalog  # noqa: B018 - a wrong folder is met here; reviewers see what is not published
    catalog = load_catalog(folder)
    if as_list:
        for path, note in to_review(pack_of(folder, catalog, SOURCE, day)):
            click.echo(f"{path}: {note}" if note else path)
        return
    for language in dict.fromkeys(wanted):
        pdf, pages = write(output, pack_of(folder, catalog, language, day))
        click.echo(f"{pdf}: {pages} pages; the same as HTML beside it.")


def _known_language(wiring: Wiring, language: str) -> str:
    """Return the language's id, or raise UsageFault naming those there are."""
    from kiosk.translations import languages

    name, known = language.replace("-", "_"), languages(wiring.settings.content)
    if name not in known:
        raise UsageFault(f"The language {name[:40]!r} is unknown; known are: {', '.join(known)}.")
    return name
