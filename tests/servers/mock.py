"""llmock, which breaks on command: what passes is asked again, what lasts is told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.chat import client as clients
from assistant.chat.client import Client, Reply
from assistant.chat.endpoint import Endpoint
from assistant.errors import EngineError
from tests.servers.running import free_port, is_installed, running

pytestmark = pytest.mark.skipif(not is_installed("llmock"), reason="make test-servers installs it")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long between attempts."""
    monkeypatch.setattr(clients, "backoff", lambda _: 0.05)


@contextmanager
def mock(folder: Path, *arguments: str) -> Iterator[str]:
    """The base address of a mock that breaks as it is told to."""
    port = free_port()
    told = ("serve", "--host", "127.0.0.1", "--port", str(port), *arguments)
    with running("llmock", *told, port=port, ready="v1/models", folder=folder) as address:
        yield f"{address}/v1"


def ask(address: str, words: str = "Say yes.", times: int = 1) -> list[Reply]:
    """The answers to so many questions, one after another."""

    async def asked() -> list[Reply]:
        known = Endpoint(address, "gpt-4o-mini", key="sk-any", retries=4, read_seconds=20.0)
        async with Client(known) as client:
            messages = [{"role": "user", "content": words}]
            return [await client.ask(lambda _: messages, longest=200) for _ in range(times)]

    return asyncio.run(asked())


def refusal(address: str, words: str = "Say yes.") -> str:
    """What is told of a question that is not answered."""
    with pytest.raises(EngineError) as caught:
        ask(address, words)
    sys.stdout.write(f"\n{caught.value.message} ({caught.value.hint})\n")
    return caught.value.message


def test_it_answers(tmp_path: Path) -> None:
    """Streamed, and counted."""
    with mock(tmp_path) as address:
        (reply,) = ask(address)
    assert reply.text
    assert reply.ended == "stop"
    assert reply.completion_tokens


@pytest.mark.parametrize("fault", ["malformed", "truncate", "disconnect"])
def test_streams_that_break_at_times(tmp_path: Path, fault: str) -> None:
    """Are asked for again, until they hold."""
    with mock(tmp_path, "--response-style", "static", "--stream-fault", f"{fault}=0.3") as address:
        replies = ask(address, times=12)
    assert len({reply.text for reply in replies}) == 1


@pytest.mark.parametrize("fault", ["malformed", "truncate", "disconnect"])
def test_streams_that_always_break(tmp_path: Path, fault: str) -> None:
    """Are told as such."""
    with mock(tmp_path, "--stream-fault", f"{fault}=1") as address:
        assert "ends its answers in the middle" in refusal(address)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_failures_that_pass(tmp_path: Path, status: int) -> None:
    """Are not seen."""
    with mock(tmp_path, "--error-rate", f"{status}=0.3") as address:
        assert len(ask(address, times=6)) == 6


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 500])
def test_failures_that_last(tmp_path: Path, status: int) -> None:
    """Are told in the server's words."""
    with mock(tmp_path, "--error-rate", f"{status}=1") as address:
        assert f"answered {status}: " in refusal(address)


def test_a_context_that_is_too_small(tmp_path: Path) -> None:
    """Is known as such."""
    from assistant.chat.failures import ContextError

    with mock(tmp_path, "--context-window", "300") as address, pytest.raises(ContextError) as told:
        ask(address, "The plan was read aloud in the harbor. " * 200)
    sys.stdout.write(f"\n{told.value.message} room {told.value.room} took {told.value.took}\n")
    assert told.value.room == 300
