"""A price is the model's own or none at all; configuration goes before the defaults."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.chat.prices import DEFAULTS, Price, cost, price
from assistant.errors import UsageError


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4o", (2.50, 10)),
        ("gpt-4o-mini", (0.15, 0.60)),
        ("gpt-4.1", (2, 8)),
        ("gpt-4.1-mini", (0.40, 1.60)),
        ("gpt-4.1-nano", (0.10, 0.40)),
        ("gpt-5", (1.25, 10)),
        ("gpt-5-mini", (0.25, 2)),
        ("gpt-5-nano", (0.05, 0.40)),
        ("o4-mini", (1.10, 4.40)),
    ],
)
@pytest.mark.parametrize("form", ["{}", "openai/{}", "{}-2025-08-07", "a/b/{}-latest"])
def test_defaults(model: str, expected: tuple[float, float], form: str) -> None:
    """Each default holds with a provider before the name and an edition after it."""
    assert price(form.format(model)) == Price(*expected)


@pytest.mark.parametrize(
    "model",
    [
        "",
        "/",
        "gpt-5.5",
        "gpt-5-pro",
        "gpt-4o-audio",
        "gpt-4o-audio-2024-08-06",
        "gpt-4o-2024",
        "gpt-4o-2024-8-6",
        "gpt-4o-latest-preview",
        "gpt-4o2024-08-06",
        "gpt-4",
        "my-gpt-4o",
        "mistralai/mistral-large",
    ],
)
def test_unknown(model: str) -> None:
    """A name that only begins like a known one has no price."""
    assert price(model) is None


def test_configuration_goes_first() -> None:
    """What is configured hides a default, its editions too, and nothing else."""
    configured = {"gpt-4o": [1, 2], "own-model": (0, 0.5)}
    assert price("gpt-4o", configured) == Price(1, 2)
    assert price("openai/gpt-4o-2024-08-06", configured) == Price(1, 2)
    assert price("own-model", configured) == Price(0, 0.5)
    assert price("gpt-4o-mini", configured) == Price(*DEFAULTS["gpt-4o-mini"])


def test_the_longest_name_wins() -> None:
    """One edition may have a price of its own."""
    configured = {"gpt-4o": [1, 2], "gpt-4o-2024-05-13": [5, 15]}
    assert price("openai/gpt-4o-2024-05-13", configured) == Price(5, 15)
    assert price("openai/gpt-4o-2024-08-06", configured) == Price(1, 2)


def test_provider_in_the_configuration() -> None:
    """A price may be configured for the model of one provider."""
    assert price("azure/gpt-4o", {"azure/gpt-4o": [3, 4]}) == Price(3, 4)


def test_edition_of_a_configured_provider() -> None:
    """It holds for the editions of that model too."""
    assert price("azure/gpt-4o-2024-08-06", {"azure/gpt-4o": [3, 4]}) == Price(3, 4)


@pytest.mark.parametrize("pair", [[], [1], [1, 2, 3], [-1, 1], ["1", "2"], [True, 1], "12"])
def test_malformed_price(pair: Sequence[float]) -> None:
    """What is not two numbers is refused by its name."""
    with pytest.raises(UsageError, match="gpt-4o"):
        price("gpt-4o", {"gpt-4o": pair})


def test_cost() -> None:
    """Prices are for a million tokens."""
    assert cost(Price(2.5, 10), 1_000_000, 100_000) == pytest.approx(3.5)
    assert cost(Price(2.5, 10), 0, 0) == 0
    assert cost(Price(0, 0), 1000, 1000) == 0


def test_cost_of_an_unknown_price() -> None:
    """Unknown is not free."""
    assert cost(None, 1000, 1000) is None
