"""Ties a program to the process that starts it: when that is killed, it ends too."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache

_WRAPPER = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execvp(sys.argv[2], sys.argv[2:])
"""
"""PR_SET_PDEATHSIG, then the program itself; the parent may have gone before that."""


def tied(command: Sequence[str]) -> Sequence[str]:
    """Return a command that is killed with the thread that starts it; the program keeps its id."""
    if program := _setpriv():
        return [program, "--pdeathsig", "KILL", *command]
    return [sys.executable, "-I", "-S", "-c", _WRAPPER, str(os.getpid()), *command]


@cache
def _setpriv() -> str:
    """Return util-linux's setpriv, which starts ten times as fast as Python; empty without it."""
    program = shutil.which("setpriv")
    if not program:
        return ""
    tried = subprocess.run(  # noqa: S603 - a program named here
        [program, "--pdeathsig", "KILL", "--help"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return program if tried.returncode == 0 else ""
