"""A clock gives every moment to one stage, the innermost, and is nothing to work without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import timing
from assistant.timing import Spent, Stage, added, as_json, clocked, over, stage, total

_TREES = st.recursive(
    st.integers(1, 9),
    lambda inner: st.tuples(st.sampled_from(Stage), st.lists(inner, max_size=4)),
    max_leaves=20,
)
"""Work: so many ticks, or a stage of more work."""


@dataclass
class _Ticks:
    """A processor whose seconds pass when they are told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def _work(tree: object, ticks: _Ticks, spent: dict[Stage, int], at: Stage = Stage.REST) -> None:
    if isinstance(tree, int):
        ticks.now += tree
        timing.count(tree)
        spent[at] = spent.get(at, 0) + tree
        return
    assert isinstance(tree, tuple)
    name, inner = tree
    with stage(name):
        for each in inner:
            _work(each, ticks, spent, name)


@given(_TREES)
def test_every_moment_belongs_to_the_innermost_stage(tree: object) -> None:
    """However stages lie in one another, their seconds and tokens add up."""
    ticks, spent = _Ticks(), {}
    with clocked(ticks) as clock:
        _work(tree, ticks, spent)
        found = clock.timings
    assert {name: each.processor for name, each in found.items() if each.processor} == spent
    assert {name: each.tokens for name, each in found.items() if each.tokens} == spent
    assert total(found).processor == ticks.now
    assert list(found) == [name for name in Stage if name in found]


def test_what_is_made_on_the_way_counts_and_what_is_done_with_it_does_not() -> None:
    """An iterator is timed while it is asked for something."""
    ticks = _Ticks()

    def items() -> Iterator[int]:
        for number in range(3):
            ticks.now += 10
            yield number

    with clocked(ticks) as clock:
        for _ in over(Stage.CANDIDATES, items()):
            ticks.now += 1
        found = clock.timings
    assert found[Stage.CANDIDATES].processor == 30
    assert found[Stage.REST].processor == 3


def _fail(ticks: _Ticks) -> None:
    ticks.now += 1
    raise LookupError


def test_a_stage_that_fails_is_left() -> None:
    """What comes after a failure is not counted towards it."""
    ticks = _Ticks()
    with clocked(ticks) as clock:
        with pytest.raises(LookupError), stage(Stage.CHECKS):
            _fail(ticks)
        ticks.now += 5
        found = clock.timings
    assert (found[Stage.CHECKS].processor, found[Stage.REST].processor) == (1, 5)


def test_without_a_clock_nothing_is_kept() -> None:
    """A stage costs nothing then, and a clock within another is its own."""
    with stage(Stage.WRITING):
        timing.count(5)
    with clocked() as outer, clocked() as inner:
        timing.count(3, Stage.ASKING)
    assert inner.timings[Stage.ASKING].tokens == 3
    assert Stage.ASKING not in outer.timings


def test_timings_are_added_by_stage() -> None:
    """The order stays, and JSON has the stage by name."""
    one = {Stage.READING: Spent(1, 2, 3), Stage.WRITING: Spent(1, 1, 0)}
    both = added(one, {Stage.SCORING: Spent(4, 5, 6), Stage.WRITING: Spent(1, 1, 1)})
    assert list(both) == [Stage.READING, Stage.SCORING, Stage.WRITING]
    assert as_json(both)["writing"] == {"seconds": 2, "processor": 2, "tokens": 1}
