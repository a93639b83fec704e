"""Reading articles from files, streams and pastes."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from assistant.article.encodings import decode, encode
from assistant.article.lines import blank
from assistant.article.model import Article, Encoding, Format
from assistant.article.structure import structure
from assistant.errors import SourceError

LIMIT = 20_000_000
"""The largest article that is read unless told otherwise, in bytes."""

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_MARKDOWN_SIGNS = re.compile(
    r"""\A(?:\s*\n)?\#{1,6}[ ]\S                    # a heading at the top
      | ^\#{2,6}[ ]\S.*\n\s*\n                      # a heading below it
      | ^```[\w-]*[ ]*\r?\n(?:(?!```).*\n){0,500}?```[ ]*\r?$
      | \[[^\[\]\r\n]{1,200}\]\(https?://[^\s()]{1,500}\)
      | \A---[ ]*\r?\n(?:[A-Za-z]\w*:.*\n){1,50}---[ ]*\r?$""",
    re.VERBOSE | re.MULTILINE,
)


def read(path: str | Path, *, limit: int = LIMIT) -> Article:
    """The article in a file; `.md` and `.markdown` are Markdown, all else is plain text.

    Raises SourceError where the file is missing, unreadable, empty, no text or above
    `limit` bytes.
    """
    return read_bytes(_bytes(path, limit), path=str(path), limit=limit)


def read_stream(
    stream: BinaryIO,
    *,
    path: str = "-",
    format: Format | None = None,  # noqa: A002
    limit: int = LIMIT,
) -> Article:
    """The article that a stream of bytes holds; no more than `limit` bytes are read from it."""
    return read_bytes(stream.read(limit + 1), path=path, format=format, limit=limit)


def read_bytes(
    data: bytes,
    *,
    path: str = "-",
    format: Format | None = None,  # noqa: A002
    limit: int = LIMIT,
) -> Article:
    """The article that some bytes hold.

    The format is the one given, or that of the suffix of `path`; for `-` it is Markdown
    where the text certainly is. Raises SourceError as `read` does.
    """
    if len(data) > limit:
        raise _too_large(path, limit)
    decoded = decode(data)
    if decoded is None:
        raise SourceError(
            f"{_name(path)} is not a text file",
            hint="give a plain text or Markdown file, in UTF-8 where you can choose",
        )
    return _article(*decoded, data, path, format)


def read_text(
    source: str,
    *,
    path: str = "-",
    format: Format | None = None,  # noqa: A002
    limit: int = LIMIT,
) -> Article:
    """The article of a text that is already decoded, such as a paste; it counts as UTF-8.

    Raises SourceError as `read` does, and for lone surrogates, which no file can hold.
    """
    data = encode(source, Encoding())
    if len(data) > limit:
        raise _too_large(path, limit)
    return _article(source, Encoding(), data, path, format)


def _article(
    source: str, encoding: Encoding, data: bytes, path: str, chosen: Format | None
) -> Article:
    if blank(source):
        raise SourceError(f"{_name(path)} is empty", hint="there is nothing in it to read")
    known = chosen or _format(path, source)
    blocks, sections = structure(source, known)
    digest = hashlib.sha256(data).hexdigest()
    return Article(source, blocks, sections, known, encoding, path, digest)


def _format(path: str, source: str) -> Format:
    if path != "-":
        known = Path(path).suffix.lower() in _MARKDOWN_SUFFIXES
        return Format.MARKDOWN if known else Format.TEXT
    return Format.MARKDOWN if _MARKDOWN_SIGNS.search(source) else Format.TEXT


def _name(path: str) -> str:
    return "standard input" if path == "-" else path


def _too_large(path: str, limit: int) -> SourceError:
    return SourceError(
        f"{_name(path)} is larger than {limit:,} bytes",
        hint="split it into articles, or raise the limit",
    )


def _bytes(path: str | Path, limit: int) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > limit:
                raise _too_large(str(path), limit)
            return stream.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise SourceError(f"{str(path)!r} is no file name", hint="check the path") from error


def _unreadable(path: str | Path, error: OSError) -> SourceError:
    match error:
        case FileNotFoundError():
            return SourceError(f"{path} does not exist", hint="check the path")
        case IsADirectoryError():
            return SourceError(f"{path} is a folder", hint="give the files in it instead")
        case PermissionError():
            return SourceError(f"{path} may not be read", hint="check its permissions")
        case _:
            return SourceError(
                f"{path} cannot be read: {error.strerror or error}", hint="check the path"
            )
