"""How well a reader detects garble, and guesses what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

FALSE_ALARMS = (0.002, 0.005, 0.01, 0.02)
"""Shares of clean words at which recall is told."""
RANKS = (1, 5, 20)


@dataclass(slots=True)
class Tally:
    """Scores of clean and garbled words, and ranks of the right readings of single words."""

    clean: list[float] = field(default_factory=list)
    garbled: list[float] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)

    def average_precision(self) -> float:
        """The mean, over garbled words, of the precision at their score."""
        scores = np.array([*self.garbled, *self.clean])
        right = np.arange(len(scores)) < len(self.garbled)
        ranked = right[np.argsort(-scores, kind="stable")]
        precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
        return float(precision[ranked].mean()) if self.garbled else 0.0

    def recall(self, false_alarms: float) -> float:
        """The share of garbled words above the score that so many clean words exceed."""
        if not self.garbled or not self.clean:
            return 0.0
        ordered = np.sort(self.clean)[::-1]
        threshold = ordered[min(len(ordered) - 1, int(false_alarms * len(ordered)))]
        return float((np.array(self.garbled) > threshold).mean())

    def within(self, rank: int) -> float:
        """The share of places whose right reading is among so many first guesses."""
        return sum(each <= rank for each in self.ranks) / max(1, len(self.ranks))

    def line(self) -> str:
        """All of it in one line."""
        recalls = ", ".join(f"{self.recall(share):.2f}" for share in FALSE_ALARMS)
        ranks = ", ".join(f"{self.within(rank):.2f}" for rank in RANKS)
        return (
            f"{len(self.garbled):6} garbled {len(self.clean):7} clean"
            f"  AP {self.average_precision():.3f}  recall {recalls}"
            f"  {len(self.ranks):5} guessed, in 1/5/20: {ranks}"
        )


def best_rank(scores: Any, readings: Sequence[int]) -> int:
    """The rank, from 1, of the best of some readings among the scores of a vocabulary."""
    best = max(scores[reading] for reading in readings)
    return 1 + int((scores > best).sum())
