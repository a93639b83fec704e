"""Taking in what was changed in the text as decided, elsewhere than on the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag
from assistant.language.span import Span
from assistant.review.log import logged
from assistant.review.model import Decision, Entry, Hunk, Review, Step, decided, text
from assistant.review.offsets import OffsetMap

REASON = "written by hand"
_ENDS, _BLANKS = "\r\n", " \t"


def is_by_hand(hunk: Hunk) -> bool:
    """Whether what stands in the place of a hunk was written by an editor."""
    written = hunk.decision is Decision.ACCEPTED and hunk.edit.reason == REASON
    return written or hunk.decision is Decision.CHANGED


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


def written(review: Review, source: str, span: Span, new: str) -> Review:
    """A review in which a span of the source reads as an editor wrote it; "" takes it away.

    It is an accepted hunk, in the place of all that it meets: where one reaches beyond the span,
    the source stays there. A hunk of the same span is decided otherwise, and hunks of a span
    that is to read as it stood are rejected. It is one entry of the log; the same review where
    the span reads so already, and nothing in it waits.
    """
    met = [hunk for hunk in review.hunks if hunk.edit.span.meets(span)]
    whole = Span(
        min([span.start, *(hunk.edit.start for hunk in met)]),
        max([span.end, *(hunk.edit.end for hunk in met)]),
    )
    new = source[whole.start : span.start] + new + source[span.end : whole.end]
    original = source[whole.start : whole.end]
    if new == original:
        rejected = (replace(h, decision=Decision.REJECTED, changed_to=None) for h in met)
        return logged(review, map(Step, met, rejected))
    waits = any(hunk.decision is Decision.PENDING for hunk in met)
    if new == decided(original, whole.start, met) and not waits:
        return review
    edit = Edit(whole.start, whole.end, original, new, reason=REASON)
    return logged(review, _steps_to(edit, met, review.section_at(edit.start).id))


def deleted(review: Review, source: str, span: Span) -> Review:
    """A review without what a span of the source reads, and without the space that this leaves."""
    return written(review, source, _with_space(review, source, span), "")


def _with_space(review: Review, source: str, span: Span) -> Span:
    """A span with the white space on one side of it, unless another hunk stands there."""
    grown = _grown(source, span)
    others = (hunk.edit.span for hunk in review.hunks if not hunk.edit.span.meets(span))
    return span if any(grown.meets(other) for other in others) else grown


def _grown(source: str, span: Span) -> Span:
    """A span with the space before a mark or a line end, or else behind; a line with its ends."""
    start, end = span.start, span.end
    before, behind = source[:start], source[end:]
    begins = not before or before[-1] in _ENDS
    ends = not behind or behind[0] in _ENDS
    if begins and ends:
        rest = behind.lstrip(_ENDS)
        if rest:
            return Span(start, len(source) - len(rest))
        return Span(len(before.rstrip(_ENDS)), end)
    if ends or not (behind[0].isspace() or behind[0].isalnum()):
        return Span(len(before.rstrip(_BLANKS)), end)
    if begins or before[-1].isspace():
        return Span(start, len(source) - len(behind.lstrip(_BLANKS)))
    return span


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
    yield from _steps_to(edit, met, review.section_at(edit.start).id)


def _steps_to(edit: Edit, met: Sequence[Hunk], section: int) -> Iterator[Step]:
    """The steps from the hunks that an edit by hand meets to what is written."""
    if differences(edit.original, edit.replacement):
        edit = edit.flagged(Flag.FACT)
    if len(met) == 1 and met[0].edit.span == edit.span:
        yield Step(met[0], _redecided(met[0], edit))
        return
    yield from (Step(hunk, None) for hunk in met)
    if edit.replacement != edit.original:
        yield Step(None, Hunk(section, edit, Decision.ACCEPTED))


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
