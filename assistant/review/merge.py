"""Putting a further hunk into a review that has been worked on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from assistant.article.model import Article
from assistant.edits import Alternative, Edit, splice
from assistant.errors import UsageError
from assistant.review.model import Decision, Hunk, Review, Step


def with_edit(review: Review, article: Article, edit: Edit) -> Review:
    """A review with one more hunk, pending, in the place of all hunks that lie within it.

    What their decisions came to stays as another candidate of the new hunk. Raises
    UsageError where a hunk reaches beyond it.
    """
    inner = [hunk for hunk in review.hunks if _meet(hunk.edit, edit)]
    if any(h.edit.start < edit.start or edit.end < h.edit.end for h in inner):
        msg = "another hunk reaches beyond the place of the new one"
        raise UsageError(msg, hint="reject that hunk in a fresh review first")
    number = 1 + max((int(h.id.removeprefix("h")) for h in review.hunks), default=0)
    new = Hunk(f"h{number}", article.section_at(edit.start).id, _with_current(edit, inner))
    kept = [hunk for hunk in review.hunks if hunk not in inner]
    gone = {hunk.id for hunk in inner}
    return replace(
        review,
        hunks=tuple(sorted((*kept, new), key=lambda hunk: (hunk.edit.start, hunk.edit.end))),
        log=_without(review.log, gone),
        undone=_without(review.undone, gone),
    )


def without(review: Review, hunk_ids: Collection[str]) -> Review:
    """A review without some hunks and without the steps of the log that decided them."""
    gone = set(hunk_ids)
    return replace(
        review,
        hunks=tuple(hunk for hunk in review.hunks if hunk.id not in gone),
        log=_without(review.log, gone),
        undone=_without(review.undone, gone),
    )


def _meet(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _with_current(edit: Edit, inner: Sequence[Hunk]) -> Edit:
    moved = (
        replace(h.edit, start=h.edit.start - edit.start, end=h.edit.end - edit.start,
                replacement=h.text)
        for h in inner
    )  # fmt: skip
    current = splice(edit.original, moved)
    if current in (edit.original, edit.replacement):
        return edit
    return replace(edit, alternatives=(*edit.alternatives, Alternative(current, 0.0)))


def _without(log: tuple[tuple[Step, ...], ...], gone: set[str]) -> tuple[tuple[Step, ...], ...]:
    left = (tuple(step for step in steps if step.after.id not in gone) for steps in log)
    return tuple(steps for steps in left if steps)


def merged(old: Review, new: Review) -> Review:
    """A newer review of the same source, with all that was decided in an older one.

    A hunk of the same place and text keeps its id and its decision; a hunk that was decided
    stays even where the newer review has it no more, unless another is in its place.
    """
    known = {_identity(hunk): hunk for hunk in old.hunks}
    fresh = count(1 + max((int(hunk.id.removeprefix("h")) for hunk in old.hunks), default=0))
    hunks = [
        known.get(_identity(hunk)) or replace(hunk, id=f"h{next(fresh)}") for hunk in new.hunks
    ]
    logged = {step.after.id for steps in (*old.log, *old.undone) for step in steps}
    kept = {hunk.id for hunk in hunks}
    for hunk in old.hunks:
        decided = hunk.id in logged or hunk.decision is not Decision.PENDING
        if hunk.id not in kept and decided:
            hunks = [each for each in hunks if not _clash(each.edit, hunk.edit)]
            hunks.append(hunk)
    ordered = tuple(sorted(hunks, key=lambda hunk: (hunk.edit.start, hunk.edit.end)))
    gone = logged - {hunk.id for hunk in ordered}
    return replace(
        new,
        hunks=ordered,
        log=_without(old.log, gone),
        undone=_without(old.undone, gone),
        summary=new.summary or old.summary,
    )


def _identity(hunk: Hunk) -> tuple[int, int, str, str]:
    return hunk.edit.start, hunk.edit.end, hunk.edit.original, hunk.edit.replacement


def _clash(one: Edit, other: Edit) -> bool:
    return one.start == other.start or _meet(one, other)
