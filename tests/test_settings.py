"""Where a setting comes from, and what is refused."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_state_path

from kiosk.cli import kiosk
from kiosk.content_folder import SHIPPED
from kiosk.errors import KioskError, UsageFault
from kiosk.settings import Settings, load_settings, make_state_dir

EXAMPLES = {
    "state_dir": ("/by-option", "/by-environment", "/by-file"),
    "store": ("sqlite:////option.db", "sqlite:////environment.db", "sqlite:////file.db"),
    "station": ("X", "Y", "Z"),
    "printer": ("off:", "tcp://environment", "tcp://file"),
    "speech": ("off", "wav:/environment", "wav:/file"),
    "loudspeaker": ("option", "environment", "file"),
    "headset": ("option", "environment", "file"),
    "content": ("/option", "/environment", "/file"),
    "language": ("en", "de_simple", "de"),
    "public_address": ("HTTPS://OPTION/", "HTTPS://ENVIRONMENT/", "HTTPS://FILE/"),
}
"""A value of each setting as an option, in the environment, and in the file."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def refusal(**options: str) -> str:
    with pytest.raises(UsageFault) as fault:
        load_settings(options)
    sentence = str(fault.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert fault.value.exit_code == 2
    return sentence


def test_every_setting_has_an_example_here_and_an_option_of_the_command() -> None:
    assert list(EXAMPLES) == list(Settings.model_fields)
    assert {parameter.name for parameter in kiosk.params} >= set(EXAMPLES)


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_option_beats_the_environment_and_that_the_file(
    key: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option, variable, in_file = EXAMPLES[key]
    (here / "kiosk.toml").write_text(f'{key} = "{in_file}"')
    assert str(getattr(load_settings({}), key)) == in_file
    monkeypatch.setenv(f"KIOSK_{key.upper()}", variable)
    assert str(getattr(load_settings({}), key)) == variable
    assert str(getattr(load_settings({key: None}), key)) == variable
    assert str(getattr(load_settings({key: option}), key)) == option


def test_without_option_environment_and_file_the_defaults_hold() -> None:
    settings = load_settings({})
    state_dir = user_state_path("lotse")
    assert settings.model_dump() == {
        "state_dir": state_dir,
        "store": "",
        "station": "A",
        "printer": "preview:",
        "speech": "auto",
        "loudspeaker": "",
        "headset": "",
        "content": SHIPPED,
        "language": "",
        "public_address": "",
    }
    assert settings.store_url == f"sqlite:///{state_dir}/queue.db"


def test_the_queue_is_kept_in_the_state_directory_unless_a_store_is_named(here: Path) -> None:
    assert load_settings({"state_dir": "state"}).store_url == f"sqlite:///{here}/state/queue.db"
    named = load_settings({"state_dir": "state", "store": "sqlite:////x.db"})
    assert named.store_url == "sqlite:////x.db"


def test_the_file_is_the_named_one_or_the_one_here_or_the_one_of_the_user(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_user = tmp_path / "config-home" / "lotse" / "kiosk.toml"
    of_user.parent.mkdir(parents=True)
    of_user.write_text('station = "U"')
    assert load_settings({}).station == "U"
    (here / "kiosk.toml").write_text('station = "H"')
    assert load_settings({}).station == "H"
    named = tmp_path / "other.toml"
    named.write_text('station = "N"')
    monkeypatch.setenv("KIOSK_CONFIG", str(named))
    assert load_settings({}).station == "N"


@pytest.mark.parametrize("name", ["missing.toml", "folder"])
def test_a_named_file_that_is_not_there_is_refused(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "folder").mkdir()
    monkeypatch.setenv("KIOSK_CONFIG", name)
    assert refusal() == f"KIOSK_CONFIG: there is no file {name}."


def test_an_unknown_key_of_the_file_is_refused_with_file_and_key(here: Path) -> None:
    (here / "kiosk.toml").write_text('station = "B"\nstatoin = "C"')
    sentence = refusal()
    assert sentence.startswith("kiosk.toml: the key statoin is unknown")
    assert "station" in sentence


def test_an_unknown_variable_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_STATOIN", "B")
    sentence = refusal()
    assert "KIOSK_STATOIN is unknown" in sentence
    assert "KIOSK_STATION" in sentence
    assert "KIOSK_CONFIG" in sentence


def test_a_broken_file_is_refused_with_its_name_and_the_line(here: Path) -> None:
    (here / "kiosk.toml").write_text('station = "B"\nprinter = \n')
    sentence = refusal()
    assert sentence.startswith("kiosk.toml can't be read: ")
    assert "line 2" in sentence


def test_a_file_that_is_not_utf_8_is_refused_with_its_name(here: Path) -> None:
    (here / "kiosk.toml").write_bytes('language = "fä"'.encode("latin-1"))
    assert refusal() == "kiosk.toml is not UTF-8: save it again as UTF-8."


@pytest.mark.parametrize("station", ["a", "AB", "7", "Ä", "A\n"])
def test_a_station_that_is_no_letter_is_refused_where_it_was_given(
    station: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(station=station).startswith("--station is wrong: ")
    monkeypatch.setenv("KIOSK_STATION", station)
    assert refusal().startswith("KIOSK_STATION is wrong: ")
    monkeypatch.delenv("KIOSK_STATION")
    (here / "kiosk.toml").write_text(f"station = {station!r}")
    assert refusal().startswith("kiosk.toml: station is wrong: ")


@pytest.mark.usefixtures("open_umask")
def test_the_state_directory_is_made_for_this_user_alone(here: Path) -> None:
    folder = make_state_dir(load_settings({"state_dir": "deep/state"}))
    assert (here / folder).stat().st_mode & 0o777 == 0o700
    assert make_state_dir(load_settings({"state_dir": "deep/state"})) == folder


def test_a_state_directory_that_can_not_be_made_is_refused_with_its_name(here: Path) -> None:
    (here / "file").write_text("in the way")
    with pytest.raises(KioskError, match=r"file/state can't be created.*Set KIOSK_STATE_DIR\."):
        make_state_dir(load_settings({"state_dir": "file/state"}))
