"""What is counted is the floor: no server's account of itself lets a limit be passed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.chat import client
from assistant.chat.answers import Reply
from assistant.chat.budget import Budget
from assistant.chat.endpoint import Shape
from assistant.chat.metering import Metered
from assistant.chat.prices import Price
from assistant.chat.tokens import counter
from assistant.workspace import pipeline
from tests.support import chat
from tests.support.endpoint import Endpoint
from tests.support.wire import Scripted, chunk, good, streamed
from tests.unit.test_openai_engine import fixing, sections

COUNT = counter("gpt-4o-mini")
ZERO = {"prompt_tokens": 0, "completion_tokens": 0}
USAGES = [
    None,
    ZERO,
    {"prompt_tokens": -500, "completion_tokens": -500},
    {"prompt_tokens": 3, "completion_tokens": 1},
    {"prompt_tokens": "9", "completion_tokens": 1.5},
    {"prompt_tokens": 10**12, "completion_tokens": 10**12},
]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between attempts."""
    monkeypatch.setattr(client, "backoff", lambda _: 0.01)


def counting(usage: Any) -> Scripted:
    """A good answer with an account of its own, in its first and in its last piece."""
    return streamed(
        lambda answer: [
            chunk({"role": "assistant"}) | {"usage": usage},
            *good(answer),
            {"choices": [], "usage": usage},
        ]
    )


@pytest.mark.parametrize("usage", USAGES, ids=str)
def test_a_limit_holds_whatever_the_server_counts(usage: Any) -> None:
    """Of twelve sections those are asked about that the limit has room for."""
    article = read_text(sections(12))
    with Endpoint(fixing) as server:
        pipeline.repair(article, chat.engine(server))
        one = max(COUNT.messages(request.body["messages"]) for request in server.requests)
    limit = 6 * one
    budget = Budget(Price(1.0, 1.0), max_tokens=limit)
    with Endpoint(fixing, always=[counting(usage)]) as server:
        found = chat.address(server, in_flight=1)
        _, account = pipeline.repair(article, chat.engine(server, endpoint=found, budget=budget))
        sent = sum(COUNT.messages(request.body["messages"]) for request in server.requests)
        asked = len(server.requests)
    used = account.work.usage
    assert used is not None
    assert sent <= used.prompt_tokens <= used.prompt_tokens + used.completion_tokens <= limit
    assert f"beyond {limit} tokens" in account.work.stopped
    assert 2 <= asked <= 6


def test_an_answer_that_broke_off_is_paid() -> None:
    """The endpoint counts it too."""
    cut = streamed(lambda answer: [chunk({"content": answer[:40]})], end="")
    once = chat.played()
    twice = chat.played(faults=[cut])
    assert once.usage is not None
    assert twice.usage is not None
    assert twice.usage.requests == 2
    assert twice.usage.prompt_tokens == 2 * once.usage.prompt_tokens
    assert twice.usage.completion_tokens > once.usage.completion_tokens


def test_an_estimate_is_called_one() -> None:
    """Where the server does not count, and the model's vocabulary is not known."""
    for model, usage, estimated in (
        ("mistral-large", ZERO, True),
        ("mistral-large", {"prompt_tokens": 90, "completion_tokens": 9}, False),
        ("gpt-4o", ZERO, False),
    ):
        budget = Budget(None)
        meter = Metered(counter(model), budget)
        sent = meter.counted([{"role": "user", "content": "How are you?"}])
        meter.begin(sent, 100)
        meter.end(sent, 100, Reply("Fine.", "stop", Shape.TEXT, *usage.values()))
        assert budget.usage.estimated is estimated


COUNTS = st.none() | st.integers(-(10**12), 10**12)


@given(COUNTS, COUNTS, COUNTS, st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_no_account_is_below_our_own(
    prompt: int | None, completion: int | None, thought: int | None, text: str, thoughts: str
) -> None:
    """Nor far beyond what can be, whatever is told; thoughts are tokens of the answer."""
    budget = Budget(Price(1.0, 1.0))
    known = counter("gpt-4o")
    meter = Metered(known, budget)
    meter.begin(50, 100)
    meter.end(50, 100, Reply(text, "stop", Shape.TEXT, prompt, completion, thoughts, thought))
    used = budget.usage
    own = known.text(text) + known.text(thoughts)
    assert 50 <= used.prompt_tokens <= 4 * 50 + 1000
    assert own <= used.completion_tokens <= max(own, 4 * 100 + 1000)
    assert known.text(thoughts) <= used.thought_tokens <= used.completion_tokens
