"""Decisions that fit a newer source come along, others do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.review.model import Decision, Review, annotate, decide, make, text, undo
from assistant.review.rebase import carried

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
    review = decide(reviewed(OLD), "h1", Decision.ACCEPTED)
    review = annotate(decide(review, "h3", Decision.REJECTED), "h3", "ask the desk")
    new = read_text("A new line.\n\n" + OLD.replace("alien boat", "red boat"))
    moved = carried(review, OLD, new)
    assert [(h.id, h.decision, h.note) for h in moved.hunks] == [
        ("h1", Decision.ACCEPTED, ""),
        ("h3", Decision.REJECTED, "ask the desk"),
    ]
    assert "The foreign firm left. The red boat" in text(moved, new.source)
    assert moved.source.sha256 == new.sha256
    assert undo(undo(moved)).hunk("h3").decision is Decision.PENDING


@given(st.lists(st.sampled_from(["alien ", "boat ", "\n\n", "x. "])), st.data())
def test_whatever_changed_it_still_fits(pieces: list[str], data: st.DataObject) -> None:
    """A carried hunk stands where its words stand, in order and apart."""
    old = "x" + "".join(pieces)
    cut = data.draw(st.integers(0, len(old)))
    drop = data.draw(st.integers(0, 6))
    new = old[:cut] + data.draw(st.sampled_from(["", "alien ", "q"])) + old[cut + drop :]
    if not new.strip():
        return
    review = reviewed(old)
    moved = carried(review, old, read_text(new))
    assert text(moved, new) == new
    assert len(moved.hunks) <= len(review.hunks)
    if new == old:
        assert moved.hunks == review.hunks
