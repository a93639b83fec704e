"""A batch as a front end has it: what goes in, what is wanted, and a run as events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.batch import capacity, home, planning, report, row_results, running
from assistant.batch.deferred import questions
from assistant.batch.inputs.given import Inputs
from assistant.batch.jobs import PASSED, WRONG, Outcome
from assistant.batch.ledger import Ledger
from assistant.batch.limits import Limits
from assistant.batch.mirroring import Mirror
from assistant.batch.naming import Places
from assistant.batch.outputs.object_store import ObjectStore
from assistant.batch.outputs.tables import table_places
from assistant.batch.planning import Plan
from assistant.batch.recipe import Recipe, recipe
from assistant.batch.report import Report
from assistant.batch.runners.base import Control, Runner
from assistant.batch.runners.fleet import Fleet
from assistant.batch.runners.processes import Processes
from assistant.batch.runners.threads import Threads
from assistant.batch.standing import Standing
from assistant.batch.worker import Wanted
from assistant.config import overridden
from assistant.engines import registry
from assistant.engines.base import Repairs, WaitsElsewhere
from assistant.errors import UsageError
from assistant.language.counting import counted
from assistant.notices import Notice, NoticeKind, Notify, silent

_AHEAD = 8
"""Articles that are read and written while as many as may fly wait for their answers."""

_LEAST = 1e-9
"""Dollars for which nothing can be asked; 0 would be no limit."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles, what is wanted of each, and within which limits.

    `jobs` are worked on at a time, as many as the machine carries if 0; `timeout` is in seconds
    an article, 0 for any time; `redo` does everything again. `decisions` is the file of those.
    `runner` is "ray" for a cluster, or empty for this machine; `mirror` the address of an object
    store to which results go as well, or empty.
    """

    inputs: Inputs
    wanted: Wanted
    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    timeout: float = 0.0
    redo: bool = False
    decisions: str = ""
    runner: str = ""
    mirror: str = ""
    notify: Notify = silent


@dataclass(frozen=True, slots=True)
class Planned:
    """What a run has to do."""

    plan: Plan
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ended:
    """A run is over; `stopped` says why before all was done, if it was."""

    plan: Plan
    standing: Standing
    stopped: str = ""
    tables: tuple[Path, ...] = ()
    wrong: int = 0
    """Articles of the run that need attention, those among them that did so before it."""

    report: Report | None = None
    out: Path = Path()

    @property
    def failed(self) -> int:
        """How many articles failed, those that could never be one among them."""
        return self.standing.failed + self.plan.bad

    @property
    def is_well(self) -> bool:
        """Whether all is done, and nothing needs attention."""
        return not (self.wrong or self.stopped or self.standing.left)


Event = Planned | Outcome | Standing | Ended

Waits = Callable[[str], bool]
"""Whether an article is not to be worked on now, by its key."""


def _never(_: str) -> bool:
    return False


def run(batch: Batch, control: Control) -> Iterator[Event]:
    """Do what is left to be done of a batch.

    Raises UsageError where another run is at it or the settings differ, EngineError and
    SourceError as `running.Run` does.
    """
    with home.held(batch.wanted.out) as ledger:
        if (others := questions.waiting(ledger.store)) is not None and others.sent:
            said = (
                f"{counted(others.sent, 'question')} on the way will be answered and paid as well"
            )
            hint = f"`assistant batch collect {batch.wanted.out}` waits for them"
            batch.notify(Notice(said, hint, NoticeKind.WARNING))
        out = batch.wanted.out
        events = work_on(_within_budget(batch, ledger.total("cost")), control, ledger)
        for event in _mirrored(batch, ledger, events) if batch.mirror else events:
            if home.is_told_to_stop(out):
                control.interrupt()
            yield event


def _mirrored(batch: Batch, ledger: Ledger, events: Iterator[Event]) -> Iterator[Event]:
    """The events of a run whose results go to an object store as well."""
    wanted, store = batch.wanted, ObjectStore.at(batch.mirror)
    mirror = Mirror(ledger, wanted.out, store, batch.notify, wanted.force)
    try:
        for event in events:
            match event:
                case Planned():
                    mirror.catch_up()
                case Outcome():
                    mirror.take(event)
                case Ended():
                    mirror.end(event.tables)
            yield event
    finally:
        mirror.close()


def work_on(
    batch: Batch, control: Control, ledger: Ledger, waits: Waits = _never
) -> Iterator[Event]:
    """Do what is left to be done, by a ledger that is held, but what `waits`; see `run`."""
    engine = registry.engine(batch.wanted.loaded, batch.notify)
    _agree(recipe(engine, batch.wanted, batch.decisions), ledger, batch)
    plan = _planned(batch, ledger)
    if batch.redo:
        ledger.again("run = ? and stamp not like 'bad: %'", (plan.run,))
    standing = running.standing(ledger, plan.run, batch.limits.articles)
    yield Planned(plan, standing)
    todo = (job for job in planning.jobs(batch.inputs, ledger, plan.run) if not waits(job.key))
    out = batch.wanted.out
    work = running.Run(ledger, out, plan.run, todo, batch.limits, control, standing)
    yield from work.events(_runner(batch, engine))
    tables = row_results.write(ledger, batch.inputs, out, force=batch.wanted.force)
    made = report.write(ledger, out)
    counts = ledger.counts(plan.run)
    wrong = sum(counts[state] for state in (*WRONG, *PASSED))
    yield Ended(plan, standing, work.stopped, tuple(tables), wrong, made, out)


def _within_budget(batch: Batch, spent: float) -> Batch:
    """The batch with what is left of its budget: the limit is one of all its runs together."""
    limits = replace(batch.limits, spent=spent)
    if not limits.max_cost:
        return replace(batch, limits=limits)
    left = max(limits.max_cost - spent, _LEAST)
    loaded = overridden(batch.wanted.loaded, {"max_cost": left})
    return replace(batch, limits=limits, wanted=replace(batch.wanted, loaded=loaded))


def _planned(batch: Batch, ledger: Ledger) -> Plan:
    wanted = batch.wanted
    places = Places(wanted.parts)
    row_results.keep_places(ledger, table_places(batch.inputs, places.names))
    limit = wanted.loaded.settings.limit_bytes
    return planning.plan(batch.inputs, ledger, places, wanted.out, limit)


def _agree(own: Recipe, ledger: Ledger, batch: Batch) -> None:
    """See that what was done before was done by the same recipe, and remember it."""
    before = ledger.facts.get("recipe")
    if before and not batch.redo:
        own.require(before)
    ledger.remember({"recipe": own.stored})


def _runner(batch: Batch, engine: Repairs) -> Runner:
    """Threads that share an engine where it waits elsewhere, or else processes with one each.

    Raises UsageError where a cluster is wanted and would be of no use.
    """
    if batch.runner == "ray":
        if isinstance(engine, WaitsElsewhere):
            msg = f"{engine.name} waits for an endpoint: a cluster would do so no faster"
            raise UsageError(msg, hint="leave --runner out; --jobs says how many requests fly")
        there = replace(batch.wanted, out=batch.wanted.out.absolute())
        return Fleet(there.make, there.out, batch.jobs, batch.timeout)
    if batch.wanted.answers is not None or not isinstance(engine, WaitsElsewhere):
        count = batch.jobs or capacity.processes()
        wanted = replace(batch.wanted, threads=capacity.threads(count))
        return Processes(wanted.make, count, batch.timeout)
    shared, in_flight = engine.together(batch.jobs)
    return Threads(batch.wanted.worker(shared, []), in_flight + _AHEAD, batch.timeout)
