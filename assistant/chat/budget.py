"""What a run may use: tokens and US dollars, never more than was allowed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import RLock

from assistant.chat.prices import Price, cost


@dataclass(frozen=True, slots=True)
class Usage:
    """What an endpoint was asked: requests, tokens of prompts and answers, answers from the cache.

    Tokens of answers include the `thought_tokens`. `cost` is in US dollars, None where the
    price is not known; `estimated` says that some tokens were counted in a vocabulary that
    may not be the model's.
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached: int = 0
    cost: float | None = 0.0
    thought_tokens: int = 0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """What was sent and answered."""
        return self.prompt_tokens + self.completion_tokens


def total(*usages: Usage | None) -> Usage | None:
    """What was asked in all; None where no endpoint was."""
    known = [usage for usage in usages if usage is not None]
    if not known:
        return None
    costs = [usage.cost for usage in known if usage.cost is not None]
    return Usage(
        sum(usage.requests for usage in known),
        sum(usage.prompt_tokens for usage in known),
        sum(usage.completion_tokens for usage in known),
        sum(usage.cached for usage in known),
        sum(costs) if len(costs) == len(known) else None,
        sum(usage.thought_tokens for usage in known),
        any(usage.estimated for usage in known),
    )


class BudgetError(Exception):
    """The next request might go beyond what the run may use."""


@dataclass(slots=True)
class Budget:
    """Limits of a run, 0 for none. What a request may come to is reserved before it is sent.

    `price` is None where it is not known: a limit in dollars is then refused beforehand.
    A `part` has an account of its own within the limits of the `whole`. It may be used from
    several threads.
    """

    price: Price | None
    max_tokens: int = 0
    max_cost: float = 0.0
    usage: Usage = Usage()
    whole: Budget | None = None
    _reserved_prompt: int = 0
    _reserved_completion: int = 0
    _lock: RLock = field(default_factory=RLock, repr=False, compare=False)

    def part(self) -> Budget:
        """An account of one piece of work, within this budget."""
        return Budget(self.price, whole=self)

    def reserve(self, prompt: int, longest: int) -> None:
        """Set tokens aside for a request; raises BudgetError where they might be too many."""
        with self._lock:
            prompts = self.usage.prompt_tokens + self._reserved_prompt + prompt
            completions = self.usage.completion_tokens + self._reserved_completion + longest
            if self.max_tokens and prompts + completions > self.max_tokens:
                raise BudgetError(f"the next request might go beyond {self.max_tokens} tokens")
            spent = cost(self.price, prompts, completions)
            if self.max_cost and (spent is None or spent > self.max_cost):
                raise BudgetError(f"the next request might go beyond ${self.max_cost:g}")
            if self.whole is not None:
                self.whole.reserve(prompt, longest)
            self._reserved_prompt += prompt
            self._reserved_completion += longest

    def release(self, prompt: int, longest: int) -> None:
        """Give back what was set aside for a request that has ended."""
        with self._lock:
            self._reserved_prompt -= prompt
            self._reserved_completion -= longest
        if self.whole is not None:
            self.whole.release(prompt, longest)

    def spend(
        self, prompt: int, completion: int, thoughts: int = 0, *, estimated: bool = False
    ) -> None:
        """Account for an answer, of which `thoughts` were not said."""
        with self._lock:
            used = self.usage
            prompts, completions = used.prompt_tokens + prompt, used.completion_tokens + completion
            price = cost(self.price, prompts, completions)
            self.usage = replace(
                used, requests=used.requests + 1, prompt_tokens=prompts,
                completion_tokens=completions, cost=price,
                thought_tokens=used.thought_tokens + thoughts,
                estimated=used.estimated or estimated,
            )  # fmt: skip
        if self.whole is not None:
            self.whole.spend(prompt, completion, thoughts, estimated=estimated)

    def found(self) -> None:
        """Account for an answer that the cache had."""
        with self._lock:
            self.usage = replace(self.usage, cached=self.usage.cached + 1)
        if self.whole is not None:
            self.whole.found()
