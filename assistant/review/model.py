"""The review: an article's hunks with what was decided of each. A plain value, saved and resumed.

Every function takes a review and gives a new one. The accepted text is a function of the
review and the source; the source is not stored in it, but known by its digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from assistant.article.model import Article
from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag, Refusal, splice, without_overlaps
from assistant.errors import SourceChangedError, UsageError


class Decision(StrEnum):
    """What an editor has decided of a hunk."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "changed"


class Policy(StrEnum):
    """Which pending hunks are accepted without an editor."""

    UNFLAGGED = "unflagged"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hunk:
    """An edit as the editor meets it; `changed_to` is the editor's own text for it.

    `note` is what the editor wrote beside it; it never comes into the article.
    """

    id: str
    section: int
    edit: Edit
    decision: Decision = Decision.PENDING
    changed_to: str | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """What stands in the hunk's place under its decision: the original while pending."""
        if self.decision is Decision.ACCEPTED:
            return self.edit.replacement
        if self.decision is Decision.CHANGED and self.changed_to is not None:
            return self.changed_to
        return self.edit.original


@dataclass(frozen=True, slots=True)
class Step:
    """A hunk before and after a decision; a decision about several hunks is several steps."""

    before: Hunk
    after: Hunk


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article came from; `sha256` is the digest of its bytes.

    `encoding` is a Python codec name; a byte order mark is told by the suffix ``+bom``.
    """

    path: str
    sha256: str
    encoding: str
    format: str


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A section of the article: its heading and its offsets, code points of the source."""

    id: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Review:
    """An article's hunks, in order of place and apart, with all that was decided.

    `log` holds the steps of each decision, the latest last; `undone` those taken back;
    `refused` what the checks did not let through; `prompt` what a model was told, if one was.
    """

    source: Source
    title: str
    engine: str
    sections: tuple[SectionMark, ...]
    hunks: tuple[Hunk, ...]
    log: tuple[tuple[Step, ...], ...] = ()
    undone: tuple[tuple[Step, ...], ...] = ()
    summary: Any = None
    refused: tuple[Refusal, ...] = ()
    prompt: str = ""

    def hunk(self, hunk_id: str) -> Hunk:
        """The hunk of an id; raises KeyError where there is none."""
        for hunk in self.hunks:
            if hunk.id == hunk_id:
                return hunk
        raise KeyError(hunk_id)

    def count(self, decision: Decision) -> int:
        """How many hunks stand at a decision."""
        return sum(hunk.decision is decision for hunk in self.hunks)


def make(
    article: Article,
    edits: Iterable[Edit],
    engine: str,
    *,
    refused: Iterable[Refusal] = (),
    prompt: str = "",
) -> Review:
    """A review of an article; of edits that overlap, structural ones win, then the surer."""
    encoding = article.encoding.codec + ("+bom" if article.encoding.bom else "")
    return Review(
        Source(article.path, article.sha256, encoding, str(article.format)),
        article.title,
        engine,
        tuple(
            SectionMark(s.id, article.heading(s), s.span.start, s.span.end)
            for s in article.sections
        ),
        tuple(
            Hunk(f"h{number}", article.section_at(edit.start).id, edit)
            for number, edit in enumerate(without_overlaps(edits), 1)
        ),
        refused=tuple(refused),
        prompt=prompt,
    )


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
    Policy.ALL: frozenset({Flag.UNCERTAIN, Flag.UNREQUESTED}),
}
"""The flags that a policy does not mind."""


def undo(review: Review) -> Review:
    """Take the last decision back; the same review where there is none."""
    if not review.log:
        return review
    *log, last = review.log
    back = _put(review, [step.before for step in last])
    return replace(back, log=tuple(log), undone=(*review.undone, last))


def redo(review: Review) -> Review:
    """Make the decision again that was taken back last."""
    if not review.undone:
        return review
    *undone, last = review.undone
    again = _put(review, [step.after for step in last])
    return replace(again, log=(*review.log, last), undone=tuple(undone))


def text(review: Review, source: str) -> str:
    """The source with what was accepted or changed by hand."""
    return splice(source, (replace(hunk.edit, replacement=hunk.text) for hunk in review.hunks))


def proposal(review: Review, source: str) -> str:
    """The source with every hunk as proposed."""
    return splice(source, (hunk.edit for hunk in review.hunks))


def verify(review: Review, data: bytes) -> None:
    """Raise SourceChangedError where the bytes are not those that were reviewed."""
    if hashlib.sha256(data).hexdigest() != review.source.sha256:
        raise SourceChangedError(
            f"{review.source.path} has changed since it was reviewed",
            hint="run `assistant rewrite` on it again, or bring the old text back",
        )


def _key(edit: Edit) -> tuple[str, str]:
    return edit.original.casefold(), edit.replacement.casefold()


def _logged(review: Review, hunks: Iterable[Hunk]) -> Review:
    known = {hunk.id: hunk for hunk in review.hunks}
    steps = tuple(Step(known[h.id], h) for h in hunks if known[h.id] != h)
    if not steps:
        return review
    new = _put(review, [step.after for step in steps])
    return replace(new, log=(*review.log, steps), undone=())


def _put(review: Review, hunks: Iterable[Hunk]) -> Review:
    new = {hunk.id: hunk for hunk in hunks}
    return replace(review, hunks=tuple(new.get(hunk.id, hunk) for hunk in review.hunks))
