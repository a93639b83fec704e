"""A runner works on all it is given; what befalls one article befalls no other."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from assistant.batch.jobs import Cause, Job, Outcome
from assistant.batch.results import State
from assistant.batch.runners import serving
from assistant.batch.runners.base import Busy, Control, Pull, Runner
from assistant.batch.runners.processes import Processes
from assistant.batch.runners.threads import Threads
from assistant.errors import EngineError
from tests.support import works
from tests.support.works import job

pytestmark = pytest.mark.timeout(60)
MAKE: Any = works.make


def processes(count: int = 2, timeout: float = 0.0) -> Runner:
    """Processes with the works of the tests."""
    return Processes(MAKE, count, timeout)


def threads(count: int = 2, timeout: float = 0.0) -> Runner:
    """Threads with the same."""
    return Threads(works.work, count, timeout)


def pulling(keys: Iterable[str]) -> Pull:
    """Gives one job after another."""
    jobs = map(job, keys)
    return lambda: next(jobs, None)


def outcomes(runner: Runner, pull: Pull, control: Control | None = None) -> dict[str, Outcome]:
    """What came of each job, by key; that none came twice is seen to."""
    found: dict[str, Outcome] = {}
    for event in runner.run(pull, control or Control()):
        if isinstance(event, Outcome):
            assert event.key not in found
            found[event.key] = event
    return found


@pytest.mark.parametrize("made", [processes, threads])
def test_every_job_ends(made: Callable[[], Runner]) -> None:
    """Each once, whatever their number."""
    keys = [f"article {number}" for number in range(25)]
    found = outcomes(made(), pulling(keys))
    assert sorted(found) == sorted(keys)
    assert {outcome.state for outcome in found.values()} == {State.DONE}
    assert outcomes(made(), pulling([])) == {}


def test_a_process_that_dies_costs_the_article_it_worked_on() -> None:
    """That one is named, and what waited behind it is done by another process."""
    keys = ["a", "dies 1", "b", "c", "d", "dies 2", *map(str, range(6))]
    found = outcomes(processes(), pulling(keys))
    assert sorted(found) == sorted(keys)
    died = {key for key, outcome in found.items() if outcome.cause is Cause.CRASH}
    assert died == {"dies 1", "dies 2"}
    assert {found[key].state for key in set(keys) - died} == {State.DONE}


@pytest.mark.parametrize("made", [processes, threads])
def test_an_article_that_takes_too_long_is_given_up(made: Callable[..., Runner]) -> None:
    """The others go on."""
    found = outcomes(made(2, 1.0), pulling(["hangs", "a", "b", "c"]))
    assert found["hangs"].cause is Cause.TIMEOUT
    assert {found[key].state for key in "abc"} == {State.DONE}


def test_where_no_article_can_be_worked_on_that_is_said_at_once() -> None:
    """The reason of the first process is the reason of all."""
    unfit: Any = works.unfit
    with pytest.raises(EngineError, match="there are no weights"):
        outcomes(Processes(unfit, 2), pulling(["a", "b"]))


def test_processes_that_never_begin_are_given_up() -> None:
    """Instead of being started again and again."""
    stillborn: Any = works.stillborn
    with pytest.raises(EngineError, match="end before they can work"):
        outcomes(Processes(stillborn, 2), pulling(["a", "b"]))


@pytest.mark.parametrize("made", [processes, threads])
def test_a_run_that_drains_finishes_what_it_has(made: Callable[..., Runner]) -> None:
    """And takes nothing new."""
    control, given = Control(), list[Job]()

    def pull() -> Job:
        given.append(job(f"slow {len(given)}"))
        return given[-1]

    found = list[Outcome]()
    for event in made().run(pull, control):
        if isinstance(event, Outcome):
            found.append(event)
            control.interrupt()
    assert 1 <= len(found) <= len(given) <= 6


@pytest.mark.parametrize("made", [processes, threads])
def test_a_run_that_stops_waits_for_nothing(made: Callable[..., Runner]) -> None:
    """Not even for an article that would take for ever."""
    control = Control()
    for event in made().run(pulling(["hangs 1", "hangs 2"]), control):
        if isinstance(event, Busy) and event.jobs:
            control.interrupt()
            control.interrupt()
    assert control.stops


def test_a_process_that_is_stopped_writes_to_its_end(tmp_path: Path) -> None:
    """Nothing half-written is left behind."""
    control, part = Control(), tmp_path / "a.part"
    for _ in processes(1).run(pulling([f"writes {tmp_path / 'a.txt'}"]), control):
        if part.exists():
            control.interrupt()
            control.interrupt()
    assert control.stops
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_one_process_is_enough_for_one_article() -> None:
    """No more are started than there is work for."""
    runner = Processes(MAKE, 8)
    most = 0
    for _ in runner.run(pulling(["slow"]), Control()):
        most = max(most, len(runner._workers))
    assert most == 1


def test_a_process_serves_where_signals_cannot_be_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows has neither masks nor waiting: it works all the same, until nobody is there."""
    for name in ("pthread_sigmask", "sigwait"):
        monkeypatch.delattr(signal, name)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe()
    thread = threading.Thread(target=serving.serve, args=(theirs, works.make))
    thread.start()
    assert isinstance(ours.recv(), serving.Ready)
    ours.send(works.job("a"))
    assert ours.recv() == Outcome("a", State.DONE)
    ours.close()
    thread.join(20)
    assert not thread.is_alive()
