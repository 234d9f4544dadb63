"""Where content lies: in one folder, or in an office's own on top of the shipped one."""

import tomllib
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "content"

_EXTENDS = "lotse"


def layers(folder: Path) -> tuple[Path, ...]:
    """Return the folders whose files count; what stands in a later one wins."""
    try:
        office = tomllib.loads((folder / "office.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return (folder,)  # whoever reads the file says what is wrong with it
    return (SHIPPED, folder) if office.get("extends") == _EXTENDS else (folder,)
