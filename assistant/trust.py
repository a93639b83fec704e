"""Folders whose settings and prompts count in full: known by path and by the digest of both.

Whoever made a folder (a clone, an archive) could choose where an article is sent, which file
is read as a key, and what a model is told. So that counts only once the user has said so, and
as long as nothing of it changes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from assistant import paths
from assistant.errors import SourceError
from assistant.reading import read_regular, read_text

PROJECT_FILE = "assistant.toml"
PROMPTS_FOLDER = "prompts"
_LARGEST = 1_000_000


def prompt_files(folder: Path) -> tuple[Path, ...]:
    """The prompts that a folder brings, by name."""
    return tuple(sorted((folder / PROMPTS_FOLDER).glob("*.toml")))


def is_trusted(folder: Path) -> bool:
    """Whether the user trusts a folder as it is now."""
    known = _known().get(str(folder.resolve()))
    try:
        return known is not None and known == _digest(folder)
    except OSError:
        return False


def remember(folder: Path) -> None:
    """Trust a folder as it is now; raises SourceError where it cannot be read or remembered."""
    try:
        digest = _digest(folder)
    except OSError as error:
        raise SourceError(f"{error.filename} cannot be read: {error.strerror}") from error
    _store({**_known(), str(folder.resolve()): digest})


def forget(folder: Path) -> bool:
    """Trust a folder no longer; whether it was trusted. Raises SourceError as `remember` does."""
    known = _known()
    if known.pop(str(folder.resolve()), None) is None:
        return False
    _store(known)
    return True


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in (folder / PROJECT_FILE, *prompt_files(folder)):
        data = read_regular(path, _LARGEST) if path.exists() else b""
        found.update(f"{path.name}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
    return found.hexdigest()


def _file() -> Path:
    return paths.state_dir() / "trusted.json"


def _known() -> dict[str, str]:
    try:
        stored = json.loads(read_text(_file(), _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in stored.items()} if isinstance(stored, dict) else {}


def _store(known: dict[str, str]) -> None:
    from assistant.atomic import PRIVATE, write_atomic

    try:
        paths.private(_file().parent)
    except OSError as error:
        raise SourceError(f"{_file().parent} cannot be made: {error.strerror}") from error
    write_atomic(_file(), json.dumps(known, indent=1).encode(), most=PRIVATE)
