"""What is garbled the same way twice was the same before: places with the same words as one.

Spinners repeat themselves. The logs of what is believed of the same words in several places are
averaged, and weighed up by how many places there are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.repair.garble.belief import Belief

_FAITH, _MOST = 0.5, 3
"""The power of the number of places, up to some, by which their average is weighed up."""
_UNSEEN = 0.05
"""The share of "something else" that a place leaves to a candidate that was not weighed there."""
_LEAST = 1e-6

Name = tuple[int, str]
"""How many words a candidate would replace, and what it would put."""
Options = Sequence[Name]
"""The candidates of a place, in order."""


def together(places: Sequence[tuple[Options, Belief]]) -> list[Belief]:
    """What is believed of places where the same stands, each by its own candidates."""
    if len(places) < 2:
        return [belief for _, belief in places]
    known = [_named(options, belief) for options, belief in places]
    beliefs = [belief for _, belief in places]
    kept = _mean([1 - belief.garbled for belief in beliefs])
    other = _mean([belief.other for belief in beliefs])
    scores = {
        name: _mean(
            [
                shares.get(name, _UNSEEN * belief.other)
                for shares, belief in zip(known, beliefs, strict=True)
            ]
        )
        for name in sorted({name for shares in known for name in shares})
    }
    top = max(kept, other, *scores.values())
    powers = {name: math.exp(score - top) for name, score in scores.items()}
    total = math.fsum((math.exp(kept - top), math.exp(other - top), *powers.values()))
    shares = {name: power / total for name, power in powers.items()}
    garbled = 1 - math.exp(kept - top) / total
    return [_shared(options, shares, garbled) for options, _ in places]


def _mean(shares: Sequence[float]) -> float:
    """The average of some logs, weighed up by how many they are."""
    faith = float(min(len(shares), _MOST) ** _FAITH)
    return faith * math.fsum(math.log(max(share, _LEAST)) for share in shares) / len(shares)


def _named(options: Options, belief: Belief) -> dict[Name, float]:
    found: dict[Name, float] = defaultdict(float)
    for name, share in zip(options, belief.candidates, strict=True):
        if share > 0:
            found[name] += share
    return dict(found)


def _shared(options: Options, shares: Mapping[Name, float], garbled: float) -> Belief:
    """The shares as a belief of a place, each at the first of its candidates with that name."""
    first = {name: number for number, name in reversed(list(enumerate(options)))}
    found = [
        shares.get(name, 0.0) if first[name] == number else 0.0
        for number, name in enumerate(options)
    ]
    return Belief(tuple(found), max(garbled - sum(found), 0.0))
