"""Worker processes, at most two articles in each: one at work, and one that waits.

A process that dies, or takes too long, costs the article that it worked on and no other.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any

from assistant.batch.items import RowItem
from assistant.batch.jobs import Cause, Job, Outcome
from assistant.batch.results import State
from assistant.batch.runners import serving
from assistant.batch.runners.base import TICK, Busy, Control, MakeWork, Pull
from assistant.errors import EngineError

_IN_FLIGHT = 2
_LIGHT = 8_000
_WRITES = 5.0
"""Seconds that the files of an article may take to be written, once its process is to end."""

_STILLBORN = 3
"""How many processes may end before they are ready, until that is given up on."""

_SAID = {
    Cause.TIMEOUT: "it took longer than --timeout allows",
    Cause.CRASH: "the process that worked on it died",
}


@dataclass(slots=True)
class _Worker:
    """A process, what it was given, and since when it works on the first of it."""

    process: Any
    line: Connection
    jobs: deque[Job] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    is_ready: bool = False

    @property
    def seconds(self) -> float:
        """How long it has worked on its first job, or been starting."""
        return time.monotonic() - self.since

    def give(self, job: Job) -> None:
        """Hand in a job."""
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        with suppress(OSError):  # that it has died is met where its line is read
            self.line.send(job)

    def end(self) -> None:
        """End the process, whatever it does but write, and that as well if it takes too long."""
        self.process.terminate()
        self.process.join(_WRITES)
        self.process.kill()
        self.process.join()
        self.line.close()


@dataclass(slots=True)
class Processes:
    """Runs at most `count` processes, each with the work that `make` gives it.

    An article may take `timeout` seconds, 0 for any time.
    """

    make: MakeWork
    count: int
    timeout: float = 0.0
    _workers: list[_Worker] = field(default_factory=list)
    _lost: deque[Job] = field(default_factory=deque)
    _stillborn: int = 0

    def run(self, pull: Pull, control: Control) -> Iterator[Outcome | Busy]:
        """What comes of each job; see `Runner`."""
        try:
            while self._fill(pull, control) and not control.stops:
                yield self._busy()
                for worker in self._heard():
                    yield from self._received(worker)
                for worker in [each for each in self._workers if self._is_late(each)]:
                    yield from self._ended(worker, Cause.TIMEOUT)
        finally:
            for worker in self._workers:
                worker.process.terminate()
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _fill(self, pull: Pull, control: Control) -> bool:
        """Give the workers what they can take; whether anything is in work."""
        if control.drains:
            self._lost.clear()  # they stay to be done
        for depth in range(1, _IN_FLIGHT + 1):
            for worker in self._ready():
                if len(worker.jobs) < depth and (job := self._next(pull, control)) is not None:
                    if depth == 1 or is_light(job):
                        worker.give(job)
                    else:
                        self._lost.appendleft(job)
        self._start(pull, control)
        return bool(self._lost or any(worker.jobs for worker in self._workers))

    def _start(self, pull: Pull, control: Control) -> None:
        """Start a process for each job that none waits for."""
        starting = len(self._workers) - len(self._ready())
        while len(self._workers) < self.count and not control.drains:
            if len(self._lost) <= starting:
                if (job := pull()) is None:
                    break
                self._lost.append(job)
            self._workers.append(_started(self.make))
            starting += 1

    def _ready(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.is_ready]

    def _next(self, pull: Pull, control: Control) -> Job | None:
        if control.drains:
            return None
        return self._lost.popleft() if self._lost else pull()

    def _busy(self) -> Busy:
        return Busy(tuple((w.jobs[0].key, w.seconds) for w in self._ready() if w.jobs))

    def _heard(self) -> list[_Worker]:
        """The workers that have something to say, or have died."""
        ready = connection.wait([worker.line for worker in self._workers], TICK)
        return [worker for worker in self._workers if worker.line in ready]

    def _received(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            message = worker.line.recv()
        except (EOFError, OSError):
            yield from self._ended(worker, Cause.CRASH)
            return
        match message:
            case Outcome():
                worker.jobs.popleft()
                worker.since = time.monotonic()
                yield message
            case serving.Ready():
                worker.is_ready, worker.since = True, time.monotonic()
                self._stillborn = 0
            case serving.Unfit():
                raise message.as_error()

    def _is_late(self, worker: _Worker) -> bool:
        return bool(self.timeout and worker.is_ready and worker.jobs) and (
            worker.seconds > self.timeout
        )

    def _ended(self, worker: _Worker, cause: Cause) -> Iterator[Outcome]:
        """The outcome of the article that a worker ended on; another takes what waited behind."""
        self._workers.remove(worker)
        worker.end()
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                msg = "the worker processes end before they can work"
                raise EngineError(msg, hint="each needs some 500 MB of memory: try --jobs 1")
        if worker.jobs:
            job = worker.jobs.popleft()
            self._lost.extend(worker.jobs)
            said = _SAID[cause]
            yield Outcome(job.key, State.FAILED, cause, said, seconds=worker.seconds)


def is_light(job: Job) -> bool:
    """Whether a job can be handed in beside another: a pipe holds 64 kB, and more would block."""
    return not isinstance(job.item, RowItem) or len(job.item.text) < _LIGHT


def _started(make: MakeWork) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serving.serve, args=(theirs, make), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)
