"""Every article of a batch as accepted, a JSON object each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.batch import reviewed
from assistant.batch.jobs import Part
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed
from assistant.batch.records import Record
from assistant.errors import AssistantError, SourceError
from assistant.review.model import Decision, text
from assistant.workspace import opening

VERSION = 1


def exported(ledger: Ledger, out: Path, limit: int) -> Iterator[Mapping[str, Any]]:
    """The articles in the order of the input; `text` is None where there is none.

    `undecided` hunks stand as they were; `error` says why an article is not what it should be.
    """
    for record in ledger.records():
        line = {"version": VERSION, "key": record.key, "state": str(record.state)}
        try:
            line |= _told(record, out, limit)
        except AssistantError as error:
            line |= {"title": "", "text": None, "undecided": 0, "error": error.message}
        yield line


def _told(record: Record, out: Path, limit: int) -> Mapping[str, Any]:
    found = reviewed.opened(record, out, limit)
    if found is not None:
        review = found.review
        decided = text(review, found.document.article.source)
        left = review.count(Decision.PENDING)
        error = record.error or None
        return {"title": review.title, "text": decided, "undecided": left, "error": error}
    known = None
    if Part.TEXT in record.written:
        place = placed(out, record.outputs[Part.TEXT])
        try:
            known = opening.read(str(place), limit).article.source
        except SourceError:
            raise
        except AssistantError:
            known = None  # not English: the file is there as it came
    return {"title": "", "text": known, "undecided": 0, "error": record.error or None}
