"""The ZIP archive that a document of an office program is: its parts, and writing some anew."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers.expat import ExpatError

from assistant.errors import SourceError

LARGEST_PART = 64_000_000
"""Bytes of a part that is read as XML; above it a document is none, or a bomb."""

_LARGEST = 1_000_000_000
_MOST_PARTS = 20_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
            ValueError, LookupError)  # fmt: skip


@dataclass(frozen=True)
class Package:
    """The parts of an archive, by name. Nothing is unpacked before it is asked for."""

    data: bytes = field(repr=False)

    def __contains__(self, name: object) -> bool:
        """Whether it has a part of that name."""
        return name in self._parts

    def part(self, name: str) -> bytes:
        """The bytes of a part, in UTF-8 where it is XML.

        Raises SourceError where it is missing, damaged or too large.
        """
        entry = self._parts.get(name)
        if entry is None:
            raise SourceError(f"the document has no {name}", hint="it is damaged or unfinished")
        if entry.file_size > LARGEST_PART:
            raise SourceError(f"its {name} unpacks to more than {LARGEST_PART:,} bytes")
        return _in_utf8(self._read(entry))

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with some parts written anew or added; all others are as they were."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as out:
            for entry in self._archive.infolist():
                data = parts[entry.filename] if entry.filename in parts else self._read(entry)
                out.writestr(_like(entry), data)
            for name, data in parts.items():
                if name not in self._parts:
                    new = zipfile.ZipInfo(name)
                    new.compress_type = zipfile.ZIP_DEFLATED
                    out.writestr(new, data)
        return stream.getvalue()

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.data))
        except _DAMAGED as error:
            raise _damaged(error) from error
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _LARGEST:
            raise SourceError("the document unpacks to more than a document can be")
        return archive

    @cached_property
    def _parts(self) -> dict[str, zipfile.ZipInfo]:
        return {entry.filename: entry for entry in self._archive.infolist()}

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise SourceError("the document is locked by a password", hint="take it off first")
        try:
            return self._archive.read(entry)
        except _DAMAGED as error:
            raise _damaged(error) from error


def unreadable(name: str, error: ExpatError) -> SourceError:
    """What is said of a part that is no well-formed XML."""
    place = f"line {error.lineno}, column {error.offset + 1}"
    return SourceError(
        f"its {name} is no sound XML ({place})",
        hint="open it in the program that wrote it, and save it again",
    )


def _damaged(error: Exception) -> SourceError:
    return SourceError(
        f"the document is damaged: {error}", hint="open it where it was written, save it again"
    )


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The description of a part that is written anew, as it was but for its size."""
    new = zipfile.ZipInfo(entry.filename, entry.date_time)
    new.compress_type = entry.compress_type
    new.external_attr, new.create_system = entry.external_attr, entry.create_system
    new.comment = entry.comment
    return new


def _in_utf8(data: bytes) -> bytes:
    """XML in UTF-16 as UTF-8; all else as it is."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    text = data.decode("utf-16", "replace")
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    return text.encode()
