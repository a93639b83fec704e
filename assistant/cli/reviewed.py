"""A saved review together with the article it is of."""

from __future__ import annotations

from pathlib import Path

from assistant.article import files
from assistant.article.model import Article, Format
from assistant.errors import SourceError, UsageError
from assistant.review import file as review_file
from assistant.review.model import Review, proposal
from assistant.review.source import SourceState, state, verify


def reviewed(path: Path, source: str | None = None) -> tuple[Review, Article]:
    """A review and its source, which is looked for where the review says, then beside it.

    Raises SourceError where either cannot be read, UsageError where they do not fit
    together, and SourceChangedError where the source has changed.
    """
    review = review_file.load_review(path)
    place = Path(source) if source else _find(path, review)
    try:
        data = place.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{place} cannot be read: {error.strerror}", hint="give its place with --source"
        ) from error
    verify(review, data)
    kind = Format(review.source.format) if review.source.format in set(Format) else None
    article = files.read_bytes(data, path=str(place), format=kind, limit=len(data))
    try:
        proposal(review, article.source)
    except ValueError as error:
        msg = f"{path}: the review does not fit its source: {error}"
        raise UsageError(msg, hint="run `assistant rewrite` again") from error
    return review, article


def _find(path: Path, review: Review) -> Path:
    """Where the source lies; of several files of its name, the one that was reviewed."""
    recorded = review.source.path
    if recorded == "-":
        msg = "this review is of standard input, which cannot be read again"
        raise UsageError(msg, hint="give the article with --source")
    beside = path.parent
    places = (Path(recorded), beside / recorded, beside / Path(recorded).name)
    there = [place for place in places if place.is_file()]
    return (
        next(
            (p for p in there if state(p, review.source.sha256) is SourceState.UNCHANGED), there[0]
        )
        if there
        else places[0]
    )
