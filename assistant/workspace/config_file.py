"""Writing a setting into the user's file; what else stands in it stays, comments too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant import atomic, paths
from assistant.config import checked, user_file
from assistant.engines import registry
from assistant.errors import SourceError, UsageError


def change(key: str, value: Any) -> Path:
    """Set a key in the user's file, atomically; the path of the file.

    Raises UsageError where the value does not fit, and SourceError where the file cannot be
    read or written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = user_file()
    if checked(key, value, key) and key == "engine":
        registry.require(value)
    try:
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        if isinstance(value, Mapping):
            table = tomlkit.table()
            table.update(value)
            document[key] = table
        elif key in document or not any(isinstance(v, Mapping) for v in document.values()):
            document[key] = value
        else:
            document = _before_tables(document, key, value)
        paths.private(path.parent)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be changed: {error}") from error
    except TOMLKitError as error:
        raise UsageError(f"{path}: {error}") from error
    atomic.write_atomic(path, tomlkit.dumps(document).encode("utf-8"))
    return path


def _before_tables(document: Any, key: str, value: Any) -> Any:
    """A new key stands above the tables, or it would be one of theirs."""
    import tomlkit

    line = tomlkit.document()
    line[key] = value
    return tomlkit.parse(tomlkit.dumps(line) + tomlkit.dumps(document))
