"""One article: read, rewritten as a single file is, and written below the output folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.article.document import Document
from assistant.batch.items import RowItem
from assistant.batch.jobs import Cause, Job, Outcome, Part, Tally, Twin
from assistant.batch.results import State
from assistant.batch.runners.base import UNDISTURBED
from assistant.batch.writing import KeptError, Place, UnwritableError, parts
from assistant.chat.deferred import Answers, PostponedError
from assistant.config import Loaded
from assistant.engines import registry
from assistant.engines.base import Defers, Engine, Work
from assistant.errors import (
    AssistantError,
    EngineError,
    ExitCode,
    ForeignError,
    NothingToReadError,
    SourceError,
    UsageError,
    WeightsError,
)
from assistant.notices import Notice
from assistant.review import file as review_file
from assistant.review.model import Decision
from assistant.timing import Stage, clocked, stage, total
from assistant.workspace import opening, rewriting
from assistant.workspace.delivering import as_accepted
from assistant.workspace.pipeline import Account
from assistant.workspace.rewriting import Rewrite, Rewritten, Summarised

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of every article, and where it is written.

    `parts` are those that are written, none where articles are only scored. `force` writes over
    what was not written by the batch, or was changed since. `threads` are those of a model. Where
    there are `answers`, what is asked of an endpoint is put off.
    """

    loaded: Loaded
    out: Path
    rewrite: Rewrite
    parts: frozenset[Part]
    force: bool = False
    threads: int = 1
    answers: Answers | None = None

    def make(self) -> Worker:
        """A worker with an engine of its own; raises AssistantError where there can be none."""
        notes: list[Notice] = []
        made = self.worker(registry.engine(self.loaded, notes.append, threads=self.threads), notes)
        return replace(made, undisturbed=UNDISTURBED, processor=time.process_time)

    def worker(self, engine: Engine, notes: list[Notice]) -> Worker:
        """A worker with an engine, which says what it has to say to `notes`."""
        if self.answers is not None and isinstance(engine, Defers):
            engine = engine.deferring(self.answers)
        summariser = registry.summariser_of(engine) if Part.SUMMARY in self.parts else None
        return Worker(self, engine, replace(self.rewrite, summariser=summariser), notes)


