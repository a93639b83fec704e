"""The articles of a batch as they are decided by now, in the order of the input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.article.document import LIMIT
from assistant.batch.jobs import Part
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed
from assistant.batch.records import Record
from assistant.errors import AssistantError
from assistant.review import file as review_file
from assistant.review.model import Review
from assistant.workspace import opening
from assistant.workspace.opening import Reviewed


@dataclass(frozen=True, slots=True)
class Unread:
    """An article whose review cannot be read, and why."""

    record: Record
    reason: str


def review_path(record: Record, out: Path) -> Path | None:
    """Where the review of an article lies, if one was written."""
    known = Part.REVIEW in record.written
    return placed(out, record.outputs[Part.REVIEW]) if known else None


def reviews(ledger: Ledger, out: Path) -> Iterator[tuple[Record, Review] | Unread]:
    """The reviews that were written."""
    for record in ledger.records():
        try:
            if (path := review_path(record, out)) is not None:
                yield record, review_file.load_review(path)
        except AssistantError as error:
            yield Unread(record, error.message)


def opened(record: Record, out: Path, limit: int = LIMIT) -> Reviewed | None:
    """An article with its review, if one was written; raises what `open_review` raises."""
    path = review_path(record, out)
    return None if path is None else opening.open_review(path, limit=limit)
