"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path

from assistant.errors import SourceError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
PRIVATE = 0o600
"""The permissions of what only its owner may read."""


def write_atomic(path: str | Path, data: bytes, *, most: int = 0o7777, follow: bool = True) -> None:
    """Put bytes in a file, or leave it as it was.

    They are written to a file beside it, which then takes its place; permissions are kept, as
    far as they are within `most`, and a symbolic link stays one unless it is not to be
    followed. Raises SourceError where that cannot be done.
    """
    target = Path(path)
    try:
        is_link = target.is_symlink()
        target = target.resolve() if is_link and follow else target
        if (follow or not is_link) and target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe can only be written through
            return
        _replace(target, data, most)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def permissions(path: str | Path) -> int:
    """What may be done with a file, as `most` of what is made of it; all where it is not there."""
    try:
        known = Path(path).stat()
    except (OSError, ValueError):
        return 0o7777
    return stat.S_IMODE(known.st_mode) | PRIVATE if stat.S_ISREG(known.st_mode) else 0o7777


@contextmanager
def replacing(path: str | Path, *, most: int = 0o7777) -> Iterator[BufferedRandom]:
    """What is written in the course of it takes the place of a file, or leaves it as it was.

    A symbolic link is replaced, not followed. Permissions as `write_atomic` has them. Raises
    SourceError where that cannot be done.
    """
    try:
        with _beside(Path(path), most) as file:
            yield file
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _replace(target: Path, data: bytes, most: int) -> None:
    with _beside(target, most) as file:
        file.write(data)


@contextmanager
def _beside(target: Path, most: int) -> Iterator[BufferedRandom]:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        usual = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(usual & most)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def backup(path: str | Path) -> Path:
    """Copy a file to its name with .bak behind it, or .bak.1 and so on, never over another."""
    source = Path(path)
    number = 0
    while True:
        copy = source.with_name(source.name + (".bak" if not number else f".bak.{number}"))
        try:
            with os.fdopen(os.open(copy, _NEW, PRIVATE), "wb") as file:
                file.write(source.read_bytes())
            shutil.copymode(source, copy)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise _unwritable(copy, error) from error
        else:
            return copy


def _unwritable(path: str | Path, error: Exception) -> SourceError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT:
        return SourceError(f"{path} cannot be written: its folder does not exist")
    if number in (errno.ENOSPC, errno.EDQUOT):
        return SourceError(f"{path} cannot be written: the disk is full; nothing was changed")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return SourceError(f"{path} cannot be written: {reason}", hint="choose another place with -o")
