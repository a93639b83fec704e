"""The settings and their sources: defaults < user file < project file < environment.

The user file is `config.toml` in the configuration folder, the project file `assistant.toml`
in the current folder; a key `limit_bytes` is ASSISTANT_LIMIT_BYTES in the environment.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from assistant import paths
from assistant.errors import UsageError

PROJECT_FILE = "assistant.toml"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default."""

    engine: Literal["local"] = "local"
    """What proposes the edits."""

    accept: Literal["unflagged", "all", "none"] = "unflagged"
    """Which hunks are accepted without being seen."""

    color: Literal["auto", "always", "never"] = "auto"
    """When to colour what is shown."""

    limit_bytes: int = 20_000_000
    """The largest article that is read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and for each key where its value comes from."""

    settings: Settings
    origins: Mapping[str, str]


def user_file() -> Path:
    """The path of the user's settings, whether it is there or not."""
    return paths.config_dir() / "config.toml"


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Loaded:
    """The settings in force in a folder (the current one).

    Raises UsageError that names the file and the key where one is unknown or of a wrong type.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(_types(), DEFAULT)
    for path in (user_file(), (folder or Path()) / PROJECT_FILE):
        found = _read(path)
        values |= found
        origins |= dict.fromkeys(found, str(path))
    for key, kind in _types().items():
        variable = f"ASSISTANT_{key.upper()}"
        if text := (os.environ if environment is None else environment).get(variable):
            values[key] = _checked(_parsed(text, kind), kind, variable)
            origins[key] = variable
    return Loaded(Settings(**values), origins)


def _types() -> dict[str, Any]:
    hints = get_type_hints(Settings)
    return {field.name: hints[field.name] for field in fields(Settings)}


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error
    types = _types()
    for key in raw:
        if key not in types:
            raise UsageError(f"{path}: unknown key {key!r}", hint=_likely(key))
    return {key: _checked(value, types[key], f"{path}: {key}") for key, value in raw.items()}


def _likely(key: str) -> str:
    close = difflib.get_close_matches(key, _types(), n=1)
    return f"did you mean {close[0]}?" if close else f"keys: {', '.join(_types())}"


def _parsed(text: str, kind: Any) -> Any:
    """A value of the environment; what is no number stays text, and is refused as such."""
    return int(text) if kind is int and text.isascii() and text.isdigit() else text


def _checked(value: Any, kind: Any, place: str) -> Any:
    """The value itself where it fits its type; the message does not repeat it."""
    if kind is int:
        if type(value) is int and value > 0:
            return value
        raise UsageError(f"{place} must be a whole number above 0")
    if value not in get_args(kind):
        raise UsageError(f"{place} must be one of {', '.join(get_args(kind))}")
    return value
