"""Writing the articles of a batch anew, as they were decided since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.atomic import permissions, write_atomic
from assistant.batch import report, reviewed, row_results
from assistant.batch.inputs.given import Inputs
from assistant.batch.jobs import Part, Tally
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed, require_own
from assistant.batch.records import Record
from assistant.errors import AssistantError
from assistant.review import file as review_file
from assistant.review.decisions import apply_policy
from assistant.review.model import Decision, Policy, Review, Written
from assistant.review.policies import Accept
from assistant.workspace.claim import claimed
from assistant.workspace.delivering import Target, deliver
from assistant.workspace.opening import Reviewed


@dataclass(frozen=True, slots=True)
class Applied:
    """An article that was written anew, or the `problem` why it was not."""

    key: str
    problem: str = ""


def apply(
    ledger: Ledger, out: Path, policy: Accept, inputs: Inputs | None, *, force: bool = False
) -> Iterator[Applied]:
    """Write every article whose text has changed, then tables and reports.

    A policy other than none is applied to each review first. What was changed in a text since
    it was written stays, unless it is forced.
    """
    for record in ledger.records():
        try:
            found = reviewed.opened(record, out)
            if found is not None and _applied(ledger, out, record, found, policy, force=force):
                yield Applied(record.key)
        except AssistantError as error:
            yield Applied(record.key, error.message)
        ledger.store.commit_due()
    if inputs is not None:
        row_results.write(ledger, inputs, out, force=force)
    report.write(ledger, out)


def _applied(
    ledger: Ledger, out: Path, record: Record, found: Reviewed, policy: Accept, *, force: bool
) -> bool:
    """Write one article, its review and its row of the ledger; whether its text is another."""
    review = found.review
    if policy is not Policy.NONE:
        seen, review = len(review.log) > review.unseen, apply_policy(review, policy)
        review = replace(review, policy=str(policy))
        review = review if seen else replace(review, unseen=len(review.log))
    data = deliver(found.document, review, Target()).data
    digest, written = hashlib.sha256(data).hexdigest(), dict(record.written)
    is_new = Part.TEXT in record.outputs and digest != record.written.get(Part.TEXT)
    if is_new:
        place = placed(out, record.outputs[Part.TEXT])
        require_own(place, [record.written.get(Part.TEXT, "")], force=force)
        write_atomic(place, data, most=permissions(found.path), follow=False)
        review = replace(review, written=Written(str(place.absolute()), digest))
        written[Part.TEXT] = digest
    if review != found.review:
        with claimed(found.path):
            review_file.save_review(found.path, review)
    saved = found.path.read_bytes()
    written[Part.REVIEW] = hashlib.sha256(saved).hexdigest()
    ledger.refresh(record.key, tally(record.tally, review), written)
    return is_new


def tally(before: Tally, review: Review) -> Tally:
    """The numbers of an article as it is decided now."""
    pending = [hunk for hunk in review.hunks if hunk.decision is Decision.PENDING]
    standing = review.count(Decision.ACCEPTED) + review.count(Decision.CHANGED)
    flagged = sum(bool(hunk.edit.flags) for hunk in pending)
    return replace(
        before, hunks=len(review.hunks), accepted=standing, left=len(pending), flagged=flagged
    )
