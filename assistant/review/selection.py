"""What a word cursor has selected: one stop, or all from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.language.span import Span
from assistant.review.stops import Stops


class Side(StrEnum):
    """An end of a span."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Selection:
    """The stops from `anchor` to `head`, which moves; the head may stand before the anchor."""

    anchor: Span
    head: Span

    @classmethod
    def of(cls, span: Span) -> Selection:
        """A selection of one stop, or of a span that is taken as one."""
        return cls(span, span)

    @property
    def first(self) -> Span:
        """The stop that it begins with."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> Span:
        """The stop that it ends with."""
        return max(self.anchor, self.head)

    @property
    def span(self) -> Span:
        """All that is selected."""
        return Span(self.first.start, max(self.anchor.end, self.head.end))

    def moved(self, stops: Stops, count: int, *, keeps_anchor: bool = False) -> Selection:
        """The head so many stops further on, or back; the anchor goes along unless it is kept."""
        head = walked(stops, self.head, count)
        return Selection(self.anchor if keeps_anchor else head, head)

    def resized(self, stops: Stops, side: Side, count: int) -> Selection:
        """One end so many stops further out, or, for a negative count, further in.

        At least one stop stays selected.
        """
        first, last = self.first, self.last
        if side is Side.RIGHT:
            last = max(walked(stops, last, count), first)
        else:
            first = min(walked(stops, first, -count), last)
        return Selection(first, last)


def walked(stops: Stops, span: Span, count: int) -> Span:
    """The stop so many further on than a span, or back, as far as there are any."""
    for _ in range(abs(count)):
        following = stops.behind(span) if count > 0 else stops.before(span)
        if following is None:
            break
        span = following
    return span
