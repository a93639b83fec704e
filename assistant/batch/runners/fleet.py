"""Workers on a cluster of Ray, each an actor with an engine: for archives beyond one machine.

Ray starts them, says which of them died, and carries jobs and outcomes. What is to be done, and
what came of it, stays with the ledger: none of Ray's readers, writers or checkpoints is used.
Every node must reach the articles and the output folder under the same paths.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.batch.capacity import EACH
from assistant.batch.jobs import Cause, Job, Outcome
from assistant.batch.results import State
from assistant.batch.runners.base import TICK, Busy, Control, MakeWork, Pull
from assistant.batch.runners.cluster import cluster
from assistant.batch.runners.member import Member
from assistant.batch.runners.serving import Unfit
from assistant.errors import EngineError

_PATIENCE = 600.0
"""Seconds without anything from the cluster until it is given up."""

_STILLBORN = 3
_SAID = {
    Cause.TIMEOUT: "it took longer than --timeout allows",
    Cause.CRASH: "the worker that was at it died",
}


@dataclass(slots=True)
class _Worker:
    """An actor, and what is awaited of it: what came of a `job`, or that it has begun.

    It has one job at a time: of several, one whose answer was on its way would be blamed for the
    death that the next one caused.
    """

    actor: Any
    awaited: Any
    job: Job | None = None
    since: float = field(default_factory=time.monotonic)
    is_ready: bool = False

    @property
    def is_free(self) -> bool:
        """Whether it can be given a job."""
        return self.awaited is None

    @property
    def seconds(self) -> float:
        """How long it has worked on what it has."""
        return time.monotonic() - self.since

    def give(self, job: Job) -> None:
        """Hand in a job."""
        self.job, self.since = job, time.monotonic()
        self.awaited = self.actor.do.remote(job)

    def rest(self) -> None:
        """It has done what it had."""
        self.job = self.awaited = None
        self.is_ready = True


@dataclass(slots=True)
class Fleet:
    """Runs `count` workers, as many as the cluster has cores if 0, on the work of `make`.

    `out` is the output folder, absolute; below it Ray has its own files. An article may take
    `timeout` seconds, 0 for any time.
    """

    make: MakeWork
    out: Path
    count: int = 0
    timeout: float = 0.0
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: deque[Job] = field(default_factory=deque)
    _stillborn: int = 0
    _heard_at: float = 0.0

    def run(self, pull: Pull, control: Control) -> Iterator[Outcome | Busy]:
        """What comes of each job; see `Runner`."""
        first = pull()
        if first is None or control.drains:
            return  # a cluster is not started for nothing
        self._waiting.append(first)
        with cluster(self.out) as ray:
            most = self.count or max(1, int(ray.cluster_resources().get("CPU", 1)))
            member = ray.remote(num_cpus=1, memory=EACH)(Member)
            self._heard_at = time.monotonic()
            while self._fill(pull, control, member, most) and not control.stops:
                yield self._busy()
                for worker in self._heard(ray):
                    yield from self._received(ray, worker)
                for worker in [each for each in self._workers if self._is_late(each)]:
                    yield from self._ended(ray, worker, Cause.TIMEOUT)
                self._require_life()

    def _fill(self, pull: Pull, control: Control, member: Any, most: int) -> bool:
        """Give the workers what they can take; whether anything is in work."""
        if control.drains:
            self._waiting.clear()  # they stay to be done
        for worker in self._workers:
            if worker.is_free and (job := self._next(pull, control)) is not None:
                worker.give(job)
        starting = sum(not worker.is_ready for worker in self._workers)
        while len(self._workers) < most and not control.drains:
            if len(self._waiting) <= starting:
                if (job := pull()) is None:
                    break
                self._waiting.append(job)
            actor = member.remote(self.make, str(self.out), str(Path.cwd()), __version__)
            self._workers.append(_Worker(actor, actor.begin.remote()))
            starting += 1
        return bool(self._waiting or any(worker.job for worker in self._workers))

    def _next(self, pull: Pull, control: Control) -> Job | None:
        if control.drains:
            return None
        return self._waiting.popleft() if self._waiting else pull()

    def _busy(self) -> Busy:
        return Busy(tuple((w.job.key, w.seconds) for w in self._workers if w.job is not None))

    def _heard(self, ray: Any) -> list[_Worker]:
        """The workers of which something has come: a result, or their death."""
        awaited = {each.awaited: each for each in self._workers if not each.is_free}
        if not awaited:
            return []
        ready, left = ray.wait(list(awaited), timeout=TICK)
        more, _ = ray.wait(left, num_returns=len(left), timeout=0) if left else ([], [])
        return [awaited[each] for each in (*ready, *more)]

    def _received(self, ray: Any, worker: _Worker) -> Iterator[Outcome]:
        self._heard_at = time.monotonic()
        try:
            came = ray.get(worker.awaited)
        except ray.exceptions.RayError:
            yield from self._ended(ray, worker, Cause.CRASH)
            return
        worker.rest()
        self._stillborn = 0
        if isinstance(came, Unfit):
            raise came.as_error()
        if isinstance(came, Outcome):
            yield came

    def _is_late(self, worker: _Worker) -> bool:
        return bool(self.timeout and worker.job) and worker.seconds > self.timeout

    def _ended(self, ray: Any, worker: _Worker, cause: Cause) -> Iterator[Outcome]:
        """The outcome of the article that a worker ended on, if it had one."""
        self._workers.remove(worker)
        ray.kill(worker.actor)
        if worker.job is not None:
            said = _SAID[cause]
            yield Outcome(worker.job.key, State.FAILED, cause, said, seconds=worker.seconds)
            return
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            msg = "the workers of the cluster end before they can work"
            raise EngineError(msg, hint="`ray logs` says why; each needs some 500 MB")

    def _require_life(self) -> None:
        """Raise EngineError where nothing has come of the cluster for too long."""
        if time.monotonic() - self._heard_at > max(_PATIENCE, 2 * self.timeout):
            msg = f"nothing has come of the cluster for {_PATIENCE / 60:.0f} minutes"
            raise EngineError(msg, hint="`ray status` says what it waits for")
