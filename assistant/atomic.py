"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from assistant.errors import SourceError


def write_atomic(path: str | Path, data: bytes) -> None:
    """Put bytes in a file, or leave it as it was.

    They are written to a file beside it, which then takes its place; permissions are kept
    and a symbolic link stays one. Raises SourceError where that cannot be done.
    """
    target = Path(path)
    try:
        target = target.resolve() if target.is_symlink() else target
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe can only be written through
            return
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, name)
        else:
            Path(name).chmod(0o666 & ~_umask())
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
            with copy.open("xb") as file:
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
