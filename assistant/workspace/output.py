"""The file that an article was written to, which somebody may have changed since."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from assistant.article.document import Document
from assistant.errors import SourceError, UsageError
from assistant.reading import sha256
from assistant.review import log
from assistant.review.byhand import merged
from assistant.review.following import followed
from assistant.review.model import Review, Written, decided_edits
from assistant.review.source import SourceState, state

_LARGEST = 1_000_000_000


class OutputState(StrEnum):
    """What lies where an article is to be written."""

    FREE = "free"
    """Nothing, or what was written there last."""

    CHANGED = "changed"
    """What was written there last, and was changed since."""

    OTHER = "other"
    """Another file."""


def output_state(review: Review, path: str) -> OutputState:
    """What lies at a path; a file that cannot be read is another one."""
    if not Path(path).is_file():
        return OutputState.FREE
    known = review.written
    if known is None or Path(known.path) != Path(path).absolute():
        return OutputState.OTHER
    match state(path, known.sha256):
        case SourceState.UNCHANGED:
            return OutputState.FREE
        case SourceState.CHANGED:
            return OutputState.CHANGED
    return OutputState.OTHER


def encoded(document: Document, review: Review) -> bytes:
    """The document as decided, with what follows of that."""
    return document.written(decided_edits(followed(review, document.article)))


def written(path: str, data: bytes) -> Written:
    """What is remembered of writing some bytes to a path."""
    return Written(str(Path(path).absolute()), hashlib.sha256(data).hexdigest())


def as_it_is(path: str) -> Written:
    """What is remembered of a file that was read; raises SourceError where it is gone."""
    try:
        return Written(str(Path(path).absolute()), sha256(path, _LARGEST))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def taken_in(review: Review, document: Document, path: str) -> Review:
    """A review with what was changed in the file that was written from it, as hunks by hand.

    Raises SourceError where the file cannot be read, and UsageError where the state of the
    review that it was written from cannot be found again in its log.
    """
    base = _written_from(review, document)
    if base is None:
        msg = f"{path} was written from a state of the review that is no longer known"
        raise UsageError(msg, hint="write the article to another place, and compare the two")
    changed, article = read_again(document, path), document.article
    return merged(review, followed(base, article), article.source, changed.article.source)


def read_again(document: Document, path: str) -> Document:
    """A file that was written as a document is, unless it is Unicode now; raises SourceError."""
    known, limit = document.article, len(document.data) * 2 + 1_000_000
    with suppress(SourceError):
        found = Document.read(path, format=known.format, limit=limit)
        if found.article.encoding.codec.startswith("utf-"):
            return found
    return Document.read(path, format=known.format, limit=limit, encoding=known.encoding.codec)


def _written_from(review: Review, document: Document) -> Review | None:
    """The latest state of a review that reads as what was written last."""
    if review.written is None:
        return None
    past = review
    while True:
        data = encoded(document, past)
        if hashlib.sha256(data).hexdigest() == review.written.sha256:
            return past
        if not past.log:
            return None
        past = log.undo(past)
