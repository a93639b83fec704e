"""How a training runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How a training runs.

    device   "cpu" or "cuda"
    tokens   of a batch, padding included
    guesses  places of a batch at which the loss of the vocabulary is counted, at most
    rate     of AdamW, reached after `warm` steps; falls to a tenth over the last quarter of
             `steps`, or of the minutes where `steps` is not given
    steps    after which it ends; 0 for no end
    minutes  after which it ends; 0 for no end
    every    seconds between two checkpoints
    """

    device: str = "cpu"
    tokens: int = 4096
    guesses: int = 400
    rate: float = 1e-4
    warm: int = 100
    steps: int = 0
    minutes: float = 0.0
    every: float = 120.0
    seed: int = 0

    def rate_at(self, step: int, elapsed: float) -> float:
        """The rate of a step, counted from 0; `elapsed` are the seconds of this run."""
        share = 0.0
        if self.steps:
            share = step / self.steps
        elif self.minutes:
            share = elapsed / 60 / self.minutes
        cooled = min(1.0, max(0.1, 1.0 - 0.9 * (share - 0.75) / 0.25))
        return self.rate * min(1.0, (step + 1) / max(1, self.warm)) * cooled
