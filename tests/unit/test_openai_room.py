"""A request is made smaller until it fits, and an answer gets the room that its thoughts take."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from assistant.article.files import read_text
from assistant.chat import client
from assistant.chat.client import Client
from assistant.chat.endpoint import Shape
from assistant.chat.tokens import counter
from assistant.errors import EngineError
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace import pipeline
from tests.support import chat
from tests.support.endpoint import Body, Endpoint
from tests.support.wire import Scripted, error, refused, whole
from tests.unit.test_chat_client import ask
from tests.unit.test_openai_engine import NOTHING

COUNT = counter("gpt-4o-mini")
PATIENT = {"connect_seconds": 20.0, "read_seconds": 20.0}
PROSE = "The loss leaders of Port Ellery met again at the harbor. Nobody else came that day.\n\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between attempts."""
    monkeypatch.setattr(client, "backoff", lambda _: 0.01)


def llama(room: int, scale: float = 1.2, *, tells: bool = True) -> Scripted:
    """A server of llama.cpp that counts otherwise than we do, and has so much room."""

    def took(body: Body) -> int:
        return int(scale * COUNT.messages(body["messages"]))

    def told(body: Body, _: str) -> bytes:
        words = f"request ({took(body)} tokens) exceeds the available context size ({room} tokens)"
        more = {"n_prompt_tokens": took(body), "n_ctx": room, "type": "exceed_context_size_error"}
        return json.dumps(
            error(f"{words}, try increasing it", code=400, **more)
            if tells
            else error("the prompt is too long", code="context_length_exceeded")
        ).encode()

    return Scripted(told, 400, befalls=lambda body: took(body) > room)


def everywhere(body: Body) -> str:
    """A model that mends the phrase wherever it stands."""
    shown = body["messages"][1]["content"]
    numbers = re.findall(r"^\[(\d+)\] The loss leaders", shown, re.MULTILINE)
    return json.dumps({"picks": "", "changes": [f"{n} loss leaders => leaders" for n in numbers]})


@pytest.mark.parametrize(("count", "tells"), [(16, True), (4, False)])
def test_a_long_article_on_a_small_server(count: int, tells: bool) -> None:
    """Of 5,000 words with 1,024 tokens a slot, whether or not the server says so: all is done."""
    notes = (f"Harbor Notes {n}\n\n{PROSE * 20}" for n in range(count))
    source = "The Harbor Year\n\n" + "".join(notes)
    assert len(source.split()) > 320 * count
    with Endpoint(everywhere, always=[llama(1024, tells=tells)]) as server:
        engine = chat.engine(server, endpoint=chat.address(server, **PATIENT))
        review, account = pipeline.repair(read_text(source), engine)
        too_large = llama(1024).befalls
        assert too_large is not None
        refusals = sum(too_large(r.body) for r in server.requests)
        limits = [r.body["max_tokens"] for r in server.requests]
    assert account.refused == ()
    after = text(apply_policy(review, Policy.ALL), source)
    assert after == source.replace("loss leaders", "leaders")
    assert refusals <= 20
    assert min(limits) > 64


def test_a_model_without_room_for_one_sentence_is_told() -> None:
    """With the server's words, and how to mend it."""
    with Endpoint(chat.good, always=[llama(200)]) as server, pytest.raises(EngineError) as caught:
        pipeline.repair(read_text(chat.ARTICLE), chat.engine(server))
    assert "exceeds the available context size (200 tokens)" in caught.value.message
    assert "prompt_limit" in caught.value.hint


def test_a_sentence_that_does_not_fit_costs_itself() -> None:
    """The others are repaired, and it is said which was not asked about."""
    long = "The plan " + "of the harbor board " * 400 + "was read."
    source = f"Harbor Notes\n\n{PROSE}{long}\n\n{PROSE}"
    with Endpoint(everywhere, always=[llama(1200)]) as server:
        review, account = pipeline.repair(read_text(source), chat.engine(server))
    assert "exceeds the available context" in account.refused[0].reason
    assert source[account.refused[0].start :].startswith("The plan of the harbor")
    assert len(review.hunks) == 2


