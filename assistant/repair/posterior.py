"""Bayes' rule for the channel: which original, if any, stood where a span stands.

For every group of candidate spans that overlap, the hypotheses are "it was left alone" and each
of the options. An option's score is linear in its evidence, with the log-odds of the
document's share of garbled groups added; the posterior is the softmax over the scores,
with 0 for "left alone" (a conditional logit, McFadden 1974). With one weight for the gain
in likelihood and one for the channel it is the tempered noisy channel; the other evidence
sharpens it. The weights are fitted by ``python -m tests.benchmarks fit``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from operator import attrgetter

from assistant.models.smollm2 import CARD

_FLOOR = 1e-4
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one option of a group; log-probabilities are in nats.

    `gain` is what the option wins over what stands there, `best` the largest gain in the
    group, saturating, `behind` how far this option lies behind it. `channel` is the
    log-probability that the spinner writes what stands there for this original, `spun` the
    log-odds, all contexts taken together, that a spinner and not a writer wrote it.
    `commoner` and `common` are Zipf frequencies (log10 of occurrences in a billion words)
    of the option against what stands there, and of what stands there.
    """

    gain: float
    best: float
    excess: float
    behind: float
    channel: float
    commoner: float
    common: float
    phrase: float
    phrase_option: float
    loose: float
    verb: float
    adjective: float
    adverb: float
    in_article: float
    repeated: float
    opening: float
    surprisal: float
    next_surprisal: float
    tokens: float
    spun: float = 0.0
    constant: float = 1.0


_values = attrgetter(*(field.name for field in fields(Evidence)))


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each kind of evidence, and the bounds of belief.

    An option is chosen above `threshold` and sure above `sure`. `prior_share` is the mean of
    the beta prior of the share of garbled groups, `prior_strength` the groups it counts for.
    """

    evidence: Evidence
    prior_share: float
    prior_strength: float
    threshold: float
    sure: float

    def score(self, evidence: Evidence) -> float:
        """The log-odds of an option against "left alone", before the article's share."""
        pairs = zip(_values(self.evidence), _values(evidence), strict=True)
        return float(sum(weight * value for weight, value in pairs))


@cache
def weights(name: str = CARD.posterior) -> Weights:
    """The weights that are shipped, fitted to the model whose card has that name for them."""
    stored = json.loads((resources.files("assistant.repair") / "data" / name).read_text())
    evidence = Evidence(**{f.name: stored["evidence"].get(f.name, 0.0) for f in fields(Evidence)})
    bounds = {f.name: stored[f.name] for f in fields(Weights) if f.name != "evidence"}
    return Weights(evidence, **bounds)


def posterior(scores: Sequence[float], share: float) -> list[float]:
    """The probability of each option of one group; what is missing to 1 is "left alone"."""
    if not scores:
        return []
    odds = _logit(share)
    shifted = [score + odds for score in scores]
    top = max(0.0, *shifted)
    powers = [math.exp(score - top) for score in shifted]
    total = sum(powers) + math.exp(-top)
    return [power / total for power in powers]


def by_option(scores: Mapping[int, float], share: float) -> dict[int, float]:
    """The posterior of each option of one group that has a score, by its number."""
    return dict(zip(scores, posterior(list(scores.values()), share), strict=True))


def estimate_share(groups: Sequence[Sequence[float]], weights: Weights) -> float:
    """The share of garbled groups of an article, by expectation-maximisation.

    `groups` holds the scores of the options of every group, an empty sequence for a group
    none of whose options was worth weighing. A beta prior keeps short articles honest.
    """
    share = weights.prior_share
    if not groups:
        return share
    for _ in range(_ROUNDS):
        garbled = sum(sum(posterior(scores, share)) for scores in groups if scores)
        garbled += weights.prior_share * weights.prior_strength
        share = max(garbled / (len(groups) + weights.prior_strength), _FLOOR)
    return share


def _logit(share: float) -> float:
    bounded = min(max(share, _FLOOR), 1 - _FLOOR)
    return math.log(bounded / (1 - bounded))
