"""Decisions that fit a newer source come along, others do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.review.decisions import annotate, decide
from assistant.review.log import undo
from assistant.review.model import Decision, Review, make, text
from assistant.review.rebase import rebased

OLD = "Ferry Plan\n\nThe alien firm left. The alien boat stayed.\n\nIt was an alien day.\n"


def reviewed(source: str) -> Review:
    """Every alien is to be foreign."""
    edits, at = [], source.find("alien")
    while at >= 0:
        edits.append(Edit(at, at + 5, "alien", "foreign"))
        at = source.find("alien", at + 1)
    return make(read_text(source), edits, "x")


def test_what_was_not_touched_comes_along() -> None:
    """With its decision, its note and its place in the log; the rest is left out."""
    review = reviewed(OLD)
    first, _, third = (hunk.id for hunk in review.hunks)
    review = decide(review, first, Decision.ACCEPTED)
    review = annotate(decide(review, third, Decision.REJECTED), third, "ask the desk")
    new = read_text("A new line.\n\n" + OLD.replace("alien boat", "red boat"))
    moved = rebased(review, OLD, new)
    assert [(h.edit.start, h.decision, h.note) for h in moved.hunks] == [
        (new.source.index("alien firm"), Decision.ACCEPTED, ""),
        (new.source.index("alien day"), Decision.REJECTED, "ask the desk"),
    ]
    assert "The foreign firm left. The red boat" in text(moved, new.source)
    assert moved.source.sha256 == new.sha256
    assert undo(undo(moved)).hunks[1].decision is Decision.PENDING


@given(st.lists(st.sampled_from(["alien ", "boat ", "\n\n", "x. "])), st.data())
def test_whatever_changed_it_still_fits(pieces: list[str], data: st.DataObject) -> None:
    """A hunk that came along stands where its words stand, in order and apart."""
    old = "x" + "".join(pieces)
    cut = data.draw(st.integers(0, len(old)))
    drop = data.draw(st.integers(0, 6))
    new = old[:cut] + data.draw(st.sampled_from(["", "alien ", "q"])) + old[cut + drop :]
    if not new.strip():
        return
    review = reviewed(old)
    moved = rebased(review, old, read_text(new))
    assert text(moved, new) == new
    assert len(moved.hunks) <= len(review.hunks)
    if new == old:
        assert moved.hunks == review.hunks
