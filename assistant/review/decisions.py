"""What an editor or a policy decides of the hunks of a review; each is one entry of its log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag
from assistant.errors import UsageError
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Policy, Review, Step


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


def choose(review: Review, hunk_id: str, number: int) -> Review:
    """Take another candidate of a hunk; `number` counts its alternatives from 1.

    Raises UsageError where there is no such alternative.
    """
    alternatives = review.hunk(hunk_id).edit.alternatives
    if not 1 <= number <= len(alternatives):
        msg = f"this hunk has {len(alternatives)} other candidates, no number {number}"
        raise UsageError(msg)
    return decide(review, hunk_id, Decision.CHANGED, alternatives[number - 1].text)


def accept_like(review: Review, hunk_id: str) -> Review:
    """Accept a hunk and all pending ones that write the same for the same, capitals aside."""
    key = _key(review.hunk(hunk_id).edit)
    return _logged(
        review,
        [
            replace(hunk, decision=Decision.ACCEPTED, changed_to=None)
            for hunk in review.hunks
            if hunk.id == hunk_id or (hunk.decision is Decision.PENDING and _key(hunk.edit) == key)
        ],
    )


def decide_all(review: Review, hunk_ids: Iterable[str], decision: Decision) -> Review:
    """Accept, reject or reopen several hunks as one decision; raises KeyError for an unknown id."""
    hunks = (review.hunk(hunk_id) for hunk_id in hunk_ids)
    return _logged(review, [replace(h, decision=decision, changed_to=None) for h in hunks])


def apply_policy(review: Review, policy: Policy) -> Review:
    """Accept pending hunks by policy; one that alters a fact or a quotation is never among them.

    Nor is one with a flag that this version does not know.
    """
    if policy is Policy.NONE:
        return review
    return _logged(
        review,
        [
            replace(hunk, decision=Decision.ACCEPTED)
            for hunk in review.hunks
            if hunk.decision is Decision.PENDING and _ACCEPTABLE[policy].issuperset(hunk.edit.flags)
        ],
    )


_ACCEPTABLE: dict[Policy, frozenset[Flag]] = {
    Policy.UNFLAGGED: frozenset(),
    Policy.ALL: frozenset({Flag.UNCERTAIN, Flag.UNREQUESTED, Flag.OMISSION}),
}
"""The flags that a policy does not mind."""


def _key(edit: Edit) -> tuple[str, str]:
    return edit.original.casefold(), edit.replacement.casefold()


def _logged(review: Review, hunks: Iterable[Hunk]) -> Review:
    return logged(review, (Step(review.hunk(hunk.id), hunk) for hunk in hunks))
