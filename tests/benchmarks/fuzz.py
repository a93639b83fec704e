"""Feeds readers hostile texts: ``python -m tests.benchmarks.fuzz [--inputs N] [--seed N]``.

Each text goes through the reader of facts, and through so many of the others, in turn. Prints
the kinds of exceptions, each with the smallest input that raises it, and the slowest inputs;
exits 1 where a reader fails, or takes more than half a second on 2,000 characters.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from heapq import heappushpop
from itertools import cycle, islice
from pathlib import Path
from random import Random

from assistant.cli.faults import heard
from tests.support.hostile_text import text
from tests.support.readers import READERS

SLOW = 0.5
"""Seconds of the processor within which a reader is done with any of the texts."""

_PACKAGE = Path(__file__).parents[2] / "assistant"
_FACTS = "facts"
_KEPT = 10
_SHRINKS = 2_000


class _Listener(logging.Handler):
    """Hears of faults that the work went on after: here they count like any other."""

    fault: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.fault = self.fault or (record.exc_info[1] if record.exc_info else None)


_HEARD = _Listener(logging.DEBUG)


def hearing() -> AbstractContextManager[None]:
    """Have faults heard of that a guard went on after."""
    return heard(_HEARD)


def fault(reader: str, told: str) -> str | None:
    """The kind and the place of the exception that a reader ends with, or goes on after."""
    _HEARD.fault = None
    try:
        READERS[reader](told)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - what is looked for; a library's panic, too
        return _kind(error)
    return _kind(_HEARD.fault) if _HEARD.fault else None


def timed(reader: str, told: str) -> tuple[str | None, float]:
    """The fault of a reader, and the seconds of the processor that it took."""
    start = time.process_time()
    kind = fault(reader, told)
    return kind, time.process_time() - start


def _kind(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(_PACKAGE)] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return f"{type(error).__name__} at {place} ({ours[-1].name})"


def shrunk(reader: str, told: str, kind: str) -> str:
    """A smaller text with the same fault: pieces are left out while it stays."""
    tries, size = 0, len(told) // 2
    while size and tries < _SHRINKS:
        for at in range(0, len(told), size):
            shorter = told[:at] + told[at + size :]
            tries += 1
            if fault(reader, shorter) == kind:
                told = shorter
                break
        else:
            size //= 2
    return told


def texts(seed: int, inputs: int, skipped: int = 0) -> Iterator[str]:
    """So many texts, the same for the same seed; the first ones may be skipped."""
    random = Random(seed)
    every = (text(random) for _ in range(inputs))
    return islice(every, skipped, None)


@dataclass(slots=True)
class Outcome:
    """What came of feeding: how much, the smallest input of each fault, the slowest inputs."""

    inputs: int = 0
    characters: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    smallest: dict[tuple[str, str], str] = field(default_factory=dict)
    slowest: list[tuple[float, str, str]] = field(default_factory=lambda: [(0.0, "", "")] * _KEPT)

    def feed(self, reader: str, told: str) -> None:
        """Give a reader a text, and note what comes of it."""
        kind, took = timed(reader, told)
        if took > self.slowest[0][0]:
            took = min(took, timed(reader, told)[1])  # the first may have met the collector
            heappushpop(self.slowest, (took, reader, told))
        if kind:
            self.counts[reader, kind] += 1
            known = self.smallest.get((reader, kind), told)
            self.smallest[reader, kind] = min(known, told, key=len)


def main() -> None:
    """Feed, and print the report."""
    options = _options()
    outcome = Outcome()
    others = cycle(name for name in READERS if name != _FACTS)
    for reader in READERS:
        fault(reader, "Ann said on 5 May that twelve quuxes left.")  # what is loaded once
    began = time.perf_counter()
    with hearing():
        for told in texts(options.seed, options.inputs, options.skip):
            outcome.inputs += 1
            outcome.characters += len(told)
            for reader in (_FACTS, *islice(others, options.others)):
                outcome.feed(reader, told)
            if time.perf_counter() - began > options.minutes * 60:
                break
        is_sound = _told(outcome, options.seed, time.perf_counter() - began)
    sys.exit(0 if is_sound else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=200_000, help="how many texts (200,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="go on behind so many texts (0)")
    parser.add_argument("--others", type=int, default=1, help="readers beside that of facts (1)")
    parser.add_argument("--minutes", type=float, default=60, help="stop after so long (60)")
    return parser.parse_args()


def _told(outcome: Outcome, seed: int, seconds: float) -> bool:
    """Print the faults and the slowest inputs; whether there is nothing to mend."""
    print(
        f"{outcome.inputs:,} inputs of seed {seed}, {outcome.characters:,} characters, through"
        f" {_FACTS} and in turn {len(READERS) - 1} other readers, in {seconds:.0f} s"
    )
    print(f"\n{len({kind for _, kind in outcome.smallest})} kinds of exceptions")
    for (reader, kind), count in outcome.counts.most_common():
        print(f"  {reader}: {kind}, {count} inputs")
        print(f"    {shrunk(reader, outcome.smallest[reader, kind], kind)!r}")
    slow = sum(took > SLOW for took, _, _ in outcome.slowest)
    print(f"\n{slow} of the slowest inputs took more than {SLOW} s")
    for took, reader, told in sorted(outcome.slowest, reverse=True):
        print(f"  {took:.3f} s  {reader}, {len(told)} characters: {told[:60]!r}")
    return not outcome.smallest and not slow


if __name__ == "__main__":
    main()
