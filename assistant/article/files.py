"""The articles of files, streams and pastes, where the bytes they come from do not matter."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from assistant.article.document import LIMIT, Document
from assistant.article.formats.base import Format
from assistant.article.model import Article


def read(path: str | Path, *, limit: int = LIMIT) -> Article:
    """The article in a file, as `Document.read` has it."""
    return Document.read(path, limit=limit).article


def read_stream(stream: BinaryIO, *, limit: int = LIMIT) -> Article:
    """The article that a stream of bytes holds, as `Document.read_stream` has it."""
    return Document.read_stream(stream, limit=limit).article


def read_bytes(
    data: bytes,
    *,
    path: str = "-",
    format: Format | None = None,  # noqa: A002
    limit: int = LIMIT,
) -> Article:
    """The article that some bytes hold, as `Document.of_bytes` has it."""
    return Document.of_bytes(data, path=path, format=format, limit=limit).article


def read_text(
    source: str,
    *,
    path: str = "-",
    format: Format | None = None,  # noqa: A002
    limit: int = LIMIT,
) -> Article:
    """The article of a text that is already decoded, as `Document.of_text` has it."""
    return Document.of_text(source, path=path, format=format, limit=limit).article
