"""Which store a setting names."""

from pathlib import Path

from kiosk.errors import UsageFault
from kiosk.ports import Store

_SQLITE = "sqlite:///"


def open_store(url: str) -> Store:
    """Open the store that KIOSK_STORE names, or raise UsageFault or StoreError."""
    if url.startswith(_SQLITE) and (place := url.removeprefix(_SQLITE).lstrip("/")):
        from kiosk.store.sqlite import SqliteStore

        return SqliteStore(Path("/", place))
    if url.startswith(("postgresql:", "postgres:")):
        raise UsageFault(
            "KIOSK_STORE: postgresql:// is not supported yet by this version; use sqlite:///PATH."
        )
    raise UsageFault(
        "KIOSK_STORE names no store that this version knows: write sqlite:/// and the absolute "
        "path of a file, such as sqlite:////var/lib/lotse/queue.db."
    )
