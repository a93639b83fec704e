"""What is garbled the same way twice was the same before: places with the same words as one.

Spinners repeat themselves. That the words are garbled is believed by the average of the odds of
their places; what they were, if they are, by the evidence of all, as far as it goes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from assistant.repair.garble.belief import Belief

_MOST = 3
"""Places that count; the evidence of more is averaged down to as many."""
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
    garbled = _chance(fmean(_log(each.garbled) - _log(1 - each.garbled) for each in beliefs))
    rest = _added([belief.other / max(belief.garbled, _LEAST) for belief in beliefs])
    scores = {
        name: _added(
            [
                shares.get(name, _UNSEEN * belief.other) / max(belief.garbled, _LEAST)
                for shares, belief in zip(known, beliefs, strict=True)
            ]
        )
        for name in sorted({name for shares in known for name in shares})
    }
    top = max([rest, *scores.values()])
    powers = {name: math.exp(score - top) for name, score in scores.items()}
    total = math.fsum((math.exp(rest - top), *powers.values()))
    shares = {name: garbled * power / total for name, power in powers.items()}
    return [_shared(options, shares, garbled) for options, _ in places]


def _added(shares: Sequence[float]) -> float:
    """The sum of some logs, as if they were no more than `_MOST`."""
    return min(len(shares), _MOST) * fmean(map(_log, shares))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _log(share: float) -> float:
    return math.log(max(share, _LEAST))


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
