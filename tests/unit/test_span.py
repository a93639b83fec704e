"""Two spans overlap, meet, touch or lie apart; what is merged lies apart and in order."""

from __future__ import annotations

import pytest

from assistant.language.span import Span, merged, trimmed


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "meets", "touches"),
    [
        (Span(1, 3), Span(2, 5), True, True, True),
        (Span(1, 3), Span(3, 5), False, False, True),
        (Span(1, 3), Span(4, 5), False, False, False),
        (Span(2, 2), Span(2, 2), False, True, True),
        (Span(2, 2), Span(2, 5), False, True, True),
        (Span(3, 3), Span(2, 5), True, True, True),
        (Span(5, 5), Span(2, 5), False, False, True),
    ],
)
def test_how_two_spans_lie(
    one: Span, other: Span, overlaps: bool, meets: bool, touches: bool
) -> None:
    """Each relation holds both ways round; an insertion within a span overlaps it."""
    for a, b in ((one, other), (other, one)):
        assert (a.overlaps(b), a.meets(b), a.touches(b)) == (overlaps, meets, touches)


def test_what_lies_within() -> None:
    """A span contains itself and what lies at its ends; shifted, it keeps its length."""
    assert Span(1, 4).contains(Span(1, 4))
    assert Span(1, 4).contains(Span(4, 4))
    assert not Span(1, 4).contains(Span(3, 5))
    assert Span(1, 4).shifted(2) == Span(3, 6)


def test_spans_that_touch_are_one() -> None:
    """Merging gives spans in order, apart from one another, without empty ones."""
    spans = [Span(5, 7), Span(1, 3), Span(3, 4), Span(6, 6), Span(9, 9), Span(6, 8)]
    assert merged(spans) == (Span(1, 4), Span(5, 8))


def test_trimming_keeps_the_offset() -> None:
    """The span lies where the text is; for white space alone it is empty."""
    assert trimmed(" ab\n", 10) == Span(11, 13)
    assert trimmed(" \n", 10) == Span(12, 12)
