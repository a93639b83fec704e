"""Taking in what was changed in the text as decided, elsewhere than on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag
from assistant.language.span import Span
from assistant.review.log import logged
from assistant.review.model import Decision, Entry, Hunk, Review, Step, decided, text
from assistant.review.offsets import OffsetMap

REASON = "written by hand"


def with_text(review: Review, source: str, written: str) -> Review:
    """A review whose text is `written`: what differs from the text as decided comes in as hunks.

    They are accepted, and flagged where they alter a fact. Hunks that they meet give way to
    them; where it is one hunk of the same span, its decision is changed. All is one entry of
    the log; the same review where nothing differs.
    """
    changed = [hunk for hunk in review.hunks if hunk.text != hunk.edit.original]
    now = OffsetMap.spliced(len(source), [(h.edit.span, len(h.text)) for h in changed])
    places = now.then(OffsetMap.between(text(review, source), written))
    steps: list[Step] = []
    for span, there in places.gaps(len(source), len(written)):
        original, new = source[span.start : span.end], written[there.start : there.end]
        within = [hunk for hunk in changed if span.contains(hunk.edit.span)]
        if new != decided(original, span.start, within):
            steps += _steps(review, Edit(span.start, span.end, original, new, reason=REASON))
    return logged(review, steps)


def merged(review: Review, base: Review, source: str, written: str) -> Review:
    """A review with what somebody changed in the text that was written from an earlier state of it.

    `base` is that state. Only what differs from its text comes in; what was decided since stays
    elsewhere. It is one entry of the log.
    """
    changed = with_text(base, source, written)
    if changed == base:
        return review
    edits = (
        replace(step.hunk.edit, replacement=_text(step.after, step.hunk), reason=REASON, flags=())
        for step in changed.log[-1]
        if step.after is not None or not _is_met(step.hunk, changed.log[-1])
    )
    return logged(review, (step for edit in edits for step in _steps(review, edit)))


def _text(after: Hunk | None, hunk: Hunk) -> str:
    return hunk.edit.original if after is None else after.text


def _is_met(hunk: Hunk, entry: Entry) -> bool:
    """Whether another hunk takes the place of one that is removed."""
    return any(step.after is not None and step.after.edit.span.meets(hunk.edit.span)
               for step in entry)  # fmt: skip


def _steps(review: Review, edit: Edit) -> Iterator[Step]:
    met = [hunk for hunk in review.hunks if _gives_way(hunk, edit.span)]
    if differences(edit.original, edit.replacement):
        edit = edit.flagged(Flag.FACT)
    if len(met) == 1 and met[0].edit.span == edit.span:
        yield Step(met[0], _redecided(met[0], edit))
        return
    yield from (Step(hunk, None) for hunk in met)
    if edit.replacement != edit.original:
        hunk = Hunk(review.section_at(edit.start).id, edit, Decision.ACCEPTED)
        yield Step(None, hunk)


def _gives_way(hunk: Hunk, span: Span) -> bool:
    """Whether a hunk meets a span, or what it inserts at the end of it is in what was written."""
    inserted = hunk.text != hunk.edit.original and span.contains(hunk.edit.span)
    return inserted or hunk.edit.span.meets(span)


def _redecided(hunk: Hunk, by_hand: Edit) -> Hunk:
    """A hunk decided so that it reads as it was written by hand."""
    written = by_hand.replacement
    if written == hunk.edit.original:
        return replace(hunk, decision=Decision.REJECTED, changed_to=None)
    if written == hunk.edit.replacement:
        return replace(hunk, decision=Decision.ACCEPTED, changed_to=None)
    edit = hunk.edit.flagged(Flag.FACT) if Flag.FACT in by_hand.flags else hunk.edit
    return replace(hunk, edit=edit, decision=Decision.CHANGED, changed_to=written)
