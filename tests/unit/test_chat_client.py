"""The client learns what an endpoint does not understand, waits as it is told, and gives up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from assistant.chat import client as clients
from assistant.chat.client import Client, Reply
from assistant.chat.endpoint import Profile, Shape
from assistant.errors import EngineError
from tests.support.chat import address
from tests.support.endpoint import Endpoint, Fault
from tests.support.timing import best

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between attempts unless the endpoint says so."""
    monkeypatch.setattr(clients, "backoff", lambda _: 0.01)


def ask(
    server: Endpoint,
    times: int = 1,
    seen: Callable[[str], None] = lambda _: None,
    **changes: Any,
) -> list[Reply]:
    """The answers to so many requests at once."""

    async def asked() -> list[Reply]:
        async with Client(address(server, **changes)) as client:
            return await asyncio.gather(
                *(
                    client.ask(
                        lambda shape: [{"role": "user", "content": f"as {shape}"}],
                        longest=400,
                        schema=SCHEMA,
                        seen=seen,
                    )
                    for _ in range(times)
                )
            )

    return asyncio.run(asked())


def test_an_answer_streams() -> None:
    """The text grows as it comes; the server's own counts are reported."""
    texts: list[str] = []
    with Endpoint(lambda _: "Fine, thank you very much indeed.") as server:
        (reply,) = ask(server, seen=texts.append)
    assert reply.text == "Fine, thank you very much indeed."
    assert (reply.ended, reply.completion_tokens) == ("stop", 9)
    assert len(texts) > 1
    assert all(reply.text.startswith(text) for text in texts)


def test_the_ladder_is_descended_once() -> None:
    """What one request learned the next one knows."""
    with Endpoint(lambda _: "fine", always=[Fault.NO_JSON]) as server:
        replies = [*ask(server), *ask(server)]
        kinds = [r.body.get("response_format", {}).get("type") for r in server.requests]
    assert [reply.shape for reply in replies] == [Shape.TEXT, Shape.TEXT]
    assert kinds == ["json_schema", "json_object", None] * 2
    assert server.requests[2].body["messages"][0]["content"] == "as text"


def test_what_is_learned_is_kept_for_the_run() -> None:
    """Of three requests with one client, only the first meets the refusals."""
    with Endpoint(lambda _: "fine", always=[Fault.NO_SCHEMA, Fault.NO_STREAM_OPTIONS]) as server:
        ask(server, times=3, in_flight=1)
        assert len(server.requests) == 2 + 3


def test_the_name_of_the_limit_is_learned() -> None:
    """max_completion_tokens becomes max_tokens where it is not understood."""
    profile = Profile(limit_name="max_completion_tokens")
    with Endpoint(lambda _: "fine", always=[Fault.NO_MAX_COMPLETION_TOKENS]) as server:
        ask(server, profile=profile)
        first, second = (request.body for request in server.requests)
    assert first["max_completion_tokens"] == second["max_tokens"] == 400


def test_retry_after_is_honoured() -> None:
    """The next attempt comes after the second that was asked for, and no other one before it."""
    with Endpoint(lambda _: "fine", [Fault.TOO_MANY_WAIT]) as server:
        ask(server, times=3, in_flight=1)
        at = [request.at for request in server.requests]
    assert at[1] - at[0] >= 1.0


def test_fewer_fly_after_a_complaint_and_more_again() -> None:
    """The limit halves on 429 and grows back with success."""

    async def asked(server: Endpoint) -> tuple[float, float]:
        async with Client(address(server, in_flight=8)) as client:
            one = lambda: client.ask(lambda _: [{"role": "user", "content": "x"}], longest=50)  # noqa: E731
            await one()
            low = client.pace.limit
            await asyncio.gather(*(one() for _ in range(60)))
            return low, client.pace.limit

    with Endpoint(lambda _: "fine", [Fault.TOO_MANY]) as server:
        low, later = asyncio.run(asked(server))
    assert 4.0 <= low < 5.0
    assert later == 8.0


def test_no_more_fly_than_are_allowed() -> None:
    """However many are asked for."""
    with Endpoint(lambda _: "fine", latency=0.02) as server:
        ask(server, times=40, in_flight=5)
        assert server.most_at_once <= 5


@pytest.mark.parametrize(
    ("fault", "requests"), [(Fault.UNAUTHORISED, 1), (Fault.NO_MODEL, 1), (Fault.SERVER_ERROR, 4)]
)
def test_only_what_may_pass_is_tried_again(fault: Fault, requests: int) -> None:
    """Two retries for a server that fails, and one without a form; none for a wrong key."""
    with Endpoint(lambda _: "fine", [fault] * 9) as server:
        with pytest.raises(EngineError):
            ask(server)
        assert len(server.requests) == requests


def test_a_redirect_is_not_followed() -> None:
    """Neither text nor key go to another host."""
    with Endpoint(lambda _: "fine") as other, Endpoint(lambda _: "x", [Fault.REDIRECT]) as server:
        server.redirect_to = other.url
        with pytest.raises(EngineError, match="another address"):
            ask(server)
        assert other.requests == []


def test_the_key_is_sent_as_a_bearer_token_and_told_to_nobody_else() -> None:
    """Not even to one who reads the message of the server's refusal."""
    with Endpoint(lambda _: "fine", [Fault.UNAUTHORISED]) as server:
        with pytest.raises(EngineError) as caught:
            ask(server, key="sk-very-secret")
        assert server.requests[0].headers["authorization"] == "Bearer sk-very-secret"
    assert "secret" not in f"{caught.value} {caught.value.hint} {caught.value.__cause__}"


def test_cancelling_is_quick() -> None:
    """Within 0.3 s, whatever the endpoint does."""

    async def cancelled(server: Endpoint) -> float:
        async with Client(address(server, read_seconds=30.0)) as client:
            task = asyncio.create_task(
                client.ask(lambda _: [{"role": "user", "content": "x"}], longest=50)
            )
            await asyncio.sleep(0.3)
            begun = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return time.monotonic() - begun

    with Endpoint(lambda _: "fine", always=[Fault.HANG]) as server:
        assert best(lambda: asyncio.run(cancelled(server)), 0.3) < 0.3
