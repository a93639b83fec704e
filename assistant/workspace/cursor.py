"""A review, and the hunk that somebody is at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.review import navigation
from assistant.review.model import Decision, Hunk, Review, SectionMark


@dataclass(slots=True, kw_only=True)
class Cursor:
    """A place among the hunks of a review, and ways to go to others."""

    review: Review
    place: int = 0

    @property
    def current(self) -> Hunk | None:
        """The hunk the editor is at."""
        hunks = self.review.hunks
        return hunks[self.place] if 0 <= self.place < len(hunks) else None

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
        number = self.current.section if self.current else 0
        return self.review.sections[number]

    def move(self, count: int) -> None:
        """Go some hunks on, or back, as far as there are any."""
        self.place = navigation.step(self.review, self.place, count)

    def move_section(self, direction: int) -> bool:
        """Go to the first hunk of the next section with one, or the section before."""
        return self._go(navigation.next_section(self.review, self.place, direction))

    def to_section(self, section: int) -> None:
        """Go to the first undecided hunk of a section, or to its first."""
        self._go(navigation.in_section(self.review, section))

    def advance(self) -> bool:
        """Go to the next undecided hunk, round the end; whether there is one."""
        return self._go(navigation.next_undecided(self.review, self.place))

    def at_offset(self, offset: int) -> None:
        """Go to the hunk nearest behind a place of the source."""
        self.place = navigation.at_offset(self.review, offset)

    def sections(self) -> Iterator[tuple[str, int, int]]:
        """The heading of each section, its undecided hunks, and all of them."""
        total = Counter(hunk.section for hunk in self.review.hunks)
        left = Counter(h.section for h in self.review.hunks if h.decision is Decision.PENDING)
        for section in self.review.sections:
            heading = section.heading or self.review.title or "(opening)"
            yield heading, left[section.id], total[section.id]

    def _go(self, place: int | None) -> bool:
        self.place = self.place if place is None else place
        return place is not None
