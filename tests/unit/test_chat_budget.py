"""A budget is never overrun, and unknown prices are unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.budget import Budget, BudgetError
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
