"""Where the time of a piece of work goes: seconds and tokens by stage, kept by a clock.

The clock lies in the context of the work, so that what works need not know whether it is timed.
Stages may lie in one another: each moment belongs to the innermost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")


class Stage(StrEnum):
    """A stage of the work, as it is named to users."""

    READING = "reading"
    """From bytes to an article."""
    CANDIDATES = "candidates"
    """What reads garbled, and what may have stood there; tokens are those of the reader."""
    SCORING = "scoring"
    """The language model; tokens are those that it read."""
    ASKING = "asking"
    """An endpoint; tokens are those that were sent and answered."""
    CHECKS = "checks"
    """Structure, facts, neutrality, support."""
    SUMMARY = "summary"
    """What is told of an article, and in what words."""
    WRITING = "writing"
    """Reviews and articles, from values to bytes on the disk."""
    REST = "rest"
    """All else, the loading of the program's own parts among it."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a stage took: seconds by the wall, seconds of the processor, tokens."""

    seconds: float = 0.0
    processor: float = 0.0
    tokens: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.seconds + other.seconds,
            self.processor + other.processor,
            self.tokens + other.tokens,
        )


Timings = Mapping[Stage, Spent]
"""What each stage took that took anything, in the order of `Stage`."""


@dataclass(slots=True)
class Clock:
    """Counts what passes towards the stage that it stands at; `processor` tells its seconds."""

    processor: Callable[[], float] = time.process_time
    _spent: dict[Stage, Spent] = field(default_factory=dict)
    _stage: Stage = Stage.REST
    _since: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        self._since = self._now()

    def turn(self, stage: Stage) -> Stage:
        """Go to a stage, and give the one that it stood at."""
        now = self._now()
        passed = Spent(now[0] - self._since[0], now[1] - self._since[1])
        self._add(self._stage, passed)
        before, self._stage, self._since = self._stage, stage, now
        return before

    def count(self, tokens: int, name: Stage | None = None) -> None:
        """Count tokens towards a stage, or the one that it stands at."""
        self._add(name or self._stage, Spent(tokens=tokens))

    @property
    def timings(self) -> Timings:
        """What every stage took until now."""
        self.turn(self._stage)
        return {stage: self._spent[stage] for stage in Stage if stage in self._spent}

    def _add(self, name: Stage, spent: Spent) -> None:
        self._spent[name] = self._spent.get(name, Spent()) + spent

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), self.processor()


_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)


@contextmanager
def clocked(processor: Callable[[], float] = time.process_time) -> Iterator[Clock]:
    """Time what is done within, by a clock of its own."""
    clock = Clock(processor)
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(token)


@contextmanager
def stage(name: Stage) -> Iterator[None]:
    """Count what is done within towards a stage, if anybody times it."""
    clock = _clock.get()
    if clock is None:
        yield
        return
    before = clock.turn(name)
    try:
        yield
    finally:
        clock.turn(before)


def over(name: Stage, each: Iterable[_T]) -> Iterator[_T]:
    """The same items; what is done to get each counts towards a stage."""
    items = iter(each)
    while True:
        with stage(name):
            found = list(islice(items, 1))
        if not found:
            return
        yield found[0]


def count(tokens: int, name: Stage | None = None) -> None:
    """Count tokens towards a stage, or the present one, if anybody times it."""
    if (clock := _clock.get()) is not None:
        clock.count(tokens, name)


def added(one: Timings, other: Timings) -> Timings:
    """What each stage took in two pieces of work together."""
    known = {*one, *other}
    return {
        name: one.get(name, Spent()) + other.get(name, Spent()) for name in Stage if name in known
    }


def total(timings: Timings) -> Spent:
    """What all stages took together."""
    return sum(timings.values(), Spent())


def as_json(timings: Timings) -> dict[str, dict[str, float]]:
    """Timings as JSON values."""
    return {str(name): as_row(spent) for name, spent in timings.items()}


def as_row(spent: Spent) -> dict[str, float]:
    """What a stage took as JSON values; seconds to a tenth of a millisecond."""
    return {
        "seconds": round(spent.seconds, 4),
        "processor": round(spent.processor, 4),
        "tokens": spent.tokens,
    }
