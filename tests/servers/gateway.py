"""litellm's proxy, before llama.cpp's server and before one that misbehaves."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from assistant import prompts
from assistant.article.files import read_text
from assistant.chat.budget import Budget
from assistant.chat.client import Client, Reply
from assistant.chat.endpoint import Endpoint, Profile
from assistant.chat.failures import EndpointError
from assistant.chat.greeting import greet
from assistant.chat.metering import Metered, Unmetered
from assistant.chat.refusals import Kind
from assistant.chat.tokens import counter
from assistant.checks.facts.comparison import differences
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace import pipeline
from tests.servers.running import free_port, is_installed, running
from tests.support import chat, llama
from tests.support.endpoint import Endpoint as Loopback
from tests.support.endpoint import Fault
from tests.support.wire import answered, chunk, cut, error, refused, streamed, whole

pytestmark = pytest.mark.skipif(
    not (is_installed("litellm") and llama.is_installed()), reason="make test-servers installs it"
)
KEY = "sk-of-the-gateway"
QUIET = (
    "LITELLM_LOCAL_MODEL_COST_MAP=True", f"LITELLM_MASTER_KEY={KEY}", "LITELLM_TELEMETRY=False",
    "NO_COLOR=1",
)  # fmt: skip


@dataclass(frozen=True)
class Gateway:
    """A gateway's address, and the server behind it that misbehaves on command."""

    url: str
    behind: Loopback

    def endpoint(self, model: str = "behind", **changes: Any) -> Endpoint:
        """How to reach it."""
        known = {"key": KEY, "retries": 2, "read_seconds": 120.0} | changes
        return Endpoint(self.url, model, **known)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """Litellm before two servers: `small`, llama.cpp's, and `behind`."""
    folder = tmp_path_factory.mktemp("gateway")
    port = free_port()
    with Loopback(chat.good) as behind, llama.serving() as small:
        models = [_model("small", small), _model("behind", behind.url)]
        settings = {
            "model_list": models,
            "litellm_settings": {"num_retries": 0, "telemetry": False},
        }
        config = folder / "config.yaml"
        config.write_text(json.dumps(settings), "utf-8")  # JSON is YAML
        told = ("--config", str(config), "--host", "127.0.0.1", "--port", str(port))
        ready = "health/liveliness"
        with running("litellm", *told, port=port, ready=ready, folder=folder, env=QUIET) as address:
            yield Gateway(f"{address}/v1", behind)


def _model(name: str, url: str) -> dict[str, Any]:
    known = {"model": f"openai/{name}", "api_base": url, "api_key": "none", "max_retries": 0}
    return {"model_name": name, "litellm_params": known}


@pytest.fixture(autouse=True)
def behaved(gateway: Gateway) -> None:
    """Nothing is left of an earlier test."""
    gateway.behind.requests.clear()
    gateway.behind.faults.clear()
    gateway.behind.always.clear()


def ask(found: Endpoint, **options: Any) -> Reply:
    """One answer."""

    async def asked() -> Reply:
        async with Client(found) as client:
            messages = [{"role": "user", "content": "Say yes."}]
            return await client.ask(lambda _: messages, longest=100, **options)

    return asyncio.run(asked())


def refusal(found: Endpoint) -> EndpointError:
    """What is told of a question that is not answered."""
    with pytest.raises(EndpointError) as caught:
        ask(found)
    sys.stdout.write(f"\n{caught.value.message} ({caught.value.hint})\n")
    assert len(caught.value.message) <= 200
    return caught.value


def test_a_wrong_key(gateway: Gateway) -> None:
    """Is known as such, whatever status the gateway gives it."""
    assert refusal(gateway.endpoint(key="sk-wrong")).about is Kind.KEY
    with pytest.raises(EndpointError) as caught:
        asyncio.run(greet(gateway.endpoint(key="sk-wrong"), Unmetered()))
    assert caught.value.about is Kind.KEY


def test_no_key(gateway: Gateway) -> None:
    """It fails with status 500 and no reason; keys are thought of."""
    assert "ASSISTANT_API_KEY" in refusal(gateway.endpoint(key="", retries=0)).hint


def test_an_unknown_model(gateway: Gateway) -> None:
    """Is known as such, and those that there are named."""
    assert refusal(gateway.endpoint("nothing")).about is Kind.MODEL
    with pytest.raises(EndpointError) as caught:
        asyncio.run(greet(gateway.endpoint("smal"), Unmetered()))
    assert "it has small" in caught.value.hint


def test_the_wait_of_the_server_behind_is_waited_for(gateway: Gateway) -> None:
    """Under whatever name it comes."""
    gateway.behind.faults[:] = [Fault.TOO_MANY_WAIT]
    begun = time.monotonic()
    assert ask(gateway.endpoint()).text == chat.good()
    assert len(gateway.behind.requests) == 2
    assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize(
    "fault",
    [
        Fault.CUT_STREAM,
        streamed(lambda a: [chunk({"content": a[:20]}), error("Overloaded", code=502)], end=""),
        Fault.SERVER_ERROR,
    ],
    ids=["cut", "error event", "500"],
)
def test_trouble_behind_it_passes(gateway: Gateway, fault: Any) -> None:
    """It is asked again."""
    gateway.behind.faults[:] = [fault]
    assert ask(gateway.endpoint()).text == chat.good()
    assert len(gateway.behind.requests) == 2


def test_an_answer_cut_by_another_name_is_not_whole(gateway: Gateway) -> None:
    """The gateway says `stop`; the count of tokens says that the limit was met."""

    def made(answer: str) -> Any:
        usage = {"prompt_tokens": 9, "completion_tokens": 100, "total_tokens": 109}
        return [
            *(chunk({"content": piece}) for piece in cut("CHANGE 2 loss")),
            chunk({}, "model_length"),
            {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m",
             "choices": [], "usage": usage},
        ]  # fmt: skip

    gateway.behind.always[:] = [streamed(made)]
    assert ask(gateway.endpoint()).ended == "length"


def test_what_it_does_not_count_is_counted(gateway: Gateway) -> None:
    """Of whole answers it says 0 and 0 where the server behind it counts nothing."""
    no_streams = refused(400, error("Streaming is not supported.", param="stream"), on="stream")
    silent = answered(lambda a: whole({"role": "assistant", "content": a}, model="m"))
    gateway.behind.always[:] = [no_streams, silent]
    budget = Budget(None)
    reply = ask(gateway.endpoint(), meter=Metered(counter("gpt-4o"), budget))
    sys.stdout.write(f"\ntold {reply.prompt_tokens} and {reply.completion_tokens}\n")
    assert budget.usage.prompt_tokens >= 5
    assert budget.usage.completion_tokens >= counter("gpt-4o").text(reply.text)


@pytest.mark.parametrize("shape", ["json_schema", "text"])
def test_an_article_through_it(gateway: Gateway, shape: str) -> None:
    """By a model that is too small: every fact is as it was, and what was asked is accounted."""
    found = gateway.endpoint("small", profile=Profile(shape=shape), in_flight=2)
    budget = Budget(None)
    means = EndpointContext(found, prompts.load("repair"), counter("smollm2"), budget)
    source = "The loss leaders of Port Ellery froze off the plan on 5 March.\n"
    review, account = pipeline.repair(read_text(source), OpenAIEngine(means))
    assert account.work.usage is not None
    assert account.work.usage.requests >= 1
    assert account.work.usage.prompt_tokens >= 200
    assert differences(source, text(apply_policy(review, Policy.ALL), source)) == ()
