"""What two versions share, whatever they are: in order, the same, and as much as there is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from assistant.edits import word_edits
from assistant.language import alignment
from assistant.language.alignment import Shared, shared

_PIECES = st.lists(st.sampled_from(["the", "dock", " ", "\n", "\n\n", "closed", ",", "it"]))


def _text(words: int, seed: int = 1) -> list[list[str]]:
    """Paragraphs of forty words, those of a small vocabulary."""
    chance = random.Random(seed)
    known = [f"word{number}" for number in range(2_000)]
    return [chance.choices(known, k=40) for _ in range(words // 40)]


def _changed(paragraphs: Sequence[Sequence[str]], share: float, between: str) -> tuple[str, str]:
    """Both versions of a text of which a share of the words is changed."""
    chance = random.Random(2)
    new = [
        [word + "s" if chance.random() < share else word for word in words] for words in paragraphs
    ]
    old, changed = (between.join(map(" ".join, each)) for each in (paragraphs, new))
    return old, changed


@given(_PIECES, _PIECES, st.sampled_from([0, 4, 16_000_000]))
def test_what_is_shared_is_the_same_in_both(old: list[str], new: list[str], at_once: int) -> None:
    """Runs are in order, apart, and read the same, also where texts count as long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_AT_ONCE", at_once)
        patch.setattr(alignment, "_RUN", 3)
        found = shared(old, new)
    at = other = 0
    for run in found:
        assert run.old >= at
        assert run.new >= other
        assert old[run.old : run.old + run.size] == new[run.new : run.new + run.size]
        assert run.size > 0
        at, other = run.old + run.size, run.new + run.size
    if at_once > len(old) * len(new):
        assert sum(run.size for run in found) == Indel.similarity(old, new) // 2


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
@pytest.mark.parametrize("share", [0.005, 0.03])
def test_a_long_text_has_the_same_edits_as_word_by_word(share: float, between: str) -> None:
    """However its lines are parted; beside the shortest way not a word more is marked."""
    old, new = _changed(_text(4_000), share, between)
    found = word_edits(old, new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_AT_ONCE", 10**12)
        assert found == word_edits(old, new)


def test_what_is_compared_word_by_word_does_not_grow_with_the_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its bit matrix has a bit for each pair of words: twice the text has about twice as many."""
    pairs: list[int] = []
    by_piece = alignment._by_piece

    def counted(old: Sequence[str], new: Sequence[str], at: Shared) -> Iterator[Shared]:
        pairs[-1] += len(old) * len(new)
        yield from by_piece(old, new, at)

    monkeypatch.setattr(alignment, "_by_piece", counted)
    for words in (4_000, 8_000):
        pairs.append(0)
        word_edits(*_changed(_text(words), 0.03, "\n"))
    assert 0 < pairs[1] < 2.6 * pairs[0]
