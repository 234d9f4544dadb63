"""What a printer's owner noted of it, for those who may not ask it themselves."""

from collections.abc import Iterator

from kiosk.errors import PrinterError
from kiosk.ports import Outbox
from kiosk.print_job import PrinterState, Trouble
from printer.owner import Holder
from printer.troubles import SENTENCES


def noted_by(holder: Holder, name: str, outbox: Outbox) -> PrinterState | None:
    """Return what the holder of a printer wrote of it; it may know it by another address."""
    known_as = holder.printer or name
    return next((state for state in outbox.printers() if state.name == known_as), None)


def status(holder: Holder, state: PrinterState | None) -> Iterator[str]:
    """Yield a sentence for each thing that is noted."""
    if state is None:
        yield f"{holder} has the printer and has noted nothing of it yet."
        return
    since = f"{state.since.astimezone():%Y-%m-%d %H:%M}"
    yield f"{holder} has the printer; what it noted holds since {since}."
    yield _reason(state, state.trouble) if state.trouble else "Nothing keeps it from printing."
    if state.near_end:
        yield "The roll is nearly at its end."
    if state.torn:
        yield "A piece of a slip may hang in it, which is cut off before the next one."


def check(holder: Holder, state: PrinterState | None, name: str) -> str:
    """Return what is noted in one line, or raise PrinterError."""
    if state and state.trouble:
        raise PrinterError(f"{name}: {_reason(state, state.trouble)}")
    if state is None:
        return f"{name}: {holder.who} has it and has noted nothing yet."
    near_end = ", the paper is nearly at its end" if state.near_end else ""
    return f"{name}: {holder.who} has it and finds nothing wrong{near_end}."


def _reason(state: PrinterState, trouble: Trouble) -> str:
    return state.reason or SENTENCES[trouble]
