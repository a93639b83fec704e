"""The log of a review: what was done to its hunks, taken back and done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.review.model import Entry, Hunk, Review, Step


def logged(review: Review, steps: Iterable[Step]) -> Review:
    """The review after some steps, put down as one entry; the same review where none changes it."""
    entry = composed(steps)
    if not entry:
        return review
    hunks = after(review.hunks, entry)
    unseen = min(review.unseen, len(review.log))
    return replace(review, hunks=hunks, log=(*review.log, entry), undone=(), unseen=unseen)


def undo(review: Review) -> Review:
    """Take back what was done last; the same review where there is nothing."""
    if not review.log:
        return review
    *log, last = review.log
    hunks = after(review.hunks, [step.reverse for step in last])
    return replace(review, hunks=hunks, log=tuple(log), undone=(*review.undone, last))


def redo(review: Review) -> Review:
    """Do again what was taken back last; the same review where there is nothing."""
    if not review.undone:
        return review
    *undone, last = review.undone
    hunks = after(review.hunks, last)
    return replace(review, hunks=hunks, log=(*review.log, last), undone=tuple(undone))


def reserve(review: Review) -> tuple[Review, int]:
    """The review with an empty entry at the end of its log, and the entry's number.

    What comes in bit by bit, as an engine's proposals do, is put there, so that one undo takes
    all of it back, after what the editor decided meanwhile.
    """
    return replace(review, log=(*review.log, ()), undone=()), len(review.log)


def release(review: Review, number: int) -> Review:
    """The review without a reserved entry to which nothing came."""
    if review.log[number : number + 1] != ((),):
        return review
    return replace(review, log=review.log[:number] + review.log[number + 1 :])


def place(entry: Entry) -> int:
    """The offset in the source at which the first hunk of an entry begins."""
    return min((step.hunk.edit.start for step in entry), default=0)


def after(hunks: Sequence[Hunk], steps: Iterable[Step]) -> tuple[Hunk, ...]:
    """Hunks after some steps, in order of place."""
    steps = tuple(steps)
    known = {hunk.id: hunk for hunk in hunks}
    for step in steps:
        if step.before is not None:
            known.pop(step.before.id, None)
    known |= {step.after.id: step.after for step in steps if step.after is not None}
    return tuple(sorted(known.values(), key=lambda hunk: hunk.edit.start))


def composed(entry: Iterable[Step]) -> Entry:
    """An entry with the steps of each hunk as one, from its first state to its last."""
    states: dict[str, tuple[Hunk | None, Hunk | None]] = {}
    for step in entry:
        first = states[step.hunk.id][0] if step.hunk.id in states else step.before
        states[step.hunk.id] = first, step.after
    return tuple(Step(*pair) for pair in states.values() if pair[0] != pair[1])


def is_sound(review: Review) -> bool:
    """Whether the hunks are in order and apart, now and after any undo or redo."""
    back = ([step.reverse for step in entry] for entry in reversed(review.log))
    return all(_is_sound(review.hunks, way) for way in (back, reversed(review.undone)))


def _is_sound(hunks: tuple[Hunk, ...], way: Iterable[Sequence[Step]]) -> bool:
    known = {hunk.id: hunk for hunk in hunks}
    if not _are_apart(hunks):
        return False
    for steps in way:
        if any(step.before is not None and step.before.id not in known for step in steps):
            return False
        moved = [step for step in steps if step.before is None or step.after is None]
        if moved:
            known = {hunk.id: hunk for hunk in after(tuple(known.values()), moved)}
            if not _are_apart(known.values()):
                return False
    return True


def _are_apart(hunks: Iterable[Hunk]) -> bool:
    spans = [hunk.edit.span for hunk in hunks]
    return all(0 <= span.start <= span.end for span in spans) and all(
        first.end <= second.start and first.start < second.start
        for first, second in pairwise(spans)
    )
