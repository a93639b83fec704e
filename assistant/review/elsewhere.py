"""Decisions that were made elsewhere: in CriticMarkup, in the text itself, or in a file of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.article.model import Article
from assistant.checks.facts.comparison import differences
from assistant.edits import Flag
from assistant.review.byhand import with_text
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step
from assistant.review.regions import Piece, Readings, Region, regions, sent_as
from assistant.review.settled import Settled


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a hunk elsewhere; without a `note` the old one stays."""

    hunk: Hunk
    decision: Decision
    text: str | None = None
    note: str | None = None

    @property
    def after(self) -> Hunk:
        """The hunk as it is decided now; a text of the editor's that alters a fact is flagged."""
        edit = self.hunk.edit
        if self.text is not None and differences(edit.original, self.text):
            edit = edit.flagged(Flag.FACT)
        note = self.hunk.note if self.note is None else self.note
        return replace(
            self.hunk, edit=edit, decision=self.decision, changed_to=self.text, note=note
        )


def with_decisions(review: Review, decided: Iterable[Decided]) -> Review:
    """A review with what was decided elsewhere, as one entry of its log."""
    return logged(review, (Step(each.hunk, each.after) for each in decided))


def from_text(review: Review, article: Article, returned: str) -> Review:
    """A review with what was decided by editing the text as it was decided so far.

    A hunk that reads otherwise than it did is accepted, rejected or changed; what else was
    written comes in as hunks by hand. All is one entry of the log. What is undecided and reads
    as it did stays undecided.
    """
    sent = sent_as(article.source, review.hunks, (hunk.text for hunk in review.hunks))
    readings = {h.id: (h.text, h.edit.replacement, h.edit.original) for h in review.hunks}
    decided = [
        known
        for region in regions(sent, readings, returned)
        if (known := _read(region.hunk, returned[region.start : region.end])) is not None
    ]
    return _completed(review, article, decided, returned)


class Marking(Protocol):
    """A way to mark in a text what is to change in it: the module of one."""

    PIECES: re.Pattern[str]
    """A mark, or a piece of a text between marks."""

    def pieces(self, review: Review, article: Article) -> list[Piece]:
        """The text as it is sent out."""

    def settled(self, text: str) -> Settled:
        """What a text with marks comes to."""

    def has_marks(self, text: str) -> bool:
        """Whether there are any in a text."""


def from_marks(review: Review, article: Article, returned: str, marking: Marking) -> Review:
    """A review with what was decided in its marks: accepted, rejected, rewritten.

    A mark that still stands decides nothing. What was marked or written elsewhere comes in as
    hunks by hand, and a comment in the place of a hunk as its note.
    """
    sent = marking.pieces(review, article)
    found = regions(sent, _readings(sent, marking), returned, marking.PIECES)
    decided = list(_resolved(sent, found, returned, marking))
    now = {each.hunk.id: each.after for each in decided}
    plain = "".join(_plain(found, returned, now, marking))
    return _completed(review, article, decided, plain)


def _completed(
    review: Review, article: Article, decided: Sequence[Decided], returned: str
) -> Review:
    """The review with decisions, and with all else that a text has as hunks by hand."""
    after = with_decisions(review, decided)
    whole = with_text(after, article.source, returned)
    entries = (*after.log[len(review.log) :], *whole.log[len(after.log) :])
    return logged(review, (step for entry in entries for step in entry))


def _read(hunk: Hunk, text: str) -> Decided | None:
    """What a text in the place of a hunk decides of it; None where it reads as it did."""
    edit = hunk.edit
    if text == hunk.text:
        return None
    if text == edit.replacement:
        return Decided(hunk, Decision.ACCEPTED)
    if text == edit.original:
        return Decided(hunk, Decision.REJECTED)
    return Decided(hunk, Decision.CHANGED, text)


def _resolved(
    sent: Sequence[Piece], found: Iterable[Region], returned: str, marking: Marking
) -> Iterator[Decided]:
    """What the marks decide; `sent` are the pieces with the marks as they were sent out."""
    marks = {hunk.id: text for text, hunk in sent if hunk is not None}
    for region in found:
        mark, text = marks[region.hunk.id], returned[region.start : region.end]
        if text != mark:
            yield _settled(region.hunk, mark, text, marking)


def _readings(sent: Sequence[Piece], marking: Marking) -> Readings:
    """How each mark may read: as it was sent, accepted or rejected."""
    found: dict[str, Sequence[str]] = {}
    for mark, hunk in sent:
        if hunk is not None:
            known = marking.settled(mark)
            found[hunk.id] = (mark, known.accepted, known.rejected)
    return found


def _settled(hunk: Hunk, mark: str, text: str, marking: Marking) -> Decided:
    """What a text decides that stands in the place of a mark."""
    ours, theirs = marking.settled(mark), marking.settled(text)
    note = "\n".join(theirs.comments) or None
    if theirs == replace(ours, comments=theirs.comments) and marking.has_marks(text):
        return Decided(hunk, hunk.decision, hunk.changed_to, note)
    if theirs.accepted in (ours.accepted, hunk.edit.replacement):
        is_own = hunk.decision is Decision.CHANGED
        decision = Decision.CHANGED if is_own else Decision.ACCEPTED
        return Decided(hunk, decision, hunk.changed_to if is_own else None, note)
    if theirs.accepted in (ours.rejected, hunk.edit.original):
        return Decided(hunk, Decision.REJECTED, None, note)
    return Decided(hunk, Decision.CHANGED, theirs.accepted, note)


def _plain(
    found: Iterable[Region], returned: str, now: dict[str, Hunk], marking: Marking
) -> Iterator[str]:
    """The text without marks: each hunk as it is decided, what else is marked as accepted."""
    at = 0
    for region in found:
        yield marking.settled(returned[at : region.start]).accepted
        yield now.get(region.hunk.id, region.hunk).text
        at = region.end
    yield marking.settled(returned[at:]).accepted
