"""What a batch is made of: articles in files and articles in rows, and what could be none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from posixpath import splitext
from typing import Protocol

from assistant.article.document import Document
from assistant.article.formats.registry import format_named, format_of_path
from assistant.batch import packing
from assistant.errors import SourceError
from assistant.workspace import opening


@dataclass(frozen=True, slots=True)
class FileItem:
    """An article in a file of its own, which may be compressed.

    `key` is unique in the batch and the same at each run: the path of the file from the folder
    that the batch is of, with `/` between its parts. `size` (bytes) and `mtime_ns` are those of
    the file, cheap to compare; `digest` reads it.
    """

    key: str
    path: Path
    size: int
    mtime_ns: int

    @property
    def where(self) -> str:
        """Where it is, for a person."""
        return printable(str(self.path))

    @property
    def title(self) -> str:
        """The title that is known before it is read: none."""
        return ""

    @property
    def form(self) -> str:
        """The name of the format by its suffix; equal bytes of another form are another text."""
        return _form(splitext(packing.inner_name(self.key))[1])

    @property
    def source(self) -> Path | None:
        """The file that a review of it can name as its source; None where it is compressed."""
        return None if packing.suffix_of(self.path) else self.path

    def data(self, limit: int) -> bytes:
        """Its bytes, unpacked; raises SourceError where they cannot be read or exceed `limit`."""
        return packing.read(self.path, limit)

    def digest(self, limit: int) -> str:
        """The SHA-256 of its bytes, unpacked, in hex; raises as `data` does."""
        return hashlib.sha256(self.data(limit)).hexdigest()

    def document(self, limit: int, encoding: str = "") -> Document:
        """Its document, as `workspace.opening.read` gives one; raises what that raises."""
        if self.source is not None:
            return opening.read(str(self.path), limit, encoding=encoding)
        name = packing.inner_name(str(self.path))
        data = self.data(limit)
        document = Document.of_bytes(data, path=name, limit=limit, encoding=encoding)
        return opening.english(document, str(self.path))


@dataclass(frozen=True, slots=True)
class RowItem:
    """An article in a row of a table.

    `key` is what stands in its id field, as written there, or `FILE:LINE` (`FILE:ROW` for
    Parquet) where no id field is named; it is unique in the batch. `where` is `FILE:LINE`, for a
    person. `form` names the format in which the text is read: `text` or `markdown`.
    """

    key: str
    where: str
    text: str = field(repr=False)
    title: str = ""
    form: str = "text"

    @property
    def source(self) -> Path | None:
        """A file of its own that a review can name: none."""
        return None

    def data(self, limit: int) -> bytes:
        """Its text in UTF-8; raises SourceError where it is larger than `limit`."""
        data = self.text.encode()
        if len(data) > limit:
            raise SourceError(f"{self.where} is larger than {limit:,} bytes")
        return data

    def digest(self, limit: int) -> str:
        """The SHA-256 of its text in UTF-8, in hex: that of its document; raises as `data`."""
        return hashlib.sha256(self.data(limit)).hexdigest()

    def document(self, limit: int, encoding: str = "") -> Document:
        """Its document; raises what `workspace.opening.read` raises, in terms of `where`."""
        known = format_named(self.form)
        document = Document.of_text(self.text, path=self.where, format=known, limit=limit)
        return opening.english(document, self.where)


Item = FileItem | RowItem
"""An article of a batch. Equal (digest, form) means equal work. Items can be pickled."""


@dataclass(frozen=True, slots=True)
class BadItem:
    """What should have been an article and is none; it is failed, and the others go on.

    `where` is `FILE`, or `FILE:LINE` for rows; `reason` is a clause such as "it is empty".
    """

    key: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was not meant to be an article, and is told only as a count by reason.

    Such are a picture in a folder of articles, a link to another folder, a row without text.
    """

    key: str
    where: str
    reason: str


Entry = Item | BadItem | PassedOver


@lru_cache(1000)
def _form(suffix: str) -> str:
    return format_of_path(f"article{suffix}").name


def printable(path: str) -> str:
    """A path whose bytes may be no text, as a text; nothing else is changed in it."""
    if path.isascii():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class Entries(Protocol):
    """Whatever gives the entries of a batch."""

    def entries(self) -> Iterator[Entry]:
        """Every entry in the order of the input, from the start at each call, in little memory.

        The same input gives the same entries in the same order. One that is bad ends nothing.
        """
