"""Where configuration, state and cache live on this machine.

The platform's own places (XDG on Linux), each overridden by an environment variable:
ASSISTANT_CONFIG_DIR, ASSISTANT_STATE_DIR, ASSISTANT_CACHE_DIR.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

APP = "editorial-assistant"


def config_dir() -> Path:
    """The folder of `config.toml` and of the user's own prompts."""
    return _chosen("ASSISTANT_CONFIG_DIR") or _platform("config")


def state_dir() -> Path:
    """The folder of what must survive a clean-up of the cache: ledgers, logs."""
    return _chosen("ASSISTANT_STATE_DIR") or _platform("state")


def cache_dir() -> Path:
    """The folder of what can be made again, the weights among it."""
    return _chosen("ASSISTANT_CACHE_DIR") or _platform("cache")


def is_inside(path: str | Path, folder: str | Path) -> bool:
    """Whether a path lies in a folder or below, with every link followed to where it leads."""
    try:
        return Path(path).resolve().is_relative_to(Path(folder).resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def is_folder(path: str | Path) -> bool:
    """Whether a path leads to a folder; not where that cannot be looked at."""
    return os.path.isdir(path)  # noqa: PTH112 `Path.is_dir` raises there


def is_file(path: str | Path) -> bool:
    """Whether a path leads to a regular file; not where that cannot be looked at."""
    return os.path.isfile(path)  # noqa: PTH113 `Path.is_file` raises there


def private(folder: Path) -> Path:
    """A folder of ours that nobody else may enter, made where it is missing.

    One that is there and was chosen by a variable may be shared, and stays as it is. Raises
    OSError where it cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not missing and folder in map(_platform, ("config", "state", "cache")):
        with suppress(OSError):
            folder.chmod(0o700)
    return folder


def _chosen(variable: str) -> Path | None:
    value = os.environ.get(variable, "")
    return Path(value).expanduser().absolute() if value else None


def _platform(kind: str) -> Path:
    import platformdirs

    match kind:
        case "config":
            return platformdirs.user_config_path(APP, appauthor=False)
        case "state":
            return platformdirs.user_state_path(APP, appauthor=False)
        case _:
            return platformdirs.user_cache_path(APP, appauthor=False)
