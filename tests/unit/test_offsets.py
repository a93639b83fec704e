"""Where the places of a text stand in another one that was made of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.edits import Edit, splice
from assistant.language.span import Span
from assistant.review import log
from assistant.review.decisions import decide
from assistant.review.merge import with_edit
from assistant.review.model import Decision, make, text
from assistant.review.offsets import OffsetMap
from assistant.review.rebase import rebased
from assistant.review.serialisation import dumps, loads

TEXTS = st.lists(st.sampled_from(["alien ", "boat ", "\n", "\n\n", "x.", "é"]), max_size=12)
LETTERS = "abcdefghij"


@st.composite
def changes(draw: st.DrawFn) -> list[Edit]:
    """Edits of the letters, apart and in order."""
    found, at = [], 0
    for gap, size in draw(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), max_size=4)):
        start, end = at + gap, at + gap + size
        if end > len(LETTERS):
            break
        found.append(Edit(start, end, LETTERS[start:end], draw(st.sampled_from(["", "X", "YYYY"]))))
        at = end
    return found


@settings(deadline=None)
@given(TEXTS.map("".join), TEXTS.map("".join), st.data())
def test_a_span_that_came_along_reads_the_same(old: str, new: str, data: st.DataObject) -> None:
    """Between any two texts; and it comes back to where it was."""
    places = OffsetMap.between(old, new)
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    there = places.span(span)
    if there is not None:
        assert new[there.start : there.end] == old[span.start : span.end]
        assert places.inverse.span(there) == span
    assert 0 <= places.offset(start) <= len(new)
    if old and old == new:
        assert places.span(span) == span


@given(changes())
def test_a_spliced_text_is_known_place_by_place(edits: list[Edit]) -> None:
    """Every letter that no edit took away stands where the map says."""
    written = splice(LETTERS, edits)
    places = OffsetMap.spliced(len(LETTERS), [(e.span, len(e.replacement)) for e in edits])
    for at in range(len(LETTERS)):
        span = Span(at, at + 1)
        there = places.span(span)
        assert (there is None) == any(edit.span.overlaps(span) for edit in edits)
        if there is not None:
            assert written[there.start : there.end] == LETTERS[at]
            assert places.offset(at) == there.start


def test_beside_a_change_an_insertion_did_not_come_along() -> None:
    """What it was to stand between is no more."""
    places = OffsetMap.spliced(10, [(Span(4, 6), 1)])
    assert [places.span(Span(at, at)) for at in (0, 3, 4, 6, 7, 10)] == [
        Span(0, 0), Span(3, 3), None, None, Span(6, 6), Span(9, 9),
    ]  # fmt: skip


@settings(deadline=None)
@given(TEXTS.map("".join), TEXTS.map("".join), changes(), st.data())
def test_a_rebased_review_can_be_undone_saved_and_opened(
    before: str, behind: str, edits: list[Edit], data: st.DataObject
) -> None:
    """Hunks that insert, hunks over others, whatever was changed around and within them."""
    old = "T\n\n" + before + LETTERS + behind
    at = len(old) - len(LETTERS) - len(behind)
    review = make(
        read_text(old),
        [Edit(e.start + at, e.end + at, e.original, e.replacement) for e in edits],
        "x",
    )
    for hunk in review.hunks:
        review = decide(review, hunk.id, data.draw(st.sampled_from(list(Decision)[1:3])))
    review = with_edit(review, Edit(at, at + len(LETTERS), LETTERS, "points"))
    cut = data.draw(st.integers(0, len(old)))
    new = old[:cut] + data.draw(st.sampled_from(["", "b", "\n"])) + old[cut + 1 :]
    if not new.strip():
        return
    moved = rebased(review, old, read_text(new))
    assert loads(dumps(moved)) == moved
    while moved.log:
        moved = log.undo(moved)
        text(moved, new)
