"""What models cost: defaults for a few of today, configuration for the rest, else unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens of a prompt and of its answer."""

    prompt: float
    completion: float


DEFAULTS: Mapping[str, Sequence[float]] = {
    "gpt-4o": (2.50, 10.0),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4.1": (2.0, 8.0),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-5": (1.25, 10.0),
    "gpt-5-mini": (0.25, 2.0),
    "gpt-5-nano": (0.05, 0.40),
    "o4-mini": (1.10, 4.40),
}
_EDITION = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|latest)$")


def price(model: str, configured: Mapping[str, Sequence[float]] | None = None) -> Price | None:
    """The price of a model, its edition and the provider before its name aside, or None.

    What is configured goes first. Raises UsageError where that is not two numbers.
    """
    bare = model.rpartition("/")[2]
    for table in (configured or {}, DEFAULTS):
        for name in (model, _EDITION.sub("", model), bare, _EDITION.sub("", bare)):
            if name in table:
                return _price(name, table[name])
    return None


def _price(name: str, pair: Sequence[float]) -> Price:
    good = isinstance(pair, list | tuple) and len(pair) == 2
    if not good or not all(type(p) in (int, float) and 0 <= p < math.inf for p in pair):
        raise UsageError(
            f"prices: {name} must be two numbers", hint='"model" = [prompt, answer], $ a million'
        )
    return Price(float(pair[0]), float(pair[1]))


def cost(known: Price | None, prompt_tokens: int, completion_tokens: int) -> float | None:
    """US dollars for so many tokens, or None where the price is not known."""
    if known is None:
        return None
    return (known.prompt * prompt_tokens + known.completion * completion_tokens) / 1e6


def deferred(known: Price | None, share: float) -> Price | None:
    """The price where answers come later, a share of the usual one."""
    return Price(known.prompt * share, known.completion * share) if known is not None else None
