"""What a run may use: tokens and US dollars, never more than was allowed."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.chat.prices import Price, cost


@dataclass(frozen=True, slots=True)
class Usage:
    """What an endpoint was asked: requests, tokens as it counted them, answers from the cache.

    `cost` is in US dollars, None where the price is not known.
    """

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached: int = 0
    cost: float | None = 0.0


class BudgetError(Exception):
    """The next request might go beyond what the run may use."""


@dataclass(slots=True)
class Budget:
    """Limits of a run, 0 for none. What a request may come to is reserved before it is sent.

    `price` is None where it is not known: a limit in dollars is then refused beforehand.
    """

    price: Price | None
    max_tokens: int = 0
    max_cost: float = 0.0
    usage: Usage = Usage()
    _reserved_prompt: int = 0
    _reserved_completion: int = 0

    def reserve(self, prompt: int, longest: int) -> None:
        """Set tokens aside for a request; raises BudgetError where they might be too many."""
        prompts = self.usage.prompt_tokens + self._reserved_prompt + prompt
        completions = self.usage.completion_tokens + self._reserved_completion + longest
        if self.max_tokens and prompts + completions > self.max_tokens:
            raise BudgetError(f"the next request might go beyond {self.max_tokens} tokens")
        spent = cost(self.price, prompts, completions)
        if self.max_cost and (spent is None or spent > self.max_cost):
            raise BudgetError(f"the next request might go beyond ${self.max_cost:g}")
        self._reserved_prompt += prompt
        self._reserved_completion += longest

    def release(self, prompt: int, longest: int) -> None:
        """Give back what was set aside for a request that has ended."""
        self._reserved_prompt -= prompt
        self._reserved_completion -= longest

    def spend(self, prompt: int, completion: int) -> None:
        """Account for an answer."""
        prompts = self.usage.prompt_tokens + prompt
        completions = self.usage.completion_tokens + completion
        self.usage = Usage(
            self.usage.requests + 1,
            prompts,
            completions,
            self.usage.cached,
            cost(self.price, prompts, completions),
        )

    def found(self) -> None:
        """Account for an answer that the cache had."""
        used = self.usage
        self.usage = Usage(
            used.requests, used.prompt_tokens, used.completion_tokens, used.cached + 1, used.cost
        )
