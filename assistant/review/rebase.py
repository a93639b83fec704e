"""Taking decisions along to a source that was changed by somebody else meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.article.model import Article
from assistant.review.model import Entry, Hunk, Review, Step, make
from assistant.review.offsets import OffsetMap


def rebased(review: Review, old: str, article: Article) -> Review:
    """A review of a newer source with the hunks whose words stand in it as they did.

    `old` is the source that was reviewed. A hunk keeps its decision and its note, and what was
    done to it can be undone; one whose words were touched is left out of hunks and log.
    """
    places = OffsetMap.between(old, article.source)
    hunks = (_moved(hunk, places, article) for hunk in review.hunks)
    return replace(
        make(article, (), review.engine, prompt=review.prompt),
        hunks=tuple(hunk for hunk in hunks if hunk is not None),
        log=tuple(_entries(review.log, places, article)),
        undone=tuple(_entries(review.undone, places, article)),
    )


def _moved(hunk: Hunk, places: OffsetMap, article: Article) -> Hunk | None:
    """A hunk where its words stand now, if all of them came along."""
    span = places.span(hunk.edit.span)
    if span is None:
        return None
    edit = replace(hunk.edit, start=span.start, end=span.end)
    return replace(hunk, edit=edit, section=article.section_at(span.start).id)


def _entries(entries: tuple[Entry, ...], places: OffsetMap, article: Article) -> Iterator[Entry]:
    for entry in entries:
        moved = ([_moved(hunk, places, article) if hunk else None
                  for hunk in (step.before, step.after)] for step in entry)  # fmt: skip
        if kept := tuple(Step(*sides) for sides in moved if any(sides)):
            yield kept
