"""Writing what came of an article, part by part, over nothing that the batch did not write."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from assistant.article.document import Document
from assistant.atomic import permissions, write_atomic
from assistant.batch.jobs import Job, Part
from assistant.batch.outputs.place import placed
from assistant.errors import SourceError
from assistant.reading import sha256
from assistant.review import file as review_file
from assistant.review import serialisation
from assistant.review.model import Review, Written
from assistant.review.page.page import page
from assistant.summary import formats
from assistant.workspace.delivering import Form, Target, deliver
from assistant.workspace.rewriting import Rewritten

_LARGEST = 1_000_000_000


class KeptError(Exception):
    """What lies in the place of a part is not the batch's to write over."""


class UnwritableError(Exception):
    """Nothing can be written to the output folder, and so no article."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of an article go: below `out`, at `outputs`; what lay there is `known`."""

    out: Path
    job: Job
    force: bool = False

    def path(self, part: Part) -> Path:
        """The path of a part; raises SourceError where it does not lie below the folder."""
        return placed(self.out, self.job.outputs[part])

    def require_free(self) -> None:
        """Raise KeptError where a part is another's, or was changed since the batch wrote it."""
        if self.force:
            return
        for part in self.job.outputs:
            path, digest = self.path(part), self.job.known.get(part)
            if not os.path.lexists(path):
                continue
            if digest is None and not self.job.is_owner:
                raise KeptError(f"{path} was not written by this batch: --force overwrites it")
            if digest is not None and (not path.is_file() or sha256(path, _LARGEST) != digest):
                raise KeptError(f"{path} was changed since it was written: --force overwrites it")
            if part is Part.REVIEW and digest is not None and _has_decisions(path):
                raise KeptError(f"{path} holds decisions: --force overwrites them")

    def write(self, parts: Mapping[Part, bytes]) -> dict[str, str]:
        """Write parts, each whole or not at all; their digests. Raises UnwritableError."""
        source = self.job.item.source
        most = 0o7777 if source is None else permissions(source)
        for part, data in parts.items():
            try:
                write_atomic(self.path(part), data, most=most, follow=False)
            except SourceError as error:
                raise UnwritableError(error.message) from error
        return {str(part): hashlib.sha256(data).hexdigest() for part, data in parts.items()}


def _has_decisions(path: Path) -> bool:
    """Whether somebody has decided something in a review."""
    review = review_file.load_review(path)
    return len(review.log) > review.unseen


def parts(document: Document, done: Rewritten, place: Place) -> Iterator[tuple[Part, bytes]]:
    """Every part that can be written of an article, the review last.

    Raises SourceError where the encoding of the article lacks a character.
    """
    outputs, review, summary = place.job.outputs, done.review, done.summary
    article = replace(document.article, path=place.job.key)
    named = replace(document, article=article)
    text = deliver(named, review, Target()).data
    if Part.TEXT in outputs:
        yield Part.TEXT, text
    if Part.DIFF in outputs:
        yield Part.DIFF, deliver(named, review, Target(), Form.DIFF).data
    if Part.PAGE in outputs and review.hunks:
        yield Part.PAGE, page(review, article).encode()
    if Part.SUMMARY in outputs and summary is not None:
        yield (
            Part.SUMMARY,
            formats.markdown(summary.summary, summary.article).encode("utf-8", "surrogatepass"),
        )
    if Part.REVIEW in outputs:
        yield Part.SOURCE, document.data
        yield (
            Part.REVIEW,
            serialisation.dumps(_placed(review, text, place)).encode("utf-8", "surrogatepass"),
        )


def _placed(review: Review, text: bytes, place: Place) -> Review:
    """A review that names the copy of its source, from where it lies, and the text written."""
    review_folder = PurePosixPath(place.job.outputs[Part.REVIEW]).parent
    source = os.path.relpath(place.job.outputs[Part.SOURCE], review_folder)
    written = None
    if Part.TEXT in place.job.outputs:
        path = place.path(Part.TEXT).absolute()
        written = Written(str(path), hashlib.sha256(text).hexdigest())
    return replace(review, source=replace(review.source, path=source), written=written)
