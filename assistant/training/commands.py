"""What the commands do, each with its options as argparse gives them."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.atomic import write_atomic
from assistant.errors import UsageError
from assistant.training import weights
from assistant.training.corruption.base import Garbled
from assistant.training.options import Options
from assistant.training.rows import Rows, to_bytes
from assistant.training.weights import Weights
from assistant.training.windows import ARTICLES, Source, corrupted, shards, windows

if TYPE_CHECKING:
    from assistant.training.loop import Step, Training

_CHECKPOINT = "checkpoint.pt"
_CPU_TOKENS, _CUDA_TOKENS = 4096, 65536
_CPU_GUESSES, _CUDA_GUESSES = 640, 8192
_MEGABYTE = 1 << 20
_TRIED_STEPS = 100
_SAID_EVERY = 20.0
_FIRST_SECONDS = 30.0
STARVING = 0.5
"""The share of its time that a training may wait for windows."""


def train(given: argparse.Namespace) -> None:
    """Train from the checkpoint, or from the base, until the options say that it is over."""
    training, start = _training(given)
    checkpoint = given.state / _CHECKPOINT
    if training.resume(checkpoint):
        _say(f"resumed at step {training.progress.step}")

    def save() -> None:
        training.save(checkpoint)
        if given.out:
            weights.save_half(given.out, _taken(training, start))

    _told(training.run(_windows(given, start), save), training)
    _say(f"step {training.progress.step}, {training.progress.tokens:,} tokens, in {given.state}")


def try_out(given: argparse.Namespace) -> None:
    """A hundred steps from the base, with speed, losses and the size of a checkpoint."""
    given.steps = given.steps or _TRIED_STEPS
    training, start = _training(given)
    checkpoint = given.state / "try" / _CHECKPOINT
    begun = time.monotonic()
    steps = list(_said(training.run(_windows(given, start))))
    training.save(checkpoint)
    size = checkpoint.stat().st_size / _MEGABYTE
    tokens, busy = sum(step.tokens for step in steps), sum(step.seconds for step in steps)
    _say(
        f"{len(steps)} steps, {tokens:,} tokens in {time.monotonic() - begun:.0f} s",
        f"{tokens / busy:,.0f} tokens a second while training",
        f"first ten steps: verdicts {_mean(steps[:10], 0)}, guesses {_mean(steps[:10], 1)} nats",
        f"last ten steps:  verdicts {_mean(steps[-10:], 0)}, guesses {_mean(steps[-10:], 1)} nats",
        f"checkpoint {checkpoint}: {size:.1f} MiB",
    )


def pack(given: argparse.Namespace) -> None:
    """Write base weights in half precision, and shards until they weigh what was asked for.

    Shards are `window-NNNN.xz`; a later call with `--first` goes on where one ended. They are
    for a machine that has torch and numpy and nothing else of ours but this package.
    """
    base = weights.base()
    given.out.mkdir(parents=True, exist_ok=True)
    sizes = [path.stat().st_size for path in weights.save_half(given.out / "base", base)]
    _say(f"base: {sum(sizes) / _MEGABYTE:.1f} MiB in {len(sizes)} files")
    source = _source(given, base, given.articles)
    written = tokens = 0
    for number, rows in enumerate(windows(source, given.first, given.processes), given.first):
        data = to_bytes(rows)
        if written + len(data) > given.megabytes * _MEGABYTE:
            break
        write_atomic(given.out / f"window-{number:04}.xz", data)
        written += len(data)
        tokens += rows.tokens
        _say(f"window {number}: {tokens:,} tokens, {written / _MEGABYTE:.1f} MiB so far")


def export(given: argparse.Namespace) -> None:
    """Write the reader of a checkpoint, or of weights in half precision."""
    from assistant.training.export import export as write

    found = weights.load_half(given.half) if given.half else _of_checkpoint(given.state)
    size = write(found, given.out, quantisation=given.quantisation)
    _say(f"{given.out}: {size / _MEGABYTE:.1f} MiB")


def evaluate(given: argparse.Namespace) -> None:
    """Tell how well a reader detects and guesses, on marked articles and on dev text."""
    from assistant.models.reader import Reader
    from assistant.training import evaluation

    reader = Reader(given.reader)
    if given.marks:
        parity = 0 if given.report else 1
        tally = evaluation.marked(reader, given.marks, lambda number: number % 2 == parity)
        _say(f"{'marked articles':24}{tally.line()}")
    if given.corpus:

        def corrupt(text: str, chance: random.Random) -> Garbled:
            return corrupted(text, given.thesauri, chance)

        found = evaluation.dev(reader, given.corpus, corrupt, articles=given.articles)
        _say(*(f"{name:24}{tally.line()}" for name, tally in found.items()))


def _training(given: argparse.Namespace) -> tuple[Training, Weights]:
    import torch

    from assistant.training.batches import Masking
    from assistant.training.loop import Training
    from assistant.training.network import Network, Shape, fill

    start = weights.load_half(given.base) if given.base else weights.base()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    torch.set_float32_matmul_precision("high")
    network = Network(Shape.of(start))
    fill(network, start)
    cuda = given.device == "cuda"
    options = Options(
        device=given.device,
        tokens=given.batch or (_CUDA_TOKENS if cuda else _CPU_TOKENS),
        guesses=_CUDA_GUESSES if cuda else _CPU_GUESSES,
        rate=given.rate,
        steps=given.steps,
        minutes=given.minutes,
        seed=given.seed,
    )
    return Training(network, options, Masking.of(start.vocabulary)), start


def _windows(given: argparse.Namespace, start: Weights) -> Callable[[int], Iterator[Rows]]:
    if given.shards:
        return lambda first: shards(given.shards, first)
    source = _source(given, start, ARTICLES)
    return lambda first: windows(source, first, given.processes)


def _source(given: argparse.Namespace, start: Weights, articles: int) -> Source:
    if given.corpus is None:
        raise UsageError("There is nothing to train on", hint="give --corpus or --shards")
    return Source(given.corpus, given.thesauri, start.vocabulary, given.seed, articles)


def _of_checkpoint(state: Path) -> Weights:
    from assistant.training.loop import Training
    from assistant.training.network import Network, Shape, taken

    base = weights.base()
    training = Training(Network(Shape.of(base)), Options())
    if not training.resume(state / _CHECKPOINT):
        raise UsageError(f"There is no checkpoint in {state}")
    return taken(training.network, base.vocabulary)


def _taken(training: Training, start: Weights) -> Weights:
    from assistant.training.network import taken

    return taken(training.network, start.vocabulary)


def _told(steps: Iterator[Step], training: Training) -> None:
    """Run to the end; after half a minute on a GPU, stop if it starves."""
    begun, busy, tokens = time.monotonic(), 0.0, 0
    checked = training.options.device == "cpu"
    for step in _said(steps):
        busy, tokens = busy + step.seconds, tokens + step.tokens
        spent = time.monotonic() - begun
        if not checked and spent > _FIRST_SECONDS:
            checked = True
            _say(f"{tokens / spent:,.0f} tokens a second, {1 - busy / spent:.0%} of it waiting")
            if 1 - busy / spent > STARVING:
                raise UsageError("The GPU starves", hint="pack shards, or give more --processes")


def _said(steps: Iterator[Step]) -> Iterator[Step]:
    """The steps, a line every now and then: losses and speed since the last."""
    since: list[Step] = []
    begun = time.monotonic()
    for number in count():
        step = next(steps, None)
        if step is None:
            break
        yield step
        since.append(step)
        spent = time.monotonic() - begun
        if spent > _SAID_EVERY or number == 0:
            speed = sum(each.tokens for each in since) / spent
            losses = f"verdicts {_mean(since, 0)} guesses {_mean(since, 1)}"
            _say(f"step {step.number}: {losses} nats, {speed:,.0f} tokens a second")
            since, begun = [], time.monotonic()


def _mean(steps: list[Step], loss: int) -> str:
    losses = [(step.verdict_loss, step.guess_loss)[loss] for step in steps]
    return f"{sum(losses) / max(1, len(losses)):.3f}"


def _say(*lines: object) -> None:
    sys.stdout.write("\n".join(map(str, lines)) + "\n")
    sys.stdout.flush()
