"""A run: jobs from the ledger to a runner, what came of them back into the ledger; as events."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.batch.jobs import Cause, Job, Outcome, Part, Twin
from assistant.batch.ledger import Ledger
from assistant.batch.limits import Limits
from assistant.batch.results import State
from assistant.batch.runners.base import Busy, Control, Runner
from assistant.batch.standing import Standing
from assistant.errors import EngineError, SourceError
from assistant.reading import sha256

_OUTAGE = 8
"""How many articles in a row an engine may fail, until it is taken to fail for all."""

_LARGEST_REVIEW = 200_000_000
_Text = tuple[str, str]
"""The digest and the form of what is read: of equal ones only one is worked on."""


@dataclass(slots=True)
class Run:
    """One run over what a ledger has to be done; `stopped` says why it ended early, if it did."""

    ledger: Ledger
    out: Path
    number: int
    todo: Iterator[Job]
    limits: Limits
    control: Control
    standing: Standing
    stopped: str = ""
    _again: deque[Job] = field(default_factory=deque)
    _jobs: dict[str, Job] = field(default_factory=dict)
    _doubles: frozenset[_Text] = frozenset()
    _waiting: dict[_Text, list[Job]] = field(default_factory=lambda: defaultdict(list))
    _flying: set[_Text] = field(default_factory=set)
    _begun: int = 0
    _outage: int = 0

    def events(self, runner: Runner) -> Iterator[Outcome | Standing]:
        """What came of each article as it is recorded, and how far the run is, now and then.

        Raises EngineError where the engine fails for every article, and SourceError where
        nothing can be written. All that was done before is kept.
        """
        self._doubles = self.ledger.doubles(self.number)
        self.stopped = self.limits.reached(self.standing)
        try:
            for event in runner.run(self._pull, self.control):
                if isinstance(event, Busy):
                    self.standing.busy = event
                elif (outcome := self._taken(event)) is not None:
                    yield outcome
                self.ledger.store.commit_due()
                yield self.standing
        finally:
            self.ledger.store.commit()

    def _pull(self) -> Job | None:
        """The next job: none beyond the limits, nor one whose text is being worked on."""
        if self.stopped:
            return None
        while (job := self._next()) is not None:
            if (text := self._text(job)) in self._flying:
                self._waiting[text].append(job)
                continue
            if text in self._doubles:
                self._flying.add(text)
                job = replace(job, twin=self._twin(text))
            self._jobs[job.key] = job
            return job
        return None

    def _next(self) -> Job | None:
        """A text that waited, a new one, or at last one that is tried again."""
        if self.limits.articles and self._begun >= self.limits.articles + len(self._again):
            return None
        job = next(self.todo, None)
        if job is not None:
            self._begun += 1
            return job
        return self._again.popleft() if self._again else None

    def _text(self, job: Job) -> _Text:
        return self.ledger.digest(job.key) if self._doubles else ("", "")

    def _twin(self, text: _Text) -> Twin | None:
        """An article that reads the same, if its review is as it was written."""
        known = self.ledger.done_twin(*text)
        if known is None or Part.REVIEW not in known.written:
            return None
        path = known.outputs[Part.REVIEW]
        try:
            whole = sha256(self.out / path, _LARGEST_REVIEW) == known.written[Part.REVIEW]
        except OSError:
            return None
        return Twin(path, known.tally.share) if whole else None

    def _taken(self, outcome: Outcome) -> Outcome | None:
        """Record what came of a job; None where it is tried again."""
        job = self._jobs.pop(outcome.key)
        text = self._text(job)
        self._flying.discard(text)
        self._again.extend(self._waiting.pop(text, ()))
        self._watch(outcome)
        self.ledger.spend(outcome.timings)
        if outcome.cause is Cause.UNWRITABLE:
            raise SourceError(outcome.error, hint="what was done is kept: run it again")
        cause = outcome.cause
        if cause is not None and cause.passes and job.attempt <= self.limits.retries:
            self._again.append(replace(job, attempt=job.attempt + 1))
            return None
        attempts = job.attempt - (cause is Cause.WAITS)
        words = self.ledger.record(outcome, attempts)
        self.standing.add(outcome, words)
        if reason := outcome.stopped or self.limits.reached(self.standing):
            self.stopped, self.control.drains = reason, True
        return outcome

    def _watch(self, outcome: Outcome) -> None:
        """Raise EngineError where the engine fails again and again, and nothing else happens."""
        self._outage = self._outage + 1 if outcome.cause is Cause.ENGINE else 0
        if self._outage >= _OUTAGE:
            self.ledger.again(f"cause = '{Cause.ENGINE}' and run = ?", (self.number,))
            msg = f"the engine fails for every article: {outcome.error}"
            raise EngineError(msg, hint="what was done is kept: run it again")


def standing(ledger: Ledger, run: int, limit: int = 0) -> Standing:
    """How a run stands before it begins."""
    left = ledger.counts(run)[State.PENDING]
    words = int(ledger.total("words", f"run = {int(run)} and state = 'pending'"))
    if limit and left > limit:
        words, left = words * limit // left, limit
    return Standing(left, words)
