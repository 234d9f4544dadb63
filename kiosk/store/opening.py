"""Which store a setting names."""

from pathlib import Path

from kiosk.errors import UsageFault
from kiosk.plain import plain_line
from kiosk.ports import Store

_SQLITE = "sqlite:///"


def open_store(url: str) -> Store:
    """Open the store that KIOSK_STORE names, or raise UsageFault or StoreError."""
    if url.startswith(_SQLITE) and (place := url.removeprefix(_SQLITE).lstrip("/")):
        from kiosk.store.sqlite import SqliteStore

        return SqliteStore(Path("/", place))
    raise UsageFault(_refusal(url))


def _refusal(url: str) -> str:
    if url.startswith(("postgresql:", "postgres:")):
        return "KIOSK_STORE: postgresql:// is not supported yet by this version; use sqlite:///PATH."
    return (
        f"KIOSK_STORE is {plain_line(url, 80)!r}; allowed is sqlite:/// and the absolute path of "
        "a file, such as sqlite:////var/lib/lotse/queue.db."
    )
