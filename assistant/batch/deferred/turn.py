"""A turn of a deferred batch: answers are fetched, articles go on, and what they ask is sent.

All of it stands in the ledger: a turn may be interrupted anywhere, and the next goes on from
there, whenever that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.batch import batch as batches
from assistant.batch import home
from assistant.batch.batch import Batch
from assistant.batch.deferred.answers import StoredAnswers
from assistant.batch.deferred.office import FULL, HELD, Fetched, Office, Priced, Sent, Stands
from assistant.batch.deferred.questions import Questions
from assistant.batch.deferred.terms import Terms
from assistant.batch.jobs import Outcome
from assistant.batch.runners.base import Control
from assistant.chat.jobs import Jobs

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
        office = Office(ledger, Questions.of(ledger.store), jobs, known, out)
        if anew:
            ledger.remember({HELD: ""})
        waits = False
        for fetched in office.fetched():
            waits |= fetched.job.code == FULL
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
        office = Office(ledger, Questions.of(ledger.store), jobs, known, out)
        ledger.remember({HELD: "it was cancelled"})
        for each in office.settled():
            yield Fetched(jobs.cancel(each.job))
        yield office.stands
