"""Where the questions of a batch go out and their answers come in, job by job."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.batch.deferred import lots
from assistant.batch.deferred.lots import Left, Load
from assistant.batch.deferred.questions import Counts, Questions, Shipment
from assistant.batch.deferred.terms import Terms
from assistant.batch.jobs import Outcome
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed
from assistant.batch.runners.base import Control
from assistant.chat.jobs import Job, Jobs, Stage
from assistant.chat.lines import result_of

HELD = "deferred held"
"""The fact of a ledger that says why nothing more is sent."""

FULL = "token_limit_exceeded"
"""The code of a job for which the server has no room now: it is sent when others are done."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a job is: of its questions, so many are answered, to be asked again, and given up."""

    job: Job
    answered: int = 0
    again: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Priced:
    """What is about to be sent, and what it costs at least and at most, None if not known.

    `kept_back` questions are not sent, as they might cost more than may be spent.
    """

    load: Load
    least: float | None
    most: float | None
    kept_back: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """So many questions are a job of the server by now."""

    job: str
    questions: int


@dataclass(frozen=True, slots=True)
class Stands:
    """How a batch stands after a turn: what waits, the dollars that were spent in all.

    `held` says why nothing more is sent, if so.
    """

    waiting: Counts
    spent: float
    held: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Where the questions of a batch go out and their answers come in."""

    ledger: Ledger
    questions: Questions
    jobs: Jobs
    terms: Terms
    out: Path

    def put_off(self, outcome: Outcome) -> None:
        """Keep the questions that an article waits for."""
        count = self.terms.counter.messages
        asked = [(each, count(each.body["messages"])) for each in outcome.questions]
        self.questions.put_off(outcome.key, asked)

    def settled(self) -> Iterator[Shipment]:
        """What is on its way; what never became a job is to be sent again."""
        for each in self.questions.shipments():
            if each.job:
                yield each
                continue
            _place(self.out, each.name).unlink(missing_ok=True)
            if job := self.jobs.named(each.name):
                self.questions.started(each.id, job)
                yield replace(each, job=job)
            else:
                self.questions.ended(each.id, is_fault=False)

    def fetched(self) -> Iterator[Fetched]:
        """Take what has come, job by job; what is in the ledger, the server needs not keep."""
        for each in self.settled():
            job = self.jobs.job(each.job)
            if job.stage is Stage.RUNNING:
                yield Fetched(job)
                continue
            for file in job.files:
                for line in self.jobs.lines(file):
                    self._take(each, line)
            answered = self.questions.answered(each.id)
            again, lost = self.questions.ended(each.id, is_fault=job.status == "completed")
            if job.stage is Stage.REFUSED and not self._only_has_no_room(job):
                self.ledger.remember({HELD: job.reason or job.code or "it was refused"})
            self.jobs.delete(job)
            yield Fetched(job, answered, again, lost)

    def _take(self, shipment: Shipment, line: bytes) -> None:
        if (result := result_of(line)) is not None:
            usage = self.terms.paid(result, *self.questions.tokens(result.id))
            self.questions.take(shipment.id, result, usage)
            self.ledger.store.commit_due()

    def sent(self, control: Control) -> Iterator[Priced | Sent]:
        """Send what is asked, in as many files as it takes, for no more than may be spent."""
        if self._held:
            return
        price = self.terms.price
        asked = list(self.questions.to_send())
        chosen = list(lots.affordable(asked, price, self._left))
        if not asked:
            return
        load = lots.load_of(chosen)
        yield Priced(load, load.least(price), load.most(price), len(asked) - len(chosen))
        for lot in lots.lots(chosen, self.terms.room):
            if control.interrupted:
                return
            name = uuid.uuid4().hex
            shipment = self.questions.load(lot, name)
            with _file(self.out, name) as path:
                lots.write(self.questions.bodies(shipment), path)
                job = self.jobs.start(path, name)
            self.questions.started(shipment, job)
            yield Sent(job, len(lot))

    @property
    def stands(self) -> Stands:
        """How the batch stands."""
        return Stands(self.questions.counts(), self._spent, self._held)

    @property
    def _held(self) -> str:
        return self.ledger.facts.get(HELD, "")

    @property
    def _spent(self) -> float:
        return self.ledger.total("cost")

    @property
    def _left(self) -> Left:
        """What more may come to, all that is on its way being as dear as it can be."""
        terms, flying = self.terms, Load(0, *self.questions.on_their_way())
        dollars = tokens = None
        if terms.most:
            dollars = terms.most - self._spent - (flying.most(terms.price) or 0.0)
        if terms.most_tokens:
            used = int(self.ledger.total("sent") + self.ledger.total("answered"))
            tokens = terms.most_tokens - used - flying.sent - flying.longest
        return Left(dollars, tokens)

    def _only_has_no_room(self, job: Job) -> bool:
        """Whether a job was refused as too much is on its way, and something else still is."""
        return job.code == FULL and len(self.questions.shipments()) > 0


@contextmanager
def _file(out: Path, name: str) -> Iterator[Path]:
    """A place for a file on its way, which is gone afterwards."""
    path = _place(out, name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _place(out: Path, name: str) -> Path:
    return placed(out, f".batch/{name}.jsonl")
