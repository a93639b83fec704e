"""Reviews in files."""

from __future__ import annotations

from pathlib import Path

from assistant.atomic import permissions, write_atomic
from assistant.errors import SourceError, UsageError
from assistant.reading import TooLargeError, read_regular
from assistant.review import serialisation
from assistant.review.model import Review

_LARGEST = 200_000_000


def save_review(path: str | Path, review: Review) -> None:
    """Save a review, atomically; nobody may read it who may not read its article."""
    most = permissions(review.source.path)
    write_atomic(path, serialisation.dumps(review).encode("utf-8", "surrogatepass"), most=most)


def load_review(path: str | Path) -> Review:
    """The review that a file holds.

    Raises SourceError where it cannot be read and UsageError where it is no review.
    """
    try:
        data = read_regular(path, _LARGEST)
        return serialisation.loads(data.decode("utf-8", "surrogatepass"))
    except TooLargeError as error:
        raise SourceError(f"{path} is too large for a review") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceError(f"{path} cannot be read: {reason}", hint="check the path") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error.message}", hint=error.hint) from error
