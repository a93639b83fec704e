"""Spans: half-open ranges of code points of a text, and how two of them can lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of a text; of no length where `start` is `end`."""

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

    def touches(self, other: Span) -> bool:
        """Whether the two overlap, or one ends where the other starts."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The span as many code points further on, or, for a negative number, further back."""
        return Span(self.start + by, self.end + by)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one; none of no length."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.touches(joined[-1]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return tuple(joined)


def masked(text: str, spans: Iterable[Span], fill: str = "x") -> str:
    """A text of the same length with `fill`, one character, over and over in place of each span."""
    pieces, at = [], 0
    for span in sorted(spans):
        start = max(at, span.start)
        pieces += [text[at:start], fill * (span.end - start)]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


def trimmed(text: str, offset: int = 0) -> Span:
    """The span of a text without the white space around it; its start where it is all white.

    `offset` is where the text stands in a longer one, of which the span is given.
    """
    start = len(text) - len(text.lstrip())
    return Span(offset + start, offset + max(start, len(text.rstrip())))
