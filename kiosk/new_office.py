"""A new office's own folder: files with examples, ready to edit, laid over the shipped content."""

import json
import re
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from kiosk.content_folder import SHIPPED
from kiosk.errors import KioskError, UsageFault
from kiosk.loader import problems
from kiosk.plain import plain_line

_TEMPLATE = SHIPPED / "new_office"
_READABLE = 0o755
"""For everybody: whoever edits the files is seldom the user the kiosk runs as."""
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def new_office(folder: Path, facts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write an office's folder, whole or not at all, and return its files.

    The facts are values of office.toml by key; the id is made of the folder's name. Raises
    UsageFault if the folder holds something or a fact can't be so.
    """
    whole = folder.absolute()
    try:
        _refuse_what_is_there(whole)
        whole.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".new-office-", dir=whole.parent))
    except OSError as fault:
        raise _cannot(folder, fault) from fault
    try:
        shutil.copytree(_TEMPLATE, draft, dirs_exist_ok=True, copy_function=shutil.copyfile)
        _fill_in(draft / "office.toml", {"id": _id_of(whole.name), **facts})
        _refuse_faults(draft)
        for part in (draft, *draft.rglob("*")):
            part.chmod(_READABLE if part.is_dir() else _READABLE & 0o666)
        draft.rename(whole)
    except OSError as fault:
        raise _cannot(folder, fault) from fault
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _refuse_what_is_there(folder: Path) -> None:
    place = plain_line(str(folder))
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageFault(f"{place} is no directory: choose another name.")
    if folder.exists() and any(folder.iterdir()):
        raise UsageFault(f"{place} is not empty: choose a new directory.")


def _fill_in(file: Path, facts: Mapping[str, str]) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        key = line.partition(" = ")[0]
        if key in facts:
            lines[number] = f"{key} = {json.dumps(facts[key], ensure_ascii=False)}"
    file.write_text("\n".join(lines), encoding="utf-8")


def _refuse_faults(draft: Path) -> None:
    """Refuse facts that can't be so; faults of other files are for `content check`."""
    begin = f"{draft.name}/office.toml: "
    for fault in problems(draft):
        if fault.startswith(begin):
            raise UsageFault(fault.removeprefix(begin))


def _id_of(name: str) -> str:
    """Return a short name such as library_west for a folder's name."""
    spelt = unicodedata.normalize("NFKD", name.lower().translate(_SPELT_OUT))
    found = re.sub(r"[^a-z0-9]+", "_", spelt.encode("ascii", "ignore").decode()).strip("_")
    return found if re.match("[a-z]", found) else f"office_{found}".rstrip("_")


def _cannot(folder: Path, fault: OSError) -> KioskError:
    return KioskError(f"{plain_line(str(folder))} can't be written ({fault.strerror}).")
