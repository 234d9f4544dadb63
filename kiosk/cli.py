"""The command line: one function a command, each wiring together what it needs."""

import logging
import logging.handlers
import os
import sys
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any

import click

from kiosk.check_command import check
from kiosk.content_commands import content
from kiosk.errors import KioskError, UsageFault
from kiosk.plain import plain_line
from kiosk.printer_commands import printer
from kiosk.slip_commands import come_back, proof, slip
from kiosk.ticket_commands import ticket
from kiosk.voice_commands import voices
from kiosk.wiring import Wiring

log = logging.getLogger("lotse")

_RESTARTS = 5
"""Failures in a row after which the program gives up and lets its supervisor begin anew."""
_IN_A_ROW = 60.0
"""Seconds after whose lapse a failure is the first of its row."""
_BROKEN = 70

_SETTINGS = {
    "state_dir": "Queue, print jobs, sound cache and keys.",
    "store": "Where the queue is kept, such as sqlite:///PATH.",
    "station": "The letter of the numbers this machine issues.",
    "printer": "Where slips go: preview:, tcp://HOST:9100, usb://ID:ID, file:///dev/usb/lp0, off:",
    "speech": "auto, off, or wav:DIR.",
    "loudspeaker": "The sink or ALSA device everybody hears.",
    "headset": "The sink or ALSA device of the headset.",
    "content": "The content directory of this office.",
    "language": "The language of the start screen.",
    "public_address": "Where a scanned code leads, such as HTTPS://LOTSE.EXAMPLE/",
}


@click.group(invoke_without_command=True)
@click.version_option(package_name="lotse-kiosk")
@click.pass_context
def kiosk(context: click.Context, /, **options: Any) -> None:
    """Guide visitors, issue numbers, call them. Without a command: the visitor terminal.

    Every option can be set as KIOSK_STATE_DIR, KIOSK_PRINTER and so on, or in kiosk.toml.

    Example: kiosk --printer tcp://192.168.1.50:9100 visitor
    """
    context.obj = context.with_resource(Wiring(options))
    if context.invoked_subcommand is None:
        context.invoke(visitor)


for _name, _help in _SETTINGS.items():
    kiosk = click.option(f"--{_name.replace('_', '-')}", help=_help)(kiosk)


@kiosk.command()
@click.pass_obj
def visitor(wiring: Wiring) -> None:
    """Start the terminal a visitor stands in front of.

    Example: kiosk visitor
    """
    from screens.glass import ignore_keyboard_signals
    from screens.pictures import sixel_cell
    from screens.visitor.app import VisitorApp

    wiring.make_ready()
    wiring.printer  # noqa: B018 - a wrong address is met here
    ignore_keyboard_signals()
    cell = sixel_cell()

    def app() -> VisitorApp:
        return VisitorApp(
            office=wiring.office,
            dictionary=wiring.dictionary,
            printer=wiring.printer,
            open_voice=lambda: wiring.voice,
            codes=wiring,
            language=wiring.language,
            cell=cell,
        )

    _run(wiring, app)


@kiosk.command()
@click.option("--counter", required=True, help="The counter this console serves.")
@click.pass_obj
def staff(wiring: Wiring, counter: str) -> None:
    """Start the queue console of a counter.

    Example: kiosk staff --counter 1
    """
    from screens.staff.app import StaffApp
    from screens.staff.paper import Leaving, Paper
    from screens.staff.sought import Sought

    wiring.make_ready()
    wiring.refuse_unknown_counter(counter)
    leaving = Leaving(wiring.come_back_slip, wiring.proof)
    paper = Paper(lambda: wiring.printer, wiring.slip, wiring.trial, leaving)
    read = Sought(wiring.find, wiring.come_back)
    _run(wiring, lambda: StaffApp(wiring.office, wiring.staff_words, counter, paper, read))


@kiosk.command()
@click.pass_obj
def board(wiring: Wiring) -> None:
    """Start the display of the waiting room.

    Example: kiosk board
    """
    from screens.board.app import BoardApp

    wiring.make_ready()
    _run(wiring, lambda: BoardApp(wiring.office, wiring.dictionary, wiring.loud_voice))


kiosk.add_command(ticket)
kiosk.add_command(content)
kiosk.add_command(voices)
kiosk.add_command(check)
kiosk.add_command(printer)
for _command in (slip, come_back, proof):
    ticket.add_command(_command)


def _run(wiring: Wiring, make_app: Any) -> None:
    """Run an app on its own terminal, and again if it breaks."""
    from screens.glass import private_glass, use_all_colours

    use_all_colours()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageFault("This needs a terminal: start it in one, not in a pipe.")
    log_file = wiring.state_dir / "lotse.log"
    _log_to(log_file)
    with private_glass(log_file):
        failures = 0
        while failures < _RESTARTS:
            begun = monotonic()
            try:
                app = make_app()
                app.run()
            except Exception as error:  # noqa: BLE001 - the one place that must not let go
                log.error("%s ended the program", type(error).__name__)  # noqa: TRY400 - no values
            else:
                if app.left:
                    return
            failures = failures + 1 if monotonic() - begun < _IN_A_ROW else 1
    sys.exit(_BROKEN)


def _log_to(file: Path) -> None:
    """Log to a file of this user alone, rolled over before it grows."""
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def main() -> None:
    """Run the command line; every error is one sentence on stderr and an exit code."""
    os.umask(0o077)
    try:
        kiosk.main(prog_name="kiosk", standalone_mode=False)
    except KioskError as fault:
        _fail(str(fault), fault.exit_code)
    except click.exceptions.Abort:
        _fail("Stopped.", 1)
    except click.exceptions.NoArgsIsHelpError as fault:
        path = fault.ctx.command_path if fault.ctx else "kiosk"
        _fail(f"A command is missing: see {path} --help.", fault.exit_code)
    except click.ClickException as fault:
        _fail(fault.format_message(), fault.exit_code)
    except BrokenPipeError:  # who read our output has gone
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - no traceback with values for anybody
        frame = extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        _fail(f"Something unexpected failed ({type(error).__name__} at {place}).", 1)


def _fail(sentence: str, code: int) -> None:
    click.echo(f"Error: {plain_line(sentence, 600)}", err=True)
    sys.exit(code)
