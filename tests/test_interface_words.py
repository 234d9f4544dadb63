"""Every word a screen or slip asks for stands in content/interface, and none stands idle there."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from kiosk import come_back
from kiosk.catalog import Catalog, Need
from kiosk.ports import Outcome
from kiosk.print_job import JobState, Trouble
from kiosk.ticket import Status
from screens.staff import sought
from screens.staff.moves import KEYS

ROOT = Path(__file__).parent.parent
SAYING = {
    "visitor": "screens/visitor/*.py",
    "slip": "kiosk/*_slip.py",
    "board": "screens/board/*.py",
    "staff": "screens/staff/*.py",
}
"""Where the words of each file of the interface are asked for by their key alone."""
WHOLE = ("kiosk/*.py", "screens/**/*.py")
"""Where a word may be asked for by file and key."""
SAY = {"say", "_say", "_text", "words", "_words"}

COSTS = {"cost_free", "cost_mostly_free", "cost_small_fee"}
SECRECIES = {
    f"secrecy_{kind}" for kind in ("anonymous", "professional", "confidential", "official")
}
LATER = {
    "visitor": {
        "key": {"sorry", "failed", "no_numbers", "ask_a_person"},
        "AGAIN": {"say_again"},
        "SLOWER": {"slower"},
        "FASTER": {"faster"},
        "LOUDER": {"louder"},
        "QUIETER": {"quieter"},
        "ALOUD": {"say_private_aloud"},
        "OFF": {"voice_off"},
        "READ_ALOUD": {"read_aloud"},
        "f'cost_{partner.cost}'": COSTS,
        "f'secrecy_{partner.secrecy}'": SECRECIES,
        "f'need_{item.need}'": {f"need_{need}" for need in Need if need is not Need.REQUIRED},
        "f'slip_{printed.outcome}'": {f"slip_{outcome}" for outcome in Outcome},
    },
    "slip": {
        "heading": {"missing", "bring", "have", "perhaps"},
        "f'cost_{partner.cost}'": COSTS,
        "f'secrecy_{partner.secrecy}'": SECRECIES,
    },
    "board": {"key": {"recall", "new_call", "last_call"}},
    "staff": {
        "key": {"alarm", "alarm_more"},
        "f'press_{move}'": {f"press_{move}" for move in KEYS},
        "f'help_{move}'": {f"help_{move}" for move in KEYS},
        "f'is_{ticket.status}'": {"is_parked", "is_no_show"},
        "f'printer_{first.text}'": {f"printer_{trouble}" for trouble in (*Trouble, "near_end")},
        "f'printer_{state}'": {"printer_ready"},
        "f'job_{job.state}'": {f"job_{state}" for state in JobState},
        "f'slip_{printed.outcome}'": {f"slip_{outcome}" for outcome in Outcome},
        "f'{move}_{ticket.status}'": {
            *("call_called", "recall_called", "serve_serving", "park_parked", "cancel_cancelled"),
            *("finish_served", "finish_waiting", "no_show_waiting", "no_show_no_show"),
            *("requeue_waiting", "transfer_waiting", "issue_waiting"),
            *(f"find_{status}" for status in Status),
        },
    },
}
"""What keys that are put together become, by the expression that does it."""
VARIABLES = {
    expression for keys in LATER.values() for expression in keys if expression.isidentifier()
}
AT_THE_CONSOLE = {come_back.OVER, come_back.SPENT, sought.UNKNOWN}
"""Keys of faults that only staff meet."""
IF_THERE_IS = {"language_", "need_"}
"""Beginnings of the console's words that are only asked for if they exist."""


def test_every_word_that_is_asked_for_exists(catalog: Catalog) -> None:
    assert asked() | faults() <= catalog.interface.keys()


def test_every_word_is_asked_for(catalog: Catalog) -> None:
    optional = tuple(f"staff.{beginning}" for beginning in IF_THERE_IS)
    idle = catalog.interface.keys() - asked() - faults()
    assert {key for key in idle if not key.startswith(optional)} == set()


@pytest.mark.parametrize("file", SAYING)
def test_every_key_that_is_put_together_is_known_here(file: str) -> None:
    put_together = {ast.unparse(key) for key in parts(file) if not isinstance(key, ast.Constant)}
    assert put_together == LATER[file].keys()


def asked() -> set[str]:
    """Return the words that are asked for, by file and key."""
    said = {f"{file}.{key.value!s}" for file in SAYING for key in parts(file) if is_text(key)}
    later = {f"{file}.{key}" for file, keys in LATER.items() for key in set().union(*keys.values())}
    return said | later | by_name()


def by_name() -> set[str]:
    """Return what is taken from the interface by its whole name."""
    nodes = (node for pattern in WHOLE for node in code(pattern))
    taken = [
        n.slice for n in nodes if isinstance(n, ast.Subscript) and name(n.value) == "interface"
    ]
    return {str(key.value) for key in taken if is_text(key)}


def faults() -> set[str]:
    """Return the words for what goes wrong on a screen."""
    raised = (
        keyword.value
        for node in code("kiosk/*.py")
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "key"
    )
    keys = {str(key.value) for key in raised if is_text(key)}
    at_the_command_line = {"nobody_waits"}
    every = {*keys, "failed", *(f"is_{status}" for status in Status)} - at_the_command_line
    return {f"errors.{key}" for key in every} | {f"staff.{key}" for key in AT_THE_CONSOLE}


def parts(file: str) -> Iterator[ast.expr]:
    """Yield each key the code says of a file, or the expression it comes from."""
    for node in code(SAYING[file]):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if name(node.func) in SAY or is_self(node.func):
            yield from keys(node.args[0])
        elif name(node.func) == "map" and name(node.args[0]) in SAY:
            yield from keys(node.args[1])


def keys(said: ast.expr) -> Iterator[ast.expr]:
    """Yield the keys an expression may become; what is not one is left out."""
    match said:
        case ast.IfExp():
            yield from keys(said.body)
            yield from keys(said.orelse)
        case ast.Tuple():
            for part in said.elts:
                yield from keys(part)
        case ast.Call(func=ast.Attribute(value=ast.Dict() as table, attr="get"), args=[_, last]):
            yield from (key for value in (*table.values, last) for key in keys(value))
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield said
        case ast.Name(id=variable) if variable in VARIABLES:
            yield said


def is_text(key: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(key, ast.Constant) and isinstance(key.value, str)


def is_self(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id == "self"


def name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def code(pattern: str) -> Iterator[ast.AST]:
    for file in sorted(ROOT.glob(pattern)):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))
