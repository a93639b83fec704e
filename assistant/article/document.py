"""Documents: bytes to an article and an article's text back to bytes.

Nothing else encodes or decodes an article.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from assistant.article.encodings import decode, encode
from assistant.article.lines import blank
from assistant.article.model import Article, Encoding, Format
from assistant.article.structure import structure
from assistant.errors import SourceError

LIMIT = 20_000_000
"""The largest document that is read unless another limit is given, in bytes."""

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_MARKDOWN_SIGNS = re.compile(
    r"""\A(?:\s*\n)?\#{1,6}[ ]\S                    # a heading at the top
      | ^\#{2,6}[ ]\S.*\n\s*\n                      # a heading below it
      | ^```[\w-]*[ ]*\r?\n(?:(?!```).*\n){0,500}?```[ ]*\r?$
      | \[[^\[\]\r\n]{1,200}\]\(https?://[^\s()]{1,500}\)
      | \A---[ ]*\r?\n(?:[A-Za-z]\w*:.*\n){1,50}---[ ]*\r?$""",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Document:
    """An article and the bytes it was read from."""

    article: Article
    data: bytes = field(repr=False)

    @classmethod
    def read(
        cls,
        path: str | Path,
        *,
        format: Format | None = None,  # noqa: A002
        limit: int = LIMIT,
    ) -> Self:
        """The document in a file.

        Raises SourceError where the file is missing, unreadable, empty, in no known format
        or above `limit` bytes.
        """
        return cls.of_bytes(_bytes(path, limit), path=str(path), format=format, limit=limit)

    @classmethod
    def read_stream(
        cls,
        stream: BinaryIO,
        *,
        path: str = "-",
        format: Format | None = None,  # noqa: A002
        limit: int = LIMIT,
    ) -> Self:
        """The document that a stream holds; no more than `limit` bytes and one are read."""
        return cls.of_bytes(stream.read(limit + 1), path=path, format=format, limit=limit)

    @classmethod
    def of_bytes(
        cls,
        data: bytes,
        *,
        path: str = "-",
        format: Format | None = None,  # noqa: A002
        limit: int = LIMIT,
    ) -> Self:
        """The document that some bytes are.

        The format is the one given, or that of the suffix of `path`; for `-` it is told from
        the content. Raises SourceError as `read` does.
        """
        if len(data) > limit:
            raise _too_large(path, limit)
        decoded = decode(data)
        if decoded is None:
            raise SourceError(
                f"{_name(path)} is not a text file",
                hint="give a plain text or Markdown file, in UTF-8 where you can choose",
            )
        return cls(_article(*decoded, data, path, format), data)

    @classmethod
    def of_text(
        cls,
        source: str,
        *,
        path: str = "-",
        format: Format | None = None,  # noqa: A002
        limit: int = LIMIT,
    ) -> Self:
        """The document of a text that is already decoded, such as a paste; stored as UTF-8.

        Raises SourceError as `read` does, and for lone surrogates, which no file can hold.
        """
        data = encode(source, Encoding())
        if len(data) > limit:
            raise _too_large(path, limit)
        return cls(_article(source, Encoding(), data, path, format), data)

    @classmethod
    def of_article(cls, article: Article) -> Self:
        """The document that an article was read from, its bytes encoded anew."""
        return cls(article, encode(article.source, article.encoding))

    def write(self, text: str) -> bytes:
        """The bytes of the document with another text in the place of its source.

        Raises SourceError, with the line, where its encoding lacks a character of the text.
        """
        return encode(text, self.article.encoding)

    def can_store(self, text: str) -> bool:
        """Whether the document can be written with this text, or with it as a part."""
        try:
            self.write(text)
        except SourceError:
            return False
        return True


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
