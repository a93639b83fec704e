"""Documents: bytes to an article and an article's text back to bytes.

Nothing else encodes or decodes an article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from assistant.article import encodings
from assistant.article.file_kinds import file_kind
from assistant.article.formats import registry
from assistant.article.formats.base import Format, Reading, Tracking
from assistant.article.lines import blank
from assistant.article.model import Article, Encoding
from assistant.article.scanned_pages import scanned_page
from assistant.article.structure import structure
from assistant.edits import Edit, splice
from assistant.errors import SourceError, UsageError
from assistant.reading import TooLargeError, read_pipe, read_regular

LIMIT = 20_000_000
"""The largest document that is read unless another limit is given, in bytes.

The text that a small one unpacks to may be as many code points.
"""

_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""Where a shell hands over what is no file: `assistant rewrite <(fetch article)`."""


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
        encoding: str = "",
    ) -> Self:
        """The document in a file.

        Raises SourceError where the file is missing, unreadable, empty, in no known format or
        encoding, or above `limit` bytes, and UsageError where it is not in the encoding that
        is named.
        """
        data = _bytes(path, limit)
        return cls.of_bytes(data, path=str(path), format=format, limit=limit, encoding=encoding)

    @classmethod
    def read_stream(
        cls,
        stream: BinaryIO,
        *,
        limit: int = LIMIT,
        encoding: str = "",
    ) -> Self:
        """The document that a stream holds; no more than `limit` bytes and one are read."""
        data = stream.read(limit + 1)
        return cls.of_bytes(data, limit=limit, encoding=encoding)

    @classmethod
    def of_bytes(
        cls,
        data: bytes,
        *,
        path: str = "-",
        format: Format | None = None,  # noqa: A002
        limit: int = LIMIT,
        encoding: str = "",
    ) -> Self:
        """The document that some bytes are.

        The format is the one given, or that of the suffix of `path`; for `-` it is told from
        the content. Raises SourceError as `read` does.
        """
        if len(data) > limit:
            raise _too_large(path, limit)
        known = format or _format(path, data, None)
        read = _read(known, data, path, encoding)
        if read is None:
            if kind := file_kind(data):
                raise SourceError(
                    f"{_name(path)} is not {known.file}: it is {kind.name}", hint=kind.way_out
                )
            *titles, last = (each.title for each in registry.known())
            raise SourceError(
                f"{_name(path)} is not {known.file}",
                hint=f"these can be read: {', '.join(titles)} and {last}; text best in UTF-8",
            )
        if known.is_package and len(read.text) > max(limit, LIMIT):
            raise SourceError(
                f"{_name(path)} unpacks to a text of more than {max(limit, LIMIT):,} characters",
                hint="split it into articles, or raise the limit",
            )
        return cls(_article(read, data, path, known), data)

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
        data = encodings.encode(source, Encoding())
        if len(data) > limit:
            raise _too_large(path, limit)
        known = format or _format(path, data, source)
        return cls(_article(Reading(source), data, path, known), data)

    @classmethod
    def of_article(cls, article: Article) -> Self:
        """The document that an article was read from, its bytes encoded anew."""
        data = article.format.encode(article.source, article.encoding, b"")
        return cls(article, data)

    def write(self, text: str) -> bytes:
        """The bytes of the document with another text in the place of its source.

        Raises SourceError, with the line, where its encoding lacks a character of the text.
        """
        return self.article.format.encode(text, self.article.encoding, self.data)

    def written(self, edits: Sequence[Edit], tracking: Tracking | None = None) -> bytes:
        """The bytes of the document with some edits made, or with them as tracked changes.

        Raises SourceError, with the line, where its encoding lacks a character of the text.
        """
        article = self.article
        read = Reading(article.source, article.encoding, article.blocks)
        return article.format.changed(read, self.data, edits, tracking)

    def edited(self, edits: Sequence[Edit]) -> Self:
        """The document as it reads with some edits made; it has the bytes that it was read from."""
        known = self.article
        if known.format.is_package:
            data = self.written(edits)
            limit = max(len(data), len(known.source) * 2)
            return type(self).of_bytes(data, path=known.path, format=known.format, limit=limit)
        text = splice(known.source, edits)
        return type(self).of_text(text, path=known.path, format=known.format)

    def require_storable(self, text: str) -> None:
        """Raise SourceError where the document cannot be written with this text as a part."""
        self.article.format.require_storable(text, self.article.encoding)

    def can_store(self, text: str) -> bool:
        """Whether the document can be written with this text, or with it as a part."""
        try:
            self.require_storable(text)
        except SourceError:
            return False
        return True


def _article(read: Reading, data: bytes, path: str, known: Format) -> Article:
    source = read.text
    if page := scanned_page(source):
        raise SourceError(
            f"{_name(path)} is {page}, the XML of a scanned page",
            hint="export its text from the program that read the scan, and give that as plain text",
        )
    if blank(source):
        raise SourceError(f"{_name(path)} is empty", hint="there is nothing in it to read")
    blocks, sections = structure(source, known, read.blocks)
    digest = hashlib.sha256(data).hexdigest()
    return Article(source, blocks, sections, known, read.encoding, path, digest)


def _read(known: Format, data: bytes, path: str, encoding: str) -> Reading | None:
    try:
        return known.read(data, encoding)
    except encodings.UnknownEncodingError as error:
        raise SourceError(
            f"{_name(path)}: its encoding cannot be told",
            hint="name it, such as --encoding koi8-r",
        ) from error
    except (UsageError, SourceError) as error:
        raise type(error)(f"{_name(path)}: {error.message}", hint=error.hint) from error


def _format(path: str, data: bytes, text: str | None) -> Format:
    if text is None:
        with suppress(encodings.UnknownEncodingError):
            decoded = encodings.decode(data)
            text = None if decoded is None else decoded[0]
    if path != "-":
        return registry.format_of_path(path, text, data)
    return registry.format_of_content(data, text)


def _name(path: str) -> str:
    return "standard input" if path == "-" else path


def _too_large(path: str, limit: int) -> SourceError:
    return SourceError(
        f"{_name(path)} is larger than {limit:,} bytes",
        hint="split it into articles, or raise the limit",
    )


def _bytes(path: str | Path, limit: int) -> bytes:
    try:
        is_pipe = str(path).startswith(_PIPES) and Path(path).is_fifo()
        return read_pipe(path, limit) if is_pipe else read_regular(path, limit)
    except TooLargeError as error:
        raise _too_large(str(path), limit) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise SourceError(
            f"{str(path)!r} is not a valid file name", hint="check the path"
        ) from error


def _unreadable(path: str | Path, error: OSError) -> SourceError:
    match error:
        case FileNotFoundError():
            return SourceError(f"{path} does not exist", hint="check the path")
        case IsADirectoryError():
            return SourceError(f"{path} is a folder", hint="give the files in it instead")
        case PermissionError():
            return SourceError(
                f"{path} cannot be read: permission denied", hint="check its permissions"
            )
        case _:
            return SourceError(
                f"{path} cannot be read: {error.strerror or error}", hint="check the path"
            )
