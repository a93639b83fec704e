"""The training itself: batches in, checkpoints out; it resumes where it was."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from assistant.atomic import write_atomic
from assistant.training.batches import Batch, Masking, batches
from assistant.training.network import Network
from assistant.training.options import Options
from assistant.training.rows import Rows


@dataclass(slots=True)
class Progress:
    """How far a training is: steps and tokens so far, and the batch that comes next."""

    step: int = 0
    tokens: int = 0
    window: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one step saw: both losses, in nats a place, and the tokens of its batch."""

    number: int
    verdict_loss: float
    guess_loss: float
    tokens: int
    seconds: float


class Training:
    """A network with its optimiser and how far it is."""

    def __init__(self, network: Network, options: Options, masking: Masking | None = None) -> None:
        self.options = options
        self._masking = masking
        self.network = network.to(options.device)
        self.progress = Progress()
        self._optimiser = torch.optim.AdamW(self.network.parameters(), lr=options.rate)
        self._begun = time.monotonic()
        self._saved = self._begun

    def run(
        self,
        windows: Callable[[int], Iterator[Rows]],
        save: Callable[[], None] | None = None,
    ) -> Iterator[Step]:
        """Train on windows from where it is on, until its options say that it is over.

        `windows(first)` gives those from a number on; `save` is called every so often, and at
        the end, also where the training is interrupted.
        """
        try:
            for batch in self._batches(windows):
                if self._over():
                    break
                yield self.step(batch)
                if save and time.monotonic() - self._saved > self.options.every:
                    save()
                    self._saved = time.monotonic()
        finally:
            if save:
                save()

    def _batches(self, windows: Callable[[int], Iterator[Rows]]) -> Iterator[Batch]:
        for rows in windows(self.progress.window):
            seed = self.options.seed + self.progress.window
            made = batches(rows, self.options.tokens, seed, self._masking)
            yield from islice(made, self.progress.batch, None)
            self.progress.window += 1
            self.progress.batch = 0

    def _over(self) -> bool:
        steps, minutes = self.options.steps, self.options.minutes
        late = minutes and time.monotonic() - self._begun > 60 * minutes
        return bool(late or (steps and self.progress.step >= steps))

    def step(self, batch: Batch) -> Step:
        """One step of AdamW on one batch."""
        begun = time.monotonic()
        rate = self.options.rate_at(self.progress.step, begun - self._begun)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        device = self.options.device
        with torch.autocast(device, torch.bfloat16):
            verdict_loss, guess_loss = self.losses(batch)
        self._optimiser.zero_grad(set_to_none=True)
        (verdict_loss + guess_loss).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        self.progress.step += 1
        self.progress.batch += 1
        self.progress.tokens += batch.tokens
        return Step(
            self.progress.step,
            verdict_loss.item(),
            guess_loss.item(),
            batch.tokens,
            time.monotonic() - begun,
        )

    def losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The mean loss of the verdicts, and of guesses at some of the places, in nats."""
        device = self.options.device
        ids, lengths, places, verdicts = (
            torch.from_numpy(array).to(device, non_blocking=True)
            for array in (batch.ids, batch.lengths, batch.places, batch.verdicts)
        )
        hidden = self.network(ids, lengths).flatten(0, 1)
        verdict_loss = functional.cross_entropy(
            self.network.verdicts(hidden[places]).float(), verdicts
        )
        guessed, stood = self._sampled(batch)
        if not len(guessed):
            return verdict_loss, verdict_loss.new_zeros(())
        logits = self.network.guesses(hidden[torch.from_numpy(guessed).to(device)])
        target = torch.from_numpy(stood).to(device)
        return verdict_loss, functional.cross_entropy(logits.float(), target)

    def _sampled(self, batch: Batch) -> tuple[Any, Any]:
        """Some of the guessed places, the same for the same step."""
        if len(batch.guessed) <= self.options.guesses:
            return batch.guessed, batch.stood
        chance = np.random.default_rng((self.options.seed, self.progress.step))
        chosen = chance.choice(len(batch.guessed), self.options.guesses, replace=False)
        return batch.guessed[chosen], batch.stood[chosen]

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        stream = io.BytesIO()
        state = {
            "network": self.network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "progress": asdict(self.progress),
        }
        torch.save(state, stream)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, stream.getvalue())

    def resume(self, path: Path) -> bool:
        """Go on from a checkpoint; whether there was one."""
        with suppress(FileNotFoundError):
            state = torch.load(path, map_location=self.options.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self._optimiser.load_state_dict(state["optimiser"])
            self.progress = Progress(**state["progress"])
            return True
        return False
