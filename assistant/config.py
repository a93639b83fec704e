"""The settings and their sources: defaults < user file < project file < environment.

The user file is `config.toml` in the configuration folder, the project file `assistant.toml`
in the current folder; a key `limit_bytes` is ASSISTANT_LIMIT_BYTES in the environment. Of a
project file that the user does not trust only what can do no harm counts.
"""

from __future__ import annotations

import difflib
import math
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from assistant import paths, prompts, trust
from assistant.errors import UsageError
from assistant.notices import Notice, NoticeKind
from assistant.reading import read_text
from assistant.settings import PLACES, RANGES, Settings, updated, value
from assistant.trust import PROJECT_FILE

_BARE = "true, false and numbers stand as they are, all else in quotation marks"
DEFAULT = "default"
FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and for each flat key where its value comes from.

    `untrusted` names what the current folder sets and does not count, prompts as well.
    """

    settings: Settings
    origins: Mapping[str, str]
    untrusted: tuple[str, ...] = ()

    @property
    def flags(self) -> Mapping[str, Any]:
        """What was given by flags, by flat keys."""
        given = (key for key, origin in self.origins.items() if origin == FLAG)
        return {key: value(self.settings, key) for key in given}


def user_file() -> Path:
    """The path of the user's settings, whether it is there or not."""
    return paths.config_dir() / "config.toml"


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Loaded:
    """The settings in force in a folder (the current one).

    Raises UsageError that names the file and the key where one is unknown or of a wrong type.
    """
    folder = folder or Path()
    project = folder / PROJECT_FILE
    own, brought = _read(user_file()), _read(project)
    untrusted = untrusted_in(folder, brought)
    counts = {key: each for key, each in brought.items() if key not in untrusted}
    if any(key.startswith(_RULES) for key in untrusted):
        counts["rules"] = without_patterns(counts["rules"])
    values = {**own, **counts}
    origins = {
        **dict.fromkeys(PLACES, DEFAULT),
        **dict.fromkeys(own, str(user_file())),
        **dict.fromkeys(counts, str(project)),
    }
    for key, place in PLACES.items():
        if get_origin(place.type) is Mapping:
            continue
        variable = f"ASSISTANT_{key.upper()}"
        if text := (os.environ if environment is None else environment).get(variable):
            values[key] = _checked(key, _parsed(text, place.type), variable)
            origins[key] = variable
    return Loaded(updated(Settings(), values), origins, untrusted)


def project(folder: Path) -> Mapping[str, Any]:
    """What the project file of a folder sets, whether it counts or not; raises as `load` does."""
    return _read(folder / PROJECT_FILE)


def guarded_in(folder: Path, brought: Mapping[str, Any]) -> tuple[str, ...]:
    """What of a folder's settings and prompts counts only where the folder is trusted, by name."""
    keys = (key for key, each in brought.items() if not _is_harmless(key, each, folder))
    rules = brought.get("rules", {}).items()
    patterns = (f"{_RULES}{name}" for name, rule in rules if _has_patterns(rule))
    return (
        *keys,
        *patterns,
        *(f"{path.parent.name}/{path.name}" for path in prompts.overrides(folder)),
    )


