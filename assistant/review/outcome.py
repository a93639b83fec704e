"""What came of a review, in lines for people: what was decided, which facts were touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checks.facts.comparison import differences
from assistant.edits import EditKind
from assistant.language.counting import counted
from assistant.review.byhand import is_by_hand
from assistant.review.model import Decision, Review

_MOST_FACTS = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many hunks stand at what, and what the decisions did to facts, a line each."""

    accepted: int
    rejected: int
    by_hand: int
    waiting: int
    marks: int
    notes: int
    facts: tuple[str, ...]

    @classmethod
    def of(cls, review: Review) -> Outcome:
        """What came of a review so far."""
        own = sum(is_by_hand(hunk) for hunk in review.hunks)
        taken = review.count(Decision.ACCEPTED) + review.count(Decision.CHANGED)
        pending = [h for h in review.hunks if h.decision is Decision.PENDING]
        return cls(
            taken - own, review.count(Decision.REJECTED), own, len(pending),
            sum(hunk.edit.kind is EditKind.MARK for hunk in pending),
            sum(bool(hunk.note) for hunk in review.hunks), tuple(_facts(review)),
        )  # fmt: skip

    def lines(self) -> Iterator[str]:
        """The same in words."""
        yield (f"{self.accepted} accepted, {self.rejected} rejected, {self.by_hand} by hand, "
               f"{self.waiting} undecided")  # fmt: skip
        if self.marks:
            yield f"{counted(self.marks, 'place reads', 'places read')} garbled without a proposal"
        if self.notes:
            yield counted(self.notes, "note")
        if not self.facts:
            yield "no fact was touched"
            return
        yield f"{counted(len(self.facts), 'fact')} touched:"
        yield from (f"  {fact}" for fact in self.facts[:_MOST_FACTS])
        if (more := len(self.facts) - _MOST_FACTS) > 0:
            yield f"  and {more} more"


def _facts(review: Review) -> Iterator[str]:
    for hunk in review.hunks:
        if hunk.text != hunk.edit.original:
            for each in differences(hunk.edit.original, hunk.text):
                where = review.sections[hunk.section].heading or review.title or "the opening"
                yield f"{each.message} ({' '.join(where.split())})"
