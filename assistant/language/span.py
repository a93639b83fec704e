"""Spans: half-open ranges of code points of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the source."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def meets(self, other: Span) -> bool:
        """Whether the two overlap or start at the same place, as two insertions there do.

        Spans that only touch, one ending where the other starts, do not meet.
        """
        return self.start == other.start or self.overlaps(other)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end
