"""A review, the place in it that somebody is at, and ways to go to others."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.language.span import Span
from assistant.review import navigation
from assistant.review.model import Decision, Hunk, Review, SectionMark
from assistant.review.selecting import Filter, Order, next_of
from assistant.review.selection import Selection

_JUMPS = 100


@dataclass(slots=True, kw_only=True)
class Cursor:
    """A hunk of a review, or words of its source; `order` says which hunks are gone through.

    `selection` is there while somebody stands at words, and `is_extending` while it grows as
    they go.
    """

    review: Review
    place: int = 0
    order: Order = field(default_factory=Order)
    selection: Selection | None = None
    is_extending: bool = False
    _jumps: list[int] = field(default_factory=list)
    _returns: list[int] = field(default_factory=list)

    @property
    def current(self) -> Hunk | None:
        """The hunk the editor is at; None at words that are no hunk."""
        hunks = self.review.hunks
        if self.selection is not None:
            span = self.selection.span
            return next((hunk for hunk in hunks if hunk.edit.span == span), None)
        return hunks[self.place] if 0 <= self.place < len(hunks) else None

    @property
    def shown_place(self) -> int:
        """The place among all of the current hunk, or of the one nearest behind."""
        if self.selection is None:
            return self.place
        return navigation.at_offset(self.review, self.selection.span.start)

    @property
    def span(self) -> Span:
        """The span of the source the editor is at."""
        if self.selection is not None:
            return self.selection.span
        hunk = self.current
        return hunk.edit.span if hunk is not None else Span(0, 0)

    @property
    def decided(self) -> int:
        """How many hunks are decided."""
        return len(self.review.hunks) - self.left

    @property
    def left(self) -> int:
        """How many hunks are undecided."""
        return self.review.count(Decision.PENDING)

    @property
    def section(self) -> SectionMark:
        """The section the editor is at."""
        if self.selection is not None:
            return self.review.section_at(self.selection.span.start)
        number = self.current.section if self.current else 0
        return self.review.sections[number]

    def move(self, count: int) -> None:
        """Go some hunks of the order on, or back, as far as there are any."""
        places = self.order.places(self.review)
        ranks = [self.order.rank(self.review, place) for place in places]
        here = self.order.rank(self.review, self._between)
        number = bisect_left(ranks, here)
        is_at_one = number < len(ranks) and ranks[number] == here
        number += count if is_at_one or count < 0 else count - 1
        if places:
            self._go(places[min(max(number, 0), len(places) - 1)])

    def move_section(self, direction: int) -> bool:
        """Go to the first hunk of the next section with one, or the section before."""
        self._leave_words()
        return self._go(navigation.next_section(self.review, self.place, direction))

    def to_section(self, section: int) -> None:
        """Go to the first undecided hunk of a section, or to its first."""
        self.jump()
        self._go(navigation.in_section(self.review, section))

    def advance(self) -> bool:
        """Go to the next undecided hunk of the order, round the end; whether there is one."""
        left = [n for n in self.order.places(self.review)
                if self.review.hunks[n].decision is Decision.PENDING]  # fmt: skip
        here = self.order.rank(self.review, self._between)
        behind = (n for n in left if self.order.rank(self.review, n) > here)
        return self._go(next(behind, left[0] if left else None))

    def to_next(self, chosen: Filter, direction: int) -> bool:
        """Go to the next hunk of a filter, or the one before, round the end; whether any is."""
        found = next_of(self.review, chosen, self._between, direction)
        if found is not None:
            self.jump()
        return self._go(found)

    def at_offset(self, offset: int) -> None:
        """Go to the hunk nearest behind a place of the source."""
        self._go(navigation.at_offset(self.review, offset))

    def sections(self) -> Iterator[tuple[str, int, int]]:
        """The heading of each section, its undecided hunks, and all of them."""
        total = Counter([hunk.section for hunk in self.review.hunks])
        left = Counter([h.section for h in self.review.hunks if h.decision is Decision.PENDING])
        for section in self.review.sections:
            heading = section.heading or self.review.title or "(opening)"
            yield heading, left[section.id], total[section.id]

    def jump(self) -> None:
        """Remember where the editor is, to come back."""
        if self._jumps[-1:] != [self.span.start]:
            self._jumps = [*self._jumps, self.span.start][-_JUMPS:]
        self._returns = []

    @property
    def _between(self) -> float:
        """The place among the hunks; at words, half a place behind the last hunk before them."""
        if self.selection is None:
            return self.place
        if (hunk := self.current) is not None:
            return self.review.hunks.index(hunk)
        starts = [hunk.edit.start for hunk in self.review.hunks]
        return bisect_left(starts, self.selection.span.start) - 0.5

    def _leave_words(self) -> None:
        if self.selection is not None:
            self.place = navigation.at_offset(self.review, self.selection.span.start)
        self.selection, self.is_extending = None, False

    def _go(self, place: int | None) -> bool:
        if place is not None:
            self.selection, self.is_extending = None, False
            self.place = place
        return place is not None
