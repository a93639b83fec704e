"""Threads of one process: for engines that wait for an endpoint more than they work."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from assistant.batch.jobs import Cause, Job, Outcome
from assistant.batch.results import State
from assistant.batch.runners.base import TICK, Busy, Control, Pull, Work


@dataclass(slots=True)
class Threads:
    """Runs at most `count` threads at the same work, a new one for each article.

    An article may take `timeout` seconds, 0 for any time; it is given up then, and what comes of
    it later is not heard. The end of the process waits for none of them.
    """

    work: Work
    count: int
    timeout: float = 0.0
    _flying: dict[int, tuple[Job, float]] = field(default_factory=dict)
    _out: queue.SimpleQueue[tuple[int, Outcome | BaseException]] = field(
        default_factory=queue.SimpleQueue
    )

    def run(self, pull: Pull, control: Control) -> Iterator[Outcome | Busy]:
        """What comes of each job; see `Runner`."""
        number = 0
        while not control.stops:
            while len(self._flying) < self.count and not control.drains:
                if (job := pull()) is None:
                    break
                number += 1
                self._flying[number] = job, time.monotonic()
                threading.Thread(target=self._do, args=(number, job), daemon=True).start()
            if not self._flying:
                return
            yield self._busy()
            yield from self._heard()
            yield from self._given_up()

    def _do(self, number: int, job: Job) -> None:
        try:
            self._out.put((number, self.work(job)))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._out.put((number, error))

    def _busy(self) -> Busy:
        now = time.monotonic()
        return Busy(tuple((job.key, now - since) for job, since in self._flying.values()))

    def _heard(self) -> Iterator[Outcome]:
        """What has come, once anything has or a tick is over."""
        with suppress(queue.Empty):
            number, came = self._out.get(timeout=TICK)
            while True:
                if self._flying.pop(number, None) is not None:
                    if isinstance(came, BaseException):
                        raise came
                    yield came
                number, came = self._out.get_nowait()

    def _given_up(self) -> Iterator[Outcome]:
        now = time.monotonic()
        for number, (job, since) in list(self._flying.items()):
            if now - since > self.timeout > 0:
                del self._flying[number]
                said = "it took longer than --timeout allows"
                yield Outcome(job.key, State.FAILED, Cause.TIMEOUT, said, seconds=now - since)
