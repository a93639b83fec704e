"""The Batch API as servers speak it: what they send is a job, a result, or told in a line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.endpoint import Endpoint
from assistant.chat.failures import EndpointError
from assistant.chat.jobs import Job, Jobs, Stage
from assistant.chat.lines import Result, request_line, result_of
from tests.support.chat import good
from tests.support.jobs import JobServer

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
COMPLETION = {"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}]}


def line(**more: Any) -> bytes:
    """A line of a file of answers."""
    return json.dumps({"custom_id": "a", "response": None, "error": None, **more}).encode()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (line(response={"status_code": 200, "body": COMPLETION}),
         Result("a", 200, json.dumps(COMPLETION))),
        (line(response={"status_code": 429, "body": {"error": {"message": "Slow\ndown."}}}),
         Result("a", 429, '{"error": {"message": "Slow\\ndown."}}', "Slow down.")),
        (line(response={"status_code": 400, "body": None}),
         Result("a", 400, "null", "it was answered 400")),
        (line(error={"code": "batch_expired", "message": "Too late."}),
         Result("a", error="Too late.")),
        (line(error={"code": "batch_cancelled"}), Result("a", error="batch_cancelled")),
        (line(), Result("a", error="it was not worked on")),
        (line(response={"status_code": 200, "body": {"object": "page"}}),
         Result("a", error="what came is no chat completion")),
        (line(response={"status_code": True}), Result("a", error="it was not worked on")),
        (line(custom_id=7), None),
        (b'{"custom_id": "a", ', None),
        (b"[" * 100_000, None),
        (b"\xff\xfe", None),
    ],
)  # fmt: skip
def test_a_line_is_what_it_says(told: bytes, expected: Result | None) -> None:
    """An answer, a failure with its reason, or nothing."""
    assert result_of(told) == expected


def test_what_passes_is_asked_again_and_what_does_not_is_an_answer() -> None:
    """A refusal is learned from, and an answer is kept."""
    assert [Result("a", status).passes for status in (0, 408, 429, 500, 503)] == [True] * 5
    assert [Result("a", status).passes for status in (200, 400, 401, 404, 422)] == [False] * 5


@given(JSON, JSON, JSON)
def test_no_line_is_an_error_of_ours(response: Any, error: Any, body: Any) -> None:
    """What it makes of it can be stored, whatever it is."""
    for told in (
        line(response=response, error=error),
        line(response={"status_code": 500, "body": body}, error=error),
        line(response={"status_code": 200, "body": body}),
        json.dumps(response).encode(),
    ):
        if (found := result_of(told)) is not None:
            sqlite3.connect(":memory:").execute(
                "select ?, ?, ?, ?", (found.id, found.status, found.text, found.error)
            )


@given(st.dictionaries(st.text(), JSON))
def test_a_request_is_a_line(body: dict[str, Any]) -> None:
    """It comes back as it was, and line feeds stand at its end alone."""
    told = request_line("a", json.dumps(body))
    assert told.count(b"\n") == 1
    assert json.dumps(json.loads(told)["body"]) == json.dumps(body)


def ask(server: JobServer, what: Callable[[Jobs], Any]) -> Any:
    """What a client makes of a server."""
    with Jobs(Endpoint(server.url, "m", "sk-secret", read_seconds=5.0)) as jobs:
        return what(jobs)


@pytest.mark.parametrize(
    "stored",
    [
        {"id": "b", "status": "completed", "request_counts": "many", "errors": [], "extra": 1},
        {"id": "b", "status": "completed", "request_counts": {"total": -1, "failed": 1e9}},
        {"id": "b", "status": "completed", "errors": {"data": [None]}, "output_file_id": 7},
        {"id": "b", "status": "completed", "errors": {"data": "x"}, "metadata": "none"},
    ],
)
def test_a_job_of_odd_parts_is_a_job(stored: dict[str, Any]) -> None:
    """What cannot be read of it counts as not said."""
    with JobServer(good) as server:
        server.served = lambda *_: (200, stored)  # type: ignore[method-assign]
        assert ask(server, lambda jobs: jobs.job("b")) == Job("b", "completed")


def test_an_unknown_status_is_that_of_a_job_that_goes_on() -> None:
    """Servers name the steps of theirs as they like."""
    assert Job("b", "queued").stage is Stage.RUNNING


@pytest.mark.parametrize("page", [b"<!doctype html><p>Sign in.", b"null", b"[]", b'"batch"', b"{}"])
def test_what_is_no_job_is_told(page: bytes, tmp_path: Path) -> None:
    """In a line, with what does work."""
    requests = tmp_path / "requests.jsonl"
    requests.write_bytes(request_line("a", "{}"))
    with JobServer(good) as server:
        server.served = lambda *_: (200, page)  # type: ignore[method-assign]
        for what in (lambda jobs: jobs.job("b"), lambda jobs: jobs.start(requests, "name")):
            with pytest.raises(EndpointError, match="is no batch") as caught:
                ask(server, what)
            assert "assistant rewrite" in caught.value.hint


def test_a_key_that_is_echoed_is_struck() -> None:
    """Out of what is told."""
    with JobServer(good) as server:
        told = {"error": {"message": "Incorrect API key provided: sk-secret."}}
        server.served = lambda *_: (401, told)  # type: ignore[method-assign]
        with pytest.raises(EndpointError) as caught:
            ask(server, lambda jobs: jobs.job("b"))
    assert "sk-secret" not in caught.value.message
    assert "[key]" in caught.value.message


def test_lines_are_parted_by_line_feeds_alone() -> None:
    """JSON may hold every other separator."""
    with JobServer(good) as server:
        server.files["f"] = '{"a": "\u2028\x85\x0b"}\r\n\n{"b": 1}'.encode()
        found = ask(server, lambda jobs: list(jobs.lines("f")))
        assert found == ['{"a": "\u2028\x85\x0b"}\r'.encode(), b'{"b": 1}']
        assert ask(server, lambda jobs: list(jobs.lines("gone"))) == []
