"""The prompt engine against a loopback endpoint, on one small article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant import prompts
from assistant.article.files import read_text
from assistant.chat.budget import Budget, Usage
from assistant.chat.endpoint import Endpoint as Address
from assistant.chat.prices import Price
from assistant.chat.tokens import counter
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.errors import AssistantError
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace import pipeline
from tests.support.endpoint import Endpoint, Fault
from tests.support.wire import Scripted

ARTICLE = (
    "Council Rejects Ferry Plan\n"
    "\n"
    "The loss leaders of Port Ellery froze off the plan on 5 March. They met for 3 hours.\n"
    "\n"
    "“No ferry, no vote,” said Ines Tarrow. The alien firm left the harbor on Friday.\n"
)
REPAIRED = (
    ARTICLE.replace("loss leaders", "leaders")
    .replace("froze off", "rejected")
    .replace("alien", "foreign")
)
GOOD: dict[str, Any] = {
    "picks": "",
    "changes": [
        "2 loss leaders => leaders",
        "2 froze off => rejected",
        "5 alien => foreign",
    ],
}


def good(_: Mapping[str, Any] = {}) -> str:
    """The answer of a model that knows."""
    return json.dumps(GOOD)


def once(first: str) -> Callable[[Mapping[str, Any]], str]:
    """A model that answers something first, and well when it is asked again."""
    answers = [first]
    return lambda _: answers.pop() if answers else good()


def always(answer: str) -> Callable[[Mapping[str, Any]], str]:
    """A model that has one answer."""
    return lambda _: answer


def address(server: Endpoint, **changes: Any) -> Address:
    """How to reach a server, with little patience."""
    return Address(
        server.url,
        "gpt-4o-mini",
        **{"connect_seconds": 1.0, "read_seconds": 1.0, "retries": 2} | changes,
    )


def engine(server: Endpoint, *, budget: Budget | None = None, **means: Any) -> OpenAIEngine:
    """The engine that asks a server, without the language model unless one is given."""
    found = means.pop("endpoint", None) or address(server)
    return OpenAIEngine(
        EndpointContext(
            found,
            prompts.load("repair"),
            counter("gpt-4o-mini"),
            budget or Budget(Price(1.0, 2.0)),
            **means,
        )
    )


@dataclass(frozen=True)
class Played:
    """What a person sees of a repair, the text they get, the hint, and what was asked."""

    told: str
    text: str
    hint: str
    requests: int
    usage: Usage | None = None


def played(
    answer: Callable[[Mapping[str, Any]], str] = good,
    faults: Iterable[Fault | Scripted] = (),
    *,
    always: Iterable[Fault | Scripted] = (),
    tls: bool = False,
    **changes: Any,
) -> Played:
    """A repair through a misbehaving endpoint.

    Every proposal is accepted but those that no policy accepts.
    """
    with Endpoint(answer, faults, always=always, tls=tls) as server:
        found = address(server, **changes)
        try:
            review, account = pipeline.repair(read_text(ARTICLE), engine(server, endpoint=found))
        except AssistantError as error:
            told = error.message.replace(found.host, "HOST")
            return Played(told, ARTICLE, error.hint, len(server.requests))
        asked = len(server.requests)
    told = "; ".join(dict.fromkeys(refusal.reason for refusal in review.refused))
    told = told.replace(found.host, "HOST")
    after = text(apply_policy(review, Policy.ALL), ARTICLE)
    return Played(told or "repaired", after, "", asked, account.work.usage)


def seen(
    answer: Callable[[Mapping[str, Any]], str] = good,
    faults: tuple[Fault | Scripted, ...] = (),
    *,
    fast: bool = True,
    **options: Any,
) -> tuple[str, str]:
    """What a person sees of a repair through a misbehaving endpoint, and the text they get."""
    changes = {} if fast else {"read_seconds": 0.4, "retries": 0}
    found = played(answer, faults, **changes, **options)
    return found.told, found.text
