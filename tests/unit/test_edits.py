"""Edits: splicing them, keeping them apart, and the edits between two sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.edits import Edit, EditKind, splice, without_overlaps, word_edits

_SENTENCES = st.lists(
    st.sampled_from(["the", "loss", "leaders", "froze", "off", "it", ",", "a", "’s", "  ", "3"]),
    max_size=12,
).map(" ".join)


def _edit(start: int, end: int, written: str, confidence: float = 1.0) -> Edit:
    return Edit(start, end, "0123456789"[start:end], written, confidence=confidence)


def test_edits_are_spliced_into_the_source() -> None:
    """In any order they are given."""
    assert splice("0123456789", [_edit(8, 9, "y"), _edit(2, 4, "x"), _edit(4, 4, "+")]) == (
        "01x+4567y9"
    )


@pytest.mark.parametrize(
    "edits",
    [
        [_edit(2, 5, "x"), _edit(4, 6, "y")],
        [Edit(8, 12, "89", "x")],
        [Edit(0, 2, "xy", "z")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    """Overlapping, outside the source, or of another text."""
    with pytest.raises(ValueError, match=r"overlaps|does not read"):
        splice("0123456789", edits)


def test_of_edits_that_overlap_the_structural_then_the_surer_one_stays() -> None:
    """Edits that only touch both stay."""
    title = Edit(0, 4, "0123", "", EditKind.TITLE, 0.5)
    sure, unsure, apart = _edit(5, 7, "a", 0.9), _edit(6, 8, "b", 0.8), _edit(7, 9, "c", 0.7)
    kept = without_overlaps([unsure, apart, sure, title, _edit(1, 2, "d")])
    assert kept == (title, sure, apart)


@given(_SENTENCES, _SENTENCES)
def test_word_edits_turn_one_sentence_into_the_other(before: str, after: str) -> None:
    """They are in order and apart, and none changes nothing."""
    found = word_edits(before, after)
    text, at = "", 0
    for start, end, written in found:
        assert at <= start <= end
        assert before[start:end] != written
        text += before[at:start] + written
        at = end
    assert text + before[at:] == after


def test_words_changed_side_by_side_are_one_edit_and_apart_are_two() -> None:
    """So that two repairs in one sentence are decided apart."""
    assert word_edits("They froze off it today.", "They rejected it now.") == (
        (5, 14, "rejected"),
        (18, 23, "now"),
    )
