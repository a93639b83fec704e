"""Bayes' rule for a place: left alone, one of its candidates, or something else stood there.

The score of a candidate, and that of something else, is linear in its evidence; the posterior
is the softmax over the scores, with 0 for "left alone" (a conditional logit, McFadden 1974).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from operator import attrgetter
from typing import TypeVar

from assistant.repair.garble.evidence import Evidence, Suspicion

_LEAST = 1e-5
_LEAST_GAIN, _MOST_GAIN = -8.0, 12.0
"""Nats of a gain beyond which it says no more."""

_Kind = TypeVar("_Kind", "Evidence", "Suspicion", "Scale")
_of_candidate = attrgetter(*(field.name for field in fields(Evidence)))
_of_place = attrgetter(*(field.name for field in fields(Suspicion)))


@dataclass(frozen=True, slots=True)
class Belief:
    """The posterior of a place: of each candidate, in order, and of something else."""

    candidates: tuple[float, ...]
    other: float

    @property
    def garbled(self) -> float:
        """That it was not left alone."""
        return sum(self.candidates) + self.other

    @property
    def best(self) -> float:
        """That of the likeliest candidate; 0 without any."""
        return max(self.candidates, default=0.0)

    def likeliest(self, most: int) -> list[int]:
        """The numbers of the likeliest candidates, in order."""
        order = sorted(range(len(self.candidates)), key=lambda at: -self.candidates[at])
        return order[:most]


@dataclass(frozen=True, slots=True)
class Scale:
    """How a belief and what a language model says of whole sentences go together.

    `prior` is the weight of the log of a belief, `best` that of a nat of the largest gain of a
    place, `behind` that of each nat that a candidate lies behind it; `other` and `candidate` are
    added to the scores of something else and of candidates.
    """

    prior: float
    best: float
    behind: float
    other: float
    candidate: float


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each kind of evidence, and the bounds of belief.

    A place is marked above `marked`; its best candidate is proposed above `proposed`, and is
    sure above `sure`. An article of whose words less than the share `clean` read garbled above
    `counted` is taken for clean.
    """

    evidence: Evidence
    suspicion: Suspicion
    scale: Scale
    counted: float
    marked: float
    proposed: float
    sure: float
    clean: float

    def belief(self, known: Sequence[Evidence], place: Suspicion) -> Belief:
        """The posterior of a place, by the evidence for its candidates and for the whole."""
        scores = [_dot(_of_candidate(self.evidence), _of_candidate(each)) for each in known]
        return _belief(0.0, _dot(_of_place(self.suspicion), _of_place(place)), scores)

    def weighed(self, belief: Belief, gains: Mapping[int, float]) -> Belief:
        """A belief in the light of the gains of some candidates, in nats, by number.

        Belief in the other candidates goes to "something else".
        """
        scale = self.scale
        known = sum(belief.candidates[number] for number in gains)
        kept = scale.prior * _log(1 - belief.garbled)
        other = scale.prior * _log(belief.garbled - known) + scale.other
        top = max(map(bounded, gains.values()), default=0.0)
        scores = [
            scale.prior * _log(belief.candidates[number])
            + scale.best * top
            + scale.behind * (bounded(gain) - top)
            + scale.candidate
            for number, gain in gains.items()
        ]
        found = _belief(kept, other, scores)
        shares = dict(zip(gains, found.candidates, strict=True))
        every = (shares.get(number, 0.0) for number in range(len(belief.candidates)))
        return Belief(tuple(every), found.other)


@cache
def weights() -> Weights:
    """The weights that were fitted to the reader and the language model that ship."""
    told = (resources.files("assistant.repair") / "data" / "garble.json").read_text("utf-8")
    stored = json.loads(told)
    return Weights(
        _filled(Evidence, stored["evidence"]),
        _filled(Suspicion, stored["suspicion"]),
        _filled(Scale, stored["scale"]),
        *(stored[bound] for bound in ("counted", "marked", "proposed", "sure", "clean")),
    )


def bounded(gain: float) -> float:
    """A gain in nats, no larger and no smaller than what it tells."""
    return min(max(gain, _LEAST_GAIN), _MOST_GAIN)


def _belief(kept: float, other: float, scores: Sequence[float]) -> Belief:
    """The softmax over the scores of "left alone", of something else and of candidates."""
    top = max(kept, other, *scores)
    powers = [math.exp(score - top) for score in scores]
    rest = math.exp(other - top)
    total = math.fsum((*powers, rest, math.exp(kept - top)))
    return Belief(tuple(power / total for power in powers), rest / total)


def _log(probability: float) -> float:
    return math.log(max(probability, _LEAST))


def _filled(kind: type[_Kind], stored: Mapping[str, float]) -> _Kind:
    return kind(**{each.name: stored[each.name] for each in fields(kind)})


def _dot(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return math.fsum(weight * value for weight, value in zip(one, other, strict=True))
