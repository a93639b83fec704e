"""Many articles at one endpoint: one pace, one cool-down, and no article lost to its faults."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.batch.batch import Ended, run
from assistant.batch.results import State
from assistant.batch.runners.base import Control
from assistant.batch.spec import Spec
from assistant.cli.batch_options import BatchOptions
from assistant.cli.batch_run import batch_of
from assistant.config import load, overridden
from tests.support.batches import states, without_models
from tests.support.chat import ARTICLE, good
from tests.support.endpoint import Endpoint, Fault

pytestmark = pytest.mark.timeout(200)


@pytest.fixture(autouse=True)
def scripted_evidence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Everything is suspected and no model is asked; answers are kept in a cache of its own."""
    without_models(monkeypatch, tmp_path / "cache")


def articles(folder: Path, count: int) -> Path:
    """So many articles, no two alike."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(ARTICLE.replace("Plan", f"Plan {number}"))
    return folder


def rewritten(server: Endpoint, source: Path, out: Path, **flags: object) -> Ended:
    """The end of a batch at a server."""
    known = {"engine": "openai", "base_url": server.url, "model": "gpt-4o-mini", **flags}
    loaded = overridden(load({}), known)
    spec = Spec((str(source),), parts=("text", "review"))
    batch = batch_of(spec, out, BatchOptions(folder=str(out), jobs=8), loaded)
    *_, ended = run(batch, Control())
    assert isinstance(ended, Ended)
    return ended


def test_every_article_is_done_whatever_the_endpoint_does(tmp_path: Path) -> None:
    """Some requests are too many, fail or hang; what was answered is not asked again."""
    count = 30
    faults: list[Fault | None] = [Fault.TOO_MANY] * 2 + [Fault.SERVER_ERROR] + [Fault.HANG]
    faults += [None] * (count - len(faults))
    random.Random(3).shuffle(faults)
    source = articles(tmp_path / "in", count)
    with Endpoint(good, faults, latency=0.02) as server:  # type: ignore[arg-type]
        ended = rewritten(server, source, tmp_path / "out", read_seconds=2.0, scope="all")
        assert server.most_at_once <= 8
        asked = len(server.requests)
        assert count <= asked <= count + 4
        assert set(states(tmp_path / "out").values()) == {"done"}
        assert ended.standing.done == count
        again = rewritten(server, source, tmp_path / "again", read_seconds=2.0, scope="all")
        assert again.standing.done == count
        assert len(server.requests) == asked


def test_a_budget_is_that_of_the_batch(tmp_path: Path) -> None:
    """It stops before more is spent, in all its runs together; the rest is to be done."""
    source, most = articles(tmp_path / "in", 12), 0.001  # all would cost 0.0012
    with Endpoint(good) as server:
        ended = rewritten(server, source, tmp_path / "out", max_cost=most, scope="all")
        assert ended.stopped
        found = list(states(tmp_path / "out").values())
        assert 0 < found.count(State.DONE) < 12
        assert found.count(State.DONE) + found.count(State.PENDING) == 12
        spent = ended.standing.cost or 0.0
        assert 0 < spent <= most
        asked = len(server.requests)
        ended = rewritten(server, source, tmp_path / "out", max_cost=spent, scope="all")
        assert ended.stopped
        assert len(server.requests) == asked