def without_patterns(rules: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of a house without their patterns, which may take for ever; words may not."""
    return {
        name: {key: each for key, each in rule.items() if key != "patterns"}
        if _has_patterns(rule)
        else rule
        for name, rule in rules.items()
    }


def _has_patterns(rule: Any) -> bool:
    return isinstance(rule, Mapping) and "patterns" in rule


def untrusted_in(folder: Path, brought: Mapping[str, Any]) -> tuple[str, ...]:
    """The same, but nothing of a folder that the user trusts."""
    guarded = guarded_in(folder, brought)
    return () if not guarded or trust.is_trusted(folder) else guarded


def untrusted_notice(untrusted: Sequence[str]) -> Notice:
    """What a person is told of what does not count."""
    message = f"not used, as this folder is not trusted: {', '.join(untrusted)}"
    hint = "`assistant trust`, if you know who wrote it"
    return Notice(message, hint, NoticeKind.WARNING)


def _is_harmless(key: str, given: Any, folder: Path) -> bool:
    """Whether anybody's folder may set a key: it neither sends, nor spends, nor reads elsewhere."""
    if key in _FILES_OF_THE_HOUSE:
        place = folder / given
        return not given.startswith("~") and paths.is_inside(place, folder)
    return key in _HARMLESS


def overridden(loaded: Loaded, flags: Mapping[str, Any]) -> Loaded:
    """The settings with what flags say; a flag that is None says nothing.

    Raises UsageError that names the flag where its value does not fit.
    """
    said = {key: value for key, value in flags.items() if value is not None}
    values = {k: _checked(k, v, f"--{k.replace('_', '-')}") for k, v in said.items()}
    origins = {**loaded.origins, **dict.fromkeys(said, FLAG)}
    return replace(loaded, settings=updated(loaded.settings, values), origins=origins)


def reloaded(loaded: Loaded) -> Loaded:
    """The settings as files and variables have them by now, under the same flags.

    Raises UsageError as `load` does.
    """
    return overridden(load(), loaded.flags)


def checked(key: str, value: Any, place: str) -> Any:
    """A value that fits its key; raises UsageError, which names `place`, for any other."""
    if key not in PLACES:
        raise UsageError(f"{place}: unknown key {key!r}", hint=_likely(key))
    return _checked(key, value, place)


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(read_text(path, _LARGEST))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: this is not valid TOML: {error}", hint=_BARE) from error
    for key in raw:
        if key not in PLACES:
            raise UsageError(f"{path}: unknown key {key!r}", hint=_likely(key))
    return {key: _checked(key, value, f"{path}: {key}") for key, value in raw.items()}


def _likely(key: str) -> str:
    close = difflib.get_close_matches(key, PLACES, n=1)
    return f"did you mean {close[0]}?" if close else f"keys: {', '.join(PLACES)}"


def _parsed(text: str, kind: Any) -> Any:
    """A value of the environment; what does not parse stays text, and is refused as such."""
    if kind is bool:
        return {"1": True, "true": True, "0": False, "false": False}.get(text.lower(), text)
    if kind is int:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 40 else text
    if kind is float:
        return float(text) if _DECIMAL.fullmatch(text) else text
    return text


def _checked(key: str, given: Any, place: str) -> Any:
    """The value itself where it fits its key; the message does not repeat it."""
    kind = PLACES[key].type
    if get_origin(kind) is Literal:
        if given in get_args(kind):
            return given
        raise UsageError(f"{place} must be one of {', '.join(get_args(kind))}")
    wanted, fits = _KINDS[get_origin(kind) or kind]
    if not fits(given):
        raise UsageError(f"{place} must be {wanted}")
    if key in _ABOVE_ZERO and not given:
        raise UsageError(f"{place} must be above 0")
    if key in RANGES and given > RANGES[key]:
        raise UsageError(f"{place} must be at most {RANGES[key]:,}")
    return given


def _is_number(value: Any) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


_LARGEST = 1_000_000
_HARMLESS = frozenset(
    {"accept", "color", "limit_bytes", "theme", "mouse", "keymap", "keys", "rules"}
)
_RULES = "rules."
_FILES_OF_THE_HOUSE = frozenset({"style", "glossary"})
_ABOVE_ZERO = frozenset(
    {"limit_bytes", "in_flight", "connect_seconds", "read_seconds", "prompt_limit"}
)
_DECIMAL = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_KINDS: dict[Any, tuple[str, Callable[[Any], bool]]] = {
    int: ("a whole number, 0 or above", lambda value: type(value) is int and value >= 0),
    float: ("a number, 0 or above", lambda value: _is_number(value) and value >= 0),
    bool: ("true or false", lambda value: type(value) is bool),
    str: ("a text", lambda value: isinstance(value, str)),
    Mapping: ("a table", lambda value: isinstance(value, dict)),
}
