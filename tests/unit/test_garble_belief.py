"""Belief in what was garbled: shares of one whole, moved by what a language model says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.repair.garble.belief import Belief, weights
from assistant.repair.garble.repeated import together

_SHARES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12)
_GAINS = st.lists(st.floats(-40.0, 40.0), min_size=1, max_size=12)


def belief(shares: list[float]) -> Belief:
    """Belief in some candidates, in "something else", and the rest in "left alone"."""
    total = sum(shares) + 1.0
    return Belief(tuple(share / total for share in shares), 0.5 / total)


def test_the_bounds_are_in_order() -> None:
    """What is sure is proposed; each bound is a probability."""
    fitted = weights()
    assert 0 < fitted.proposed < fitted.sure < 1
    assert 0 < fitted.marked < 1
    assert 0 < fitted.clean < 0.05


@given(shares=_SHARES, found=_GAINS)
def test_what_is_weighed_stays_one_whole(shares: list[float], found: list[float]) -> None:
    """Whatever is gained; candidates that were not weighed have no share of their own."""
    before = belief(shares)
    gains = dict(zip(before.likeliest(len(found)), found, strict=False))
    after = weights().weighed(before, gains)
    assert len(after.candidates) == len(shares)
    assert all(share >= 0 for share in (*after.candidates, after.other))
    assert after.garbled <= 1 + 1e-9
    assert all(after.candidates[at] == 0 for at in range(len(shares)) if at not in gains)


@given(shares=_SHARES, gain=st.floats(-7.0, 7.0), more=st.floats(0.1, 4.0))
def test_a_larger_gain_is_believed_more(shares: list[float], gain: float, more: float) -> None:
    """And makes it likelier that the place is garbled at all."""
    before = belief(shares)
    (best,) = before.likeliest(1)
    less, better = (weights().weighed(before, {best: each}) for each in (gain, gain + more))
    assert better.candidates[best] > less.candidates[best]
    assert better.garbled >= less.garbled


def test_the_likeliest_come_first() -> None:
    """As many as are asked for."""
    assert Belief((0.1, 0.3, 0.2), 0.1).likeliest(2) == [1, 2]
    assert Belief((), 0.1).likeliest(2) == []


def test_what_stands_twice_was_the_same_before() -> None:
    """What both places believe in wins over what one of them is surer of."""
    one = ([(1, "talks"), (1, "walks")], Belief((0.5, 0.3), 0.1))
    two = ([(1, "walks"), (1, "balks")], Belief((0.4, 0.3), 0.2))
    first, second = together([one, two])
    assert first.likeliest(1) == [1]
    assert second.likeliest(1) == [0]
    assert first.candidates[1] == second.candidates[0] > 0.4
    assert together([one]) == [one[1]]


@given(st.lists(_SHARES, min_size=2, max_size=4))
def test_what_stands_often_stays_one_whole(every: list[list[float]]) -> None:
    """Whatever is believed of each place, of however many candidates."""
    known = [([(1, f"word {n}") for n in range(len(shares))], belief(shares)) for shares in every]
    for (options, _), after in zip(known, together(known), strict=True):
        assert len(after.candidates) == len(options)
        assert min((*after.candidates, after.other)) >= 0
        assert after.garbled <= 1 + 1e-9
