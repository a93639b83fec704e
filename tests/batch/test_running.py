"""A run takes what is to be done, tries again what may pass, and does equal texts once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.batch import batch as batches
from assistant.batch import home, planning, running
from assistant.batch.items import Entry, FileItem
from assistant.batch.jobs import Cause, Job, Outcome, Part
from assistant.batch.ledger import Ledger
from assistant.batch.limits import Failures, Limits
from assistant.batch.results import State
from assistant.batch.runners.base import Busy, Control, Pull
from assistant.batch.spec import Spec
from assistant.chat.budget import Usage
from assistant.cli.batch_options import BatchOptions
from assistant.cli.batch_run import batch_of
from assistant.config import load, overridden
from assistant.errors import EngineError, SourceError, UsageError
from tests.support.command import ARTICLE, script

Work = Callable[[Job], Outcome]


@dataclass
class Inline:
    """A runner that works here and now, one job after another."""

    work: Work
    jobs: list[Job] = field(default_factory=list)

    def run(self, pull: Pull, control: Control) -> Iterator[Outcome | Busy]:
        """What comes of each job."""
        while not control.drains and (job := pull()) is not None:
            self.jobs.append(job)
            yield self.work(job)


@dataclass
class Files:
    """Files as entries."""

    paths: list[Path]

    def entries(self) -> Iterator[Entry]:
        """An item each."""
        for path in self.paths:
            known = path.stat()
            yield FileItem(path.name, path, known.st_size, known.st_mtime_ns)


def files(folder: Path, *texts: str) -> Files:
    """Files of some texts."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return Files(paths)


def done(job: Job) -> Outcome:
    """All goes well."""
    return Outcome(job.key, State.DONE, written={"text": "0" * 64})


def run(
    given: Files, folder: Path, work: Work, limits: Limits | None = None
) -> tuple[running.Run, Inline, dict[str, State]]:
    """A run over files, its runner, and the states in the ledger at its end."""
    out = folder / "out"
    (out / ".batch").mkdir(parents=True, exist_ok=True)
    with Ledger.open(out / ".batch" / "ledger.sqlite3") as ledger:
        plan = planning.plan(given, ledger, lambda item: {Part.TEXT: item.key}, out, 10_000)
        made = running.Run(
            ledger, out, plan.run, planning.jobs(given, ledger, plan.run), limits or Limits(),
            Control(), running.standing(ledger, plan.run),
        )  # fmt: skip
        runner = Inline(work)
        try:
            list(made.events(runner))
        finally:
            states = {record.key: record.state for record in ledger.records()}
    return made, runner, states


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    """Unless it reads otherwise by then, or is new."""
    given = files(tmp_path / "in", "one", "two", "three")
    assert len(run(given, tmp_path, done)[1].jobs) == 3
    assert run(given, tmp_path, done)[1].jobs == []
    given = files(tmp_path / "in", "one", "another two", "three", "four")
    _, runner, states = run(given, tmp_path, done)
    assert [job.key for job in runner.jobs] == ["1.txt", "3.txt"]
    assert set(states.values()) == {State.DONE}


def test_what_may_pass_is_tried_again_after_all_else(tmp_path: Path) -> None:
    """And is failed at last; what cannot pass is failed at once."""

    def work(job: Job) -> Outcome:
        if job.key == "0.txt":
            return Outcome(job.key, State.FAILED, Cause.CRASH, "died")
        if job.key == "1.txt":
            return Outcome(job.key, State.FAILED, Cause.UNREADABLE, "is empty")
        return done(job)

    given = files(tmp_path / "in", "one", "two", "three")
    _, runner, states = run(given, tmp_path, work, Limits(retries=2))
    assert [job.key[0] for job in runner.jobs] == ["0", "1", "2", "0", "0"]
    assert [job.attempt for job in runner.jobs] == [1, 1, 1, 2, 3]
    assert states == {"0.txt": State.FAILED, "1.txt": State.FAILED, "2.txt": State.DONE}


