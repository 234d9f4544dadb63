"""The key that signs ticket codes, made once and kept in the state directory."""

import os
import secrets
from pathlib import Path

from kiosk.errors import KioskError

_SIZE = 32


def load_key(state_dir: Path) -> bytes:
    """Return the office's signing key, made at the first call, readable by this user alone."""
    file = state_dir / "ticket.key"
    try:
        if not file.exists():
            _make(file)
        key = file.read_bytes()
    except OSError as fault:
        raise KioskError(f"The signing key {file} can't be used: {fault.strerror}.") from fault
    if len(key) != _SIZE:
        raise KioskError(f"The signing key {file} is damaged: move it away, a new one is made.")
    return key


def _make(file: Path) -> None:
    """Write the key aside and link it into place, so that two processes agree on one."""
    aside = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(secrets.token_bytes(_SIZE))
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
