"""How many requests are in flight, and when: fewer where an endpoint complains, then more."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_LONGEST = 30.0
_SHRINK = 0.5
_GRACE = 1.0
"""Seconds in which further complaints are about the same rush."""


@dataclass(slots=True)
class Pace:
    """A limit on requests in flight: additive increase, multiplicative decrease.

    (Chiu and Jain 1989.) `most` is where it begins and what it never goes beyond.
    """

    most: int
    limit: float = 0.0
    flying: int = 0
    _quiet_until: float = 0.0
    _shrunk_at: float = float("-inf")
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.limit = float(self.most)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.flying < int(self.limit))
            self.flying += 1
        try:
            while (wait := self._quiet_until - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            yield
        finally:
            self.flying -= 1
            async with self._changed:
                self._changed.notify_all()

    def succeeded(self) -> None:
        """A request was answered: let one more fly for every round of them."""
        self.limit = min(float(self.most), self.limit + 1 / max(self.limit, 1.0))

    def complained(self, wait: float | None) -> None:
        """The endpoint has too many requests; nothing more is sent for `wait` seconds."""
        now = time.monotonic()
        if now - self._shrunk_at > _GRACE:
            self.limit = max(1.0, self.limit * _SHRINK)
            self._shrunk_at = now
        if wait:
            self._quiet_until = max(self._quiet_until, now + wait)


def backoff(attempt: int) -> float:
    """Seconds before the next attempt, the first being 0: exponential, with full jitter."""
    return random.uniform(0.5, 1.0) * min(_LONGEST, 0.5 * 2.0**attempt)  # noqa: S311 - no secret
