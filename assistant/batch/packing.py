"""Compressed files: told by their suffix, unpacked as they are read, packed as they are written."""

from __future__ import annotations

import errno
import gzip
import importlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from posixpath import splitext
from typing import Any, BinaryIO, cast

from assistant.errors import SourceError, UsageError
from assistant.reading import TooLargeError, open_regular, read_regular

SUFFIXES = (".gz", ".zst")
_SIGNS = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
_LOOKED_AT = 4096


class DamagedError(OSError):
    """A compressed file is damaged or cut off."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is damaged or cut off")


def suffix_of(path: str | PurePath) -> str:
    """The suffix of a path that says how it is compressed, or the empty string."""
    suffix = splitext(path)[1].lower()
    return suffix if suffix in SUFFIXES else ""


def inner_name(path: str) -> str:
    """The path without that suffix."""
    suffix = suffix_of(path)
    return path[: -len(suffix)] if suffix else path


def read(path: Path, limit: int) -> bytes:
    """The bytes of a file, unpacked, of at most `limit`.

    Raises SourceError where they are more or cannot be read.
    """
    try:
        if not suffix_of(path):
            return read_regular(path, limit)
        with unpacked(path) as file:
            data = file.read(limit + 1)
    except TooLargeError as error:
        raise _too_large(path, limit) from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def told_suffix(start: bytes) -> str:
    """The suffix of what begins with some bytes, or the empty string."""
    return next((suffix for suffix, sign in _SIGNS.items() if start.startswith(sign)), "")


def beginning(path: Path, suffix: str = "") -> bytes:
    """The first bytes of a file, unpacked as a suffix says.

    Raises SourceError where it cannot be read.
    """
    try:
        with unpacked(path, suffix) as file:
            return file.read(_LOOKED_AT)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


@contextmanager
def unpacked(path: Path, suffix: str | None = None) -> Iterator[BinaryIO]:
    """A regular file to be read, unpacked on the way as its suffix says, or the one given.

    Raises OSError where it cannot be read, is damaged or is cut off, then or while it is read,
    and UsageError where what unpacks it is not installed.
    """
    with open_regular(path) as raw:
        match suffix_of(path) if suffix is None else suffix:
            case ".gz":
                with _damage_told(), gzip.GzipFile(fileobj=raw) as file:
                    yield cast("BinaryIO", file)
            case ".zst":
                with _damage_told(), _zstd().open(raw, "rb") as file:
                    yield file
            case _:
                yield raw


@contextmanager
def until_damage(path: Path) -> Iterator[BinaryIO]:
    """The same, for whoever is content with what stands before the damage, and only reads.

    Raises SourceError where it cannot be read at all.
    """
    try:
        with suppress(DamagedError), unpacked(path) as file:
            yield file
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


@contextmanager
def packed(file: BinaryIO, path: str | PurePath) -> Iterator[BinaryIO]:
    """What packs what is written to it into a file, as the suffix of a path says.

    The same content gives the same bytes.
    """
    match suffix_of(path):
        case ".gz":
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packing:
                yield cast("BinaryIO", packing)
        case ".zst":
            with _zstd().open(file, "wb") as packing:
                yield packing
        case _:
            yield file


@contextmanager
def _damage_told() -> Iterator[None]:
    """Raise OSError for whatever the libraries raise for a file that is damaged or cut off."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise DamagedError from error
    except (EOFError, zlib.error) as error:
        raise DamagedError from error
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise DamagedError from error


def _zstd() -> Any:
    """The module that reads and writes Zstandard: Python's own from 3.14 on."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise UsageError(
        "reading .zst files needs an extra package",
        hint="pip install 'editorial-assistant[zstd]', or unpack them first",
    )


def _too_large(path: Path, limit: int) -> SourceError:
    return SourceError(
        f"{path} is larger than {limit:,} bytes",
        hint="split it into articles, or raise the limit",
    )
