"""An endpoint that is not there, wants another key or has no such model is told at once."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from assistant.article.files import read_text
from assistant.chat import client as clients
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.greeting import greet
from assistant.chat.metering import Metered, Unmetered
from assistant.chat.tokens import counter
from assistant.engines.endpoint import greeting
from assistant.errors import EngineError
from tests.support import chat
from tests.support.endpoint import Endpoint, Fault
from tests.support.wire import error, refused
from tests.unit.test_openai_engine import Suspicious

NO_KEY = refused(401, error("No cookie auth credentials found", code=401))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between attempts."""
    monkeypatch.setattr(clients, "backoff", lambda _: 0.01)


def greeted(server: Endpoint, **changes: Any) -> int:
    """The room that an endpoint has."""
    known = {"connect_seconds": 10.0} | changes
    return asyncio.run(greet(chat.address(server, **known), Unmetered()))


def listing(*names: str, **more: Any) -> dict[str, Any]:
    """What a server lists."""
    return {"object": "list", "data": [{"id": name, "object": "model"} | more for name in names]}


def refusal(server: Endpoint, **changes: Any) -> str:
    """The message and hint of a refusal."""
    with pytest.raises(EngineError) as caught:
        greeted(server, **changes)
    return f"{caught.value.message} ({caught.value.hint})"


@pytest.mark.parametrize("listed", ["gpt-4o-mini", "GPT-4o-mini:latest", "openai/gpt-4o-mini"])
def test_a_model_that_is_listed_costs_no_request(listed: str) -> None:
    """Its provider, its tag and the case of its letters aside."""
    with Endpoint(chat.good) as server:
        server.models = listing("other", listed)
        assert greeted(server) == 0
        assert (len(server.looked), server.requests) == (1, [])


@pytest.mark.parametrize("name", ["max_model_len", "context_length", "context_window"])
def test_the_room_is_what_the_listing_says(name: str) -> None:
    """Of the model that is asked for."""
    with Endpoint(chat.good) as server:
        server.models = listing("gpt-4o-mini", **{name: 4096})
        server.models["data"] += listing("other", **{name: 7})["data"]
        assert greeted(server) == 4096


def test_a_model_that_is_not_listed_is_asked_for_in_two_words() -> None:
    """Some servers have models that they do not list: what they answer decides."""
    with Endpoint(chat.good) as server:
        server.models = listing("gpt-4.1-mini", "llama3.2")
        assert greeted(server) == 0
        assert [r.body["messages"][0]["content"] for r in server.requests] == ["Say yes."]
    with Endpoint(chat.good, always=[Fault.NO_MODEL]) as server:
        server.models = listing("gpt-4.1-mini", "llama3.2")
        said = refusal(server)
        assert len(server.requests) == 1
    assert "answered 404: The model does not exist." in said
    assert "it has gpt-4.1-mini" in said


def test_a_key_that_is_refused_is_told_before_any_text_is_sent() -> None:
    """By the listing; who may only not list is asked nevertheless."""
    with Endpoint(chat.good) as server:
        server.listing = refused(401, error("Incorrect API key provided."))
        told = refusal(server, key="sk-x")
        assert "answered 401: Incorrect API key provided. (check the key" in told
        assert "ASSISTANT_API_KEY" in refusal(server)
        assert server.requests == []
    with Endpoint(chat.good) as server:
        server.listing = refused(403, error("Missing scopes: api.model.read"))
        assert greeted(server) == 0


def test_a_listing_that_is_open_proves_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request of two words does, where a key goes over the net."""
    monkeypatch.setattr("assistant.chat.greeting.is_local", lambda _: False)
    with Endpoint(chat.good, always=[NO_KEY]) as server:
        server.models = listing("gpt-4o-mini")
        assert "No cookie auth" in refusal(server, key="sk-x")
        assert len(server.requests) == 1
        assert "authorization" not in server.looked[1].headers


@pytest.mark.parametrize(
    "listing_as",
    [refused(404, "no"), refused(500, "no"), refused(200, "[1]"), refused(200, '{"data": 3}')],
)
def test_a_server_without_a_listing_is_not_judged(listing_as: Any) -> None:
    """Whatever it says there."""
    with Endpoint(chat.good) as server:
        server.listing = listing_as
        assert greeted(server) == 0


@contextmanager
def silent() -> Iterator[str]:
    """A server that lets nobody in: its queue is full."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        port = door.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            yield f"http://127.0.0.1:{port}/v1"


def test_an_endpoint_that_is_away_is_told_within_two_seconds() -> None:
    """Beyond the time for a connection, and before anything is computed."""

    class Costly(Suspicious):
        def suspicions(self, article: Any) -> Any:
            pytest.fail("evidence was gathered")

    with Endpoint(chat.good) as gone:
        found = chat.address(gone, retries=4)
    for address, connect in ((gone.url, 5.0), ("", 0.5)):
        with silent() as quiet:
            away = replace(found, base_url=address or quiet, connect_seconds=connect)
            engine = chat.engine(gone, endpoint=away, channel=Costly())
            begun = time.monotonic()
            with pytest.raises(EngineError):
                list(engine.repair(read_text(chat.ARTICLE)))
            assert time.monotonic() - begun < (0.0 if address else connect) + 2


def test_who_does_not_answer_is_heard_later() -> None:
    """A listing that hangs holds nothing up for long."""
    with Endpoint(chat.good) as server:
        server.listing = refused(200, "", stays=True)
        begun = time.monotonic()
        assert greeted(server, connect_seconds=1.0, read_seconds=30.0) == 0
        assert time.monotonic() - begun < 4


def test_the_room_is_remembered(tmp_path: Any) -> None:
    """A run that needs nothing from the endpoint asks nothing, and cuts its parts alike."""
    with Endpoint(chat.good) as server:
        server.models = listing("gpt-4o-mini", context_length=3000)
        context = chat.engine(server, cache=Cache(tmp_path / "cache.sqlite3")).context
        assert greeting.greeted(context, needed=False)() == 0
        assert greeting.greeted(context, needed=True)() == 3000
        assert greeting.greeted(context, needed=False)() == 3000
        assert len(server.looked) == 1


def test_of_the_articles_of_a_batch_one_finds_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The endpoint is reached before the first of them, and its room is that of all."""
    reached = []

    async def greet(*_: object) -> int:
        reached.append(1)
        return 3000

    monkeypatch.setattr(greeting, "greet", greet)
    with Endpoint(chat.good) as server:
        engine, _ = chat.engine(server).together()
    rooms = [greeting.greeted(engine.context, needed=True)() for _ in range(3)]
    assert (rooms, len(reached)) == ([3000] * 3, 1)


def test_the_words_are_paid_for() -> None:
    """They are in the account like every request."""
    with Endpoint(lambda _: "yes") as server:
        server.models = listing("other")
        budget = Budget(None)
        found = chat.address(server, connect_seconds=10.0)
        asyncio.run(greet(found, Metered(counter("gpt-4o-mini"), budget)))
    assert budget.usage.requests == 1
