"""Whom a deferred batch deals with, and what that costs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from assistant.batch.deferred.lots import Room
from assistant.chat.answers import Answer
from assistant.chat.budget import Budget, Usage
from assistant.chat.endpoint import Endpoint, Shape, endpoint
from assistant.chat.failures import CutError, NoAnswerError, RefusedError
from assistant.chat.lines import Result
from assistant.chat.metering import Metered
from assistant.chat.prices import Price, deferred, price
from assistant.chat.tokens import Counter, counter
from assistant.config import Loaded
from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom a batch deals with, and what that may come to: `most` in US dollars, 0 for any.

    The `price` is that of answers that come later. `most_tokens` are those of questions and
    answers together.
    """

    endpoint: Endpoint
    counter: Counter
    price: Price | None
    most: float = 0.0
    most_tokens: int = 0
    room: Room = field(default_factory=Room)

    def paid(self, result: Result, sent: int, longest: int) -> Usage:
        """What an answer cost, to a question of so many tokens: by the server's counts, if right.

        The answer may have had `longest` tokens.
        """
        budget = Budget(self.price)
        if result.status != 200:
            return budget.usage
        answer = Answer(Shape.TEXT, longest)
        answer.feed(result.text.encode())
        try:
            reply = answer.ended()
        except (CutError, NoAnswerError, RefusedError):
            reply = answer.so_far()
        meter = Metered(self.counter, budget)
        meter.begin(sent, longest)
        meter.end(sent, longest, reply)
        return budget.usage


def terms(loaded: Loaded, room: Room) -> Terms:
    """The terms under some settings; raises UsageError where they do not do."""
    if loaded.settings.engine != "openai":
        engine = loaded.settings.engine
        raise UsageError(
            f"the engine {engine} does not ask an endpoint", hint="give --engine openai"
        )
    known, settings = endpoint(loaded, os.environ), loaded.settings.endpoint
    found = price(known.model, settings.prices)
    share = deferred(found, settings.deferred_price)
    most, tokens = settings.max_cost, settings.max_tokens
    return Terms(known, counter(known.model), share, most, tokens, room)
