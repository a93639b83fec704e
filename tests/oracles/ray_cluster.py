"""Batches on a cluster of Ray, one of this machine: pip install 'editorial-assistant[ray]'."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.batch.jobs import Cause, Outcome
from assistant.batch.results import State
from assistant.batch.runners.base import Control
from assistant.batch.runners.fleet import Fleet
from assistant.errors import EngineError
from tests.batch.test_runners import outcomes, pulling
from tests.support import works
from tests.support.batches import pile, results, rewriting, started, states

pytest.importorskip("ray")
pytestmark = pytest.mark.timeout(1200)

ARTICLES = 200
MAKE: Any = works.make


def until(holds: Callable[[], object], seconds: float = 400.0) -> None:
    """Wait for something."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def members(mark: str) -> list[int]:
    """The processes of workers whose environment has a mark, that are at work."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            name = (entry / "cmdline").read_bytes()
            if (
                name.startswith(b"ray::Member")
                and mark.encode() in (entry / "environ").read_bytes()
            ):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def done(out: Path) -> int:
    """How many articles the ledger has as done."""
    try:
        return list(states(out).values()).count("done")
    except sqlite3.OperationalError:
        return 0  # it has not begun


def test_what_befalls_one_article_befalls_no_other(tmp_path: Path) -> None:
    """A worker that dies or hangs costs the article it was at."""
    keys = ["a", "dies 1", "b", "hangs", "c", *map(str, range(6))]
    found = outcomes(Fleet(MAKE, tmp_path, 2, 5.0), pulling(keys))
    assert sorted(found) == sorted(keys)
    assert found["dies 1"].cause is Cause.CRASH
    assert found["hangs"].cause is Cause.TIMEOUT
    assert {found[key].state for key in set(keys) - {"dies 1", "hangs"}} == {State.DONE}


def test_where_no_article_can_be_worked_on_that_is_said_at_once(tmp_path: Path) -> None:
    """By the reason of the first worker."""
    unfit: Any = works.unfit
    with pytest.raises(EngineError, match="there are no weights"):
        outcomes(Fleet(unfit, tmp_path, 2), pulling(["a", "b"]))


def test_a_run_that_drains_finishes_what_it_has(tmp_path: Path) -> None:
    """And takes nothing new."""
    control, found = Control(), list[Outcome]()
    keys = (f"slow {number}" for number in range(1000))
    for event in Fleet(MAKE, tmp_path, 2).run(pulling(keys), control):
        if isinstance(event, Outcome):
            found.append(event)
            control.interrupt()
    assert 1 <= len(found) <= 4


def test_a_killed_worker_and_a_killed_driver_leave_texts_as_the_plain_runner_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only what was in flight is done twice."""
    source, out, plain = pile(tmp_path / "in", ARTICLES), tmp_path / "out", tmp_path / "plain"
    assert started(rewriting(tmp_path, source, plain, "--quiet")).wait(300) == 0
    monkeypatch.setenv("ASSISTANT_MARK", str(tmp_path))
    told = rewriting(tmp_path, source, out, "--runner", "ray", "--jobs", "2", "--quiet")

    driver = started(told)
    until(lambda: done(out) >= 20)
    victim = members(str(tmp_path))[0]
    os.kill(victim, signal.SIGKILL)
    until(lambda: done(out) >= 60)
    os.killpg(driver.pid, signal.SIGKILL)
    driver.wait()
    before = done(out)
    assert before < ARTICLES

    again = started(told)
    assert again.wait(400) == 0, again.stderr and again.stderr.read()
    assert set(states(out).values()) == {"done"}
    assert results(out) == results(plain)
