"""Decisions that come home: an article went out with changes proposed, and came back decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review.byhand import with_text
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step, text
from assistant.review.offsets import OffsetMap

_OTHER = 0.5
"""The share of what two texts hold that differs, from which on they are not of one article."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: the text as it reads now, and where our changes in it are still open."""

    text: str
    open: tuple[Span, ...] = ()


def decided_elsewhere(
    review: Review, source: str, back: Returned, locked: Sequence[Span] = ()
) -> Review:
    """A review with the decisions that came back, as one entry of the log.

    All that was not rejected went out. What is open stays as it is in the review; what was
    changed otherwise, or is new, comes in by hand, but for what differs within a `locked` span
    of the source, such as a field that was computed anew. Raises UsageError where the text is
    not of this article.
    """
    base = _as_decided(review, source, back.text)
    changed = with_text(base, source, back.text)
    known = {hunk.id: hunk for hunk in review.hunks}
    after = {
        hunk.id: hunk
        for hunk in changed.hunks
        if hunk.id in known or not any(span.contains(hunk.edit.span) for span in locked)
    }
    is_open = _open(base, source, back)
    after |= {each: known[each] for each in is_open if each in after}
    steps = [
        Step(known.get(each), after.get(each))
        for each in {**known, **after}
        if known.get(each) != after.get(each)
    ]
    return logged(review, steps)


def _as_decided(review: Review, source: str, written: str) -> Review:
    """The review with each hunk that went out rejected where its old words came back."""
    places = OffsetMap.between(source, written)
    sent = _base(review, set())
    back = {h.id for h in sent.hunks if places.span(_with_edges(h.edit.span, source)) is not None}
    found = (_base(review, back), sent)
    left = [_left(text(each, source), written) for each in found]
    if min(left) > _OTHER * (len(source) + len(written)):
        raise UsageError(
            "it is not the article of this review", hint="name the file that went out with it"
        )
    return found[left.index(min(left))]


def _base(review: Review, back: set[str]) -> Review:
    """The review with all that went out as accepted, but for what came back."""
    hunks = tuple(_sent(hunk, is_back=hunk.id in back) for hunk in review.hunks)
    return replace(review, hunks=hunks, log=(), undone=())


def _sent(hunk: Hunk, *, is_back: bool) -> Hunk:
    if hunk.decision is Decision.REJECTED:
        return hunk
    if is_back:
        return replace(hunk, decision=Decision.REJECTED, changed_to=None)
    if hunk.decision is Decision.PENDING:
        return replace(hunk, decision=Decision.ACCEPTED)
    return hunk


def _with_edges(span: Span, source: str) -> Span:
    """A span with the code points next to it."""
    return Span(max(0, span.start - 1), min(len(source), span.end + 1))


def _left(text: str, written: str) -> int:
    """How many code points differ between two texts."""
    shared = sum(run.size for run in OffsetMap.between(text, written).runs)
    return len(text) + len(written) - 2 * shared


def _open(base: Review, source: str, back: Returned) -> set[str]:
    """The ids of the hunks that are still to be decided where the article was."""
    shown = text(base, source)
    places = OffsetMap.between(shown, back.text)
    marks, points = [s for s in back.open if s.start < s.end], {s.start for s in back.open}
    found, shift = set(), 0
    for hunk in base.hunks:
        start = hunk.edit.start + shift
        shift += len(hunk.text) - len(hunk.edit.original)
        there = Span(places.offset(start), places.offset(start + len(hunk.text)))
        inserted = any(there.overlaps(mark) for mark in marks)
        if inserted or points & _near(there.start, hunk, back.text):
            found.add(hunk.id)
    return found


def _near(place: int, hunk: Hunk, written: str) -> set[int]:
    """Where a deletion of a hunk may stand; of whole lines, anywhere in the gap that they left."""
    if "\n" not in hunk.edit.original:
        return {place}
    first, last = place, place
    while first > 0 and written[first - 1].isspace():
        first -= 1
    while last < len(written) and written[last].isspace():
        last += 1
    return set(range(first, last + 1))
