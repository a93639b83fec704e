"""The rest of a path that is being written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def completed(value: str, allowed: Callable[[Path], bool] = lambda _: True) -> str | None:
    """The first path, by name, that begins as `value` does, a folder with a slash behind it.

    None where there is none, or where its folder is not `allowed`.
    """
    folder, slash, begun = value.rpartition("/")
    try:
        place = Path(folder + slash).expanduser() if folder + slash else Path()
        if not allowed(place):
            return None
        names = sorted(
            (entry.name, entry.is_dir())
            for entry in place.iterdir()
            if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
        )
    except (OSError, ValueError, RuntimeError):
        return None
    for name, is_folder in names:
        if name.isprintable():
            return folder + slash + name + ("/" if is_folder else "")
    return None
