"""What this machine is wired to: option > environment > kiosk.toml > default."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_state_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.content_folder import SHIPPED
from kiosk.errors import KioskError, UsageFault
from kiosk.plain import plain_line

PREFIX = "KIOSK_"


_ADDRESS = "^$|^[hH][tT][tT][pP][sS]?://[A-Za-z0-9.-]+(:[0-9]+)?/[A-Z0-9/]*$"
_REASONS = {
    "public_address": "it must be at most 22 characters such as HTTPS://LOTSE.EXAMPLE/, path in"
    " capitals: a QR code is smallest so",
    "station": "it must be one letter from A to Z",
    "speech": "it must be auto, off or wav:DIR",
}


class Settings(BaseModel):
    """The settings of one machine; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    state_dir: Path = Field(default_factory=lambda: user_state_path("lotse"))
    """Queue, print jobs, sound cache and keys; created for this user alone."""
    store: str = ""
    """Where the queue is kept; by default queue.db in the state directory."""
    station: str = Field(default="A", pattern="^[A-Z]$")
    """The letter of the numbers this machine issues."""
    printer: str = "preview:"
    """Where slips go, such as preview:, tcp://host:9100, file:///dev/usb/lp0, cups://name, off:."""
    speech: str = Field(default="auto", pattern="^(auto|off|wav:.+)$")
    """auto, off, or wav:DIR."""
    loudspeaker: str = ""
    """The sink or ALSA device everybody hears; by default the system's."""
    headset: str = ""
    """The sink or ALSA device of the headset; by default the one that says it is worn."""
    content: Path = SHIPPED
    """The content directory of this office."""
    language: str = ""
    """The language of the start screen; by default the office's first."""
    public_address: str = Field(default="", pattern=_ADDRESS, max_length=22)
    """Where a scanned code leads, such as HTTPS://LOTSE.EXAMPLE/; empty: the code alone."""

    @property
    def store_url(self) -> str:
        """Where the queue is kept, with the default filled in."""
        return self.store or f"sqlite:///{self.state_dir.absolute() / 'queue.db'}"


def settings_file() -> Path:
    """Return KIOSK_CONFIG, or kiosk.toml here, or the one in the user's configuration."""
    if named := os.environ.get("KIOSK_CONFIG"):
        return Path(named)
    here = Path("kiosk.toml")
    return here if here.exists() else user_config_path("lotse") / "kiosk.toml"


def load_settings(options: Mapping[str, Any]) -> Settings:
    """Read the settings, or raise UsageFault naming the source, the key and what to do."""
    given = {key: value for key, value in options.items() if value is not None}
    _refuse_unknown_variables()
    _refuse_missing_file()
    try:
        return Settings.model_validate({**_from_file(), **_from_environment(), **given})
    except ValidationError as fault:
        first = fault.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UsageFault(_sentence(key, first["type"], first["msg"], given)) from fault
    except tomllib.TOMLDecodeError as fault:
        raise UsageFault(f"{settings_file()} can't be read: {fault}. Mend that line.") from fault
    except UnicodeDecodeError as fault:
        raise UsageFault(f"{settings_file()} is not UTF-8: save it again as UTF-8.") from fault
    except OSError as fault:
        raise UsageFault(f"{settings_file()} can't be read: {fault.strerror}.") from fault


def make_state_dir(settings: Settings) -> Path:
    """Create the state directory for this user alone, or raise KioskError."""
    folder = settings.state_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise KioskError(
            f"The state directory {folder} can't be created: {reason}. Set KIOSK_STATE_DIR."
        ) from fault
    return folder


def _from_file() -> Mapping[str, Any]:
    """Return what the file says; none in the usual places says nothing."""
    try:
        text = settings_file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return tomllib.loads(text)


def _from_environment() -> Mapping[str, str]:
    """Return what variables say; an empty one says nothing."""
    names = {name: os.environ.get(PREFIX + name.upper()) for name in Settings.model_fields}
    return {name: value for name, value in names.items() if value}


def _refuse_unknown_variables() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {"KIOSK_CONFIG"}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise UsageFault(
            f"The environment variable {plain_line(unknown[0])} is unknown; "
            f"known are {', '.join(sorted(known))}."
        )


def _refuse_missing_file() -> None:
    """Refuse a named file that is not there; the usual places may be empty."""
    if os.environ.get("KIOSK_CONFIG") and not settings_file().is_file():
        raise UsageFault(f"KIOSK_CONFIG: there is no file {plain_line(str(settings_file()))}.")


def _sentence(key: str, kind: str, reason: str, given: Mapping[str, Any]) -> str:
    variable = PREFIX + key.upper()
    if kind == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return f"{settings_file()}: the key {plain_line(key)} is unknown; known are {known}."
    if key in given:
        where = f"--{key.replace('_', '-')}"
    elif variable in os.environ:
        where = variable
    else:
        where = f"{settings_file()}: {key}"
    return f"{where} is wrong: {_REASONS.get(key, plain_line(reason))}."
