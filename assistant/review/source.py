"""Whether the source of a review is still what was reviewed."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from assistant.errors import SourceChangedError, SourceError
from assistant.reading import sha256 as digest_of
from assistant.review.model import Review

_LARGEST = 1_000_000_000


class SourceState(StrEnum):
    """What a file is to a digest; one that cannot be read, or is gone, is neither of the others."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


def state(path: str | Path, sha256: str) -> SourceState:
    """Whether a file still has the bytes of a digest, in hex."""
    try:
        check(path, sha256)
    except SourceChangedError:
        return SourceState.CHANGED
    except SourceError:
        return SourceState.UNREADABLE
    return SourceState.UNCHANGED


def check(path: str | Path, sha256: str) -> None:
    """Raise where a file no longer has the bytes of a digest, in hex.

    SourceChangedError where it has others, SourceError where it cannot be read.
    """
    try:
        found = digest_of(path, _LARGEST)
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read: {error.strerror or error}", hint="check the path"
        ) from error
    if found != sha256:
        raise SourceChangedError(
            f"{path} was changed meanwhile; nothing was written", hint="run the command again"
        )


def verify(review: Review, data: bytes) -> None:
    """Raise SourceChangedError where the bytes are not those that were reviewed."""
    if hashlib.sha256(data).hexdigest() != review.source.sha256:
        raise SourceChangedError(
            f"{review.source.path} has changed since it was reviewed",
            hint="run `assistant rewrite` on it again, or bring the old text back",
        )
