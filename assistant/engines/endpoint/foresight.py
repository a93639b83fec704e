"""What a piece of work will ask of an endpoint: by itself, and by what such work came to so far."""

from __future__ import annotations

from assistant.chat import rates
from assistant.chat.budget import Budget, Usage
from assistant.chat.rates import Foreseen, Rates
from assistant.engines.base import Estimate
from assistant.engines.endpoint.context import EndpointContext


def estimate(context: EndpointContext, usual: Rates, foreseen: Foreseen) -> Estimate:
    """What is foreseen, with second tries and as long answers as the model gave, and its price.

    `usual` is what such work comes to where none has been seen.
    """
    used = rates.known(context.cache, _key(context), usual).usage(foreseen)
    budget = Budget(context.budget.price)
    budget.spend(used.prompt_tokens, used.completion_tokens)
    sent, answered, cost = used.prompt_tokens, used.completion_tokens, budget.usage.cost
    return Estimate(used.requests, sent, answered, cost, context.counter.estimated)


def learn(context: EndpointContext, usual: Rates, foreseen: Foreseen, usage: Usage) -> None:
    """Keep what a piece of work came to; what the cache answered teaches nothing."""
    if not usage.cached:
        rates.learn(context.cache, _key(context), usual, foreseen, usage)


def _key(context: EndpointContext) -> str:
    return rates.key_of(context.endpoint, context.prompt.digest, context.form)
