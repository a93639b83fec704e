"""A budget is never overrun, and unknown prices are unknown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.budget import Budget, BudgetError, total
from assistant.chat.prices import Price, cost, price
from assistant.errors import UsageError

TOKENS = st.integers(0, 5000)


@given(st.lists(st.tuples(TOKENS, TOKENS, st.floats(0, 1), st.floats(0, 1)), max_size=40))
def test_what_was_allowed_is_never_overrun(requests: list[tuple[int, int, float, float]]) -> None:
    """Whatever requests come to, as long as each keeps to what was reserved for it."""
    budget = Budget(Price(1.0, 4.0), max_tokens=20_000, max_cost=0.03)
    for prompt, longest, sent, answered in requests:
        try:
            budget.reserve(prompt, longest)
        except BudgetError:
            continue
        budget.release(prompt, longest)
        budget.spend(int(sent * prompt), int(answered * longest))
    used = budget.usage
    assert used.prompt_tokens + used.completion_tokens <= 20_000
    assert used.cost is not None
    assert used.cost <= 0.03


def test_what_is_in_flight_counts() -> None:
    """Two requests at once may not each take what is left."""
    budget = Budget(None, max_tokens=100)
    budget.reserve(30, 30)
    with pytest.raises(BudgetError, match="beyond 100 tokens"):
        budget.reserve(30, 30)
    budget.release(30, 30)
    budget.reserve(30, 30)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4o-mini", Price(0.15, 0.60)),
        ("gpt-4o-mini-2024-07-18", Price(0.15, 0.60)),
        ("openai/gpt-4o-mini", Price(0.15, 0.60)),
        ("gpt-5", Price(1.25, 10.0)),
        ("gpt-5.5", None),
        ("gpt-5-pro", None),
        ("gpt-4o-audio", None),
        ("llama3.2", None),
    ],
)
def test_prices(model: str, expected: Price | None) -> None:
    """Editions of a model cost what it costs; another model is not an edition."""
    assert price(model) == expected


def test_configured_prices_go_first() -> None:
    """And malformed ones are named."""
    assert price("gpt-4o", {"gpt-4o": [1, 2]}) == Price(1.0, 2.0)
    assert cost(price("mine", {"mine": [1, 2]}), 1_000_000, 500_000) == 2.0
    assert cost(price("mine"), 1, 1) is None
    with pytest.raises(UsageError, match="mine must be two numbers"):
        price("mine", {"mine": [1]})


def test_a_part_has_its_own_account_within_the_whole() -> None:
    """What one piece of work reserves another may not take; each pays for itself."""
    whole = Budget(Price(1.0, 2.0), max_tokens=100)
    one, other = whole.part(), whole.part()
    one.reserve(30, 30)
    with pytest.raises(BudgetError, match="beyond 100 tokens"):
        other.reserve(30, 30)
    one.release(30, 30)
    one.spend(20, 10)
    other.reserve(30, 30)
    other.release(30, 30)
    other.spend(30, 5)
    other.found()
    assert (one.usage.requests, one.usage.prompt_tokens, one.usage.cached) == (1, 20, 0)
    assert (other.usage.requests, other.usage.completion_tokens, other.usage.cached) == (1, 5, 1)
    assert total(one.usage, None, other.usage) == whole.usage
    assert total(None, None) is None


def test_threads_do_not_overrun_it() -> None:
    """Two articles at once: what is reserved in one thread counts in the other."""
    whole = Budget(None, max_tokens=1000)

    def work(_: int) -> int:
        part, sent = whole.part(), 0
        for _ in range(400):
            try:
                part.reserve(1, 1)
            except BudgetError:
                continue
            part.release(1, 1)
            part.spend(1, 1)
            sent += 2
        return sent

    with ThreadPoolExecutor(8) as pool:
        sent = sum(pool.map(work, range(8)))
    assert whole.usage.prompt_tokens + whole.usage.completion_tokens == sent
