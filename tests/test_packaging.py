"""What is installed, what each command loads, and whether README and files keep their word."""

import ast
import importlib
import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from time import monotonic

import click
import pytest

from kiosk.cli import kiosk
from kiosk.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGES = ("kiosk", "screens", "content", "printer")
README = (ROOT / "README.md").read_text(encoding="utf-8")

HEAVY = {
    *("textual", "rich", "PIL", "babel", "qrcode", "usb", "numpy"),
    *("escpos", "cairocffi", "pangocffi", "pangocairocffi", "pyttsx3"),
    *("sqlite3", "sqlite_utils", "psycopg"),
}
SCREEN = {"textual", "rich", "PIL", "babel", "sqlite3", "sqlite_utils"}
MAY_LOAD = {
    "--help": set[str](),
    "ticket list": {"sqlite3", "sqlite_utils"},
    "ticket take --service benefits": {"sqlite3", "sqlite_utils"},
    "ticket take --service benefits --print": {"sqlite3", "sqlite_utils", "babel"},
    "content concerns --json": {"babel"},
    "check": {"sqlite3", "sqlite_utils", "babel"},
}
"""What each command may load of what is slow to load."""
SCREENS = {"visitor": "Willkommen", "staff --counter 1": "Schalter 1", "board": "Nummer"}
"""Words by which the first picture of each screen is known."""
LOOK = """
import json, sys
from pathlib import Path
from kiosk.cli import main
note = Path(sys.argv.pop(1))
try:
    main()
finally:
    note.write_text(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "KIOSK_STATE_DIR": str(folder / "state"), "TERM": "xterm-256color"}


def loaded(note: Path) -> set[str]:
    return HEAVY & set(json.loads(note.read_text()))


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_has_a_package_of_our_names(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"lotse-kiosk"}
    package = importlib.import_module(name)
    assert package.__file__ is not None
    assert Path(package.__file__).parent == ROOT / name


def test_escpos_comes_from_python_escpos_alone() -> None:
    assert distribution("python-escpos").version
    assert set(packages_distributions()["escpos"]) == {"python-escpos"}
    with pytest.raises(PackageNotFoundError):
        distribution("escpos")


@pytest.mark.parametrize("command", MAY_LOAD)
def test_a_command_loads_no_more_than_it_needs(command: str, tmp_path: Path) -> None:
    note = tmp_path / "modules"
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOOK, str(note), *command.split()],
        env=environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert loaded(note) <= MAY_LOAD[command]


@pytest.mark.parametrize("command", SCREENS)
def test_a_screen_loads_neither_printer_nor_voice(command: str, tmp_path: Path) -> None:
    note = tmp_path / "modules"
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", LOOK, str(note), *command.split()],
        env=environment(tmp_path),
        cwd=tmp_path,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    try:
        read_until(master, SCREENS[command].encode())
        process.send_signal(signal.SIGTERM)
        read_until(master, None)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert {"textual"} <= loaded(note) <= SCREEN


def read_until(master: int, words: bytes | None) -> None:
    """Read a terminal until words came, or to its end."""
    came, end = b"", monotonic() + 15
    while words is None or words not in came:
        assert select.select([master], [], [], max(end - monotonic(), 0))[0], came[-500:]
        try:
            came += os.read(master, 65536)
        except OSError:  # the other side is gone
            assert words is None, came[-500:]
            return


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as opened:
        yield opened


def test_the_wheel_holds_our_four_packages_whole_and_no_tests(wheel: zipfile.ZipFile) -> None:
    names = [name for name in wheel.namelist() if ".dist-info/" not in name]
    assert {name.split("/")[0] for name in names} == set(PACKAGES)
    ours = {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert set(names) == ours
    for needed in (
        "screens/app.tcss",
        "screens/visitor/visitor.tcss",
        "content/office.toml",
        "content/locale/en/LC_MESSAGES/content.po",
        "printer/fonts.conf",
        "printer/capabilities.json",
    ):
        assert needed in names


def test_the_wheel_installs_the_command_and_names_what_it_needs(wheel: zipfile.ZipFile) -> None:
    facts = {name.split(".dist-info/")[1]: name for name in wheel.namelist() if "dist-info" in name}
    assert "kiosk = kiosk.cli:main" in wheel.read(facts["entry_points.txt"]).decode()
    metadata = wheel.read(facts["METADATA"]).decode()
    assert "Name: lotse-kiosk\n" in metadata
    assert "Classifier: Private :: Do Not Upload\n" in metadata
    needed = re.findall(r"^Requires-Dist: ([\w-]+)", metadata, re.MULTILINE)
    assert {"textual", "pyttsx3", "python-escpos", "qrcode", "sqlite-utils"} <= set(needed)
    assert "escpos" not in needed


def shell_lines(text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]


def examples(command: click.Command) -> Iterator[str]:
    """Yield the example of a command and of those under it."""
    help_text = command.help or ""
    yield " ".join(help_text.split("Example:")[1].split())
    if isinstance(command, click.Group):
        for under in command.commands.values():
            yield from examples(under)


def parse(line: str) -> None:
    """Read a command line as `kiosk` would, without doing it."""
    _, *words = shlex.split(line)
    command: click.Command = kiosk
    known = {option for parameter in kiosk.params for option in parameter.opts}
    while words and words[0] in known:
        words = words[2:]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    command.make_context(line, words)


def test_every_kiosk_command_of_the_readme_and_of_the_help_is_understood() -> None:
    lines = [line for line in shell_lines(README) if line.startswith("kiosk ")]
    assert len(lines) >= 5
    for line in (*lines, *examples(kiosk)):
        try:
            parse(line)
        except (click.UsageError, KeyError) as fault:
            pytest.fail(f"{line}: {fault!r}")


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", README, re.MULTILINE))
    used = {one or other for one, other in named}
    assert {"kiosk", "test"} <= used <= targets


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = re.findall(r"^\| `(KIOSK_[A-Z_]+)` \|", README, re.MULTILINE)
    assert set(listed) == {f"KIOSK_{name.upper()}" for name in Settings.model_fields}


def test_every_place_the_readme_names_is_there() -> None:
    places = re.findall(r"`((?:kiosk|screens|content|printer|tests|docs)/[^`\s]*)`", README)
    assert len(places) > 15
    for place in places:
        assert list(ROOT.glob(place)), place


def test_the_version_stands_in_pyproject_alone() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert distribution("lotse-kiosk").version == version
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            assert "__version__" not in file.read_text(encoding="utf-8"), file


def repository() -> Iterator[Path]:
    """Yield the files of the repository, without what tools leave behind."""
    kept = {".ci", ".gitignore"}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in {"__pycache__", "build", "dist"} and (name[0] != "." or name in kept)
        ]
        yield from (Path(folder, name) for name in files if name[0] != "." or name in kept)


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    hosts = re.compile(
        r"pypi\.[a-z]|pythonhosted\.|npmjs\.|artifactory\.|/simple\b/|index-url[ =]+h"
    )
    homes = re.compile(rf"/(?:home|Users|root)/\w|{re.escape(str(ROOT))}/")
    looked = 0
    for file in repository():
        if file.suffix in {".png", ".svg", ".pyc"}:
            continue
        text = file.read_text(encoding="utf-8")
        looked += 1
        for pattern in (hosts, homes):
            found = pattern.search(text)
            assert found is None, (file, found and found[0])
    assert looked > 100


def test_the_content_is_data_and_no_code() -> None:
    files = [f for f in (ROOT / "content").rglob("*") if f.is_file() and f.suffix != ".pyc"]
    assert {file.suffix for file in files} <= {".toml", ".po", ".py"}
    (code,) = (file for file in files if file.suffix == ".py")
    assert code == ROOT / "content" / "__init__.py"
    (only,) = ast.parse(code.read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)


def test_no_module_is_called_like_a_library() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            assert file.stem not in HEAVY | {"queue", "email", "select", "token"}, file
