"""`assistant batch submit`, `collect` and `cancel`, as a person gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.batch.test_deferred import answer, articles
from tests.support.chat import REPAIRED
from tests.support.command import assistant
from tests.support.jobs import JobServer

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def server() -> Iterator[JobServer]:
    """A server whose jobs end when they are looked at for the second time."""
    with JobServer(answer, looks=2) as made:
        yield made


def told(folder: Path, server: JobServer, *words: str) -> CompletedProcess[bytes]:
    """A command on a batch; there are no weights, so that the thesaurus alone raises suspicions."""
    env = {"ASSISTANT_CACHE_DIR": str(folder / "cache"), "OPENAI_API_KEY": "sk-secret"}
    if words[0] == "submit":
        asked = (
            "--scope",
            "all",
            "--engine",
            "openai",
            "--base-url",
            server.url,
            "--model",
            "gpt-4o-mini",
        )
        words = (*words, "--out", str(folder / "out"), "--write", "text", "--accept", "all", *asked)
    else:
        words = (words[0], str(folder / "out"), *words[1:])
    return assistant("batch", *words, env=env)


def test_a_batch_is_submitted_looked_at_and_collected(tmp_path: Path, server: JobServer) -> None:
    """What it may cost is said before, what it cost after; the key is told nowhere."""
    source = articles(tmp_path / "in", 3)
    sent = told(tmp_path, server, "submit", str(source))
    assert sent.returncode == 0, sent.stderr
    assert b"3 questions for 127.0.0.1" in sent.stderr
    assert b"and at most $0.00" in sent.stderr
    status = told(tmp_path, server, "status", "--json")
    assert json.loads(status.stdout)["deferred"] == {"articles": 3, "open": 0, "sent": 3}
    early = told(tmp_path, server, "collect")
    assert (early.returncode, b"in progress" in early.stderr) == (1, True)
    late = told(tmp_path, server, "collect", "--wait", "--every", "0.1")
    assert late.returncode == 0, late.stderr
    assert b"3 done" in late.stderr
    assert b"spent" in late.stderr
    texts = [path.read_text() for path in sorted((tmp_path / "out").glob("*.txt"))]
    assert texts == [REPAIRED.replace("Plan", f"Plan {number}") for number in range(3)]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [data for data in kept if b"sk-secret" in data]


def test_a_cancelled_batch_says_how_to_go_on(tmp_path: Path, server: JobServer) -> None:
    """It is submitted again."""
    source = articles(tmp_path / "in", 2)
    told(tmp_path, server, "submit", str(source), "--quiet")
    assert b"batch0: cancelled" in told(tmp_path, server, "cancel").stderr
    held = told(tmp_path, server, "collect")
    assert held.returncode == 1
    assert b"nothing more is sent: it was cancelled" in held.stderr
    assert b"assistant batch submit" in held.stderr


def test_an_engine_that_asks_nobody_has_nothing_to_submit(tmp_path: Path) -> None:
    """And says which one does."""
    done = assistant("batch", "submit", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert b"--engine openai" in done.stderr