@dataclass(slots=True)
class Worker:
    """Works on one article after another, with one engine; threads may share it.

    It holds `undisturbed` while it writes. `processor` tells the seconds of the processor: those
    of the thread, unless it has a process of its own.
    """

    wanted: Wanted
    engine: Engine
    rewrite: Rewrite
    notes: list[Notice] = field(default_factory=list)
    undisturbed: AbstractContextManager[object] = field(default_factory=nullcontext)
    processor: Callable[[], float] = time.thread_time

    def __call__(self, job: Job) -> Outcome:
        """What came of an article, whatever befell it.

        Raises UsageError and WeightsError where it would befall every article.
        """
        with clocked(self.processor) as clock:
            outcome = self._told(job)
            timings = clock.timings
        seconds = total(timings).seconds
        told = [notice.message for notice in self.notes]
        self.notes.clear()
        notes = (*outcome.notes, *told)
        return replace(outcome, seconds=seconds, notes=notes, timings=timings)

    def _told(self, job: Job) -> Outcome:
        try:
            return self._worked(job)
        except AssistantError:
            raise
        except Exception as error:  # noqa: BLE001 - told, and counted as a failure
            said = f"unforeseen {type(error).__name__}: {error}"
            return Outcome(job.key, State.FAILED, Cause.FAULT, said)

    def _worked(self, job: Job) -> Outcome:
        place = Place(self.wanted.out, job, self.wanted.force)
        try:
            place.require_free()
            try:
                document = self._document(job)
            except NothingToReadError as error:
                return self._passed(place, error)
            return self._finished(document, place)
        except KeptError as error:
            return _failed(job, Cause.KEPT, str(error))
        except UnwritableError as error:
            return _failed(job, Cause.UNWRITABLE, str(error))
        except SourceError as error:
            return _failed(job, Cause.UNREADABLE, error.message)
        except PostponedError as error:
            return Outcome(job.key, State.PENDING, Cause.WAITS, questions=error.questions)
        except WeightsError:
            raise
        except EngineError as error:
            return _failed(job, Cause.ENGINE, error.message)

    @stage(Stage.READING)
    def _document(self, job: Job) -> Document:
        settings = self.wanted.loaded.settings
        try:
            return job.item.document(settings.limit_bytes, settings.encoding)
        except UsageError as error:  # of the encoding that is named, which is this article's fault
            raise SourceError(error.message, hint=error.hint) from error

    def _finished(self, document: Document, place: Place) -> Outcome:
        job = place.job
        told = [notice.message for notice in opening.notices(document)]
        twin = job.twin
        done = self._of_twin(twin, document) if twin else self._rewritten(document, told)
        work = done.account.work
        paid = work.usage if self.wanted.answers is None else None  # or counted as answers come
        if work.stopped and self.wanted.answers is not None:  # what befell a question of its own
            return _failed(job, Cause.ENGINE, work.stopped)
        if work.stopped:
            return Outcome(job.key, State.PENDING, Cause.LIMIT, usage=paid, stopped=work.stopped)
        tally = _tally(document, done)
        is_clean_row = isinstance(job.item, RowItem) and not tally.hunks
        with stage(Stage.WRITING):
            made = {} if is_clean_row else dict(parts(document, done, place))
            with self.undisturbed:
                written = place.write(made)
        state, cause, said = State.DONE if tally.hunks else State.UNCHANGED, None, ""
        if not job.outputs:
            state = State.SCORED
        elif done.exit_code is ExitCode.REFUSED:
            state, cause, said = State.REFUSED, Cause.REFUSED, "the checks refused every answer"
        return Outcome(job.key, state, cause, said, tally, paid, written=written, notes=tuple(told))

    def _rewritten(self, document: Document, told: list[str]) -> Rewritten:
        for event in rewriting.rewrite(document, self.engine, self.rewrite):
            match event:
                case Rewritten():
                    return event
                case Notice():
                    told.append(event.message)
        raise AssertionError  # the last event is what came of it

    def _of_twin(self, twin: Twin, document: Document) -> Rewritten:
        """What came of an article that reads the same; nothing is asked of the engine again."""
        review = review_file.load_review(self.wanted.out / twin.review)
        account = Account(Work(share=twin.share), (), 0.0)
        if review.summary is None:
            return Rewritten(review, account)
        accepted, _ = as_accepted(document, review)
        return Rewritten(review, account, Summarised(review.summary, accepted))

    def _passed(self, place: Place, error: NothingToReadError) -> Outcome:
        """An article in which nothing is to be repaired goes through as it came."""
        job = place.job
        state = State.FOREIGN if isinstance(error, ForeignError) else State.EMPTY
        written = {}
        if Part.TEXT in job.outputs and not isinstance(job.item, RowItem):
            data = job.item.data(self.wanted.loaded.settings.limit_bytes)
            written = place.write({Part.TEXT: data})
        return Outcome(job.key, state, error=error.message, written=written)


def _failed(job: Job, cause: Cause, said: str) -> Outcome:
    return Outcome(job.key, State.FAILED, cause, said)


def _tally(document: Document, done: Rewritten) -> Tally:
    hunks = done.review.hunks
    pending = [hunk for hunk in hunks if hunk.decision is Decision.PENDING]
    tenths = [0] * _TENTHS
    for hunk in hunks:
        tenths[min(int(hunk.edit.confidence * _TENTHS), _TENTHS - 1)] += 1
    return Tally(
        len(document.article.source.split()), len(hunks), done.review.count(Decision.ACCEPTED),
        len(pending), sum(bool(hunk.edit.flags) for hunk in pending), len(done.review.refused),
        done.account.work.share, tuple(tenths) if hunks else (),
    )  # fmt: skip
