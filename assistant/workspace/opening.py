"""From a path to a document and its review: found, verified, or fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.article.document import LIMIT, Document
from assistant.article.formats.registry import format_named
from assistant.errors import (
    ForeignError,
    NothingToReadError,
    SourceChangedError,
    SourceError,
    UsageError,
)
from assistant.notices import Notice
from assistant.paths import is_inside
from assistant.reading import TooLargeError, read_regular
from assistant.timing import Stage, stage

if TYPE_CHECKING:
    from assistant.review.model import Review

_PACKAGE = Path(__file__).parents[1]
_DEMO = "fairlow-night-clinic.txt"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document with its review, which lies at `path` or will; `note` is worth telling."""

    document: Document
    review: Review
    path: Path
    note: str = ""


def demo_article() -> Path:
    """The garbled article that comes along, to try things on."""
    shipped = _PACKAGE / "demo" / _DEMO
    return shipped if shipped.is_file() else _PACKAGE.parent / "seeds" / "garbled" / _DEMO


@stage(Stage.READING)
def read(path: str, limit: int, *, encoding: str = "") -> Document:
    """The document of a path, or of standard input for ``-``, in an encoding if one is named.

    Raises SourceError, and NothingToReadError where it holds no English prose.
    """
    if path == "-":
        document = Document.read_stream(sys.stdin.buffer, limit=limit, encoding=encoding)
    else:
        document = Document.read(path, limit=limit, encoding=encoding)
    return english(document, "standard input" if path == "-" else path)


def english(document: Document, name: str) -> Document:
    """The same document; raises NothingToReadError, with a name, where it is no English prose."""
    if document.article.is_foreign:
        raise ForeignError(f"{name} is not in English, and nothing was done with it")
    if not document.article.has_prose:
        raise NothingToReadError(f"{name} holds no prose, and nothing was done with it")
    return document


def notices(document: Document) -> Iterator[Notice]:
    """What is worth telling of how a document was read."""
    article = document.article
    if article.encoding.is_guess:
        name = article.encoding.name
        yield Notice(f"read as {name}, which it seems to be; --encoding names another encoding")
    match len(article.foreign):
        case 0:
            return
        case 1:
            yield Notice("1 paragraph is not English and was left alone")
        case count:
            yield Notice(f"{count} paragraphs are not English and were left alone")


@stage(Stage.READING)
def open_review(path: Path, source: str | None = None, *, limit: int = LIMIT) -> Reviewed:
    """A saved review and its source, which is looked for where the review says, then beside it.

    A review may come from somebody else: what it names is read only in its own folder or
    below, and only up to `limit` bytes. Raises SourceError where either cannot be read,
    UsageError where they do not fit together or the source lies elsewhere and is not given,
    and SourceChangedError where it has changed.
    """
    from assistant.review import file as review_file
    from assistant.review.model import proposal
    from assistant.review.source import verify

    review = review_file.load_review(path)
    place = Path(source) if source else _source_of(path, review)
    data = _source(place, limit)
    verify(review, data)
    known = format_named(review.source.format)
    stored = review.source.encoding.removesuffix("+bom")
    document = Document.of_bytes(
        data, path=str(place), format=known, limit=len(data), encoding=stored
    )
    try:
        proposal(review, document.article.source)
    except ValueError as error:
        msg = f"{path}: the review does not fit its source: {error}"
        raise UsageError(msg, hint="run `assistant rewrite` again") from error
    return Reviewed(document, review, path)


def open_article(file: str, path: Path, *, limit: int, engine: str, encoding: str = "") -> Reviewed:
    """An article with the review that waits for it at a path, or with one to be filled.

    A review of another state of the article is kept under another name, and that is noted.
    """
    from assistant.review.model import make
    from assistant.workspace.targets import check_review_place

    check_review_place(str(path), file)
    note = ""
    if path.is_file() and path.stat().st_size:
        try:
            found = open_review(path, file, limit=limit)
        except SourceChangedError:
            from assistant import atomic

            kept = atomic.backup(path)
            note = f"the article has changed since; its old decisions are kept as {kept}"
        else:
            return Reviewed(found.document, found.review, path, f"going on with {path}")
    document = read(file, limit, encoding=encoding)
    return Reviewed(document, make(document.article, (), engine), path, note)


def _source_of(path: Path, review: Review) -> Path:
    """Where the source lies; of several files of its name, the one that was reviewed."""
    from assistant.review.source import SourceState, state

    recorded = review.source.path
    if recorded == "-":
        msg = "this review is of standard input, which cannot be read again"
        raise UsageError(msg, hint="give the article with --source")
    beside = path.parent
    named = (Path(recorded), beside / recorded, beside / Path(recorded).name)
    places = [place for place in named if is_inside(place, beside)]
    there = list(dict.fromkeys(place for place in places if place.is_file()))
    if not there and places[:1] != [named[0]]:
        msg = f"{path} names a source outside its own folder: {recorded}"
        raise UsageError(msg, hint="if you mean that file, give it with --source")
    if len(there) < 2:
        return (there or places)[0]
    unchanged = (p for p in there if state(p, review.source.sha256) is SourceState.UNCHANGED)
    return next(unchanged, there[0])


def _source(place: Path, limit: int) -> bytes:
    try:
        return read_regular(place, limit)
    except TooLargeError as error:
        hint = "raise limit_bytes in the settings"
        raise SourceError(f"{place} is larger than {limit:,} bytes", hint=hint) from error
    except OSError as error:
        raise SourceError(
            f"{place} cannot be read: {error.strerror}", hint="give its place with --source"
        ) from error
