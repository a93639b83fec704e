"""All that can answer for a model: oracles on loopback, and a real one at an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from typing import Any

from assistant import prompts
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.endpoint import Endpoint as Address
from assistant.chat.prices import price
from assistant.chat.tokens import counter
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.engines.local import LocalEngine
from tests.benchmarks.prompted.texts import Text
from tests.support.endpoint import Endpoint
from tests.support.oracle import Oracle

MODEL = "gpt-4o-mini"
Answer = Callable[[Mapping[str, Any]], str]


def oracles(texts: Iterable[Text]) -> dict[str, Answer]:
    """The models that know the articles, by name, each with a weakness of its own."""
    truth: dict[str, str] = reduce(lambda known, text: known | text.truth, texts, {})
    return {
        "knows": Oracle(truth),
        "whole sentences": Oracle(truth, whole=True),
        "over-edits": Oracle(truth, over=True),
        "a tenth in wrong form": Oracle(truth, damaged=0.1),
        "weak": Oracle(truth, weak=True),
    }


@contextmanager
def served(answer: Answer) -> Iterator[Address]:
    """An oracle on loopback."""
    with Endpoint(answer) as server:
        yield Address(server.url, MODEL)


@contextmanager
def real(base_url: str, model: str) -> Iterator[Address]:
    """A real model, with the key that the environment has."""
    import os

    key = os.environ.get("ASSISTANT_API_KEY") or os.environ.get("OPENAI_API_KEY") or ""
    yield Address(base_url, model, key=key, read_seconds=600.0)


def engine(
    address: Address, channel: LocalEngine | None, kept: Cache, scope: str = "auto"
) -> OpenAIEngine:
    """The engine that asks at an address; what the channel finds is kept, and no answer."""
    return OpenAIEngine(
        EndpointContext(
            address, prompts.load("repair"), counter(address.model),
            Budget(price(address.model, {})), channel, _Channels(kept.path), scope=scope,
        )
    )  # fmt: skip


class _Channels(Cache):
    def get(self, kind: str, key: str) -> str | None:
        return super().get(kind, key) if kind == "channel" else None