def test_equal_texts_are_worked_on_after_the_first_is_done(tmp_path: Path) -> None:
    """Not beside it, so that they can be made of it."""
    order = list[str]()

    def work(job: Job) -> Outcome:
        order.append(job.key)
        return done(job)

    run(files(tmp_path / "in", "same", "same", "other", "same"), tmp_path, work)
    assert order == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_a_limit_in_dollars_counts_and_leaves_the_rest_to_do(tmp_path: Path) -> None:
    """Nothing new is begun, and it is said why."""

    def work(job: Job) -> Outcome:
        return Outcome(job.key, State.DONE, usage=Usage(1, 10, 10, 0, 0.5))

    given = files(tmp_path / "in", "one", "two", "three", "four")
    made, _, states = run(given, tmp_path, work, Limits(max_cost=1.0))
    assert list(states.values()).count(State.PENDING) == 2
    assert made.stopped == "the batch cost $1.0000"


def test_only_so_many_are_done(tmp_path: Path) -> None:
    """As --limit says; the next run goes on."""
    given = files(tmp_path / "in", "one", "two", "three")
    assert len(run(given, tmp_path, done, Limits(2))[1].jobs) == 2
    assert [job.key for job in run(given, tmp_path, done, Limits(2))[1].jobs] == ["2.txt"]


@pytest.mark.parametrize(("text", "ended"), [("3", 4), ("50%", 20)])
def test_too_many_failures_stop_it(tmp_path: Path, text: str, ended: int) -> None:
    """By number, or by share once there are enough to tell."""
    given = files(tmp_path / "in", *map(str, range(40)))

    def work(job: Job) -> Outcome:
        return Outcome(job.key, State.FAILED, Cause.FAULT, "no")

    limits = Limits(failures=Failures.of(text))
    made, runner, _ = run(given, tmp_path, work, limits)
    assert len(runner.jobs) == ended
    assert "--max-failures" in made.stopped


@pytest.mark.parametrize("text", ["", "x", "-1", "101%", "5 %"])
def test_a_limit_of_failures_is_a_number_or_a_share(text: str) -> None:
    """Nothing else is taken for one."""
    with pytest.raises(UsageError):
        Failures.of(text)


def test_an_engine_that_fails_for_all_stops_it_and_fails_none(tmp_path: Path) -> None:
    """They are to be done, once it is back."""

    def work(job: Job) -> Outcome:
        return Outcome(job.key, State.FAILED, Cause.ENGINE, "it cannot be reached")

    given = files(tmp_path / "in", *map(str, range(40)))
    with pytest.raises(EngineError, match="it cannot be reached"):
        run(given, tmp_path, work, Limits(retries=0))
    _, _, states = run(given, tmp_path, done)
    assert set(states.values()) == {State.DONE}


def test_an_output_folder_that_takes_nothing_stops_it(tmp_path: Path) -> None:
    """Nothing is failed for it."""

    def work(job: Job) -> Outcome:
        return Outcome(job.key, State.FAILED, Cause.UNWRITABLE, "the disk is full")

    given = files(tmp_path / "in", "one", "two")
    with pytest.raises(SourceError, match="the disk is full"):
        run(given, tmp_path, work)
    assert set(run(given, tmp_path, done)[2].values()) == {State.DONE}


def test_what_lies_there_and_is_not_ours_is_told_to_the_worker(tmp_path: Path) -> None:
    """It is the batch's own only where nothing lay there when the article was new."""
    given = files(tmp_path / "in", "one", "two")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1.txt").write_text("somebody's")
    _, runner, _ = run(given, tmp_path, done)
    assert [job.is_owner for job in runner.jobs] == [True, False]


def test_it_stops_when_it_is_told_so_from_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whoever has the folder: articles in work are finished, and the next run goes on."""
    out = tmp_path / "out"
    loaded = overridden(load({}), {"engine": script(tmp_path)})
    files(tmp_path / "in", *(f"{ARTICLE}\nIt was plan {number}.\n" for number in range(4)))
    asked = Spec((str(tmp_path / "in"),), parts=("text",))
    monkeypatch.setattr(
        batches, "_runner", lambda batch, engine: Inline(batch.wanted.worker(engine, []))
    )

    def ended(*, stops: bool) -> batches.Ended:
        for event in batches.run(batch_of(asked, out, BatchOptions(), loaded), Control()):
            if isinstance(event, Outcome) and stops:
                home.stop(out)
        assert isinstance(event, batches.Ended)
        return event

    assert 0 < ended(stops=True).standing.done < 4
    assert ended(stops=False).standing.left == 0
    with pytest.raises(UsageError, match="no run goes on"):
        home.stop(out)
