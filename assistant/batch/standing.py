"""How far a run is, in numbers that a person is shown."""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import dataclass, field

from assistant.batch.jobs import PASSED, REPAIRED, Cause, Outcome
from assistant.batch.results import State
from assistant.batch.runners.base import Busy

_WINDOW = 30.0
"""Seconds of the latest work that tell how fast it goes."""


@dataclass(slots=True)
class Standing:
    """What came of a run so far; `left` articles with about `words_left` words are to be done.

    `cost` is in US dollars, None where a price is not known.
    """

    left: int
    words_left: int
    done: int = 0
    passed: int = 0
    failed: int = 0
    words: int = 0
    hunks: int = 0
    requests: int = 0
    tokens: int = 0
    cost: float | None = 0.0
    causes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[str, float] = ("", 0.0)
    busy: Busy = field(default_factory=Busy)
    begun: float = field(default_factory=time.monotonic)
    _recent: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def ended(self) -> int:
        """How many articles came to an end."""
        return self.done + self.passed + self.failed

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.monotonic() - self.begun

    @property
    def words_a_second(self) -> float:
        """How fast it goes of late."""
        now = time.monotonic()
        while self._recent and now - self._recent[0][0] > _WINDOW:
            self._recent.popleft()
        span = min(self.seconds, _WINDOW)
        return sum(words for _, words in self._recent) / span if span else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take; None where that cannot be told yet."""
        rate = self.words / self.seconds if self.words and self.seconds else 0.0
        return self.words_left / rate if rate else None

    def add(self, outcome: Outcome, words: int) -> None:
        """Count what came of an article that was expected to have so many words."""
        if usage := outcome.usage:
            self.requests += usage.requests
            self.tokens += usage.prompt_tokens + usage.completion_tokens
            known = self.cost is not None and usage.cost is not None
            self.cost = (self.cost or 0.0) + (usage.cost or 0.0) if known else None
        if outcome.state is State.PENDING:
            self.left -= outcome.cause is Cause.WAITS
            return
        self.left -= 1
        self.words_left = max(0, self.words_left - words)
        found = outcome.tally.words or words
        self.words += found
        self._recent.append((time.monotonic(), found))
        self.hunks += outcome.tally.hunks
        self.done += outcome.state in REPAIRED
        self.passed += outcome.state in PASSED
        if outcome.cause is not None:
            self.failed += 1
            self.causes[outcome.cause] += 1
        if outcome.seconds > self.slowest[1]:
            self.slowest = outcome.key, outcome.seconds
