"""How many requests are in flight, and when: fewer where an endpoint complains, then more."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock

_LONGEST = 30.0
_SHRINK = 0.5
_GRACE = 1.0
"""Seconds in which further complaints are about the same rush."""

_Waiter = tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]


@dataclass(slots=True)
class Pace:
    """A limit on requests in flight: additive increase, multiplicative decrease.

    (Chiu and Jain 1989.) `most` is where it begins and what it never goes beyond. Several event
    loops, each in its thread, may share it; whoever came first is first to go on.
    """

    most: int
    limit: float = 0.0
    flying: int = 0
    _quiet_until: float = 0.0
    _shrunk_at: float = float("-inf")
    _waiting: deque[_Waiter] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.limit = float(self.most)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it."""
        await self._enter()
        try:
            while (wait := self._quiet_until - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            yield
        finally:
            with self._lock:
                self.flying -= 1
                self._wake()

    async def _enter(self) -> None:
        loop = asyncio.get_running_loop()
        with self._lock:
            if not self._waiting and self.flying < int(self.limit):
                self.flying += 1
                return
            turn = loop.create_future()
            self._waiting.append((loop, turn))
        try:
            await turn
        except asyncio.CancelledError:
            with self._lock:
                if (loop, turn) in self._waiting:
                    self._waiting.remove((loop, turn))
                else:  # its place was given to it already
                    self.flying -= 1
                    self._wake()
            raise

    def _wake(self) -> None:
        """Give the free places to those that wait; the lock is held."""
        while self._waiting and self.flying < int(self.limit):
            loop, turn = self._waiting.popleft()
            with suppress(RuntimeError):  # a loop that has ended wants no place
                loop.call_soon_threadsafe(_go_on, turn)
                self.flying += 1

    def succeeded(self) -> None:
        """A request was answered: let one more fly for every round of them."""
        with self._lock:
            self.limit = min(float(self.most), self.limit + 1 / max(self.limit, 1.0))
            self._wake()

    def complained(self, wait: float | None) -> None:
        """The endpoint has too many requests; nothing more is sent for `wait` seconds."""
        now = time.monotonic()
        with self._lock:
            if now - self._shrunk_at > _GRACE:
                self.limit = max(1.0, self.limit * _SHRINK)
                self._shrunk_at = now
            if wait:
                self._quiet_until = max(self._quiet_until, now + wait)


def _go_on(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)


def backoff(attempt: int) -> float:
    """Seconds before the next attempt, the first being 0: exponential, with full jitter."""
    return random.uniform(0.5, 1.0) * min(_LONGEST, 0.5 * 2.0**attempt)  # noqa: S311 - no secret
