"""Reading files that somebody else may have made: regular ones, and no more than a limit."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """The file is larger than it may be."""


def read_regular(path: str | Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit`; a pipe or a device is not even waited for.

    Raises OSError, whose `strerror` says why, and ValueError for what is no path.
    """
    with _opened(path, limit) as file:
        return b"".join(_chunks(file, path, limit))


def read_text(path: str | Path, limit: int) -> str:
    """The text of such a file, in UTF-8; raises UnicodeDecodeError, a ValueError, for others."""
    return read_regular(path, limit).decode("utf-8")


def read_pipe(path: str | Path, limit: int) -> bytes:
    """What comes from a pipe, of at most `limit` bytes; raises what `read_regular` raises."""
    with Path(path).open("rb") as file:
        return b"".join(_chunks(file, path, limit))


def sha256(path: str | Path, limit: int) -> str:
    """The digest of such a file, in hex, in little memory; raises what `read_regular` raises."""
    found = hashlib.sha256()
    with _opened(path, limit) as file:
        for chunk in _chunks(file, path, limit):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def open_regular(path: str | Path) -> Iterator[BinaryIO]:
    """A regular file of any size, to be read; raises what `read_regular` raises."""
    _require_regular(Path(path).stat(), path)  # opening some devices does something
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        _require_regular(os.fstat(descriptor), path)
        yield file


@contextmanager
def _opened(path: str | Path, limit: int) -> Iterator[BinaryIO]:
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise _too_large(path, limit)
        yield file


def _chunks(file: BinaryIO, path: str | Path, limit: int) -> Iterator[bytes]:
    """What a file holds, piece by piece; one that grows meanwhile is too large as well."""
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_large(path, limit)
        yield chunk


def _require_regular(known: os.stat_result, path: str | Path) -> None:
    if stat.S_ISDIR(known.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(known.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))


def _too_large(path: str | Path, limit: int) -> TooLargeError:
    return TooLargeError(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
