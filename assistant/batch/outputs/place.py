"""A path below the output folder, reached over no link, and whose file lies there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from assistant.errors import SourceError
from assistant.reading import sha256

_LARGEST = 1 << 50


def placed(out: Path, relative: str) -> Path:
    """The path of an output; the folders above it are made.

    Raises SourceError where a link or a file stands in the way, or none can be made.
    """
    parts = PurePosixPath(relative)
    if parts.is_absolute() or not parts.parts or ".." in parts.parts:
        raise SourceError(f"{relative} does not lie below {out}")
    folder = out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in parts.parent.parts:
            folder = folder / part
            if folder.is_symlink():
                raise SourceError(f"{folder} is a link", hint="nothing is written through links")
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder} cannot be made: {error.strerror}") from error
    return folder / parts.name


def require_own(path: Path, known: Collection[str], *, force: bool = False) -> None:
    """Raise SourceError where a file lies at a path that we did not write.

    `known` are the SHA-256, in hex, of what we may have written there. With `force` any file is
    ours, but nothing that is no file, and no link's target.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise SourceError(f"{path} exists and is not a regular file", hint="remove it")
    if force or not path.exists():
        return
    try:
        is_own = sha256(path, _LARGEST) in known
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    if not is_own:
        raise SourceError(
            f"{path} was not written by this batch",
            hint="remove it, or overwrite it with --force",
        )
