"""Bringing further hunks into a review that is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.edits import Alternative, Edit, EditKind, Refusal, without_overlaps
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review.log import after, composed, logged
from assistant.review.model import Decision, Entry, Hunk, Review, Step, decided, hunk_id

_NOT_OF_AN_ENGINE = frozenset({EditKind.TAKEAWAYS, EditKind.NEUTRALITY})
"""Kinds of hunks that a run need not propose again to leave them standing."""


@dataclass(frozen=True, slots=True)
class SectionEdits:
    """All that a run proposes for a section so far, in order, and what the checks refused of it.

    A section is finished with the `last` proposal. `withdrawn` are edits that an earlier
    proposal of the same run held; `engine` and `prompt` are recorded in the review.
    """

    section: int
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...] = ()
    last: bool = True
    withdrawn: tuple[Edit, ...] = ()
    engine: str = ""
    prompt: str = ""


def with_proposals(review: Review, proposed: SectionEdits, entry: int | None = None) -> Review:
    """A review with what a run proposes for a section.

    A hunk that was decided, noted or otherwise worked on stays, and what would meet it is left
    out. A hunk that nobody touched gives way to the run that proposed it, or to a later one once
    that has finished the section. This is no decision, and not undone, unless `entry` is a
    reserved entry of the log: all changes are put there. Where that was undone, the review
    stays as it is.
    """
    if entry is not None and entry >= len(review.log):
        return review
    own = () if entry is None else review.log[entry]
    later = (*review.log[0 if entry is None else entry + 1 :], *review.undone)
    others = (*review.log[: entry or 0], *later)
    steps = composed(_steps(review, proposed, others, later))
    log = review.log
    if entry is not None:
        log = (*log[:entry], composed((*own, *steps)), *log[entry + 1 :])
    return replace(
        review,
        hunks=after(review.hunks, steps),
        log=log,
        refused=_refused(review, proposed),
        engine=proposed.engine or review.engine,
        prompt=proposed.prompt or review.prompt,
        repaired=review.repaired | ({proposed.section} if proposed.last else set()),
    )


def _steps(
    review: Review, proposed: SectionEdits, others: Sequence[Entry], later: Sequence[Entry]
) -> Iterator[Step]:
    """The steps from the hunks of a section to what is proposed for it."""
    touched = {step.hunk.id for entry in others for step in entry}
    new = [Hunk(proposed.section, edit) for edit in without_overlaps(proposed.edits)]
    said = {hunk_id(edit) for edit in (*proposed.edits, *proposed.withdrawn)}
    free = {
        hunk.id: hunk
        for hunk in review.hunks
        if hunk.section == proposed.section
        and _is_untouched(hunk, touched)
        and (hunk.id in said or (proposed.last and hunk.edit.kind not in _NOT_OF_AN_ENGINE))
    }
    taken = [hunk.edit.span for hunk in review.hunks if hunk.id not in free]
    taken += _undoable(later)
    added = _apart(new, taken)
    yield from (Step(hunk, None) for hunk in free.values() if hunk.id not in added)
    yield from (Step(free.get(hunk.id), hunk) for hunk in added.values())


def _is_untouched(hunk: Hunk, touched: set[str]) -> bool:
    return hunk.decision is Decision.PENDING and not hunk.note and hunk.id not in touched


def _undoable(entries: Iterable[Entry]) -> Iterator[Span]:
    """The places of hunks that undo or redo may bring back."""
    for entry in entries:
        yield from (step.hunk.edit.span for step in entry)


def _apart(hunks: Sequence[Hunk], taken: Sequence[Span]) -> dict[str, Hunk]:
    """Those of some hunks that meet no place that is taken, by id."""
    if not hunks:
        return {}
    whole = Span(hunks[0].edit.start, hunks[-1].edit.end)
    near = [span for span in taken if span.start <= whole.end and whole.start <= span.end]
    return {hunk.id: hunk for hunk in hunks if not any(hunk.edit.span.meets(span) for span in near)}


def _refused(review: Review, proposed: SectionEdits) -> tuple[Refusal, ...]:
    kept = (
        refusal
        for refusal in review.refused
        if review.section_at(refusal.start).id != proposed.section
    )
    return tuple(dict.fromkeys((*kept, *proposed.refused)))


def with_answers(review: Review, asked: Sequence[Hunk], edits: Sequence[Edit]) -> Review:
    """A review in which hunks that an engine was asked again about give way to other proposals.

    A hunk that was decided since it was asked about stays, as does one for which nothing else
    is proposed. It is one entry of the log; the same review where nothing is new.
    """
    asked = [hunk for hunk in asked if hunk in review.hunks]
    others = [hunk.edit for hunk in review.hunks if hunk not in asked]
    fitting = [e for e in edits if not any(e.span.meets(other.span) for other in others)]
    gone = [h for h in asked if any(_is_other(h.edit, edit) for edit in fitting)]
    stay = [h.edit for h in asked if h not in gone]
    new = [e for e in fitting if not any(e.span.meets(other.span) for other in stay)]
    added = (Hunk(review.section_at(e.start).id, e) for e in without_overlaps(new))
    steps = (*(Step(hunk, None) for hunk in gone), *(Step(None, hunk) for hunk in added))
    return logged(review, steps)


def _is_other(old: Edit, new: Edit) -> bool:
    return old.span.meets(new.span) and (old.span, old.replacement) != (new.span, new.replacement)


def with_edit(review: Review, edit: Edit) -> Review:
    """A review with one more hunk, pending, in the place of all hunks that lie within it.

    What their decisions came to stays as another candidate of the new hunk. It is one entry of
    the log. Raises UsageError where a hunk reaches beyond it.
    """
    inner = _within(review, edit)
    if not all(edit.span.contains(hunk.edit.span) for hunk in inner):
        msg = "another hunk reaches beyond the place of the new one"
        raise UsageError(msg, hint="reject that hunk in a fresh review first")
    new = Hunk(review.section_at(edit.start).id, _with_current(edit, inner))
    return logged(review, (*(Step(hunk, None) for hunk in inner), Step(None, new)))


def with_marks(review: Review, edits: Iterable[Edit]) -> Review:
    """A review with what checks found where no hunk is yet, to be decided; one entry of the log."""
    new = [Hunk(review.section_at(edit.start).id, edit) for edit in without_overlaps(edits)]
    added = _apart(new, [hunk.edit.span for hunk in review.hunks]) if new else {}
    return logged(review, (Step(None, hunk) for hunk in added.values()))


def decisions_within(review: Review, edit: Edit) -> int:
    """How many decided hunks an edit would take the place of."""
    return sum(hunk.decision is not Decision.PENDING for hunk in _within(review, edit))


def _within(review: Review, edit: Edit) -> list[Hunk]:
    return [hunk for hunk in review.hunks if hunk.edit.span.meets(edit.span)]


def _with_current(edit: Edit, inner: Sequence[Hunk]) -> Edit:
    current = decided(edit.original, edit.start, inner)
    if current in (edit.original, edit.replacement):
        return edit
    return replace(edit, alternatives=(*edit.alternatives, Alternative(current, 0.0)))