def test_prompt_limit_is_a_setting() -> None:
    """The most tokens of a request."""
    article = read_text("Title Here\n\n" + PROSE * 60)
    sizes = {}
    for limit in (1200, 6000):
        with Endpoint(lambda _: NOTHING) as server:
            pipeline.repair(article, chat.engine(server, prompt_limit=limit))
            sizes[limit] = [COUNT.messages(r.body["messages"]) for r in server.requests]
    assert max(sizes[1200]) <= 1200 < max(sizes[6000])


def thinking(answer: str, takes: int) -> Scripted:
    """A model that thinks for so many tokens before it answers."""

    def made(body: Body, _: str) -> bytes:
        room = body["max_tokens"]
        usage = {
            "prompt_tokens": 9, "completion_tokens": min(room, takes + 40),
            "completion_tokens_details": {"reasoning_tokens": min(room, takes)},
        }  # fmt: skip
        said = {"content": answer} if room > takes + 40 else {"content": None}
        return json.dumps(
            whole(said, "stop" if room > takes + 40 else "length", usage=usage)
        ).encode()

    return Scripted(made)


def test_room_for_thoughts_is_learned() -> None:
    """It is asked for again with more, and kept for what is asked later; the account tells."""
    with Endpoint(chat.good, always=[thinking("fine", 3000)]) as server:
        replies = ask(server, times=3, in_flight=1)
        limits = [request.body["max_tokens"] for request in server.requests]
    assert [reply.text for reply in replies] == ["fine"] * 3
    assert limits[0] == 400
    assert limits[-3] == limits[-1] > 3040
    assert len(limits) <= 5
    found = chat.played(always=[thinking(chat.good(), 3000)])
    assert found.told == "repaired"
    assert found.usage is not None
    assert found.usage.thought_tokens > 3000


def test_thoughts_without_an_end_are_told() -> None:
    """As what they are, after a few tries."""
    found = chat.played(always=[thinking("", 10**9)])
    assert "the model's thoughts took all its room" in found.told
    assert found.requests <= 12


def test_how_much_a_model_is_to_think_is_a_setting() -> None:
    """It is sent where it is set, and given up where it is refused."""
    refuses = refused(
        400, error("Unrecognized request argument: reasoning_effort"), on="reasoning_effort"
    )
    with Endpoint(chat.good, always=[refuses]) as server:
        ask(server, effort="low")
        efforts = [request.body.get("reasoning_effort") for request in server.requests]
    assert efforts == ["low", None]


def test_the_longest_answer_is_learned() -> None:
    """Where a model has a limit of its own."""
    told = "max_tokens is too large: 400. This model supports at most 128 completion tokens."
    refuses = Scripted(
        lambda *_: json.dumps(error(told, param="max_tokens")).encode(), 400,
        befalls=lambda body: body["max_tokens"] > 128,
    )  # fmt: skip
    with Endpoint(lambda _: "fine", always=[refuses]) as server:
        assert ask(server)[0].text == "fine"
        assert [request.body["max_tokens"] for request in server.requests] == [400, 128]


def test_a_refusal_that_has_nothing_to_do_with_the_form_leaves_it() -> None:
    """Where a looser form does not help, the next request has the strict one again."""
    odd = refused(400, error("The moon is full."))
    with Endpoint(lambda _: "fine", always=[odd]) as server:

        async def asked() -> Shape:
            async with Client(chat.address(server)) as found:
                with pytest.raises(EngineError, match="The moon is full"):
                    await found.ask(lambda _: [{"role": "user", "content": "x"}], longest=9)
                return found.known.quirks.shape

        assert asyncio.run(asked()) is Shape.SCHEMA


def test_a_gateway_that_renames_the_wait_is_waited_for() -> None:
    """The next attempt comes after the second that the server behind it asked for."""
    busy = refused(429, error("Slow down."), llm_provider_retry_after="1")
    assert busy.headers == (("llm-provider-retry-after", "1"),)
    busy = Scripted(busy.body, 429, headers=(("llm_provider-retry-after", "1"),))
    with Endpoint(lambda _: "fine", [busy]) as server:
        ask(server)
        first, second = (request.at for request in server.requests)
    assert second - first >= 1.0
