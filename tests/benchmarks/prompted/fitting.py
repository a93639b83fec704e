"""The weights of the confidence in what a model says, fitted by logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields

import numpy as np

from assistant.engines.endpoint.repair import weighing
from assistant.engines.endpoint.repair.weighing import Evidence
from tests.benchmarks.prompted.tally import Judged

_ROUNDS, _RIDGE = 60, 1.0
SEEN: dict[tuple[int, str, str], set[Evidence]] = {}
"""The evidence for each edit that was weighed, by start and words."""


def watch() -> None:
    """Keep the evidence of all edits from now on."""
    original = weighing.Weigher.evidence

    def kept(self, part, each, edit, gain, *, unchosen):  # type: ignore[no-untyped-def]
        found = original(self, part, each, edit, gain, unchosen=unchosen)
        SEEN.setdefault((edit.start, edit.original, edit.replacement), set()).add(found)
        return found

    weighing.Weigher.evidence = kept  # type: ignore[method-assign]


def main(edits: Sequence[Judged]) -> None:
    """Print the weights that fit what is right and what is not (iterated least squares)."""
    pairs = {(e.edit.start, e.edit.original, e.edit.replacement): e.right for e in edits}
    known = [
        (astuple(evidence), right) for key, right in pairs.items() for evidence in SEEN.get(key, ())
    ]
    x = np.array([values for values, _ in known], float)
    y = np.array([right for _, right in known], float)
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x.T * (p * (1 - p))) @ x + _RIDGE * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (y - p) - _RIDGE * weights)
    named = zip(fields(Evidence), weights, strict=True)
    print(f"\nfitted on {len(y)} edits, {y.mean():.3f} of them right")
    print(", ".join(f"{field.name}={weight:.2f}" for field, weight in named))
