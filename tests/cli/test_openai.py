"""`--engine openai`: text goes where it is said to go, costs what was allowed, and comes back."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import chat
from tests.support.command import article, assistant
from tests.support.endpoint import Endpoint, Fault
from tests.support.timing import best

KEY = "sk-never-to-be-seen"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a cache of its own, so that there are no weights."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Endpoint]:
    """A model that knows."""
    with Endpoint(chat.good) as server:
        yield server


def rewrite(server: Endpoint, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The outcome of a rewrite of the article by a server."""
    return assistant(
        "rewrite", "article.txt", "--engine", "openai", "--base-url", server.url,
        "--model", "gpt-4o-mini", *arguments,
    )  # fmt: skip


def test_the_answer_becomes_the_text(place: Path, server: Endpoint) -> None:
    """One line says where the text goes, one what it cost; the review names the prompt."""
    article(place, chat.ARTICLE)
    done = rewrite(server, "--accept", "all", "--review", "r.json")
    assert done.stdout.decode() == chat.REPAIRED
    told = done.stderr.decode()
    assert f"the text goes to 127.0.0.1:{server.server_port} (gpt-4o-mini)" in told
    assert "1 request, " in told
    review = json.loads((place / "r.json").read_text())
    assert review["prompt"].startswith("repair 2 sha256:")
    assert review["engine"].startswith("openai (gpt-4o-mini at 127.0.0.1:")


def test_the_key_is_nowhere_but_in_the_request(place: Path, server: Endpoint) -> None:
    """Not on stdout, not on stderr, not in the review, not in the cache."""
    article(place, chat.ARTICLE)
    done = rewrite(server, "--review", "r.json")
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    kept = (place / "cache" / "answers.sqlite3").read_bytes()
    wal = place / "cache" / "answers.sqlite3-wal"
    kept += wal.read_bytes() if wal.exists() else b""
    for data in (done.stdout, done.stderr, (place / "r.json").read_bytes(), kept):
        assert KEY.encode() not in data


def test_a_key_in_the_environment_is_no_choice(
    place: Path, server: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --engine openai, or a setting that says so, nothing is sent."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    article(place, chat.ARTICLE)
    assistant("rewrite", "article.txt")
    assert server.requests == []


def test_an_estimate_sends_nothing(place: Path, server: Endpoint) -> None:
    """Requests, tokens and dollars."""
    article(place, chat.ARTICLE)
    done = rewrite(server, "--estimate")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("1 request, ")
    assert "about $0.000" in done.stdout.decode()
    assert server.requests == []


def test_the_second_run_asks_nothing(place: Path, server: Endpoint) -> None:
    """Unless it is told to."""
    article(place, chat.ARTICLE)
    first, second = rewrite(server), rewrite(server)
    assert first.stdout == second.stdout
    assert len(server.requests) == 1
    assert "0 requests (1 answer from the cache)" in second.stderr.decode()
    assert assistant("cache", "info").stdout.decode().count("of kind answer") == 1
    rewrite(server, "--no-cache")
    assert len(server.requests) == 2
    assert assistant("cache", "clear").stdout.decode() == "3 entries forgotten\n"
    with sqlite3.connect(place / "cache" / "answers.sqlite3") as file:
        assert file.execute("select count(*) from entries").fetchone() == (0,)


@pytest.mark.parametrize("limit", [("--max-tokens", "300"), ("--max-cost", "0.00001")])
def test_a_limit_stops_before_it_is_crossed(
    place: Path, server: Endpoint, limit: tuple[str, str]
) -> None:
    """What was done is kept, what was not is told, and the exit code asks for attention."""
    article(place, chat.ARTICLE)
    done = rewrite(server, *limit, "--review", "r.json")
    assert done.returncode == 1
    assert "stopped: the next request might go beyond" in done.stderr.decode()
    assert server.requests == []
    refused = json.loads((place / "r.json").read_text())["refused"]
    assert "nothing was asked about it" in refused[0]["reason"]


def test_an_unknown_price_cannot_be_limited(place: Path, server: Endpoint) -> None:
    """A limit in dollars wants a price."""
    article(place, chat.ARTICLE)
    done = rewrite(server, "--model", "mine", "--max-cost", "1", "--form", "sections")
    assert done.returncode == 2
    assert "the price of mine is not known" in done.stderr.decode()
    (place / "assistant.toml").write_text("[prices]\nmine = [1, 2]\n")
    assert assistant("trust").returncode == 0
    assert (
        rewrite(server, "--model", "mine", "--max-cost", "1", "--form", "sections").returncode == 0
    )


def test_exit_codes(place: Path) -> None:
    """3 where the endpoint cannot be reached, 4 where every answer was refused."""
    source = article(place, chat.ARTICLE)
    with Endpoint(chat.good, [Fault.UNAUTHORISED] * 9) as server:
        done = rewrite(server)
        assert (done.returncode, done.stdout) == (3, b"")
        assert "answered 401" in done.stderr.decode()
    with Endpoint(chat.always("I would rather not.")) as server:
        done = rewrite(server)
        assert (done.returncode, done.stdout) == (4, chat.ARTICLE.encode())
    assert source.read_text() == chat.ARTICLE


def test_house_rules(place: Path, server: Endpoint) -> None:
    """The style is told to the model; the glossary is enforced, asked for or not."""
    article(place, chat.ARTICLE)
    (place / "style.txt").write_text("Write short sentences.")
    (place / "glossary.txt").write_text("# ours\nleaders -> heads\nharbor -> port\n")
    done = rewrite(server, "--style", "style.txt", "--glossary", "glossary.txt", "--accept", "all")
    assert "Write short sentences." in server.requests[0].body["messages"][0]["content"]
    expected = chat.REPAIRED.replace("The leaders", "The heads").replace("the harbor", "the port")
    assert done.stdout.decode() == expected


def test_an_endpoint_in_the_settings(place: Path, server: Endpoint) -> None:
    """A profile of one's own, chosen by the project."""
    article(place, chat.ARTICLE)
    (place / "assistant.toml").write_text(
        f'engine = "openai"\nprofile = "here"\n\n[profiles.here]\n'
        f'base_url = "{server.url}"\nmodel = "gpt-4o-mini"\n'
    )
    assert assistant("trust").returncode == 0
    done = assistant("rewrite", "article.txt", "--accept", "all")
    assert done.stdout.decode() == chat.REPAIRED
    assert KEY not in str(server.requests[0].headers)


def test_ctrl_c_ends_it_at_once(place: Path) -> None:
    """Exit code 130, within a second, whatever the endpoint does: half of what the start took.

    On a quiet machine the start takes 2.6 s, and the end 0.4 s.
    """
    article(place, chat.ARTICLE)
    assert best(interrupted, 0.5, tries=3) < 0.5


def interrupted() -> float:
    """How long a rewrite takes to end that waits for an endpoint, as a share of its start."""
    with Endpoint(chat.good, [Fault.HANG]) as server:
        begun = time.monotonic()
        process = subprocess.Popen(
            [
                sys.executable, "-m", "assistant", "rewrite", "article.txt", "--engine", "openai",
                "--base-url", server.url, "--model", "m",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        ended = time.monotonic()
    assert process.returncode == 130
    return (ended - asked) / (asked - begun)
