"""A turn of a deferred batch: answers are fetched, articles go on, and what they ask is sent.

All of it stands in the ledger: a turn may be interrupted anywhere, and the next goes on from
there, whenever that is.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.batch import batch as batches
from assistant.batch import home
from assistant.batch.batch import Batch
from assistant.batch.deferred import lots
from assistant.batch.deferred.lots import Load, Room
from assistant.batch.deferred.questions import Counts, Questions, Shipment, StoredAnswers
from assistant.batch.jobs import Outcome
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed
from assistant.batch.runners.base import Control
from assistant.chat.answers import Answer
from assistant.chat.budget import Budget, Usage
from assistant.chat.endpoint import Endpoint, Shape, endpoint
from assistant.chat.failures import CutError, NoAnswerError, RefusedError
from assistant.chat.jobs import Job, Jobs, Result, Stage, result_of
from assistant.chat.metering import Metered
from assistant.chat.prices import Price, deferred, price
from assistant.chat.tokens import Counter, counter
from assistant.config import Loaded
from assistant.errors import UsageError

_HELD = "deferred held"
_FULL = "token_limit_exceeded"
"""The code of a job for which the server has no room now: it is sent when others are done."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom a batch deals with, and what that may cost: `most` in US dollars, 0 for any.

    The `price` is that of answers that come later.
    """

    endpoint: Endpoint
    counter: Counter
    price: Price | None
    most: float = 0.0
    room: Room = field(default_factory=Room)


def terms(loaded: Loaded, room: Room) -> Terms:
    """The terms under some settings; raises UsageError where they do not do."""
    if loaded.settings.engine != "openai":
        engine = loaded.settings.engine
        raise UsageError(f"the engine {engine} asks no endpoint", hint="give --engine openai")
    known, settings = endpoint(loaded, os.environ), loaded.settings.endpoint
    found = price(known.model, settings.prices)
    share = deferred(found, settings.deferred_price)
    return Terms(known, counter(known.model), share, settings.max_cost, room)


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


Event = batches.Event | Fetched | Priced | Sent | Stands


def turn(batch: Batch, control: Control, known: Terms, *, anew: bool) -> Iterator[Event]:
    """Fetch, go on, send; `anew`, what was cancelled or refused is sent as well.

    Raises what `batch.run` raises, and EndpointError where the endpoint fails: what came before
    is kept.
    """
    out = batch.wanted.out
    wanted = replace(batch.wanted, answers=StoredAnswers(home.ledger_path(out)))
    limits = replace(batch.limits, max_cost=0.0)  # the budget decides what is sent
    batch = replace(batch, wanted=wanted, limits=limits)
    with home.held(out) as ledger, Jobs(known.endpoint) as jobs:
        office = _Office(ledger, Questions.of(ledger.store), jobs, known, out)
        if anew:
            ledger.remember({_HELD: ""})
        waits = False
        for fetched in office.fetched():
            waits |= fetched.job.code == _FULL
            yield fetched
        for event in batches.work_on(batch, control, ledger, office.questions.is_waiting):
            match event:
                case batches.Planned():
                    event.standing.left -= office.questions.counts().articles
                case Outcome() if event.questions:
                    office.put_off(event)
                case batches.Ended():
                    waits |= bool(event.stopped)
            yield event
        ledger.store.commit()
        if not (control.interrupted or waits):
            yield from office.sent(control)
        yield office.stands


def cancel(out: Path, known: Terms) -> Iterator[Event]:
    """Have the server end what is on its way; what is answered by then can still be fetched.

    Nothing more is sent until the batch is submitted anew. Raises as `turn` does.
    """
    with home.held(out) as ledger, Jobs(known.endpoint) as jobs:
        office = _Office(ledger, Questions.of(ledger.store), jobs, known, out)
        ledger.remember({_HELD: "it was cancelled"})
        for each in office.settled():
            yield Fetched(jobs.cancel(each.job))
        yield office.stands


@dataclass(frozen=True, slots=True)
class _Office:
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
            elif job := self.jobs.named(each.name):
                self.questions.started(each.id, job)
                yield replace(each, job=job)
            else:
                self.questions.ended(each.id, is_fault=False)

    def fetched(self) -> Iterator[Fetched]:
        """Take what has come, job by job."""
        for each in self.settled():
            job = self.jobs.job(each.job)
            if job.stage is Stage.RUNNING:
                yield Fetched(job)
                continue
            for file in job.files:
                for line in self.jobs.lines(file):
                    if (result := result_of(line)) is not None:
                        self.questions.take(each.id, result, self._paid(result))
                        self.ledger.store.commit_due()
            answered = self.questions.answered(each.id)
            again, lost = self.questions.ended(each.id, is_fault=job.status == "completed")
            if job.stage is Stage.REFUSED and not self._only_has_no_room(job):
                self.ledger.remember({_HELD: job.reason or job.code or "it was refused"})
            yield Fetched(job, answered, again, lost)

    def sent(self, control: Control) -> Iterator[Priced | Sent]:
        """Send what is asked, in as many files as it takes, for no more than may be spent."""
        if self._held:
            return
        price = self.terms.price
        asked = list(self.questions.to_send())
        chosen = lots.affordable(asked, price, self._left)
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
    def _facts(self) -> Mapping[str, str]:
        return self.ledger.facts

    @property
    def _held(self) -> str:
        return self._facts.get(_HELD, "")

    @property
    def _spent(self) -> float:
        return self.ledger.total("cost")

    @property
    def _left(self) -> float | None:
        """The dollars that more may cost, what is on its way being as dear as it can be."""
        if not self.terms.most:
            return None
        flying = Load(0, *self.questions.on_their_way()).most(self.terms.price) or 0.0
        return self.terms.most - self._spent - flying

    def _only_has_no_room(self, job: Job) -> bool:
        """Whether a job was refused as too much is on its way, and something else still is."""
        return job.code == _FULL and len(self.questions.shipments()) > 0

    def _paid(self, result: Result) -> Usage:
        """What an answer cost: by the server's counts, where they can be right."""
        budget = Budget(self.terms.price)
        if result.status != 200:
            return budget.usage
        sent, longest = self.questions.tokens(result.id)
        answer = Answer(Shape.TEXT, longest)
        answer.feed(result.text.encode())
        try:
            reply = answer.ended()
        except (CutError, NoAnswerError, RefusedError):
            reply = answer.so_far()
        meter = Metered(self.terms.counter, budget)
        meter.begin(sent, longest)
        meter.end(sent, longest, reply)
        return budget.usage


@contextmanager
def _file(out: Path, name: str) -> Iterator[Path]:
    """A place for a file on its way, which is gone afterwards."""
    path = placed(out, f".batch/{name}.jsonl")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
