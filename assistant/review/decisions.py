"""What an editor or a policy decides of the hunks of a review; each is one entry of its log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import EditKind, Flag
from assistant.errors import UsageError
from assistant.language.counting import counted
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step
from assistant.review.policies import Accept, accepts
from assistant.review.selecting import alike


def decide(review: Review, hunk_id: str, decision: Decision, text: str | None = None) -> Review:
    """Decide one hunk; `text` is the editor's own, for a hunk that is changed.

    A text that alters a fact stands as the editor wants it, and the hunk is flagged. Raises
    KeyError for an unknown id and UsageError where a changed hunk has no text.
    """
    if (decision is Decision.CHANGED) != (text is not None):
        msg = "a hunk is changed to a text, and only a changed hunk has one"
        raise UsageError(msg)
    hunk = review.hunk(hunk_id)
    edit = hunk.edit
    if text is not None and differences(edit.original, text):
        edit = edit.flagged(Flag.FACT)
    return _logged(review, [replace(hunk, edit=edit, decision=decision, changed_to=text)])


def annotate(review: Review, hunk_id: str, note: str) -> Review:
    """Write a note beside a hunk, or take it away with an empty one; it can be undone."""
    return _logged(review, [replace(review.hunk(hunk_id), note=note.strip())])


def candidates(hunk: Hunk) -> tuple[str, ...]:
    """What may stand in a hunk's place: first what stands there, then what is proposed, in order.

    A mark proposes nothing, so that it has only what else was found.
    """
    edit = hunk.edit
    proposed = () if edit.kind is EditKind.MARK else (edit.replacement,)
    return (edit.original, *proposed, *(other.text for other in edit.alternatives))


def choose(review: Review, hunk_id: str, number: int) -> Review:
    """Take a candidate of a hunk by its number: 0 rejects it, and 1 is mostly the proposal.

    Raises UsageError where there is no such candidate.
    """
    hunk = review.hunk(hunk_id)
    texts = candidates(hunk)
    if not 0 <= number < len(texts):
        msg = f"this hunk has {counted(len(texts) - 1, 'candidate')}, no number {number}"
        raise UsageError(msg)
    if number == 0:
        return decide(review, hunk_id, Decision.REJECTED)
    if texts[number] == hunk.edit.replacement and hunk.edit.kind is not EditKind.MARK:
        return decide(review, hunk_id, Decision.ACCEPTED)
    return decide(review, hunk_id, Decision.CHANGED, texts[number])


def accept_like(review: Review, hunk_id: str) -> Review:
    """Accept a hunk and all pending ones that write the same for the same, capitals aside."""
    return decide_all(review, alike(review, review.hunk(hunk_id)), Decision.ACCEPTED)


def decide_all(review: Review, hunk_ids: Iterable[str], decision: Decision) -> Review:
    """Accept, reject or reopen several hunks as one decision; raises KeyError for an unknown id."""
    wanted = set(hunk_ids)
    hunks = [hunk for hunk in review.hunks if hunk.id in wanted]
    if missing := wanted - {hunk.id for hunk in hunks}:
        raise KeyError(min(missing))
    return _logged(review, [replace(h, decision=decision, changed_to=None) for h in hunks])


def apply_policy(review: Review, policy: Accept) -> Review:
    """Accept pending hunks by policy; one that alters a fact or a quotation is never among them.

    Nor is one with a flag that this version does not know.
    """
    return _logged(
        review,
        [
            replace(hunk, decision=Decision.ACCEPTED)
            for hunk in review.hunks
            if hunk.decision is Decision.PENDING and accepts(policy, hunk.edit)
        ],
    )


def _logged(review: Review, hunks: Iterable[Hunk]) -> Review:
    known = {hunk.id: hunk for hunk in review.hunks}
    return logged(review, (Step(known[hunk.id], hunk) for hunk in hunks))
